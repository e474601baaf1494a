#pragma once
// The work of lower.hpp. Private to this folder.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/evaluate/settings.hpp"
#include "engine/fast/assembler.hpp"
#include "engine/fast/lower.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::fast {

/// What is known of a value before any record is read. It stands in registers, in a part of the input, or is constant.
struct Operand {
  enum class What : std::uint8_t { none, truth, whole, number, text, record, list, items };
  What what = What::none;  ///< none: absent everywhere
  Mask absent = kNowhere;
  Mask bad = kNowhere;  ///< rows where it could not be computed here
  Mask truth;           ///< of truths
  types::TypeKind kind{};
  std::optional<values::Value> constant;
  Register at;
  bool is_real = false;     ///< of numbers: a double with a bound on its error
  std::uint8_t scale = 0;   ///< of numbers that are not: value * 10^scale
  types::Interval range;    ///< of numbers and other wholes, in their own unit; of rows that are not bad
  std::uint32_t index = 0;  ///< of records: Layout::objects; of lists: Layout::tables
  std::uint32_t space = 0;  ///< of records and lists: the rows they are known in
  std::vector<Operand> items;
};

class Lowering {
 public:
  Lowering(const plan::Plan& plan, const Layout& layout, const evaluate::Settings& settings, Program& program);
  void all(Wanted wanted);

 private:
  struct Scope {
    std::vector<Operand> places;
    std::uint32_t space = 0;        ///< of the loops around
    const Operand* self = nullptr;  ///< the record whose condition is tested
  };
  /// Statements of one level, tried together.
  struct Yield {
    Mask any = kNowhere;
    Mask bad = kNowhere;
    Operand value;
  };
  struct Holds {
    Mask holds;
    Mask bad;
  };
  /// Something that reads rules: a rule, by Plan::rules, or what a decision does in one of its steps (Stage), after
  /// those.
  using Reader = std::uint32_t;
  /// Rows of a reader for which something is asked.
  struct Asked {
    Reader by = 0;
    Mask where;
  };
  struct Take {
    std::uint32_t way = 0;
    Asked asked;
  };
  /// A step of a decision, in order: outputs, each promise, procedures and duties, each gap.
  struct Stage {
    std::vector<check::RuleId> about;  ///< done where one of these was used
    bool always = true;
    Mask where = kEverywhere;  ///< known once those before are
  };
  /// What is lowered meanwhile is asked for in fewer rows.
  class Where {
   public:
    Where(Lowering& lowering, Mask rows) : lowering_(lowering), before_(lowering.wanted_) {
      if (lowering.marking_) lowering.wanted_ = lowering.out_.both(lowering.wanted_, rows);
    }
    ~Where() { lowering_.wanted_ = before_; }
    Where(const Where&) = delete;
    Where& operator=(const Where&) = delete;

   private:
    Lowering& lowering_;
    Mask before_;
  };

  // lower.cpp
  void conditions(const Operand& record, Mask where);
  void conditions_inside(const Operand& value, const plan::ValueShape& shape, Mask where);
  void policy_in_force();
  void outputs();
  void promises();
  void duties();
  void procedures();
  void not_encoded();
  void members();
  void defer(Mask where);
  [[nodiscard]] Result result(const Operand& operand);

  // lower_ways.cpp
  void begin_stage(std::vector<check::RuleId> about, bool always);
  void take(std::uint32_t way, Mask where);
  void rest_on(std::uint32_t mark, Mask where);
  void ask(std::uint32_t rule);
  void use(check::RuleId rule);
  /// Of all that was asked since, only where it was really looked at.
  struct Since {
    std::size_t takes = 0;
    std::size_t rests = 0;
    std::vector<std::size_t> reads, uses;
  };
  [[nodiscard]] Since now() const;
  void only(const Since& since, Mask where);
  [[nodiscard]] Mask whole_records(Mask where);
  [[nodiscard]] Mask asked_by(const Asked& asked, std::size_t last_stage);
  [[nodiscard]] Mask demand(std::uint32_t rule, std::size_t last_stage);
  void mark_ways(Wanted wanted);
  std::vector<Program::TakenWay> taken(const std::vector<Take>& takes, std::size_t count);

  // lower_rules.cpp
  const Operand& rule(std::uint32_t index);
  Operand call(const plan::Node& node);
  Operand compute(const plan::Rule& rule);
  Operand decide(const plan::Rule& rule);
  Yield level(plan::Range statements, Mask* out_of_force);
  Yield statement(const plan::Statement& statement, Mask* out_of_force);
  Yield arms(const plan::Statement& statement);
  Yield arm(const plan::Arm& arm);
  void merge(Yield& all, Yield one, bool first_wins);
  void keep_promise(const check::Rule& declared, bool promised, Operand& value);
  Holds all_hold(plan::Range conditions);

  // lower_clocks.cpp
  Operand clock(syntax::Clock which);
  Operand reference_day();
  Operand period_part(std::uint32_t field);
  Holds in_force(const std::optional<check::InForce>& dates);
  Holds covered(const check::DateSpan& span, const Operand& day);
  Operand parameter(std::uint32_t index);
  Operand duty_met(const plan::Duty& duty);

  // lower_values.cpp
  Operand value(plan::NodeId id);
  Operand truth(plan::NodeId id);
  Operand number(plan::NodeId id);
  Operand whole(plan::NodeId id);
  Operand computed(const plan::Node& node, plan::NodeId id);
  Operand field(const Operand& record, std::uint32_t field);
  Operand placed(const Place& place, const plan::ValueShape& shape, std::uint32_t space);
  Operand logical(const plan::Node& node);
  Operand comparison(syntax::Comparison op, Operand a, Operand b);
  Operand chain(const plan::Node& node);
  Operand in_items(const plan::Node& node);
  Operand cell(const plan::Cell& cell);
  Operand present(Operand operand);
  Operand if_missing(const plan::Node& node);

  // lower_numbers.cpp
  Operand arithmetic(const plan::Node& node);
  Operand add(Operand a, Operand b, bool minus);
  Operand multiply(Operand a, Operand b);
  Operand divide(Operand a, Operand b, bool never_zero);
  Operand rounded(Operand a, std::int32_t decimals, values::RoundingMode mode);
  Operand extreme(const plan::Node& node);
  Operand better(Operand a, Operand b, bool least);
  Operand date_arithmetic(const plan::Node& node);
  Operand duration_arithmetic(const plan::Node& node);
  Operand make_date(const plan::Node& node);
  Operand date_part(const plan::Node& node);
  [[nodiscard]] bool scaled(Operand& a, Operand& b);
  [[nodiscard]] Register real(const Operand& a);
  [[nodiscard]] Register whole_register(const Operand& a);
  [[nodiscard]] Register scaled_register(const Operand& a, std::uint8_t scale);
  [[nodiscard]] ErrorBound error_of(Register a) { return out_.program().reals[a.reg].error; }
  [[nodiscard]] std::optional<std::uint8_t> whole_scale(const Operand& a) const;

  // lower_lists.cpp
  Operand list_of(const plan::Node& node);
  Operand in_list(const plan::Node& node);
  Operand aggregate(const plan::Aggregate& aggregate);
  Operand over_items(const plan::Aggregate& aggregate, const Operand& list);
  Operand over_rows(const plan::Aggregate& aggregate, const Operand& list);
  std::uint32_t rows_of(const Operand& list);
  Operand item_of(const Operand& list, std::uint32_t space);

  // values of any kind
  [[nodiscard]] Operand constant(values::Value value, types::TypeKind kind);
  [[nodiscard]] Operand select(Mask where, const Operand& a, const Operand& b);
  [[nodiscard]] static Operand of_truth(Mask set, Mask bad);
  [[nodiscard]] std::uint32_t space_of(const Operand& operand) const;
  /// Whatever is needed of it where it is absent is bad.
  [[nodiscard]] Operand needed(Operand operand);

  const plan::Plan& plan_;
  const check::CheckedPolicy& policy_;
  const Layout& layout_;
  const evaluate::Settings& settings_;
  Assembler out_;
  Operand input_;
  Scope scope_;
  std::vector<std::optional<Operand>> slots_;  // by Plan::rules
  std::vector<std::size_t> depths_;            // by Plan::rules: how deep its evaluation goes
  std::size_t deepest_ = 0;                    // below the beginning of the rule that is lowered
  std::size_t nested_ = 0;                     // expressions inside each other, on the machine's stack
  std::size_t calls_ = 0;
  Mask deferred_ = kNowhere;

  bool marking_ = false;  // ways are wanted, of what is lowered now
  Mask wanted_ = kEverywhere;
  Reader reader_ = 0;
  std::vector<Stage> stages_;
  std::vector<Take> takes_;
  std::vector<Take> rests_;                // of marks
  std::vector<std::vector<Asked>> reads_;  // by Plan::rules
  std::vector<std::vector<Asked>> uses_;   // by check::RuleId
  std::vector<std::optional<Mask>> demands_;
};

}  // namespace kaidah::fast
