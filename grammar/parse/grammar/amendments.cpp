#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

bool match_target_name(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  if (p == in.end()) return false;
  if (*p != '`' &&
      (starts_element(state, Context::items, p, in.end()) ||
       keyword_end(vocabulary::spelling(Keyword::replace_with, state.vocabulary), p, in.end()) != nullptr)) {
    return false;
  }
  return match_name(in, state);
}

bool match_together(Input& in, State& state) {
  return run<together_definition>(in, state);
}

}  // namespace kaidah::parse
