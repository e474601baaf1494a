#pragma once
// Builds a plan out of a checked policy, from what is selected to what that needs. Private to this folder.

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/plan/plan.hpp"

namespace kaidah::plan {

/// What names mean where an expression stands.
struct Scope {
  check::GroupId group{};  ///< none: the record, or a module
  check::RecordId self{};  ///< of the condition of a record
  /// Evaluated in the decision of a member: this place in the frame is the member, which is the record itself.
  bool in_member = false;
  std::optional<std::uint32_t> member_local{};
  /// Of a function made for these arguments.
  const std::vector<values::Value>* constants = nullptr;
};

class Builder {
 public:
  Builder(std::shared_ptr<const check::CheckedPolicy> policy, PlanOptions options);
  PlanPtr build();

 private:
  // from_checked.cpp: what is needed
  void number_marks();
  void select();
  void select_groups();
  void drain();
  void add_promises_and_taints();
  bool add_promise(std::uint32_t id);
  bool add_not_encoded(std::uint32_t id);
  [[nodiscard]] std::uint32_t mark(check::ProvenanceId provenance) const;
  std::uint32_t rule_index(check::RuleId id);
  std::uint32_t specialised_rule(check::RuleId id, std::vector<values::Value> arguments);
  std::uint32_t duty_index(check::DutyId id);
  std::uint32_t procedure_index(check::ProcedureId id);
  void collect_rules(check::ExprRef ref, std::vector<check::RuleId>& rules) const;

  // bounds.cpp: how much work a decision can be
  void bound_steps();
  std::uint64_t steps_of(NodeId id) const;
  std::uint64_t steps_of(Range nodes) const;
  std::uint64_t steps_of_statements(Range statements) const;
  std::uint64_t steps_of_conditions(std::uint32_t record) const;
  std::uint64_t steps_of_procedure(const Procedure& procedure) const;

  // ways.cpp: what a decision can do, numbered
  void number_ways();
  void number_ways_of(Range statements, std::uint32_t rule);
  std::uint32_t way(Way made);

  // shapes_from_checked.cpp: what the input looks like
  void make_shapes();
  void need_field(check::RecordId record, std::uint32_t field);
  void need_all(const types::Type& type);
  void need_period(check::GroupId group);
  /// What is read to know whether it is in force.
  void need_days(const std::optional<check::InForce>& in_force, check::GroupId group);
  void add_conditions();

  // rules_from_checked.cpp
  void compile_rule(std::uint32_t index);
  std::uint32_t compile_statement(check::StatementId id, const Scope& scope);
  Arm compile_arm(check::ArmId id, const Scope& scope);
  NodeId compile_guard(const check::Guard& guard, const Scope& scope);
  void compile_parameter(check::ParameterId id);
  void compile_duty(std::uint32_t index);
  void compile_procedure(std::uint32_t index);
  [[nodiscard]] NodeId plain_value(const Rule& rule) const;

  // groups_from_checked.cpp
  void compile_ranking(check::GroupId group, const check::GroupDeclaration::Ranking& ranking);
  NodeId member_aggregate(check::ExprRef ref, const syntax::AggregateExpr& e, const Scope& scope);
  NodeId projected(check::ExprRef ref, const check::Target& target, NodeId member, check::GroupId group);
  [[nodiscard]] bool can_gather(check::ExprRef ref, const Scope& scope, std::vector<std::uint32_t>& own_locals) const;

  // expressions_from_checked.cpp
  NodeId expression(check::ExprRef ref, const Scope& scope);
  NodeId optional_expression(check::ExprRef ref, const Scope& scope);
  NodeId node_of(check::ExprRef ref, const Scope& scope);
  NodeId named(check::ExprRef ref, const Scope& scope);
  NodeId member_of(check::ExprRef ref, const syntax::MemberExpr& e, const Scope& scope);
  NodeId call_of(check::ExprRef ref, const syntax::CallExpr& e, const Scope& scope);
  NodeId builtin(check::ExprRef ref, const syntax::BuiltinExpr& e, const Scope& scope);
  NodeId least_or_greatest(check::ExprRef ref, const syntax::BuiltinExpr& e, const Scope& scope);
  NodeId binary(check::ExprRef ref, const syntax::BinaryExpr& e, const Scope& scope);
  NodeId duration_arithmetic(check::ExprRef ref, syntax::BinaryOperator op, NodeId left, NodeId right,
                             types::TypeKind left_kind, types::TypeKind right_kind);
  NodeId comparison(check::ExprRef ref, const syntax::ComparisonExpr& e, const Scope& scope);
  NodeId compare(check::ExprRef ref, syntax::Comparison op, check::ExprRef left, check::ExprRef right,
                 const Scope& scope);
  NodeId membership(check::ExprRef ref, const syntax::InExpr& e, const Scope& scope);
  NodeId aggregate(check::ExprRef ref, const syntax::AggregateExpr& e, const Scope& scope);
  NodeId group_field(check::ExprRef ref, check::GroupId group, std::uint32_t field, const Scope& scope);

  // results_from_checked.cpp
  NodeId output_of(check::ExprRef ref, const check::ResultTarget& target);
  void make_results();
  void need_like(check::RecordId record, const Plan& inner, check::RecordId inner_record);
  void need_like(const types::Type& type, const Plan& inner, const types::Type& inner_type);

  // nodes.cpp
  NodeId emit(check::ExprRef ref, Node node);
  NodeId constant(check::ExprRef ref, values::Value value);
  [[nodiscard]] const values::Value* constant_of(NodeId id) const;
  NodeId folded_number(check::ExprRef ref, Node node);
  Range children(const std::vector<NodeId>& nodes);
  Range list(const std::vector<std::uint32_t>& items);
  Range expressions(const std::vector<check::ExprRef>& refs, const Scope& scope);

  const check::CheckedPolicy& policy_;
  Plan plan_;
  std::vector<std::uint32_t> mark_of_;                                             // by ProvenanceId
  std::vector<std::pair<std::uint32_t, std::vector<values::Value>>> specialised_;  // Plan::rules, its arguments
  std::vector<std::uint32_t> duty_of_;                                             // by DutyId
  std::vector<std::uint32_t> procedure_of_;                                        // by ProcedureId
  std::vector<std::vector<std::string>> result_outputs_;                           // by ResultId: what is read of it
  std::vector<std::uint32_t> override_of_;                                         // by field of the input: RuleId
  std::vector<bool> rule_planned_;                                                 // by RuleId
  std::vector<std::uint64_t> rule_steps_;                                          // by Plan::rules
  std::vector<bool> parameter_done_;
  std::vector<bool> promise_done_;
  std::vector<bool> not_encoded_done_;
  std::size_t rules_done_ = 0;
  std::size_t duties_done_ = 0;
  std::size_t procedures_done_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t height_ = 0;  // of what is compiled now
};

}  // namespace kaidah::plan
