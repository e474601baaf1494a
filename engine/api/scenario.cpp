#include <kaidah/scenario.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "engine/api/fault.hpp"
#include "engine/api/json_members.hpp"
#include "engine/api/open_profile.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/api/scenario_files.hpp"
#include "engine/library/regimes.hpp"
#include "engine/plan/plan.hpp"
#include "engine/scenario/run.hpp"
#include "grammar/vocabulary/citation.hpp"

namespace kaidah {
namespace {

/// A policy and the trees whose scenarios are for it.
struct Tested {
  library::LibraryFilePtr policy;
  std::vector<check::TreePtr> trees;
};

/// The policies of the paths, then those that only have scenarios there; in order.
std::vector<Tested> gather(const api::OpenedPaths& opened, std::vector<ScenarioReport>& broken) {
  std::vector<Tested> all;
  std::map<const library::LibraryFile*, std::size_t> by_policy;
  for (const library::LibraryFilePtr& file : opened.files) {
    const syntax::FileKind kind = file->tree->header.kind;
    if (kind != syntax::FileKind::policy && kind != syntax::FileKind::module) continue;
    by_policy.emplace(file.get(), all.size());
    all.push_back({file, {file->tree}});
  }
  for (const library::LibraryFilePtr& file : opened.files) {
    if (file->tree->header.kind != syntax::FileKind::scenarios) continue;
    ScenarioReport report;
    report.policy = file->tree->header.id;
    report.version = file->tree->header.version.text;
    report.path = file->path.string();
    report.diagnostics = file->diagnostics;
    library::LibraryFilePtr policy;
    if (!has_errors(report.diagnostics)) policy = api::tested_policy(*file, opened.library, report.diagnostics);
    if (!policy) {
      broken.push_back(std::move(report));
      continue;
    }
    const auto [known, is_new] = by_policy.emplace(policy.get(), all.size());
    if (is_new) all.push_back({policy, {}});
    all[known->second].trees.push_back(file->tree);
  }
  return all;
}

bool is_table(const check::CheckedPolicy& policy, const check::Statement& statement) {
  return std::any_of(statement.arms.begin(), statement.arms.end(), [&](check::ArmId id) {
    const auto& guards = policy.arms[id].guards;
    return std::any_of(guards.begin(), guards.end(),
                       [](const check::Guard& guard) { return std::holds_alternative<check::CellGuard>(guard); });
  });
}

/// Counts what the policy itself decides; modules have scenarios of their own.
Coverage coverage_of(const check::CheckedPolicy& policy, const scenario::Coverage& counted) {
  Coverage coverage;
  const SourcePtr& source = policy.trees[check::TreeId(0)].tree->source;
  const auto add = [&](CoveragePart& part, bool reached, const check::Rule& rule, Location location) {
    ++part.all;
    if (reached) {
      ++part.reached;
      return;
    }
    std::string article;
    if (rule.provenance) {
      article = vocabulary::citation(policy.provenances[rule.provenance].place,
                                     policy.trees[check::TreeId(0)].tree->vocabulary);
    }
    coverage.never_reached.push_back({rule.name, std::move(article), std::move(location)});
  };
  for (std::size_t i = 0; i < policy.rules.size(); ++i) {
    const check::Rule& rule = policy.rules[check::RuleId(i)];
    if (rule.location.source != source) continue;
    const bool reached = counted.rules[i] > 0;
    add(coverage.rules, reached, rule, rule.location);
    std::vector<check::StatementId> statements = rule.base;
    statements.insert(statements.end(), rule.exceptions.begin(), rule.exceptions.end());
    for (std::size_t at = 0; at < statements.size(); ++at) {
      const check::Statement& statement = policy.statements[statements[at]];
      statements.insert(statements.end(), statement.exceptions.begin(), statement.exceptions.end());
      CoveragePart& part = is_table(policy, statement) ? coverage.cells : coverage.arms;
      for (const check::ArmId id : statement.arms) {
        const check::Arm& arm = policy.arms[id];
        statements.insert(statements.end(), arm.exceptions.begin(), arm.exceptions.end());
        const Location where{statement.location.source, arm.span};
        // An arm of a rule that was never reached is not listed again.
        if (reached || counted.arms[id.index] > 0) {
          add(part, counted.arms[id.index] > 0, rule, where);
        } else {
          ++part.all;
        }
      }
    }
  }
  return coverage;
}

/// What a profile sets for a policy; nothing where it does not adopt it.
scenario::DefaultParameters profile_parameters(const library::CompileResult& compiled, const library::Profile& profile,
                                               const library::PolicyLibrary& library, const Limits& limits,
                                               std::vector<Diagnostic>& diagnostics) {
  const bool adopted = std::any_of(profile.adoptions.begin(), profile.adoptions.end(),
                                   [&](const auto& adoption) { return library::adopts(adoption, *compiled.file); });
  if (!adopted || profile.agencies().empty()) return {};
  library::RegimesOptions options;
  options.policy = &compiled;
  options.subject = compiled.file->tree->header.subject.value_or("");
  const auto regimes = library::make_regimes({profile}, library, options, limits, diagnostics);
  if (!regimes) return {};
  return [regimes](const std::optional<values::Date>& end) {
    const library::Regimes::Agency& agency = regimes->agencies().begin()->second;
    const library::Adoption* line = nullptr;
    if (end) {
      for (const library::Regimes::Subject& subject : agency.subjects) line = subject.calendar.at(*end).regime;
    } else if (agency.regime_of.size() == 1) {
      line = agency.regime_of.begin()->first;
    }
    const auto regime = agency.regime_of.find(line);
    if (regime == agency.regime_of.end()) return evaluate::ResultSettings();
    const library::Regime& found = regimes->all()[regime->second];
    return evaluate::ResultSettings{found.parameters, found.results};
  };
}

ScenarioReport run_one(const Tested& tested, const library::PolicyLibrary& library,
                       const std::optional<library::Profile>& profile, const ScenarioOptions& options) {
  ScenarioReport report;
  report.policy = tested.policy->tree->header.id;
  report.version = tested.policy->tree->header.version.text;
  report.path = tested.policy->tree->source->name();
  library::CompileResult compiled = library::compile(tested.policy, library, options.compile.limits);
  if (!compiled.policy) {
    report.diagnostics = std::move(compiled.diagnostics);
    std::erase_if(report.diagnostics, [](const Diagnostic& diagnostic) {
      return info(diagnostic.message.kind).severity != Severity::error;
    });
    return report;
  }
  const auto& checked = compiled.policy->checked;
  scenario::Suite suite = scenario::read_scenarios(*checked, tested.trees, options.compile.limits);
  report.diagnostics = suite.diagnostics;
  if (has_errors(report.diagnostics)) return report;
  plan::PlanOptions plan_options;
  plan_options.everything = true;
  scenario::DefaultParameters defaults;
  if (profile) {
    defaults = profile_parameters(compiled, *profile, library, options.compile.limits, report.diagnostics);
    if (has_errors(report.diagnostics)) return report;
  }
  const scenario::Report ran =
      scenario::run(plan::make_plan(checked, plan_options), suite, options.filter, options.compile.limits, defaults);
  for (const scenario::CaseResult& result : ran.results) {
    const scenario::Case& tried = suite.cases[result.index];
    ScenarioOutcome outcome{tried.title, tried.row, result.passed(), {}, tried.location};
    for (const scenario::Failure& failure : result.failures) {
      Diagnostic diagnostic;
      diagnostic.message = failure.message;
      diagnostic.location = {tried.location.source, failure.span};
      if (failure.because) diagnostic.notes.push_back(*failure.because);
      outcome.failures.push_back(std::move(diagnostic));
    }
    report.outcomes.push_back(std::move(outcome));
  }
  report.coverage = coverage_of(*checked, ran.coverage);
  return report;
}

void append_part(std::string& out, std::string_view name, const CoveragePart& part) {
  out += out.back() == '{' ? "\"" : ",\"";
  out += name;
  out += "\":{\"reached\":" + std::to_string(part.reached) + ",\"all\":" + std::to_string(part.all) + "}";
}

/// Diagnostics as the JSON format of diagnostics writes them.
void append_diagnostics(std::string& out, std::string_view name, const std::vector<Diagnostic>& diagnostics,
                        Language language) {
  out += ",\"" + std::string(name) + "\":[";
  for (const Diagnostic& diagnostic : diagnostics) {
    if (out.back() != '[') out += ',';
    out += render(diagnostic, {language, DiagnosticFormat::json, false});
    out.pop_back();  // its line end
  }
  out += ']';
}

}  // namespace

std::size_t ScenarioReport::passed() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(), [](const ScenarioOutcome& outcome) { return outcome.passed; }));
}

std::string ScenarioReport::json(Language language, bool with_coverage) const {
  std::string out = "{";
  api::append_member(out, "policy", policy);
  api::append_member(out, "version", version);
  api::append_member(out, "path", path);
  api::append_member(out, "passed", passed());
  api::append_member(out, "scenarios", outcomes.size());
  out += ",\"outcomes\":[";
  for (const ScenarioOutcome& outcome : outcomes) {
    out += out.back() == '[' ? "{" : ",{";
    api::append_member(out, "title", outcome.title);
    if (outcome.row > 0) api::append_member(out, "row", outcome.row);
    out += outcome.passed ? ",\"passed\":true" : ",\"passed\":false";
    api::append_location(out, outcome.location);
    if (!outcome.failures.empty()) append_diagnostics(out, "failures", outcome.failures, language);
    out += '}';
  }
  out += ']';
  append_diagnostics(out, "diagnostics", diagnostics, language);
  if (with_coverage) {
    out += ",\"coverage\":{";
    append_part(out, "rules", coverage.rules);
    append_part(out, "arms", coverage.arms);
    append_part(out, "cells", coverage.cells);
    out += ",\"never_reached\":[";
    for (const CoverageGap& gap : coverage.never_reached) {
      out += out.back() == '[' ? "{" : ",{";
      api::append_member(out, "name", gap.name);
      api::append_member(out, "article", gap.article);
      api::append_location(out, gap.location);
      out += '}';
    }
    out += "]}";
  }
  return out + "}";
}

namespace {

template <class Open>
std::vector<ScenarioReport> run_all(const Open& open, const ScenarioOptions& options) noexcept {
  return api::guarded(
      [&] {
        std::vector<ScenarioReport> reports;
        const api::OpenedPaths opened = open();
        if (!opened.diagnostics.empty()) {
          ScenarioReport report;
          report.diagnostics = opened.diagnostics;
          reports.push_back(std::move(report));
        }
        std::optional<library::Profile> profile;
        if (!options.profile.empty()) {
          ScenarioReport report;
          profile = api::open_profile(options.profile, opened.library, options.compile.limits, report.diagnostics);
          if (!profile) {
            reports.push_back(std::move(report));
            return reports;
          }
        }
        for (const Tested& tested : gather(opened, reports)) {
          reports.push_back(run_one(tested, opened.library, profile, options));
        }
        return reports;
      },
      [](Message message) {
        ScenarioReport report;
        Diagnostic diagnostic;
        diagnostic.message = std::move(message);
        report.diagnostics.push_back(std::move(diagnostic));
        return std::vector<ScenarioReport>{std::move(report)};
      });
}

}  // namespace

std::vector<ScenarioReport> run_scenarios(const std::vector<std::string>& paths,
                                          const ScenarioOptions& options) noexcept {
  return run_all([&] { return api::open_paths(paths, options.compile); }, options);
}

std::vector<ScenarioReport> run_library_scenarios(const ScenarioOptions& options) noexcept {
  return run_all([&] { return api::open_library(options.compile.library); }, options);
}

}  // namespace kaidah
