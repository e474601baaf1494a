#pragma once
// The lines of a source that a diagnostic speaks of, with the places underlined.

#include <cstdint>
#include <string>
#include <vector>

#include <kaidah/source.hpp>

namespace kaidah::diagnostics {

/// Escape sequences, all empty where no colour is wanted.
struct Colours {
  std::string primary;
  std::string related;
  std::string gutter;
  std::string bold;
  std::string reset;
};

/// A place to underline: `^^^^` or `---- label`.
struct Annotation {
  Span span;
  bool primary = false;
  std::string label;
};

/// Columns of the greatest line number among the annotations.
[[nodiscard]] std::size_t number_width(const Source& source, const std::vector<Annotation>& annotations);

/// `88 | …` lines in the order of the source, each followed by its underlines; ends with a line end. A place that
/// runs over several lines is underlined on its first. Long lines are cut around the place, control characters are
/// shown as U+FFFD, so that a policy cannot drive the terminal.
[[nodiscard]] std::string excerpt(const Source& source, std::vector<Annotation> annotations, std::size_t width,
                                  const Colours& colours);

}  // namespace kaidah::diagnostics
