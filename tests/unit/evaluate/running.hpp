#pragma once
// Policies and records as text, decisions as one line.

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include <boost/test/unit_test.hpp>

#include "engine/check/check.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "engine/plan/plan.hpp"
#include "grammar/parse/parse.hpp"

namespace kaidah::test {

inline std::shared_ptr<const check::CheckedPolicy> checked(const std::string& text) {
  auto parsed = parse::parse(std::make_shared<const Source>("test.kaidah", text));
  for (const Diagnostic& diagnostic : parsed.diagnostics)
    BOOST_TEST_MESSAGE(render(diagnostic, {.format = DiagnosticFormat::plain}));
  BOOST_REQUIRE(!has_errors(parsed.diagnostics));
  auto result = check::check(std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree)), {});
  for (const Diagnostic& diagnostic : result.diagnostics)
    if (info(diagnostic.message.kind).severity == Severity::error)
      BOOST_TEST_MESSAGE(render(diagnostic, {.format = DiagnosticFormat::plain}));
  BOOST_REQUIRE(result.policy != nullptr);
  return result.policy;
}

inline plan::PlanPtr planned(const std::string& text, plan::PlanOptions options = {}) {
  return plan::make_plan(checked(text), std::move(options));
}

inline values::Date day(std::string_view text) {
  return values::Date::from_text(text).value();
}

inline evaluate::Settings on(std::string_view text) {
  evaluate::Settings settings;
  settings.decision_day = day(text);
  return settings;
}

/// `CODE rule pointer`, what is empty left out.
inline std::string shown(const evaluate::Rejection& rejection) {
  std::string text = info(rejection.message.kind).code;
  if (!rejection.rule.empty()) text += ' ' + rejection.rule;
  if (!rejection.pointer.empty()) text += ' ' + rejection.pointer;
  return text;
}

/// Decides records one after the other with one evaluator.
class Runner {
 public:
  explicit Runner(plan::PlanPtr plan) : plan_(std::move(plan)), evaluator_(plan_) {}
  explicit Runner(const std::string& text, plan::PlanOptions options = {})
      : Runner(planned(text, std::move(options))) {}

  /// The decision as a line of JSON, or the rejection as `shown`.
  std::string operator()(const std::string& record, const evaluate::Settings& settings = {},
                         evaluate::Trace* trace = nullptr) {
    const evaluate::Outcome& outcome = decide(record, settings, trace);
    if (outcome.rejection) return shown(*outcome.rejection);
    std::string line;
    json::append_decision(line, *plan_, {}, outcome);
    if (!line.empty() && line.back() == '\n') line.pop_back();
    return line;
  }

  const evaluate::Outcome& decide(const std::string& record, const evaluate::Settings& settings = {},
                                  evaluate::Trace* trace = nullptr) {
    arena_.clear();
    const json::DecodeResult read = json::decode(record, plan_->shapes, plan_->input, arena_);
    if (read.rejection) BOOST_TEST_MESSAGE(shown(*read.rejection) << " while reading");
    BOOST_REQUIRE(!read.rejection);
    input_ = read.record;
    return evaluator_.decide(*input_, settings, trace);
  }

  [[nodiscard]] const plan::PlanPtr& plan() const { return plan_; }
  evaluate::Evaluator& evaluator() { return evaluator_; }
  [[nodiscard]] const values::RecordData& input() const { return *input_; }

 private:
  plan::PlanPtr plan_;
  evaluate::Evaluator evaluator_;
  values::Arena arena_;
  const values::RecordData* input_ = nullptr;
};

}  // namespace kaidah::test
