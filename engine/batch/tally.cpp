#include "engine/batch/tally.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <utility>

#include "engine/json/object.hpp"

namespace kaidah::batch {
namespace {

using CountOf = std::pair<const char*, std::uint64_t RunCounts::*>;
constexpr std::array<CountOf, 7> kCounts{{{"in", &RunCounts::in},
                                          {"decided", &RunCounts::decided},
                                          {"rejected", &RunCounts::rejected},
                                          {"group_records_in", &RunCounts::group_records_in},
                                          {"group_records_rejected", &RunCounts::group_records_rejected},
                                          {"groups", &RunCounts::groups},
                                          {"groups_rejected", &RunCounts::groups_rejected}}};

std::array<std::uint64_t*, 4> counts_of(RegimeRun& run) {
  return {&run.records.decided, &run.records.rejected, &run.groups, &run.groups_rejected};
}

bool add_count(const nlohmann::json& from, std::uint64_t& to) {
  if (from.is_number_unsigned()) to += from.get<std::uint64_t>();
  return from.is_number_unsigned();
}

}  // namespace

void append_tally(std::string& out, const RunCounts& counts, const std::vector<RegimeRun>& by_regime) {
  {
    json::Object tally(out);
    for (const auto& [name, count] : kCounts) tally.number(name, counts.*count);
    json::append_list(tally.at("regimes"), by_regime, [&out](RegimeRun run) {
      json::append_list(out, counts_of(run), [&out](const std::uint64_t* count) { out += std::to_string(*count); });
    });
  }
  out += '\n';
}

bool read_tally(std::string_view line, RunCounts& counts, std::vector<RegimeRun>& by_regime) {
  const nlohmann::json tally = nlohmann::json::parse(line, nullptr, false);
  if (!tally.is_object()) return false;
  for (const auto& [name, count] : kCounts)
    if (!add_count(tally.value(name, nlohmann::json()), counts.*count)) return false;
  const nlohmann::json regimes = tally.value("regimes", nlohmann::json());
  if (!regimes.is_array() || regimes.size() != by_regime.size()) return false;
  for (std::size_t i = 0; i < regimes.size(); ++i) {
    const auto into = counts_of(by_regime[i]);
    if (!regimes[i].is_array() || regimes[i].size() != into.size()) return false;
    for (std::size_t k = 0; k < into.size(); ++k)
      if (!add_count(regimes[i][k], *into[k])) return false;
  }
  return true;
}

}  // namespace kaidah::batch
