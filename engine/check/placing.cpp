#include "engine/check/placing.hpp"

#include <algorithm>

#include "engine/check/context.hpp"

namespace kaidah::check {
namespace {

using syntax::Mark;
using syntax::MarkKind;
using syntax::Place;
using syntax::PlaceLevel;
using syntax::PlacePart;

/// Marks of one sort replace each other.
enum class Sort { reading, place, left_out, accepted };

Sort sort_of(MarkKind kind) {
  switch (kind) {
    case MarkKind::verbatim:
    case MarkKind::secondary_source:
    case MarkKind::interpretation:
      return Sort::reading;
    case MarkKind::place_inferred:
      return Sort::place;
    case MarkKind::not_encoded:
      return Sort::left_out;
    case MarkKind::accepted:
      return Sort::accepted;
  }
  return Sort::reading;
}

/// The parts that a comparison looks at.
std::vector<PlacePart> compared(const Place& place, bool pages) {
  const bool has_article = std::any_of(place.parts.begin(), place.parts.end(),
                                       [](const PlacePart& part) { return part.level == PlaceLevel::article; });
  const bool has_annex = !place.parts.empty() && place.parts.front().level == PlaceLevel::annex;
  std::vector<PlacePart> result;
  for (const PlacePart& part : place.parts) {
    if (part.level == PlaceLevel::page && !pages) continue;
    if (part.level == PlaceLevel::chapter && has_article && !has_annex) continue;
    result.push_back(part);
  }
  return result;
}

}  // namespace

Place joined(const Place& outer, const Place& inner) {
  if (inner.parts.empty()) return outer;
  Place result;
  const PlaceLevel level = inner.parts.front().level;
  for (const PlacePart& part : outer.parts) {
    if (part.level >= level && part.level != PlaceLevel::page) break;
    result.parts.push_back(part);
  }
  if (result.parts.size() == outer.parts.size()) result.through = outer.through;
  result.parts.insert(result.parts.end(), inner.parts.begin(), inner.parts.end());
  if (inner.through) result.through = inner.through;
  result.of = inner.of.empty() ? outer.of : inner.of;
  result.span = inner.span;
  return result;
}

std::vector<Mark> in_effect(const std::vector<Mark>& outer, const std::vector<Mark>& inner) {
  if (inner.empty()) return outer;
  std::vector<Mark> result;
  for (const Mark& mark : outer) {
    const Sort sort = sort_of(mark.kind);
    const bool beaten = sort != Sort::accepted && std::any_of(inner.begin(), inner.end(), [&](const Mark& other) {
                          return sort_of(other.kind) == sort;
                        });
    if (!beaten) result.push_back(mark);
  }
  result.insert(result.end(), inner.begin(), inner.end());
  return result;
}

Place resolved(const Place& cited, const Place& from) {
  if (cited.parts.empty() || cited.parts.front().level <= PlaceLevel::article) return cited;
  Place result = joined(from, cited);
  result.through = cited.through;
  return result;
}

bool stands_in(const Place& place, const Place& cited) {
  if (place.of != cited.of) return false;
  const bool pages = std::any_of(cited.parts.begin(), cited.parts.end(),
                                 [](const PlacePart& part) { return part.level == PlaceLevel::page; });
  const bool chapter = !cited.parts.empty() && cited.parts.front().level == PlaceLevel::chapter &&
                       std::none_of(cited.parts.begin(), cited.parts.end(),
                                    [](const PlacePart& part) { return part.level == PlaceLevel::article; });
  const std::vector<PlacePart> wanted = chapter ? cited.parts : compared(cited, pages);
  const std::vector<PlacePart> found = chapter ? place.parts : compared(place, pages);
  if (wanted.empty() || wanted.size() > found.size()) return false;
  return std::equal(wanted.begin(), wanted.end(), found.begin());
}

std::optional<InForce> intersection(const std::optional<InForce>& a, const std::optional<InForce>& b, bool& empty) {
  empty = false;
  if (!a) return b;
  if (!b) return a;
  InForce result;
  const auto both = [&](const DateSpan& one, const DateSpan& other, DateSpan& span) {
    span = one;
    if (other.from && (!span.from || *span.from < *other.from)) span.from = other.from;
    if (other.through && (!span.through || *other.through < *span.through)) span.through = other.through;
    empty = empty || (span.from && span.through && *span.through < *span.from);
  };
  both(a->reference_day, b->reference_day, result.reference_day);
  both(a->decision_day, b->decision_day, result.decision_day);
  both(a->end_of_period, b->end_of_period, result.end_of_period);
  return result;
}

std::optional<InForce> read_in_force(Context& context, TreeId tree, const syntax::InForce& written) {
  const auto day = [](const std::string& text) { return text.empty() ? std::nullopt : values::Date::from_text(text); };
  const DateSpan span{day(written.from), day(written.through)};
  if (span.from && span.through && *span.through < *span.from) {
    context.report(MessageKind::dates_reversed, context.at(tree, written.span),
                   {{"from", span.from->to_string()}, {"through", span.through->to_string()}});
    return std::nullopt;
  }
  InForce result;
  switch (written.clock) {
    case syntax::InForceClock::reference_day:
      result.reference_day = span;
      break;
    case syntax::InForceClock::decision_day:
      result.decision_day = span;
      break;
    case syntax::InForceClock::end_of_period:
      result.end_of_period = span;
      break;
  }
  return result;
}

}  // namespace kaidah::check
