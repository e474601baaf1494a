#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

std::optional<syntax::VersionText> Builder::take_version(Parts& parts) {
  const auto version = parts.take_if(Kind::version_range);
  if (!version) return std::nullopt;
  return syntax::VersionText{std::string(written(*version)), span(*version)};
}

ItemId Builder::result(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ResultItem result;
  std::vector<syntax::Mark> marks;
  result.policy = text(parts.take());
  result.version = take_version(parts);
  result.record = expression(parts.take());
  result.as = name(parts.take());
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

syntax::AmendmentTarget Builder::target(NodeIndex i) {
  Parts parts(*this, i);
  syntax::AmendmentTarget target;
  target.span = span(i);
  target.place = place_prefix(parts);
  if (parts.more()) target.name = name(parts.take());
  return target;
}

ItemId Builder::add_items(NodeIndex i) {
  Parts parts(*this, i);
  syntax::AddItem result;
  std::vector<syntax::Mark> marks;
  result.body = items(parts.take());
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::replace(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ReplaceItem result;
  std::vector<syntax::Mark> marks;
  result.target = target(parts.take());
  result.body = items(parts.take());
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::repeal(NodeIndex i) {
  Parts parts(*this, i);
  syntax::RepealItem result;
  std::vector<syntax::Mark> marks;
  result.target = target(parts.take());
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::adopt(NodeIndex i) {
  Parts parts(*this, i);
  syntax::AdoptItem result;
  std::vector<syntax::Mark> marks;
  result.policy = text(parts.take());
  result.version = take_version(parts);
  if (const auto days = parts.take_if(Kind::in_force)) result.in_force = in_force(*days);
  while (const auto setting = parts.take_if(Kind::field_value)) result.settings.push_back(field_value(*setting));
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

}  // namespace kaidah::parse
