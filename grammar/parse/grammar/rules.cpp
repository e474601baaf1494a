#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_guard(Input& in, State& state) {
  return run<guard_definition>(in, state);
}
bool match_deciding(Input& in, State& state) {
  return run<deciding_definition>(in, state);
}
bool match_arm(Input& in, State& state) {
  return run<arm_definition>(in, state);
}

}  // namespace kaidah::parse
