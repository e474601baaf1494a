#pragma once
// Expressions: what their names mean, their types with ranges and decimals, and what conditions tell of what follows.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/context.hpp"
#include "engine/check/facts.hpp"

namespace kaidah::check {

/// What an expression may read.
enum class Reach : std::uint8_t {
  record,      ///< the record, its rules, parameters, group records
  group,       ///< the group's record and rules, its members through aggregates, parameters
  module,      ///< the functions of the file and what it uses
  condition,   ///< the fields of one record
  parameters,  ///< parameters only
  constant,    ///< nothing
};

struct Surroundings {
  TreeId tree;
  Reach reach = Reach::constant;
  GroupId group;                           ///< of Reach::group
  RecordId self;                           ///< of Reach::condition
  EnumId events;                           ///< in exits: their bare names are true when they have happened
  std::optional<std::uint32_t> own_field;  ///< in the exceptions of a field: its name means the record's value
};

/// One frame: the expressions of one statement, duty or procedure.
class Expressions {
 public:
  Expressions(Context& context, Surroundings surroundings) : context_(context), here_(surroundings) {}

  /// `expected` gives bare names of enum members their meaning, and what `undetermined` stands for.
  Type check(ExprId expr, const Type* expected = nullptr);
  /// As check, and reports a value that may be missing, or does not fit.
  Type check_as(ExprId expr, const Type& expected);
  /// As check_as, but it may be missing.
  Type check_optional(ExprId expr, const Type& expected);
  /// Reports anything but a truth value.
  void check_condition(ExprId expr);
  /// Reports `found` unless it fits; says whether it did.
  bool expect(ExprId expr, const Type& found, const Type& expected);
  /// Reports a value that may be missing; what is left is there.
  Type present(ExprId expr, Type type);

  /// A new name; clashes are reported.
  std::uint32_t declare_local(const syntax::Name& name, Type type, std::string alias = {});
  /// The name is no longer visible. Unused ones are reported where that helps.
  void end_local(bool report_unused = true);
  [[nodiscard]] std::uint32_t frame_size() const noexcept { return frame_size_; }
  void start_frame(std::uint32_t size) noexcept { frame_size_ = size; }

  [[nodiscard]] Facts& facts() noexcept { return facts_; }
  /// What holds when the condition is true, or false. REQUIRES: it was checked.
  [[nodiscard]] FactSet learned(ExprRef condition, bool truth);
  [[nodiscard]] FactSet learned(const CellGuard& cell);
  /// Names the value of an expression as long as nothing changes in the record; nothing where that is not worth it.
  [[nodiscard]] std::optional<std::string> key(ExprId expr) const;

  /// A cell of a table; `type` is that of the input it tests.
  void check_cell(const syntax::Cell& cell, ExprId input, const Type& type);
  /// The value of an arm: a bare name is always a member of the enum.
  Type check_case(ExprId expr, const Type& expected);
  /// Reports what cannot be written out: endless decimals, members.
  void check_printable(const Type& type, Location location, const std::string& name);

  [[nodiscard]] bool reads_record() const noexcept { return reads_record_; }
  [[nodiscard]] bool reads_members() const noexcept { return reads_members_; }
  void read(bool record, bool members) noexcept {
    reads_record_ = reads_record_ || record;
    reads_members_ = reads_members_ || members;
  }
  [[nodiscard]] const Surroundings& surroundings() const noexcept { return here_; }
  /// Exits name events; the enum is known only once they were looked at.
  void name_events(EnumId events) noexcept { here_.events = events; }

 private:
  struct Local {
    std::string name;
    std::uint32_t place = 0;
    Type type;
    Location location;
    std::string alias;
    bool used = false;
  };

  [[nodiscard]] const syntax::SyntaxTree& tree() const { return context_.tree(here_.tree); }
  [[nodiscard]] const syntax::Expr& at(ExprId id) const { return tree()[id]; }
  [[nodiscard]] Location where(ExprId id) const { return context_.at(here_.tree, id); }
  [[nodiscard]] Location where(Span span) const { return context_.at(here_.tree, span); }
  [[nodiscard]] std::string text(ExprId id) const;
  void target(ExprId id, Target target);
  [[nodiscard]] const Target& target(ExprId id) const;
  [[nodiscard]] const Type& type(ExprId id) const;
  Diagnostic& report(MessageKind kind, ExprId id, std::vector<Argument> arguments = {});

  // one for each kind of expression; expressions_*.cpp
  Type node(ExprId id, const syntax::Expr& expr, const Type* expected);
  Type name(ExprId id, const syntax::NameExpr& node, const Type* expected);
  Type named(ExprId id, const Named& named, const std::string& name);
  Type rule_value(ExprId id, RuleId rule, const std::string& name);
  Type unknown(ExprId id, const syntax::Name& name, const Type* expected);
  Type member(ExprId id, const syntax::MemberExpr& node);
  std::optional<Type> enum_member(ExprId id, const syntax::MemberExpr& node);
  /// `lama.nilai`; nothing when the base is no result.
  std::optional<Type> output_of_result(ExprId id, const syntax::MemberExpr& node);
  Type field_of_record(ExprId id, const syntax::MemberExpr& node, const Type& base);
  Type value_of_member(ExprId id, const syntax::MemberExpr& node);
  Type call(ExprId id, const syntax::CallExpr& node);
  Type met(ExprId id, const syntax::MetExpr& node);
  Type unary(ExprId id, const syntax::UnaryExpr& node);
  Type binary(ExprId id, const syntax::BinaryExpr& node);
  Type divided(ExprId id, const syntax::BinaryExpr& node, const Type& left, const Type& right);
  Type added(ExprId id, const syntax::BinaryExpr& node, const Type& left, const Type& right);
  Type multiplied(ExprId id, const syntax::BinaryExpr& node, const Type& left, const Type& right);
  Type wrong_operands(ExprId id, const Type& left, const Type& right);
  Type logical(ExprId id, const syntax::LogicalExpr& node);
  Type comparison(ExprId id, const syntax::ComparisonExpr& node);
  void compare(ExprId left, const Type& left_type, ExprId right, const Type& right_type, syntax::Comparison op);
  /// `paling tinggi` of a date, and the like.
  void check_words(syntax::ComparisonWords words, const Type& type, Span span);
  Type in(ExprId id, const syntax::InExpr& node);
  Type presence(ExprId id, const syntax::PresentExpr& node);
  Type with_default(ExprId id, const syntax::DefaultExpr& node, const Type* expected);
  Type as_of(ExprId id, const syntax::AsOfExpr& node, const Type* expected);
  Type list(ExprId id, const syntax::ListExpr& node, const Type* expected);
  Type aggregate(ExprId id, const syntax::AggregateExpr& node, const Type* expected);
  Type aggregated(ExprId id, const syntax::AggregateExpr& node, const Type& list, const Type& body);
  Type builtin(ExprId id, const syntax::BuiltinExpr& node, const Type* expected);
  Type rounded(ExprId id, const syntax::BuiltinExpr& node);
  Type extreme(ExprId id, const syntax::BuiltinExpr& node, const Type* expected);
  Type about_procedure(ExprId id, const syntax::BuiltinExpr& node);
  Type clock(ExprId id, const syntax::ClockExpr& node);
  Type group_record(ExprId id, const syntax::GroupRecordExpr& node);
  bool arity(ExprId id, const syntax::BuiltinExpr& node, std::size_t count);
  void needs_month_end(ExprId id);

  /// The operands together: names that may be members wait until another operand has said of which enum.
  std::vector<Type> check_together(const std::vector<ExprId>& operands, const Type* expected);
  [[nodiscard]] bool may_be_member(ExprId id) const;
  [[nodiscard]] bool means_something(const std::string& name) const;
  [[nodiscard]] const Named* find(const std::string& name) const;
  [[nodiscard]] Local* find_local(const std::string& name);
  [[nodiscard]] std::vector<std::string> visible_names() const;
  [[nodiscard]] bool visible(const Named& named) const;
  /// With what is known here of the value.
  Type narrowed(ExprId id, Type type);
  [[nodiscard]] bool is_ordered(const Type& type) const;
  FactSet learned_from(ExprRef condition, bool truth, int depth);
  FactSet learned_from_comparison(const syntax::ComparisonExpr& node, TreeId tree, bool truth);
  FactSet learned_of(ExprId id, syntax::Comparison op, const Type& other);
  void add_presence(FactSet& facts, ExprId id) const;

  Context& context_;
  Surroundings here_;
  Facts facts_;
  std::vector<Local> locals_;
  std::uint32_t frame_size_ = 0;
  bool reads_record_ = false;
  bool reads_members_ = false;
  int in_members_ = 0;  // inside an aggregate over members
};

}  // namespace kaidah::check
