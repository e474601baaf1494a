#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_procedure(Input& in, State& state) {
  return run<procedure_definition>(in, state);
}

}  // namespace kaidah::parse
