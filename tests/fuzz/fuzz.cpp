#include "tests/fuzz/fuzz.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::fuzz {

void broken(std::string_view law, std::string_view details) {
  std::cerr << "BROKEN: " << law << '\n' << details << std::endl;
  std::abort();
}

std::uint8_t take_byte(std::string_view& text) {
  if (text.empty()) return 0;
  const auto byte = static_cast<std::uint8_t>(text.front());
  text.remove_prefix(1);
  return byte;
}

Limits small_limits() {
  Limits limits;
  limits.source_bytes = 1U << 16;
  limits.declarations = 2'000;
  limits.steps = 20'000;
  limits.computed_digits = 400;
  limits.analysis_cells = 500;
  limits.list_items = 200;
  return limits;
}

void check_diagnostics(const std::vector<Diagnostic>& diagnostics, const Limits& limits) {
  must(diagnostics.size() <= limits.diagnostics + 1, "no more diagnostics than the limit");
  for (const Diagnostic& diagnostic : diagnostics) {
    must(diagnostic.message.kind != MessageKind::internal_error, "no fault of Kaidah itself",
         text(diagnostic.message, Language::english));
    const auto inside = [](const Location& location) {
      return !location.source ||
             (location.span.begin <= location.span.end && location.span.end <= location.source->text().size());
    };
    must(inside(diagnostic.location), "a diagnostic lies inside its source");
    for (const RelatedPlace& place : diagnostic.related) must(inside(place.location), "a place lies inside its source");
    if (diagnostic.suggestion) must(inside(diagnostic.suggestion->location), "a suggestion lies inside its source");
    for (const Language language : {Language::english, Language::indonesian})
      for (const DiagnosticFormat format : {DiagnosticFormat::human, DiagnosticFormat::plain, DiagnosticFormat::json})
        must(render(diagnostic, {language, format, false}).ends_with('\n'), "a diagnostic can be shown");
  }
}

library::CompileResult compile(std::string_view text, const Limits& limits) {
  static std::vector<Diagnostic> none;
  static const library::PolicyLibrary library({}, limits, none);
  return library::compile(library::read_text(std::make_shared<const Source>("fuzz.kaidah", std::string(text)), limits),
                          library, limits);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) broken("a file of the project can be read", path);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::vector<Shipped>& shipped() {
  static const std::vector<Shipped> all = [] {
    const std::string root = KAIDAH_ROOT;
    std::vector<Shipped> found;
    for (const char* id :
         {"pp-30-2019", "permenpanrb-6-2022", "pp-46-2011", "permenpanrb-8-2021", "permenpanrb-1-2023"}) {
      const auto compiled = compile(read_file(root + "/policies/" + id + "/1.0.0.kaidah"), {});
      if (!compiled.policy) continue;
      Shipped one{id, compiled.policy->checked, plan::make_plan(compiled.policy->checked), {}};
      std::istringstream lines(read_file(root + "/examples/records/" + id + ".ndjson"));
      for (std::string line; std::getline(lines, line);) one.records.push_back(line);
      found.push_back(std::move(one));
    }
    must(found.size() >= 2, "shipped policies compile");
    return found;
  }();
  return all;
}

}  // namespace kaidah::fuzz
