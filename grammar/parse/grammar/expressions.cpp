#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_expression(Input& in, State& state) {
  return run<expression_definition>(in, state);
}
bool match_sum(Input& in, State& state) {
  return run<sum_definition>(in, state);
}
bool match_unary(Input& in, State& state) {
  return run<unary_definition>(in, state);
}
bool match_postfix(Input& in, State& state) {
  return run<postfix_definition>(in, state);
}
bool match_primary(Input& in, State& state) {
  return run<primary_definition>(in, state);
}

}  // namespace kaidah::parse
