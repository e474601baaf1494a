#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using syntax::BaseType;
using syntax::PlaceLevel;
using vocabulary::Keyword;

namespace {

PlaceLevel level_of(Keyword keyword) {
  if (keyword == Keyword::annex) return PlaceLevel::annex;
  if (keyword == Keyword::chapter) return PlaceLevel::chapter;
  if (keyword == Keyword::article) return PlaceLevel::article;
  if (keyword == Keyword::paragraph) return PlaceLevel::paragraph;
  if (keyword == Keyword::point) return PlaceLevel::point;
  if (keyword == Keyword::item) return PlaceLevel::item;
  return PlaceLevel::page;
}

syntax::MarkKind mark_kind(Keyword keyword) {
  if (keyword == Keyword::mark_secondary_source) return syntax::MarkKind::secondary_source;
  if (keyword == Keyword::mark_interpretation) return syntax::MarkKind::interpretation;
  if (keyword == Keyword::mark_not_encoded) return syntax::MarkKind::not_encoded;
  if (keyword == Keyword::mark_place_inferred) return syntax::MarkKind::place_inferred;
  if (keyword == Keyword::mark_accepted) return syntax::MarkKind::accepted;
  return syntax::MarkKind::verbatim;
}

BaseType base_of(Keyword keyword) {
  if (keyword == Keyword::text) return BaseType::text;
  if (keyword == Keyword::date_type) return BaseType::date;
  if (keyword == Keyword::boolean) return BaseType::boolean;
  if (keyword == Keyword::days_type) return BaseType::days;
  if (keyword == Keyword::months_type) return BaseType::months;
  if (keyword == Keyword::whole_number) return BaseType::whole_number;
  if (keyword == Keyword::list) return BaseType::list;
  return BaseType::number;
}

}  // namespace

void Builder::report(MessageKind kind, Span where, std::vector<Argument> arguments, std::optional<Message> note) {
  Diagnostic diagnostic = simple(state_, kind, where);
  diagnostic.message.arguments = std::move(arguments);
  if (note) diagnostic.notes.push_back(std::move(*note));
  state_.report(std::move(diagnostic));
}

void Builder::suggest(std::string replacement) {
  Diagnostic& last = state_.diagnostics.back();
  last.suggestion = Suggestion{last.location, std::move(replacement)};
}

syntax::Name Builder::name(NodeIndex i) const {
  Span inner = span(i);
  std::string_view all = written(i);
  if (all.starts_with('`')) {
    all = all.substr(1, all.size() - 2);
    ++inner.begin;
    --inner.end;
  }
  return {std::string(all), inner};
}

syntax::PlacePart Builder::place_part(NodeIndex i) const {
  Parts parts(*this, i);
  syntax::PlacePart part;
  part.level = level_of(keyword(parts.take()));
  if (parts.more()) part.number = written(parts.take());
  return part;
}

syntax::Place Builder::place(NodeIndex i) const {
  Parts parts(*this, i);
  syntax::Place place;
  place.span = span(i);
  while (const auto part = parts.take_if(Kind::place_part)) place.parts.push_back(place_part(*part));
  if (parts.more()) place.through = std::string(written(parts.take()));
  return place;
}

std::optional<syntax::Place> Builder::place_prefix(Parts& parts) const {
  if (!parts.is_place()) return std::nullopt;
  return place(parts.take());
}

syntax::Mark Builder::mark(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Mark mark;
  mark.span = span(i);
  mark.kind = mark_kind(keyword(parts.take()));
  if (const auto code = parts.take_if(Kind::code)) mark.code = written(*code);
  if (parts.more()) mark.text = text(parts.take());
  return mark;
}

void Builder::take_marks(Parts& parts, std::vector<syntax::Mark>& to) {
  while (const auto next = parts.take_if(Kind::mark)) to.push_back(mark(*next));
}

syntax::InForce Builder::in_force(NodeIndex i) {
  Parts parts(*this, i);
  syntax::InForce days;
  days.span = span(i);
  if (parts.is_keyword()) {
    days.clock = keyword(parts.take()) == Keyword::for_decisions ? syntax::InForceClock::decision_day
                                                                 : syntax::InForceClock::end_of_period;
  }
  if (const auto from = parts.take_if(Kind::date)) days.from = date(*from);
  if (const auto through = parts.take_if(Kind::through)) days.through = date(children(state_.nodes, *through).front());
  return days;
}

syntax::Guard Builder::guard(NodeIndex i) {
  Parts parts(*this, i);
  const bool when = keyword(parts.take()) == Keyword::when;
  return {when ? syntax::GuardWord::when : syntax::GuardWord::in_case, expression(parts.take())};
}

std::optional<syntax::Guard> Builder::take_guard(Parts& parts) {
  const auto next = parts.take_if(Kind::guard);
  if (!next) return std::nullopt;
  return guard(*next);
}

syntax::TypeExpr Builder::type(NodeIndex i) {
  Parts parts(*this, i);
  syntax::TypeExpr type;
  type.span = span(i);
  if (const auto named = parts.take_if(Kind::name)) {
    type.name = name(*named);
  } else {
    type.base = base_of(keyword(parts.take()));
  }
  if (const auto element = parts.take_if(Kind::type)) type.element.push_back(this->type(*element));
  if (const auto words = parts.take_if(Kind::range_words)) {
    Parts bounds(*this, *words);
    while (bounds.more()) {
      ExprId& bound = keyword(bounds.take()) == Keyword::at_least ? type.at_least : type.at_most;
      bound = expression(bounds.take());
    }
  }
  if (parts.more() && !parts.is(Kind::decimals)) {
    type.range_dots = true;
    type.at_least = expression(parts.take());
    parts.take();
    if (parts.more() && !parts.is(Kind::decimals)) type.at_most = expression(parts.take());
  }
  if (const auto decimals = parts.take_if(Kind::decimals)) {
    type.decimals = digits(children(state_.nodes, *decimals).front());
  }
  return type;
}

void Builder::take_optional(Parts& parts, syntax::TypeExpr& to) {
  if (parts.take_if(Kind::optional_value)) to.optional = true;
}

std::vector<syntax::Name> Builder::names(Parts& parts) const {
  std::vector<syntax::Name> result;
  while (const auto next = parts.take_if(Kind::name)) result.push_back(name(*next));
  return result;
}

void Builder::take_tail(Parts& parts, std::vector<syntax::Place>& citations, std::vector<syntax::Mark>& marks) {
  while (parts.more()) {
    const NodeIndex next = parts.take();
    if (node(next).kind == Kind::citation) citations.push_back(place(next));
    if (node(next).kind == Kind::mark) marks.push_back(mark(next));
  }
}

std::vector<syntax::Parameter> Builder::take_parameters(Parts& parts) {
  std::vector<syntax::Parameter> result;
  while (const auto next = parts.take_if(Kind::head_parameter)) {
    Parts of(*this, *next);
    syntax::Name named = name(of.take());
    result.push_back({std::move(named), type(of.take())});
  }
  return result;
}

}  // namespace kaidah::parse
