#pragma once
// JSON as it is made here: a tree whose members keep their order.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaidah::bench {

struct Node {
  enum class Kind : std::uint8_t { scalar, object, list };

  std::string key;  ///< in an object; never in need of escapes
  Kind kind = Kind::scalar;
  std::string text;  ///< of a scalar, as JSON
  std::vector<Node> children;

  static Node scalar(std::string key, std::string json) { return {std::move(key), Kind::scalar, std::move(json), {}}; }
  static Node text_of(std::string key, const std::string& plain) { return scalar(std::move(key), '"' + plain + '"'); }
  static Node object(std::string key, std::vector<Node> members = {}) {
    return {std::move(key), Kind::object, {}, std::move(members)};
  }
  static Node list(std::string key, std::vector<Node> items = {}) {
    return {std::move(key), Kind::list, {}, std::move(items)};
  }
};

/// Appends the JSON of it, without its own key; `space` stands after each colon and comma.
void write(const Node& node, std::string_view space, std::string& out);

}  // namespace kaidah::bench
