#pragma once
// The alternatives inside a statement, and the steps inside a procedure.

#include "engine/check/context.hpp"
#include "engine/check/placing.hpp"

namespace kaidah::check {

/// Exactly one alternative.
void declare_rule_arm(Context& context, StatementId statement, const Placing& placing, const syntax::RuleItem& node,
                      const syntax::Item& item);
/// Reports an `otherwise` that is not the last.
void declare_classify_arms(Context& context, StatementId statement, const Placing& placing,
                           const syntax::ClassifyItem& node);
/// One alternative a row, in a crossed table one a cell.
void declare_table_arms(Context& context, StatementId statement, const Placing& placing, const syntax::TableItem& node);

/// Names, places and marks of steps, exits and ends, and the enum of the procedure's states. What exits lead to and
/// which events they name is found later.
void declare_steps(Context& context, TreeId tree, const Placing& placing, const syntax::ProcedureItem& node,
                   Procedure& procedure);

}  // namespace kaidah::check
