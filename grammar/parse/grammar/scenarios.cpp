#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_test(Input& in, State& state) {
  return run<test_definition>(in, state);
}

}  // namespace kaidah::parse
