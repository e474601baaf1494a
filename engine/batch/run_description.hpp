#pragma once
// What a run was, as its manifest and its trace begin.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/run.hpp"
#include "engine/json/object.hpp"

namespace kaidah::batch {

/// What is known of a regime beside its plan and settings.
struct RegimeData {
  struct Composed {
    std::string policy;
    std::string version;
    std::string digest;
  };
  std::string policy_digest;
  std::vector<std::string> profiles;                   ///< that lead to it, by id
  std::map<std::string, std::string> parameters_from;  ///< `set`, or `profile` and the ids, by parameter
  std::vector<Composed> composed = {};                 ///< policies whose results it takes
};

struct ManifestData {
  std::vector<RegimeData> regimes;  ///< by Regimes::all
  std::string profile;              ///< its id; empty: none
  bool automatic = false;           ///< each record under its own policy
  std::string subject;              ///< of an automatic run; empty: any
  std::string input_name;           ///< empty: none
  std::string group_records_name;   ///< empty: none
};

/// Whether records have regimes of their own.
[[nodiscard]] bool has_several(const Regimes& regimes);

/// `policy` to `messages` of the manifest.
void add_run(json::Object& to, const Regimes& regimes, const RunOptions& options, const ManifestData& data);
/// One regime of several: `policy` to `parameters_from`.
void add_regime(json::Object& to, const Regime& regime, const RegimeData& data);

[[nodiscard]] std::optional<std::string_view> unless_empty(const std::string& text);

}  // namespace kaidah::batch
