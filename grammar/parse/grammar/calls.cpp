#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_call(Input& in, State& state) {
  return run<call_definition>(in, state);
}

}  // namespace kaidah::parse
