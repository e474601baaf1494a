#pragma once
// Where in a regulation something stands, and how far it can be trusted.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/source.hpp>

namespace kaidah::syntax {

/// From the outermost to the innermost; a page may follow any.
enum class PlaceLevel : std::uint8_t { annex, chapter, article, paragraph, point, item, page };

/// `article 41`, `paragraph (2a)`, `point a`, `annex` (its number may be missing).
struct PlacePart {
  PlaceLevel level{};
  std::string number;  ///< `41`, `12A`, `(2a)`, `VI`, `a`; empty: none
  friend bool operator==(const PlacePart&, const PlacePart&) = default;
};

/// A place as a heading or a citation writes it: parts from outer to inner.
struct Place {
  std::vector<PlacePart> parts;
  /// `somewhere in article 26 to 34`: the number of the last article; `parts` holds the first.
  std::optional<std::string> through;
  Span span;
  /// Only in a consolidated tree: the instrument whose own place it is; empty: of the policy that the tree is of.
  std::string of;
};

enum class MarkKind : std::uint8_t {
  verbatim,
  secondary_source,
  interpretation,
  not_encoded,
  place_inferred,
  accepted,
};

struct Mark {
  MarkKind kind{};
  std::string code;  ///< of `accepted`: `K4003`
  std::string text;  ///< the reason or source, may be empty
  Span span;
};

/// The day that is held against the dates: `in force …` (the reference day), `in force for decisions …`,
/// `in force for periods ending …`.
enum class InForceClock : std::uint8_t { reference_day, decision_day, end_of_period };

/// `in force from 2021-07-01 through 2021-12-31`; dates as written, both inclusive.
struct InForce {
  InForceClock clock{};
  std::string from;     ///< empty: not stated
  std::string through;  ///< empty: open
  Span span;
};

}  // namespace kaidah::syntax
