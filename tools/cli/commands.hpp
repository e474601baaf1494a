#pragma once
// The commands. Each lives in a file of its own, says there what it takes, and runs after the whole line was read.

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/cli/context.hpp"
#include "tools/cli/exit_code.hpp"

namespace kaidah::cli {

class Commands {
 public:
  Commands(CLI::App& app, const Context& context) : app_(app), context_(context) {}

  /// A command with its line of help and an example; the options are added to what is returned.
  CLI::App& add(const std::string& name, MessageKind help, const std::string& example);
  /// What its manual page says beside the help.
  void describe(const CLI::App& command, MessageKind paragraph) { descriptions_.emplace_back(&command, paragraph); }
  void on(CLI::App& command, std::function<ExitCode()> run) { runs_.emplace_back(&command, std::move(run)); }

  /// The command that was read; null: none.
  [[nodiscard]] CLI::App* chosen() const;
  /// REQUIRES: one was chosen.
  [[nodiscard]] ExitCode run() const;

  [[nodiscard]] const CLI::App& app() const noexcept { return app_; }
  [[nodiscard]] std::optional<MessageKind> description(const CLI::App& command) const;
  /// REQUIRES: it was added here.
  [[nodiscard]] const std::string& example(const CLI::App& command) const;
  [[nodiscard]] const Context& context() const noexcept { return context_; }
  [[nodiscard]] std::string text(MessageKind kind) const { return context_.text(kind); }

 private:
  CLI::App& app_;
  const Context& context_;
  std::vector<std::pair<CLI::App*, std::function<ExitCode()>>> runs_;
  std::vector<std::pair<const CLI::App*, std::string>> examples_;
  std::vector<std::pair<const CLI::App*, MessageKind>> descriptions_;
};

void add_check(Commands& commands);
void add_test(Commands& commands);
void add_evaluate(Commands& commands);
void add_explain(Commands& commands);
void add_resolve(Commands& commands);
void add_format(Commands& commands);
void add_provenance(Commands& commands);
void add_dump(Commands& commands);
void add_compare(Commands& commands);
void add_diff(Commands& commands);
void add_replay(Commands& commands);
void add_key(Commands& commands);
void add_sign(Commands& commands);
void add_verify(Commands& commands);
void add_bundle(Commands& commands);
void add_man(Commands& commands);
void add_merge(Commands& commands);

}  // namespace kaidah::cli
