#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using vocabulary::Keyword;

ItemId Builder::rule(NodeIndex i) {
  Parts parts(*this, i);
  syntax::RuleItem result;
  std::vector<syntax::Mark> marks;
  const Keyword role = keyword(parts.take());
  result.role = role == Keyword::rule     ? syntax::RuleRole::rule
                : role == Keyword::output ? syntax::RuleRole::output
                                          : syntax::RuleRole::exception;
  if (const auto to = parts.take_if(Kind::exception_to)) {
    result.exception_to = place(children(state_.nodes, *to).front());
  }
  result.name = name(parts.take());
  result.parameters = take_parameters(parts);
  if (const auto typed = parts.take_if(Kind::type)) {
    result.type = type(*typed);
    take_optional(parts, *result.type);
  }
  if (const auto open = parts.take_if(Kind::open_to)) result.open_to = name(children(state_.nodes, *open).front());
  result.value = expression(parts.take());
  if (const auto before = parts.take_if(Kind::value_marks)) {
    Parts of(*this, *before);
    take_marks(of, result.value_marks);
  }
  result.guard = take_guard(parts);
  take_tail(parts, result.citations, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::output_names(NodeIndex i) {
  Parts parts(*this, i);
  syntax::OutputItem result{names(parts)};
  std::vector<syntax::Mark> marks;
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

syntax::CaseOrder Builder::case_order(NodeIndex i) const {
  const NodeIndex word = children(state_.nodes, i).front();
  return keyword(word) == Keyword::in_order ? syntax::CaseOrder::in_order : syntax::CaseOrder::unique;
}

ItemId Builder::classify(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ClassifyItem result;
  std::vector<syntax::Mark> marks;
  if (keyword(parts.take()) == Keyword::collect) result.order = syntax::CaseOrder::collect;
  result.name = name(parts.take());
  result.parameters = take_parameters(parts);
  result.type = type(parts.take());
  take_optional(parts, result.type);
  if (const auto by = parts.take_if(Kind::subject)) result.subject = expression(children(state_.nodes, *by).front());
  if (const auto as = parts.take_if(Kind::subject_as)) result.subject_as = name(children(state_.nodes, *as).front());
  if (const auto order = parts.take_if(Kind::case_order)) result.order = case_order(*order);
  while (parts.is(Kind::arm) || parts.is(Kind::error)) {
    const NodeIndex next = parts.take();
    if (node(next).kind == Kind::arm) result.arms.push_back(arm(next));
  }
  take_tail(parts, result.citations, marks);
  return add_item(i, std::move(result), std::move(marks));
}

syntax::Arm Builder::arm(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Arm result;
  result.span = span(i);
  result.place = place_prefix(parts);
  result.value = expression(parts.take());
  if (const auto before = parts.take_if(Kind::value_marks)) {
    Parts of(*this, *before);
    take_marks(of, result.value_marks);
  }
  result.guard = take_guard(parts);
  if (parts.take_if(Kind::keyword)) result.otherwise = true;
  take_tail(parts, result.citations, result.marks);
  return result;
}

ItemId Builder::always(NodeIndex i) {
  Parts parts(*this, i);
  syntax::PromiseItem result;
  std::vector<syntax::Mark> marks;
  result.condition = expression(parts.take());
  if (const auto message = parts.take_if(Kind::text)) result.message = text(*message);
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::require(NodeIndex i) {
  Parts parts(*this, i);
  syntax::DutyItem result;
  std::vector<syntax::Mark> marks;
  result.name = name(parts.take());
  result.condition = expression(parts.take());
  result.guard = take_guard(parts);
  if (const auto by = parts.take_if(Kind::duty_by)) result.by = expression(children(state_.nodes, *by).front());
  const Keyword severity = keyword(parts.take());
  result.severity = severity == Keyword::breach    ? syntax::FindingSeverity::breach
                    : severity == Keyword::warning ? syntax::FindingSeverity::warning
                                                   : syntax::FindingSeverity::note;
  result.code = text(parts.take());
  result.text = text_template(parts.take());
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::not_encoded(NodeIndex i) {
  Parts parts(*this, i);
  syntax::NotEncodedItem result;
  std::vector<syntax::Mark> marks;
  result.why = text(parts.take());
  if (const auto affects = parts.take_if(Kind::affects)) {
    Parts of(*this, *affects);
    result.affects = names(of);
  }
  result.guard = take_guard(parts);
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::ranking(NodeIndex i) {
  Parts parts(*this, i);
  syntax::RankingItem result;
  std::vector<syntax::Mark> marks;
  result.name = name(parts.take());
  result.by = expression(parts.take());
  if (const auto then = parts.take_if(Kind::ranking_then)) {
    result.then = expression(children(state_.nodes, *then).front());
  }
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

}  // namespace kaidah::parse
