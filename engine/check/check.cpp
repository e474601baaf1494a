#include "engine/check/check.hpp"

#include <utility>

#include "engine/check/passes.hpp"
#include "engine/check/placing.hpp"
#include "grammar/diagnostics/limit.hpp"

namespace kaidah::check {
namespace {

Location header_line(Context& context, syntax::HeaderLineKind kind) {
  const syntax::FileHeader& header = context.policy.header;
  for (const syntax::HeaderLine& line : header.lines)
    if (line.kind == kind) return context.at(TreeId(0), line.span);
  return context.at(TreeId(0), header.span);
}

void read_header(Context& context) {
  CheckedPolicy& policy = context.policy;
  policy.header = context.tree(TreeId(0)).header;
  policy.id = policy.header.id;
  policy.version = policy.header.version.text;
  if (!policy.header.across.empty()) {
    policy.across = values::Date::from_text(policy.header.across);
    context.periods_needed.push_back(header_line(context, syntax::HeaderLineKind::across));
  }
  if (!policy.header.in_force) return;
  policy.in_force = read_in_force(context, TreeId(0), *policy.header.in_force);
  if (policy.in_force && policy.in_force->end_of_period.limits())
    context.periods_needed.push_back(context.at(TreeId(0), policy.header.in_force->span));
}

/// What is held against the period needs one.
void check_periods_needed(Context& context) {
  if (context.policy.period_field || context.is_module(TreeId(0))) return;
  for (const Location& location : context.periods_needed)
    context.report(MessageKind::no_period, location).notes.push_back(message(MessageKind::help_period_assessed));
}

void run(Context& context, const TreePtr& policy, const std::vector<TreePtr>& modules,
         const std::vector<PolicyPtr>& results) {
  const UsedTrees used = load_trees(context, policy, modules, results);
  read_header(context);
  std::vector<Walk> walks;
  for (std::size_t i = 0; i < context.policy.trees.size(); ++i) walks.push_back(walk(context, TreeId(i)));

  declare_shape_names(context, walks);
  if (!context.is_module(TreeId(0)) && !context.policy.input) {
    context.report(MessageKind::no_input, context.at(TreeId(0), policy->header.span));
  }
  import_types(context, used);
  declare_shape_insides(context, walks);
  check_periods_needed(context);
  declare_results(context, walks, results);
  declare_statements(context, walks);
  import_names(context, used);
  check_name_clashes(context);
  attach_exceptions(context);
  check_shapes(context, walks);
  check_results(context);

  for (const Checkable& node : evaluation_order(context)) {
    switch (node.kind) {
      case Checkable::Kind::rule:
        check_rule(context, RuleId(node.index));
        context.policy.order.emplace_back(node.index);
        break;
      case Checkable::Kind::duty:
        check_duty(context, DutyId(node.index));
        break;
      case Checkable::Kind::procedure:
        check_procedure(context, ProcedureId(node.index));
        break;
    }
  }
  check_rankings(context);
  check_promises(context);
  check_not_encoded(context);
  check_outputs(context, walks);
  check_exception_clashes(context);
  check_duty_codes(context);
  warn_unused(context);
  // What is not used may be what a mistake elsewhere meant.
  std::vector<Diagnostic>& found = context.reports.diagnostics();
  if (has_errors(found)) {
    std::erase_if(found, [](const Diagnostic& one) { return one.message.kind == MessageKind::unused_name; });
  }
}

}  // namespace

CheckResult check(TreePtr policy, const std::vector<TreePtr>& used, const Limits& limits,
                  const std::vector<PolicyPtr>& results) {
  auto checked = std::make_shared<CheckedPolicy>();
  Reports reports;
  Context context(*checked, reports, limits);
  run(context, policy, used, results);
  CheckResult result;
  result.diagnostics = std::move(reports.diagnostics());
  sort_diagnostics(result.diagnostics);
  if (!has_errors(result.diagnostics)) result.policy = std::move(checked);
  keep_first(result.diagnostics, limits.diagnostics);
  return result;
}

}  // namespace kaidah::check
