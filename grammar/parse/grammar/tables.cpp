#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_table(Input& in, State& state) {
  return run<table_definition>(in, state);
}
bool match_row(Input& in, State& state) {
  return run<row_definition>(in, state);
}

}  // namespace kaidah::parse
