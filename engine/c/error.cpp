// Diagnostics and texts, handed over.

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/c/call.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::c {
namespace {

kaidah_error::Shown shown(const Diagnostic& diagnostic) {
  kaidah_error::Shown shown;
  shown.messages = {text(diagnostic.message, Language::english), text(diagnostic.message, Language::indonesian)};
  if (const SourcePtr& source = diagnostic.location.source) {
    shown.source = source->name(diagnostic.location.span.begin);
    shown.position = source->position(diagnostic.location.span.begin);
  }
  return shown;
}

kaidah_severity severity(const Diagnostic& diagnostic) noexcept {
  switch (info(diagnostic.message.kind).severity) {
    case Severity::error:
      return KAIDAH_SEVERITY_ERROR;
    case Severity::warning:
      return KAIDAH_SEVERITY_WARNING;
    case Severity::note:
      break;
  }
  return KAIDAH_SEVERITY_NOTE;
}

DiagnosticFormat diagnostic_format(kaidah_format format) {
  if (format == KAIDAH_FORMAT_TEXT) return DiagnosticFormat::human;
  if (format == KAIDAH_FORMAT_JSON) return DiagnosticFormat::json;
  if (format == KAIDAH_FORMAT_PLAIN) return DiagnosticFormat::plain;
  throw no_value("format", format);
}

}  // namespace

kaidah_status status_of(const Diagnostics& diagnostics) noexcept {
  const auto has = [&](MessageKind kind) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [&](const auto& one) { return one.message.kind == kind; });
  };
  if (has(MessageKind::out_of_memory)) return KAIDAH_NO_MEMORY;
  return has(MessageKind::internal_error) ? KAIDAH_INTERNAL : KAIDAH_ERROR;
}

void tell(kaidah_error** error, Diagnostics diagnostics) noexcept {
  if (error == nullptr) return;
  try {
    auto made = std::make_unique<kaidah_error>();
    for (const Diagnostic& diagnostic : diagnostics) made->shown.push_back(shown(diagnostic));
    made->diagnostics = std::move(diagnostics);
    *error = made.release();
  } catch (...) {
    *error = nullptr;
  }
}

}  // namespace kaidah::c

using namespace kaidah;

kaidah_text kaidah_string_text(const kaidah_string* string) {
  return string == nullptr ? kaidah_text{} : c::give(string->text);
}

void kaidah_string_free(kaidah_string* string) {
  delete string;
}

size_t kaidah_error_count(const kaidah_error* error) {
  return error == nullptr ? 0 : error->diagnostics.size();
}

kaidah_status kaidah_error_at(const kaidah_error* error, size_t index, kaidah_language language,
                              kaidah_diagnostic* diagnostic, size_t diagnostic_size) {
  if (error == nullptr || index >= error->diagnostics.size()) return KAIDAH_MISUSE;
  if (language != KAIDAH_ENGLISH && language != KAIDAH_INDONESIAN) return KAIDAH_MISUSE;
  const Diagnostic& one = error->diagnostics[index];
  const kaidah_error::Shown& shown = error->shown[index];
  const kaidah_diagnostic filled{c::give(info(one.message.kind).code),
                                 c::give(shown.messages[static_cast<std::size_t>(language)]),
                                 c::give(shown.source),
                                 shown.position.line,
                                 shown.position.column,
                                 c::severity(one)};
  return c::fill(filled, diagnostic, diagnostic_size);
}

kaidah_status kaidah_error_render(const kaidah_error* error, size_t index, kaidah_language language,
                                  kaidah_format format, kaidah_string** string) {
  return c::call(nullptr, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    c::slot(string, "string");
    const std::vector<Diagnostic>& all = c::required(error, "error")->diagnostics;
    if (index != KAIDAH_ALL && index >= all.size()) throw c::no_value("index", static_cast<std::int64_t>(index));
    const RenderOptions options{c::language(language), c::diagnostic_format(format), false};
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (index != KAIDAH_ALL && index != i) continue;
      if (!out.empty() && options.format == DiagnosticFormat::human) out += '\n';
      out += render(all[i], options);
    }
    c::give(string, std::move(out));
    return KAIDAH_OK;
  });
}

void kaidah_error_free(kaidah_error* error) {
  delete error;
}
