#pragma once
// A second evaluator, slow and obvious: it walks the checked tree with Boost's rationals, maps and recursion. It shares
// nothing with engine/plan and engine/evaluate, so that where both agree, both are likely right.

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/check/checked_policy.hpp"
#include "engine/values/date.hpp"

namespace kaidah::oracle {

using Rational = boost::multiprecision::cpp_rational;

// --- JSON as it stands ----------------------------------------------------------------------------------------

struct JsonField;
/// A JSON document with the digits of its numbers.
struct Json {
  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  std::string text;  ///< of text and numbers
  std::vector<Json> items;
  std::vector<JsonField> fields;
  [[nodiscard]] const Json* find(const std::string& key) const;
};
struct JsonField {
  std::string name;
  Json value;
};
/// Nothing when the text is not JSON.
[[nodiscard]] std::optional<Json> read_json(const std::string& text);

/// Exactly what the digits say, exponent included.
[[nodiscard]] Rational read_digits(const std::string& digits);

// --- values ---------------------------------------------------------------------------------------------------

class Decider;
struct Value;
using Values = std::vector<Value>;

struct Absent {
  friend bool operator==(Absent, Absent) = default;
};
struct EnumValue {
  std::uint32_t index = 0;
  friend bool operator==(const EnumValue&, const EnumValue&) = default;
};
struct Value : std::variant<Absent, bool, Rational, std::string, values::Date, values::Days, values::Months, EnumValue,
                            std::shared_ptr<const Values>,  // a record's fields, or a list's items
                            Decider*> {                     // a decided member of a group
  using variant::variant;
  [[nodiscard]] bool absent() const { return std::holds_alternative<Absent>(*this); }
};
[[nodiscard]] bool same(const Value& a, const Value& b);

// --- decisions ------------------------------------------------------------------------------------------------

/// Why there is no decision.
struct Rejected {
  std::string code;
  std::string rule;
  std::optional<check::ProvenanceId> article;
};

struct Clocks {
  std::optional<values::Date> decision_day;
};
using Parameters = std::map<check::ParameterId, Value>;

struct StepState {
  std::uint32_t step = 0;
  values::Date since;
  std::optional<values::Date> due;
  std::vector<std::string> ignored;  ///< pointers of events after the day of decision
};

/// One record and all that is decided of it. Members throw `Rejected`.
class Decider {
 public:
  Decider(const check::CheckedPolicy& policy, const Parameters& parameters, Clocks clocks,
          const std::map<types::GroupId, Json>* group_records = nullptr)
      : policy_(policy), parameters_(parameters), clocks_(clocks), group_records_(group_records) {}
  virtual ~Decider() = default;

  /// What is set for the policies whose results are taken; without it they have no parameters.
  void set_for_results(const std::map<check::ResultId, Parameters>* parameters) { result_parameters_ = parameters; }

  /// Decodes and decides; the decision as one JSON line.
  std::string decide(const Json& document);
  Value rule(check::RuleId id);
  [[nodiscard]] const Value& input_field(std::uint32_t field) const { return (*input_)[field]; }

 protected:
  friend class GroupDecider;
  using Frame = std::vector<Value>;
  /// `open`: left out because there is no decision day.
  enum class Force : std::uint8_t { yes, no, open };
  struct Here {  ///< what an expression may read
    Frame* frame = nullptr;
    const Values* self = nullptr;                     ///< in a condition: the record's fields
    const std::set<std::uint32_t>* events = nullptr;  ///< in an exit: what has happened in the step
  };

  // decode.cpp
  Value decode(const Json& json, const types::Type& type);
  Value decode_record(const Json& json, check::RecordId record);
  void check_conditions(const Value& value, const types::Type& type);
  // rules.cpp
  Value call(check::RuleId id, const Values& arguments);
  std::optional<Value> yields(check::StatementId id, Frame& frame, Force& out_of_force);
  std::optional<Value> level(const std::vector<check::StatementId>& statements, Frame& frame);
  std::optional<Value> arms_of(const check::Statement& statement, Frame& frame);
  void agree(std::optional<Value>& held, const std::optional<Value>& next);
  bool guards_hold(const std::vector<check::Guard>& guards, Frame& frame);
  Force in_force(const std::optional<check::InForce>& force);
  void require_regime();
  values::Date reference_day();
  std::pair<values::Date, values::Date> period();
  Value parameter(check::ParameterId id);
  void check_promise(const check::Rule& rule, const Value& value);
  [[noreturn]] void reject(std::string code, std::optional<check::ProvenanceId> article = std::nullopt);
  // expressions.cpp
  Value eval(check::ExprRef ref, const Here& here);
  bool holds(check::ExprRef ref, const Here& here) { return std::get<bool>(eval(ref, here)); }
  Value eval_builtin(const syntax::BuiltinExpr& call, check::ExprRef ref, const Here& here);
  Value eval_aggregate(const syntax::AggregateExpr& aggregate, check::ExprRef ref, const Here& here);
  Value eval_target(check::ExprRef ref, const Here& here);
  bool compare(syntax::Comparison op, const Value& a, const Value& b);
  Value plus(const Value& date, const Value& duration, int sign, values::MonthEnd mode);
  values::MonthEnd month_end(check::TreeId tree) const;
  virtual Value group_field(types::GroupId group, std::uint32_t field);
  virtual Value members() { reject("K9999"); }
  Value output_of(const check::ResultTarget& target, const Here& here);
  Value output(check::RuleId id);
  [[nodiscard]] bool concerns_known(check::ExprRef ref) const;
  void check_promises(bool all);
  // procedures.cpp
  std::optional<StepState> state(check::ProcedureId id);
  std::string pointer_of(check::ExprRef list) const;
  values::Date due_day(const check::ProcedureStep& step, values::Date since, check::TreeId tree, Frame& frame);
  // duties.cpp
  std::optional<bool> met(check::DutyId id);
  /// `final`: false while members of the group are rejected.
  std::string findings(const std::vector<check::DutyId>& duties, bool final = true);
  std::string fill(const check::Duty& duty, Frame& frame);
  // print.cpp
  std::string print(const Value& value, const types::Type& type) const;
  std::string print_plain(const Value& value, const types::Type& type) const;

  const check::CheckedPolicy& policy_;
  const Parameters& parameters_;
  Clocks clocks_;
  const std::map<types::GroupId, Json>* group_records_;
  std::shared_ptr<const Values> input_;
  std::map<check::RuleId, Value> known_;
  const std::map<check::ResultId, Parameters>* result_parameters_ = nullptr;
  std::map<check::ResultId, std::unique_ptr<Decider>> results_;
  Parameters no_parameters_;
  std::optional<values::Date> as_of_;  ///< inside `as of`: the reference day
  std::map<types::GroupId, Value> decoded_group_records_;
  std::vector<std::string> rules_being_computed_;
};

/// A group over all its decided members at once.
class GroupDecider : public Decider {
 public:
  GroupDecider(const check::CheckedPolicy& policy, const Parameters& parameters, Clocks clocks, types::GroupId group,
               std::vector<Decider*> deciders, const Json* record)
      : Decider(policy, parameters, clocks), group_(group), deciders_(std::move(deciders)), record_(record) {}
  std::string decide_group(std::size_t rejected);

 private:
  Value group_field(types::GroupId group, std::uint32_t field) override;
  Value members() override;

  types::GroupId group_;
  std::vector<Decider*> deciders_;
  const Json* record_;
  std::optional<Value> decoded_;
};

[[nodiscard]] std::string to_decimal(const Rational& value, int decimals);
[[nodiscard]] Rational rounded(const Rational& value, int decimals, syntax::RoundingWord mode);

}  // namespace kaidah::oracle
