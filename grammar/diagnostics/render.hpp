#pragma once
// The pieces that the renderers share.

#include <string>
#include <string_view>

#include <kaidah/diagnostic.hpp>

namespace kaidah::diagnostics {

[[nodiscard]] std::string render_human(const Diagnostic& diagnostic, const RenderOptions& options);
[[nodiscard]] std::string render_plain(const Diagnostic& diagnostic, Language language);
[[nodiscard]] std::string render_json(const Diagnostic& diagnostic, Language language);

/// `error[K4003]`.
[[nodiscard]] std::string severity_and_code(MessageKind kind, Language language);

/// `name:line:column`; empty where the location has no source.
[[nodiscard]] std::string place_text(const Location& location);

/// The notes, and the suggestion where no note says the same.
[[nodiscard]] std::vector<std::string> note_lines(const Diagnostic& diagnostic, Language language);

}  // namespace kaidah::diagnostics
