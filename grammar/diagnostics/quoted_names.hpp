#pragma once
// Names in a sentence.

#include <kaidah/diagnostic.hpp>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {

/// Each in back-ticks, in the order given.
template <class Names>
[[nodiscard]] Listing quoted_names(const Names& names) {
  Listing listing;
  for (const auto& name : names) listing.items.push_back({MessageKind::quoted_name, {{"name", name}}});
  return listing;
}

}  // namespace kaidah
