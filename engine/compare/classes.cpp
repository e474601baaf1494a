#include "engine/compare/classes.hpp"

#include <algorithm>

namespace kaidah::compare {

bool is_crossable(const types::Type& type) noexcept {
  return type.kind == types::TypeKind::enumeration || type.kind == types::TypeKind::boolean;
}

Classes::Classes(const plan::Plan& plan, const plan::Output& output) {
  if (output.type.kind == types::TypeKind::boolean) {
    labels_ = {"false", "true"};
    return;
  }
  labels_ = plan.shapes.enums[output.type.enumeration.index].outputs;
  ordered_ = plan.policy->enums[output.type.enumeration].ordered;
}

std::uint32_t Classes::of(const values::Value& value) const noexcept {
  if (const auto* member = std::get_if<values::Member>(&value)) return member->index;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  return absent();
}

std::optional<std::uint32_t> Classes::same_in(const Classes& other, std::uint32_t own) const {
  if (own == absent()) return other.absent();
  if (own == rejected()) return other.rejected();
  const auto found = std::find(other.labels_.begin(), other.labels_.end(), labels_[own]);
  if (found == other.labels_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - other.labels_.begin());
}

}  // namespace kaidah::compare
