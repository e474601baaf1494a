#pragma once
// Nodes -> syntax tree. Reports what the grammar reads but the language refuses: a decimal comma, a mixture of `and`
// and `or`, a row with too few cells.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/parse/report.hpp"
#include "grammar/parse/state.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::parse {

using syntax::ExprId;
using syntax::ItemId;

class Builder {
 public:
  Builder(State& state, syntax::SyntaxTree& tree) : state_(state), tree_(tree), depths_(tree.expressions.size()) {}

  /// Adds a top-level element: a line of the header, or an item.
  void add_element(NodeIndex node);
  void set_header(NodeIndex node);
  /// Gives each open place what it covers. Once, after the last element.
  void finish();

 private:
  // The nodes below one, taken in order. The grammar fixes the order, so what comes next is known or asked for.
  class Parts {
   public:
    Parts(const Builder& builder, NodeIndex parent)
        : builder_(builder), nodes_(children(builder.state_.nodes, parent)) {}
    [[nodiscard]] bool more() const { return next_ < nodes_.size(); }
    [[nodiscard]] std::size_t left() const { return nodes_.size() - next_; }
    [[nodiscard]] bool is(Kind kind) const { return more() && builder_.node(nodes_[next_]).kind == kind; }
    [[nodiscard]] bool is_keyword() const { return is(Kind::keyword); }
    [[nodiscard]] bool is(vocabulary::Keyword keyword) const {
      return is(Kind::keyword) && builder_.keyword(nodes_[next_]) == keyword;
    }
    [[nodiscard]] bool is_place() const { return is(Kind::place) || is(Kind::place_between); }
    NodeIndex take() { return nodes_[next_++]; }
    std::optional<NodeIndex> take_if(Kind kind) { return is(kind) ? std::optional(take()) : std::nullopt; }

   private:
    const Builder& builder_;
    std::vector<NodeIndex> nodes_;
    std::size_t next_ = 0;
  };

  [[nodiscard]] const Node& node(NodeIndex i) const { return state_.nodes[i]; }
  [[nodiscard]] Span span(NodeIndex i) const { return node(i).span(); }
  [[nodiscard]] vocabulary::Keyword keyword(NodeIndex i) const {
    return static_cast<vocabulary::Keyword>(node(i).data);
  }
  [[nodiscard]] std::string_view written(NodeIndex i) const { return state_.source->text(span(i)); }
  void report(MessageKind kind, Span span, std::vector<Argument> arguments = {}, std::optional<Message> note = {});
  void suggest(std::string replacement);  ///< for the diagnostic reported last

  // literals.cpp
  std::optional<syntax::NumberLiteral> number(NodeIndex i);
  std::string digits(NodeIndex i);
  std::string date(NodeIndex i);
  std::string text(NodeIndex i);
  void decode_escape(std::string_view raw, std::size_t& at, std::uint32_t offset, std::string& to);
  syntax::Template text_template(NodeIndex i);
  ExprId template_expression(const char*& p, const char* end);

  // pieces.cpp
  syntax::Name name(NodeIndex i) const;
  syntax::PlacePart place_part(NodeIndex i) const;
  syntax::Place place(NodeIndex i) const;
  std::optional<syntax::Place> place_prefix(Parts& parts) const;
  syntax::Mark mark(NodeIndex i);
  void take_marks(Parts& parts, std::vector<syntax::Mark>& to);
  syntax::InForce in_force(NodeIndex i);
  syntax::Guard guard(NodeIndex i);
  std::optional<syntax::Guard> take_guard(Parts& parts);
  syntax::TypeExpr type(NodeIndex i);
  void take_optional(Parts& parts, syntax::TypeExpr& to);
  std::vector<syntax::Name> names(Parts& parts) const;
  void take_tail(Parts& parts, std::vector<syntax::Place>& citations, std::vector<syntax::Mark>& marks);
  std::vector<syntax::Parameter> take_parameters(Parts& parts);

  // expressions.cpp
  ExprId expression(NodeIndex i);
  ExprId add(Span span, syntax::ExprNode node, std::initializer_list<ExprId> below = {});
  ExprId add(Span span, syntax::ExprNode node, const std::vector<ExprId>& below);
  ExprId failed(Span span) { return add(span, syntax::ErrorExpr{}); }
  ExprId token(NodeIndex i);
  ExprId word_value(NodeIndex i);
  ExprId logical(NodeIndex i, syntax::LogicalOperator op);
  ExprId comparison(NodeIndex i);
  ExprId arithmetic(NodeIndex i);
  ExprId postfix(NodeIndex i);
  ExprId duration(NodeIndex i);
  syntax::FieldValue field_value(NodeIndex i);
  ExprId record(NodeIndex i);
  std::vector<ExprId> expressions(Parts& parts);

  // calls.cpp
  ExprId call(NodeIndex i);
  ExprId builtin(NodeIndex i);
  ExprId aggregate(NodeIndex i);
  struct Binding {
    std::optional<syntax::Name> variable;
    ExprId list;
    ExprId where;
  };
  Binding binding(NodeIndex i);

  // items.cpp
  ItemId item(NodeIndex i);
  ItemId add_item(NodeIndex i, syntax::ItemNode node, std::vector<syntax::Mark> marks = {});
  std::vector<ItemId> items(NodeIndex body);
  std::vector<ItemId> fold_places(const std::vector<ItemId>& flat);
  ItemId place_item(NodeIndex i);
  ItemId provisions(NodeIndex i);
  ItemId for_each(NodeIndex i);

  // shapes.cpp
  ItemId enumeration(NodeIndex i);
  ItemId record_item(NodeIndex i);
  syntax::RecordBody record_body(NodeIndex i);
  syntax::Field field(NodeIndex i);
  void modifier(NodeIndex i, syntax::Field& field);
  ItemId parameter(NodeIndex i);
  ItemId group(NodeIndex i);

  // rules.cpp
  ItemId rule(NodeIndex i);
  ItemId output_names(NodeIndex i);
  ItemId classify(NodeIndex i);
  syntax::Arm arm(NodeIndex i);
  syntax::CaseOrder case_order(NodeIndex i) const;
  ItemId always(NodeIndex i);
  ItemId require(NodeIndex i);
  ItemId not_encoded(NodeIndex i);
  ItemId ranking(NodeIndex i);

  // tables.cpp
  ItemId table(NodeIndex i);
  syntax::Cell cell(NodeIndex i);
  syntax::CellTest cell_test(NodeIndex i);
  ExprId cell_value(NodeIndex i);
  bool check_heading(NodeIndex cell, std::string_view whole, std::string_view last);
  void rows(NodeIndex i, std::size_t columns, bool crossed, std::vector<syntax::TableRow>& to);
  /// The cells of a row, or of several that stand on one line; reports and returns none if they are not `columns` each.
  std::vector<std::vector<NodeIndex>> row_cells(Parts& parts, Span row, std::size_t columns);

  // amendments.cpp
  std::optional<syntax::VersionText> take_version(Parts& parts);
  ItemId result(NodeIndex i);
  syntax::AmendmentTarget target(NodeIndex i);
  ItemId add_items(NodeIndex i);
  ItemId replace(NodeIndex i);
  ItemId repeal(NodeIndex i);
  ItemId adopt(NodeIndex i);

  // misplaced.cpp
  void refuse_misplaced();

  // procedures.cpp
  ItemId procedure(NodeIndex i);
  syntax::ProcedureStep step(NodeIndex i);
  syntax::StepExit step_exit(NodeIndex i);
  syntax::Suspension suspension(NodeIndex i);

  // scenarios.cpp
  ItemId scenario(NodeIndex i);
  syntax::Given given(NodeIndex i);
  syntax::Assumption assumption(NodeIndex i);
  syntax::Expectation expectation(NodeIndex i);
  syntax::ScenarioClause column(NodeIndex i);
  void scenario_row(NodeIndex i, syntax::ScenarioTable& table);

  // header.cpp
  bool header_line(NodeIndex i);

  State& state_;
  syntax::SyntaxTree& tree_;
  std::vector<std::uint32_t> depths_;  ///< of each expression: chains of operators count as nesting
};

/// Whether nodes of the kind are expressions.
[[nodiscard]] bool is_expression(Kind kind) noexcept;

struct WordComparison {
  syntax::Comparison op{};
  syntax::ComparisonWords words{};
};
/// REQUIRES: one of the slots that compare in words.
[[nodiscard]] WordComparison word_comparison_of(vocabulary::Keyword keyword) noexcept;

}  // namespace kaidah::parse
