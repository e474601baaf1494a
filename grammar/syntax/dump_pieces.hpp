#pragma once
// The parts that the files of the dump share.

#include <optional>
#include <string_view>
#include <vector>

#include "grammar/syntax/dump_writer.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::syntax {

/// What a dump walks: the tree, and the lines it becomes.
struct Dump {
  const SyntaxTree& tree;
  DumpWriter& writer;
};

/// Nothing is written for an id of none.
void dump_expression(const Dump& dump, std::string_view role, ExprId id);
void dump_item(const Dump& dump, ItemId id);

void dump_name(const Dump& dump, std::string_view role, const Name& name);
void dump_names(const Dump& dump, std::string_view role, const std::vector<Name>& names);
void dump_text(const Dump& dump, std::string_view role, std::string_view text);
void dump_place(const Dump& dump, std::string_view role, const std::optional<Place>& place);
void dump_citations(const Dump& dump, const std::vector<Place>& places);
void dump_marks(const Dump& dump, std::string_view role, const std::vector<Mark>& marks);
void dump_in_force(const Dump& dump, const std::optional<InForce>& in_force);
void dump_type(const Dump& dump, const TypeExpr& type);
void dump_parameters(const Dump& dump, const std::vector<Parameter>& parameters);
void dump_guard(const Dump& dump, const std::optional<Guard>& guard);
void dump_template(const Dump& dump, const Template& text);
void dump_body(const Dump& dump, const RecordBody& body);

/// A number as written, or in its one spelling where the dump is canonical.
[[nodiscard]] std::string dump_digits(const Dump& dump, std::string_view digits, bool percent);

/// The statements that hold statements, shapes and rules; and the longer ones, by file.
void dump_classify(const Dump& dump, const ClassifyItem& item, const Item& whole);
void dump_table(const Dump& dump, const TableItem& item, const Item& whole);
void dump_procedure(const Dump& dump, const ProcedureItem& item, const Item& whole);
void dump_scenario(const Dump& dump, const ScenarioItem& item, const Item& whole);
void dump_shared_given(const Dump& dump, const SharedGivenItem& item, const Item& whole);

}  // namespace kaidah::syntax
