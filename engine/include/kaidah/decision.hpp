#pragma once
// Deciding one record.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>
#include <kaidah/policy.hpp>
#include <kaidah/provenance.hpp>

namespace kaidah {

/// `--set NAME=VALUE`: a parameter by name, its value as it would stand in a record without quotation marks
/// (`survei`, `0.5`, `2021-07-01`, `true`).
struct ParameterSetting {
  std::string name;
  std::string value;
};

struct DecideOptions {
  std::vector<ParameterSetting> parameters;
  /// The id of a profile of the library, or a file (with a `/` or ending in `.kaidah`). It sets the parameters of each
  /// record by the line that covers the end of its period; `parameters` beat it. Empty: none.
  std::string profile;
  /// Where profiles, and for `prepare_auto` policies, are looked for.
  CompileOptions library;
  /// Of `prepare_auto`: only policies of this subject. Nothing: a record is decided on the one subject whose policy can
  /// read it.
  std::optional<std::string> subject;
  /// `YYYY-MM-DD`. Nothing: dated duties and procedures are left out.
  std::optional<std::string> decision_day;
  /// Outputs wanted, by name; only what they need is computed. Empty: all.
  std::vector<std::string> select;
  /// The groups' own records, for records that are decided one by one: newline-delimited JSON, or an array. A stream
  /// of records brings its own (`BatchStreams::group_records`).
  std::string group_records;
  /// Of rejections.
  Language language = Language::english;
  Limits limits;
};

/// One output of a decision.
struct DecidedValue {
  std::string name;
  ValueKind kind = ValueKind::absent;
  std::string text;  ///< figures exactly as printed (`90.00`), enum members as written (`Baik`), dates `YYYY-MM-DD`,
                     ///< `true`/`false`; lists and records as JSON; empty when absent
};

enum class FindingLevel : std::uint8_t { breach, warning, note };

/// A duty that is not met.
struct DecidedFinding {
  std::string code;  ///< `DIST-ATAS`
  FindingLevel level = FindingLevel::breach;
  std::string text;
  std::string article;
};

/// Where a procedure stands on the decision day.
struct DecidedProcedure {
  std::string id;
  std::string step;  ///< the step it is in, or the end it has reached
  std::string since;
  std::string due;  ///< empty: no last day
};

/// Why a record has no decision.
struct DecisionRejection {
  std::string code;  ///< K6…: the data; K5…: what the policy could not decide; K9…: a limit
  std::string message;
  std::string pointer;  ///< JSON pointer into the record; empty: the record as a whole
  std::string expected;
  std::string found;
  std::string rule;     ///< of K5: the rule
  std::string article;  ///< of K5: where it stands
};

/// Because of what a decision is what it is: rules, figures, articles, marks, and what did not apply. Immutable, cheap
/// to copy; made only when asked for.
class Explanation {
 public:
  /// Indented lines.
  [[nodiscard]] std::string text(Language language) const;
  /// One object.
  [[nodiscard]] std::string json(Language language) const;
  /// One page that opens without a network.
  [[nodiscard]] std::string html(Language language) const;

  struct Data;
  explicit Explanation(std::shared_ptr<const Data> data) noexcept;

 private:
  std::shared_ptr<const Data> data_;
};

/// What was decided of one record: outputs and findings, or a rejection.
struct Decision {
  std::string id;      ///< of the record, when it has one
  std::string policy;  ///< `pp-30-2019@1.0.0`: under which it was decided, where each record has its own; else empty
  std::optional<DecisionRejection> rejection;
  std::vector<DecidedValue> outputs;  ///< in the policy's order
  std::vector<DecidedFinding> findings;
  std::vector<DecidedProcedure> procedures;
  /// The marked articles that were used, in source order. Never null; shared between decisions.
  std::vector<std::shared_ptr<const ProvenanceEntry>> rests_on;
  std::string json;                        ///< the decision or the rejection as one JSON object, without a line end
  std::optional<Explanation> explanation;  ///< of `explain`

  [[nodiscard]] bool decided() const noexcept { return !rejection; }
  /// The text of an output; empty when it is absent, was not selected, or nothing was decided.
  [[nodiscard]] std::string_view operator[](std::string_view output) const noexcept;
};

/// A policy made ready under given options. Immutable and cheap to copy; every function may be called from any thread
/// at the same time as any other.
class Decider {
 public:
  /// One record: a JSON object. Whatever is wrong with it ends in a rejection.
  [[nodiscard]] Decision decide(std::string_view record) const noexcept;
  /// The same decision with its explanation; slower, since everything is kept that was looked at.
  [[nodiscard]] Decision explain(std::string_view record) const noexcept;

  /// The policy; of several regimes the first.
  [[nodiscard]] const Policy& policy() const noexcept;
  /// One for each regime: policies that are adopted with different settings stand here several times.
  [[nodiscard]] std::vector<Policy> policies() const;

  struct Data;
  explicit Decider(std::shared_ptr<const Data> data) noexcept;
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

struct PrepareResult {
  std::optional<Decider> decider;       ///< nothing when the options do not fit the policy
  std::vector<Diagnostic> diagnostics;  ///< an unknown parameter or output, a value that is not allowed, a bad date
  [[nodiscard]] explicit operator bool() const noexcept { return decider.has_value(); }
};

[[nodiscard]] PrepareResult prepare(const Policy& policy, const DecideOptions& options = {}) noexcept;

/// Every record under its own regime: the policy and settings that the profiles of the library adopt for its agency and
/// the end of its period. Decisions, rejections and groups name their policy in `kebijakan`. A record for which none or
/// two apply, whose period crosses a change of regime, or whose agency has no profile, is rejected.
[[nodiscard]] PrepareResult prepare_auto(const DecideOptions& options) noexcept;

}  // namespace kaidah
