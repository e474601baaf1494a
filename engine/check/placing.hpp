#pragma once
// Where things stand: how nested headings add up to a full place, and which marks are in effect there.

#include <optional>
#include <string>
#include <vector>

#include "engine/check/checked_policy.hpp"

namespace kaidah::check {

/// What the blocks around a statement say together.
struct Placing {
  syntax::Place place;
  std::string title;
  std::vector<syntax::Mark> marks;
  std::optional<InForce> in_force;
};

/// `article 41` and `paragraph (2)`: `article 41 paragraph (2)`. A part ends those of its own and lower levels.
[[nodiscard]] syntax::Place joined(const syntax::Place& outer, const syntax::Place& inner);

/// Inner marks beat outer ones of their sort: how the text was read (verbatim, secondary source, interpretation), where
/// it stands (place inferred), what is left out. What is accepted adds up.
[[nodiscard]] std::vector<syntax::Mark> in_effect(const std::vector<syntax::Mark>& outer,
                                                  const std::vector<syntax::Mark>& inner);

/// `cited` as seen from `from`: one that starts below the article goes on from the article (paragraph, …) it stands in.
[[nodiscard]] syntax::Place resolved(const syntax::Place& cited, const syntax::Place& from);

/// `place` is `cited` or stands in it. Articles are numbered through a regulation, so its chapters do not count; a page
/// counts only when it is cited; places of different instruments are different. REQUIRES: `cited` is resolved.
[[nodiscard]] bool stands_in(const syntax::Place& place, const syntax::Place& cited);

struct Context;

/// The days as written; nothing, and a report, when they are in the wrong order.
[[nodiscard]] std::optional<InForce> read_in_force(Context& context, TreeId tree, const syntax::InForce& written);

/// The days of both, clock by clock; nothing when neither limits them. `empty` is set when no day is left.
[[nodiscard]] std::optional<InForce> intersection(const std::optional<InForce>& a, const std::optional<InForce>& b,
                                                  bool& empty);

}  // namespace kaidah::check
