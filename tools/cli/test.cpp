// kaidah test [PATH…]: run scenarios.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <kaidah/scenario.hpp>

#include "tools/cli/commands.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct TestOptions {
  std::vector<std::string> paths;
  std::string filter;
  std::string profile;
  std::string format = "human";
  bool coverage = false;
  LibraryOptions library;
};

void print(const std::string& line) {
  std::printf("%s\n", line.c_str());
}

std::string place(const Location& location) {
  if (!location.source) return {};
  return "  " + location.source->name(location.span.begin) + ":" +
         std::to_string(location.source->position(location.span.begin).line);
}

void print_coverage(const Context& context, const Coverage& coverage) {
  print(context.text(MessageKind::cli_coverage,
                     {number("rules", coverage.rules.reached), number("all_rules", coverage.rules.all),
                      number("arms", coverage.arms.reached), number("all_arms", coverage.arms.all),
                      number("cells", coverage.cells.reached), number("all_cells", coverage.cells.all)}));
  for (const CoverageGap& gap : coverage.never_reached) {
    const std::string text = gap.article.empty() ? context.text(MessageKind::cli_never_reached, {{"name", gap.name}})
                                                 : context.text(MessageKind::cli_never_reached_at,
                                                                {{"name", gap.name}, {"article", gap.article}});
    print("  " + text + place(gap.location));
  }
}

void print_report(const Context& context, const ScenarioReport& report, DiagnosticFormat format, bool coverage) {
  context.show(report.diagnostics, format, stdout);
  if (has_errors(report.diagnostics)) {
    print(context.text(MessageKind::cli_test_not_run, {{"policy", report.policy}, {"version", report.version}}));
    return;
  }
  for (const ScenarioOutcome& outcome : report.outcomes) {
    if (outcome.passed) continue;
    print(outcome.row == 0
              ? context.text(MessageKind::cli_test_failed, {{"title", outcome.title}})
              : context.text(MessageKind::cli_test_failed_row, {{"title", outcome.title}, number("row", outcome.row)}));
    context.show(outcome.failures, format, stdout);
  }
  print(context.text(MessageKind::cli_test_policy, {{"policy", report.policy},
                                                    {"version", report.version},
                                                    number("passed", report.passed()),
                                                    number("all", report.outcomes.size())}));
  if (coverage) print_coverage(context, report.coverage);
}

ExitCode test(const Context& context, const TestOptions& options) {
  const auto format = choose(context, "--format", options.format, diagnostic_formats());
  if (!format) return kTrouble;
  ScenarioOptions scenario_options;
  scenario_options.filter = options.filter;
  scenario_options.profile = options.profile;
  scenario_options.compile = compile_options(options.library, options.paths);
  const std::vector<std::string> paths = options.paths.empty() ? library_folders(options.library) : options.paths;

  ExitCode code = kDone;
  std::size_t passed = 0;
  std::size_t all = 0;
  for (const ScenarioReport& report : run_scenarios(paths, scenario_options)) {
    if (*format == DiagnosticFormat::json) {
      print(report.json(context.language, options.coverage));
    } else if (!report.outcomes.empty() || has_errors(report.diagnostics)) {
      print_report(context, report, *format, options.coverage);
    }
    passed += report.passed();
    all += report.outcomes.size();
    if (has_errors(report.diagnostics)) {
      if (code != kTrouble) code = code_for(report.diagnostics);
    } else if (report.passed() < report.outcomes.size() && code == kDone) {
      code = kScenariosFailed;
    }
  }
  if (all == 0 && code == kDone) {
    context.complain(MessageKind::cli_no_scenarios);
    return kTrouble;
  }
  if (*format != DiagnosticFormat::json) {
    print(context.text(MessageKind::cli_test_total, {number("passed", passed), number("all", all)}));
  }
  return code;
}

}  // namespace

void add_test(Commands& commands) {
  CLI::App& command = commands.add("test", MessageKind::cli_help_test, "kaidah test --coverage policies/pp-30-2019");
  commands.describe(command, MessageKind::man_test);
  auto options = std::make_shared<TestOptions>();
  command.add_option("PATH", options->paths, commands.text(MessageKind::cli_help_paths));
  command.add_flag("--coverage", options->coverage, commands.text(MessageKind::cli_help_coverage));
  command.add_option("--filter", options->filter, commands.text(MessageKind::cli_help_filter))->type_name("NAME");
  command.add_option("--profile", options->profile, commands.text(MessageKind::cli_help_profile))->type_name("FILE|ID");
  command.add_option("--format", options->format, commands.text(MessageKind::cli_help_format_diagnostics))
      ->type_name("human|plain|json");
  add_library_options(command, options->library, commands.context());
  commands.on(command, [&commands, options] { return test(commands.context(), *options); });
}

}  // namespace kaidah::cli
