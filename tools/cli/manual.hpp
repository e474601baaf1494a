#pragma once
// Manual pages, from what `--help` is made of: the options as the commands declare them, the sentences of the
// catalogue.

#include <CLI/CLI.hpp>

#include <string>

#include "tools/cli/commands.hpp"

namespace kaidah::cli {

/// The page of the program, or of one of its commands: roff for `man`, UTF-8, in the context's language.
[[nodiscard]] std::string program_page(const Commands& commands);
[[nodiscard]] std::string command_page(const Commands& commands, const CLI::App& command);

/// `kaidah` and `kaidah-NAME`, with the section behind: what a page's file is called.
[[nodiscard]] std::string page_file(const CLI::App* command);

}  // namespace kaidah::cli
