#pragma once
// The passes in the order they run. Each adds to the context and reports what it finds.

#include <vector>

#include "engine/check/check.hpp"
#include "engine/check/context.hpp"
#include "engine/check/walk.hpp"

namespace kaidah::check {

/// The tree that each `use` line names, by tree and line; none where there is none.
using UsedTrees = std::vector<std::vector<TreeId>>;

/// Takes the policy, every file it needs, and the trees of the policies it takes results of.
[[nodiscard]] UsedTrees load_trees(Context& context, const TreePtr& policy, const std::vector<TreePtr>& files,
                                   const std::vector<PolicyPtr>& results);

/// Enums, records, the input, parameters, groups: their names, then their insides.
void declare_shape_names(Context& context, const std::vector<Walk>& walks);
void import_types(Context& context, const UsedTrees& used);
void declare_shape_insides(Context& context, const std::vector<Walk>& walks);

/// `result of`: which policy, and what its outputs mean here.
void declare_results(Context& context, const std::vector<Walk>& walks, const std::vector<PolicyPtr>& results);
/// What is decided is a field of the record, and of the type that the other policy decides.
void check_results(Context& context);

/// Rules and everything else that decides, with the places it stands in.
void declare_statements(Context& context, const std::vector<Walk>& walks);
void import_names(Context& context, const UsedTrees& used);
/// A name that was declared before, at `first`.
void report_clash(Context& context, TreeId tree, const syntax::Name& name, const Location& first);
/// The scopes in which names must not mean two things.
void check_name_clashes(Context& context);
/// Finds what each `exception` beats.
void attach_exceptions(Context& context);

/// Conditions of records, defaults of fields, values of parameters.
void check_shapes(Context& context, const std::vector<Walk>& walks);

/// What is checked after what: a rule, a duty or a procedure.
struct Checkable {
  enum class Kind : std::uint8_t { rule, duty, procedure };
  Kind kind{};
  std::uint32_t index = 0;
  friend bool operator==(const Checkable&, const Checkable&) = default;
};
/// Everything after what it needs. Cycles are reported; rules in them are as good as unknown.
[[nodiscard]] std::vector<Checkable> evaluation_order(Context& context);

void check_rule(Context& context, RuleId id);
void check_duty(Context& context, DutyId id);
void check_procedure(Context& context, ProcedureId id);
/// One code says one severity.
void check_duty_codes(Context& context);
void check_rankings(Context& context);
void check_promises(Context& context);
void check_not_encoded(Context& context);
void check_outputs(Context& context, const std::vector<Walk>& walks);
/// Two exceptions of one level that say different things of the same case.
void check_exception_clashes(Context& context);
void warn_unused(Context& context);

}  // namespace kaidah::check
