#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_type(Input& in, State& state) {
  return run<type_definition>(in, state);
}
bool match_shape(Input& in, State& state) {
  return run<shape_definition>(in, state);
}

}  // namespace kaidah::parse
