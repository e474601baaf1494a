#pragma once
// Help, and answers to command lines that make no sense, in the reader's language.

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tools/cli/commands.hpp"

namespace kaidah::cli {

[[nodiscard]] std::shared_ptr<CLI::FormatterBase> help_formatter(const Context& context);

/// Every exit code with what it means, from 0.
[[nodiscard]] std::vector<std::pair<ExitCode, MessageKind>> exit_code_list();
/// The same as one line.
[[nodiscard]] std::string exit_code_line(const Context& context);

/// What CLI11 could not read.
[[nodiscard]] ExitCode explain_parse_error(const CLI::App& app, const CLI::Error& error, const Context& context);

/// Arguments that no option took. False when there are some; they were complained about.
[[nodiscard]] bool nothing_left_over(const CLI::App& app, const CLI::App& command, const Context& context);

}  // namespace kaidah::cli
