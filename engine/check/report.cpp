#include "engine/check/report.hpp"

#include "grammar/diagnostics/spelling.hpp"

namespace kaidah::check {

void suggest(Diagnostic& diagnostic, const std::string& word, const std::vector<std::string>& visible) {
  const std::vector<std::string> names = suggest_nearest(diagnostic, word, visible);
  if (names.size() == 1) diagnostic.suggestion = Suggestion{diagnostic.location, names.front()};
}

}  // namespace kaidah::check
