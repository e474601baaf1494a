// Limits by name, and which Kaidah this is.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/c/call.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah::c {
namespace {

struct NamedLimit {
  std::string_view name;
  std::uint64_t (*get)(const Limits&);
  void (*set)(Limits&, std::uint64_t);
  std::uint64_t highest;
};

template <auto Member>
constexpr NamedLimit named(std::string_view name, std::uint64_t highest) {
  return {name, [](const Limits& limits) -> std::uint64_t { return limits.*Member; },
          [](Limits& limits, std::uint64_t value) { limits.*Member = value; }, highest};
}

constexpr std::uint64_t kMany = std::uint64_t{1} << 53;  // what every language that calls C can count to
/// Places in a source are counted in 32 bits; a policy with its amendments has to stay below.
constexpr std::uint64_t kSourceBytes = std::uint64_t{1} << 28;

#define KAIDAH_LIMIT(name, highest) named<&Limits::name>(#name, highest)
/// In the order of kaidah/limits.hpp. What keeps an evaluation inside a thread's stack cannot be raised.
constexpr std::array kLimits = {
    KAIDAH_LIMIT(source_bytes, kSourceBytes),
    KAIDAH_LIMIT(nesting, Limits().nesting),
    KAIDAH_LIMIT(literal_digits, 100'000),
    KAIDAH_LIMIT(declarations, 10'000'000),
    KAIDAH_LIMIT(modules, 10'000),
    KAIDAH_LIMIT(diagnostics, 1'000'000),
    KAIDAH_LIMIT(library_files, 10'000'000),
    KAIDAH_LIMIT(library_bytes, kMany),
    KAIDAH_LIMIT(number_digits, 4'000),
    KAIDAH_LIMIT(computed_digits, 1'000'000),
    KAIDAH_LIMIT(steps, kMany),
    KAIDAH_LIMIT(evaluation_depth, Limits().evaluation_depth),
    KAIDAH_LIMIT(list_items, 100'000'000),
    KAIDAH_LIMIT(record_bytes, std::uint64_t{1} << 31),
    KAIDAH_LIMIT(memory_bytes, kMany),
    KAIDAH_LIMIT(decision_bytes, kMany),
    KAIDAH_LIMIT(json_depth, Limits().json_depth),
    KAIDAH_LIMIT(groups, kMany),
    KAIDAH_LIMIT(analysis_cells, kMany),
    KAIDAH_LIMIT(sealed_name, 100'000),
    KAIDAH_LIMIT(signatures, 100'000),
};
#undef KAIDAH_LIMIT

const NamedLimit* find_limit(std::string_view name) noexcept {
  const auto* const found =
      std::find_if(kLimits.begin(), kLimits.end(), [&](const NamedLimit& limit) { return limit.name == name; });
  return found == kLimits.end() ? nullptr : found;
}

[[noreturn]] void unknown_limit(std::string_view name) {
  std::vector<std::string> known;
  for (const NamedLimit& limit : kLimits) known.emplace_back(limit.name);
  Misuse misuse{api::wrong(MessageKind::c_no_limit, {{"name", std::string(name)}})};
  suggest_nearest(misuse.diagnostic, name, known);
  throw misuse;
}

/// For names that a host asks for: a text that is none has no limit.
const NamedLimit* find_limit(kaidah_text name) noexcept {
  return name.data == nullptr || name.size > PTRDIFF_MAX ? nullptr : find_limit(std::string_view(name.data, name.size));
}

constexpr std::array<std::string_view, 12> kFeatures = {"explain", "batch",     "groups",     "trace",
                                                        "resolve", "scenarios", "provenance", "format",
                                                        "loader",  "limits",    "store",      "trust"};

}  // namespace

Limits read_limits(const kaidah_limit* given, std::size_t count) {
  Limits limits;
  const auto [first, last] = items(given, count, "limits");
  for (const kaidah_limit* limit = first; limit != last; ++limit) {
    const std::string_view name = view(limit->name, "limits");
    const NamedLimit* const known = find_limit(name);
    if (known == nullptr) unknown_limit(name);
    if (limit->value > known->highest) {
      throw Misuse{api::wrong(MessageKind::c_limit_too_high, {{"name", std::string(name)},
                                                              {"highest", Figure{std::to_string(known->highest)}},
                                                              {"value", Figure{std::to_string(limit->value)}}})};
    }
    known->set(limits, limit->value);
  }
  return limits;
}

}  // namespace kaidah::c

using namespace kaidah;

size_t kaidah_limit_count(void) {
  return c::kLimits.size();
}

kaidah_text kaidah_limit_name(size_t index) {
  return index < c::kLimits.size() ? c::give(c::kLimits[index].name) : kaidah_text{};
}

uint64_t kaidah_limit_default(kaidah_text name) {
  const auto* const limit = c::find_limit(name);
  return limit == nullptr ? 0 : limit->get(Limits());
}

uint64_t kaidah_limit_highest(kaidah_text name) {
  const auto* const limit = c::find_limit(name);
  return limit == nullptr ? 0 : limit->highest;
}

kaidah_text kaidah_version(void) {
  return c::give(version());
}

kaidah_text kaidah_language_version(void) {
  return c::give(language_version());
}

uint32_t kaidah_abi(void) {
  return KAIDAH_ABI;
}

int32_t kaidah_feature(kaidah_text name) {
  if (name.data == nullptr || name.size > PTRDIFF_MAX) return 0;
  const std::string_view wanted(name.data, name.size);
  return std::find(c::kFeatures.begin(), c::kFeatures.end(), wanted) != c::kFeatures.end() ? 1 : 0;
}
