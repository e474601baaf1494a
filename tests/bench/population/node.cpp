#include "tests/bench/population/node.hpp"

namespace kaidah::bench {

void write(const Node& node, std::string_view space, std::string& out) {
  if (node.kind == Node::Kind::scalar) {
    out += node.text;
    return;
  }
  const bool object = node.kind == Node::Kind::object;
  out += object ? '{' : '[';
  bool first = true;
  for (const Node& child : node.children) {
    if (!first) {
      out += ',';
      out += space;
    }
    first = false;
    if (object) {
      out += '"';
      out += child.key;
      out += "\":";
      out += space;
    }
    write(child, space, out);
  }
  out += object ? '}' : ']';
}

}  // namespace kaidah::bench
