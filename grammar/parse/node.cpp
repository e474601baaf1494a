#include "grammar/parse/node.hpp"

#include <algorithm>

namespace kaidah::parse {

std::vector<NodeIndex> children(std::span<const Node> nodes, NodeIndex parent) {
  std::vector<NodeIndex> result;
  const NodeIndex first = nodes[parent].first;
  for (NodeIndex next = parent; next > first;) {
    result.push_back(next - 1);
    next = nodes[next - 1].first;
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace kaidah::parse
