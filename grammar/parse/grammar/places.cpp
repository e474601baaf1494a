#include <algorithm>
#include <array>

#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

namespace {

constexpr std::array kLevels{Keyword::annex,     Keyword::chapter, Keyword::article,
                             Keyword::paragraph, Keyword::point,   Keyword::item};

/// From the outermost, 0; a page has no level of its own.
std::size_t level_of(const State& state, std::size_t part) {
  const auto keyword = static_cast<Keyword>(state.nodes[state.nodes[part].first].data);
  return static_cast<std::size_t>(std::find(kLevels.begin(), kLevels.end(), keyword) - kLevels.begin());
}

}  // namespace

bool goes_down(Input&, State& state) {
  const std::size_t last = state.nodes.size() - 1;
  std::size_t before = state.nodes[last].first - 1;
  while (level_of(state, before) == kLevels.size()) {  // a page: look at what it is a page of
    const std::size_t first = state.nodes[before].first;
    if (first == 0 || state.nodes[first - 1].kind != Kind::place_part) return true;
    before = first - 1;
  }
  const std::size_t level = level_of(state, last);
  return level == kLevels.size() || level > level_of(state, before);
}

bool match_part(Input& in, State& state) {
  return run<part_definition>(in, state);
}
bool match_place_prefix(Input& in, State& state) {
  return run<place_prefix_definition>(in, state);
}
bool match_citation(Input& in, State& state) {
  return run<citation_definition>(in, state);
}
bool match_mark_list(Input& in, State& state) {
  return run<mark_list_definition>(in, state);
}
bool match_in_force(Input& in, State& state) {
  return run<in_force_definition>(in, state);
}
bool match_place_item(Input& in, State& state) {
  return run<place_item_definition>(in, state);
}

}  // namespace kaidah::parse
