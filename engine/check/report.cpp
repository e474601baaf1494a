#include "engine/check/report.hpp"

#include "grammar/diagnostics/spelling.hpp"

namespace kaidah::check {

void suggest(Diagnostic& diagnostic, const std::string& word, const std::vector<std::string>& visible) {
  const std::vector<std::string> names = closest_names(word, visible);
  for (const std::string& name : names)
    diagnostic.notes.push_back(message(MessageKind::did_you_mean, {{"name", name}}));
  if (names.size() == 1) diagnostic.suggestion = Suggestion{diagnostic.location, names.front()};
}

}  // namespace kaidah::check
