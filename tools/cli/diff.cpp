// kaidah diff A B: what two versions of a policy say differently.

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/difference.hpp>

#include "tools/cli/choice.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct DiffOptions {
  std::string from, to;
  LibraryOptions library;
  std::vector<std::string> settings;
  std::string on;
  std::string format = "text";
  std::string tries;
};

ExitCode diff(const Context& context, const DiffOptions& options) {
  constexpr std::size_t kMostDigits = 9;
  const auto json = choose(context, "--format", options.format, text_or_json());
  if (!json) return kTrouble;
  auto settings = read_settings(context, options.settings);
  if (!settings) return kTrouble;
  DifferenceOptions difference;
  difference.parameters = std::move(*settings);
  difference.language = context.language;
  if (!options.on.empty()) difference.decision_day = options.on;
  if (!options.tries.empty()) {
    const bool digits =
        std::all_of(options.tries.begin(), options.tries.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || options.tries.size() > kMostDigits) {
      context.complain(MessageKind::cli_bad_value,
                       {{"value", options.tries}, {"name", "--tries"}, {"choices", "0…999999999"}});
      return kTrouble;
    }
    difference.tries = std::stoul(options.tries);
  }
  const OpenedPolicy from = open_policy(context, options.from, options.library);
  if (!from.policy) return from.code;
  const OpenedPolicy to = open_policy(context, options.to, options.library);
  if (!to.policy) return to.code;
  if (from.policy->id() != to.policy->id())
    context.complain(MessageKind::diff_other_policy, {{"from", from.policy->id()}, {"to", to.policy->id()}});
  const DifferenceResult result = find_difference(*from.policy, *to.policy, difference);
  context.show(result.diagnostics, DiagnosticFormat::human, stderr);
  if (!result.difference) return kTrouble;
  spdlog::info("{} changes that decide, {} with an example", result.difference->decisive(),
               result.difference->shown_by_example());
  const std::string text = *json ? result.difference->json() : result.difference->text(context.colours(stdout));
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kDone;
}

}  // namespace

void add_diff(Commands& commands) {
  CLI::App& command = commands.add("diff", MessageKind::cli_help_diff,
                                   "kaidah diff pp-30-2019@1.0.0 pp-30-2019@1.1.0 --set mekanisme=survei");
  commands.describe(command, MessageKind::man_diff);
  auto options = std::make_shared<DiffOptions>();
  command.add_option("FROM", options->from, commands.text(MessageKind::cli_help_version_before));
  command.add_option("TO", options->to, commands.text(MessageKind::cli_help_version_after));
  add_library_options(command, options->library, commands.context());
  command.add_option("--set", options->settings, commands.text(MessageKind::cli_help_set))
      ->type_name("NAME=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  command.add_option("--on", options->on, commands.text(MessageKind::cli_help_on))->type_name("DATE");
  command.add_option("--format", options->format, commands.text(MessageKind::cli_help_format_text))
      ->type_name("text|json");
  command.add_option("--tries", options->tries, commands.text(MessageKind::cli_help_tries))->type_name("N");
  commands.on(command, [&commands, &command, options] {
    if (options->from.empty()) return missing(commands.context(), command, "FROM");
    if (options->to.empty()) return missing(commands.context(), command, "TO");
    return diff(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
