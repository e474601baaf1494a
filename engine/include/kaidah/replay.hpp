#pragma once
// What `decide_all` says of a run, read back: enough to do it again and to know whether the same came out.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/batch.hpp>
#include <kaidah/decision.hpp>

namespace kaidah {

/// A policy that decided.
struct ManifestPolicy {
  std::string id;       ///< as its header says
  std::string version;  ///< exact
  std::string digest;   ///< `sha256:…`
};

/// What was run on what.
struct RunSettings {
  /// One; of an automatic run each that a record was decided under.
  std::vector<ManifestPolicy> policies;
  bool automatic = false;              ///< each record under its own
  std::string profile;                 ///< empty: none
  std::optional<std::string> subject;  ///< of an automatic run: only policies of this subject
  std::string engine_version;          ///< `version()` of the engine that ran
  /// That were set; what a profile set, it sets again.
  std::vector<ParameterSetting> parameters;
  std::optional<std::string> decision_day;  ///< `YYYY-MM-DD`; nothing: none was given
  std::vector<std::string> select;          ///< empty: all
  Language language = Language::english;    ///< of messages: rejections are written in it

  std::string input;                 ///< what the records were called; empty: they had no name
  std::string group_records;         ///< what the groups' records were called
  std::string group_records_digest;  ///< empty: there were none
};

/// What a part of a population was decided under (`decide_part`).
struct PartSettings : RunSettings {
  bool groups = false;  ///< they were gathered
};

/// What was read of a part.
struct PartSettingsResult {
  std::optional<PartSettings> settings;  ///< nothing: it is no part
  std::vector<Diagnostic> diagnostics;   ///< why
  /// Whether there is one.
  [[nodiscard]] explicit operator bool() const noexcept { return settings.has_value(); }
};

/// Reads the beginning of a part, called `name` in diagnostics.
[[nodiscard]] PartSettingsResult read_part_settings(const ByteSource& part, const std::string& name) noexcept;

/// And what came of it.
struct Manifest : RunSettings {
  std::string input_digest;  ///< `sha256:…` of the records
  /// Of what was written; empty: the run took none. Of groups also empty where none were formed.
  std::string decisions_digest;
  std::string rejections_digest;  ///< the same
  std::string groups_digest;      ///< the same
  std::uint64_t decided = 0;      ///< records
  std::uint64_t rejected = 0;     ///< records
};

/// A manifest, or why the text is none.
struct ManifestResult {
  std::optional<Manifest> manifest;     ///< nothing: the text is no manifest
  std::vector<Diagnostic> diagnostics;  ///< what is missing or of another kind
  /// Whether there is a manifest.
  [[nodiscard]] explicit operator bool() const noexcept { return manifest.has_value(); }
};

/// Reads what `BatchResult::manifest` holds.
[[nodiscard]] ManifestResult read_manifest(std::string_view text) noexcept;

}  // namespace kaidah
