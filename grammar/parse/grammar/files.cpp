#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_item(Input& in, State& state) {
  return run<item_definition>(in, state);
}
bool match_file_header(Input& in, State& state) {
  return run<file_header_definition>(in, state);
}
bool match_file_element(Input& in, State& state) {
  return run<file_element_definition>(in, state);
}

}  // namespace kaidah::parse
