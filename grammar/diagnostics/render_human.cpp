#include <algorithm>
#include <utility>
#include <vector>

#include "grammar/diagnostics/excerpt.hpp"
#include "grammar/diagnostics/render.hpp"

namespace kaidah::diagnostics {
namespace {

Colours colours_for(Severity severity, bool wanted) {
  if (!wanted) return {};
  const char* primary = severity == Severity::error     ? "\x1b[1;31m"
                        : severity == Severity::warning ? "\x1b[1;33m"
                                                        : "\x1b[1;36m";
  return {primary, "\x1b[1;34m", "\x1b[34m", "\x1b[1m", "\x1b[0m"};
}

/// The annotations of one part of one source; that of the primary place comes first.
struct SourcePart {
  SourcePtr source;
  std::size_t part = 0;
  std::vector<Annotation> annotations;
};

void add_to(std::vector<SourcePart>& parts, const Location& location, Annotation annotation) {
  if (!location.source) return;
  annotation.span = location.span;
  const std::size_t of = location.source->part_of(location.span.begin);
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const SourcePart& part) {
    return part.source == location.source && part.part == of;
  });
  if (found != parts.end()) {
    found->annotations.push_back(std::move(annotation));
  } else {
    parts.push_back({location.source, of, {std::move(annotation)}});
  }
}

}  // namespace

std::string render_human(const Diagnostic& diagnostic, const RenderOptions& options) {
  const Colours colours = colours_for(info(diagnostic.message.kind).severity, options.colour);
  std::vector<SourcePart> parts;
  add_to(parts, diagnostic.location, {{}, true, {}});
  for (const RelatedPlace& related : diagnostic.related) {
    add_to(parts, related.location, {{}, false, text(related.message, options.language)});
  }
  std::size_t width = 1;
  for (const SourcePart& part : parts) width = std::max(width, number_width(*part.source, part.annotations));
  const std::string indent(width, ' ');

  std::string out = colours.primary + severity_and_code(diagnostic.message.kind, options.language) + colours.reset +
                    colours.bold + ": " + text(diagnostic.message, options.language) + colours.reset + "\n";
  for (const SourcePart& part : parts) {
    const Location first{part.source, part.annotations.front().span};
    out += indent + colours.gutter + "-->" + colours.reset + " " + place_text(first) + "\n";
    out += indent + colours.gutter + " |" + colours.reset + "\n";
    out += excerpt(*part.source, part.annotations, width, colours);
  }
  for (const RelatedPlace& related : diagnostic.related) {
    if (!related.location.source) {
      out += indent + colours.gutter + " = " + colours.reset + text(related.message, options.language) + "\n";
    }
  }
  for (const std::string& note : note_lines(diagnostic, options.language)) {
    out += indent + colours.gutter + " = " + colours.reset + note + "\n";
  }
  return out;
}

}  // namespace kaidah::diagnostics
