#include "engine/batch/identity.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/json/members.hpp"
#include "engine/json/text.hpp"

namespace kaidah::batch {
namespace {

/// Those that can change what comes out of a record.
std::vector<std::uint64_t> numbers(const Limits& limits) {
  return {limits.number_digits, limits.computed_digits, limits.steps,        limits.evaluation_depth,
          limits.list_items,    limits.record_bytes,    limits.memory_bytes, limits.decision_bytes,
          limits.json_depth,    limits.groups};
}

std::string shown(std::string_view value) {
  constexpr std::size_t kMost = 120;
  return value.empty() ? "-" : json::shortened(value, kMost);
}

}  // namespace

std::string identity(const Regimes& regimes, const RunOptions& options, const ManifestData& data) {
  std::string text;
  {
    json::Object object(text);
    add_run(object, regimes, options, data);
    if (has_several(regimes)) {
      std::size_t i = 0;
      json::append_list(object.at("regimes"), regimes.all, [&](const Regime& regime) {
        json::Object item(text);
        add_regime(item, regime, data.regimes[i++]);
      });
    }
    object.at("groups") += regimes.all.front().plan->options.groups ? "true" : "false";
    json::append_list(object.at("limits"), numbers(options.settings.limits),
                      [&](std::uint64_t limit) { text += std::to_string(limit); });
  }
  return text;
}

std::optional<IdentityDifference> difference(std::string_view from, std::string_view to) {
  if (from == to) return std::nullopt;
  std::vector<json::RawMember> before = json::raw_members(from).value_or(std::vector<json::RawMember>());
  // What follows from other members says less than they do.
  std::stable_partition(before.begin(), before.end(),
                        [](const json::RawMember& one) { return one.name != R"("left_out")"; });
  std::vector<json::RawMember> now = json::raw_members(to).value_or(std::vector<json::RawMember>());
  const auto make = [](std::string_view quoted, std::string_view was, std::string_view is) {
    return IdentityDifference{std::string(quoted.substr(1, quoted.size() - 2)), shown(was), shown(is)};
  };
  for (const json::RawMember& old : before) {
    const auto same = std::ranges::find(now, old.name, &json::RawMember::name);
    if (same == now.end()) return make(old.name, old.value, {});
    if (same->value != old.value) return make(old.name, old.value, same->value);
    now.erase(same);
  }
  if (!now.empty()) return make(now.front().name, {}, now.front().value);
  return IdentityDifference{"?", shown(from), shown(to)};
}

}  // namespace kaidah::batch
