#pragma once
// What `decide_all` says of a run, read back: enough to do it again and to know whether the same came out.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/decision.hpp>

namespace kaidah {

/// A policy that decided.
struct ManifestPolicy {
  std::string id;
  std::string version;  ///< exact
  std::string digest;   ///< `sha256:…`
};

/// What was run on what.
struct RunSettings {
  /// One; of an automatic run each that a record was decided under.
  std::vector<ManifestPolicy> policies;
  bool automatic = false;  ///< each record under its own
  std::string profile;     ///< empty: none
  std::optional<std::string> subject;
  std::string engine_version;
  /// That were set; what a profile set, it sets again.
  std::vector<ParameterSetting> parameters;
  std::optional<std::string> decision_day;
  std::vector<std::string> select;        ///< empty: all
  Language language = Language::english;  ///< of messages: rejections are written in it

  std::string input;                 ///< what the records were called; empty: they had no name
  std::string group_records;         ///< what the groups' records were called
  std::string group_records_digest;  ///< empty: there were none
};

/// And what came of it.
struct Manifest : RunSettings {
  std::string input_digest;
  /// Of what was written; empty: the run took none. Of groups also empty where none were formed.
  std::string decisions_digest, rejections_digest, groups_digest;
  std::uint64_t decided = 0;
  std::uint64_t rejected = 0;
};

struct ManifestResult {
  std::optional<Manifest> manifest;
  std::vector<Diagnostic> diagnostics;
  [[nodiscard]] explicit operator bool() const noexcept { return manifest.has_value(); }
};

/// Reads what `BatchResult::manifest` holds.
[[nodiscard]] ManifestResult read_manifest(std::string_view text) noexcept;

}  // namespace kaidah
