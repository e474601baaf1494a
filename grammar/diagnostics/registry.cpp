#include "grammar/diagnostics/registry.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace kaidah {
namespace {

struct Entry {
  std::string_view code;
  std::string_view name;
  Severity severity;
  std::string_view english;
  std::string_view indonesian;
};

constexpr auto kEntries = std::to_array<Entry>({
#define KAIDAH_DIAGNOSTIC(code, severity, name, english, indonesian) \
  {#code, #name, Severity::severity, english, indonesian},
#define KAIDAH_PHRASE(name, english, indonesian) {"", #name, Severity::note, english, indonesian},
#include "grammar/diagnostics/catalogue.def"
#undef KAIDAH_PHRASE
#undef KAIDAH_DIAGNOSTIC
});

std::vector<MessageInfo> make_infos() {
  std::vector<MessageInfo> infos;
  infos.reserve(kEntries.size());
  for (const Entry& entry : kEntries) {
    infos.push_back({std::string(entry.code), std::string(entry.name), entry.severity});
  }
  return infos;
}

}  // namespace

const MessageInfo& info(MessageKind kind) noexcept {
  static const std::vector<MessageInfo> infos = make_infos();
  return infos[static_cast<std::size_t>(kind)];
}

namespace diagnostics {

std::size_t kind_count() noexcept {
  return kEntries.size();
}

bool is_code(std::string_view text) noexcept {
  return !text.empty() && std::ranges::find(kEntries, text, &Entry::code) != kEntries.end();
}

std::string_view message_template(MessageKind kind, Language language) noexcept {
  const Entry& entry = kEntries[static_cast<std::size_t>(kind)];
  return language == Language::english ? entry.english : entry.indonesian;
}

}  // namespace diagnostics
}  // namespace kaidah
