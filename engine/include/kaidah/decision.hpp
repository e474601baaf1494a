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
#include <kaidah/record.hpp>

namespace kaidah {

/// `--set NAME=VALUE`: a parameter by name, its value as it would stand in a record without quotation marks
/// (`survei`, `0.5`, `2021-07-01`, `true`).
struct ParameterSetting {
  std::string name;   ///< as the policy declares it
  std::string value;  ///< as it would stand in a record, without quotation marks
};

/// Under what a policy decides.
struct DecideOptions {
  /// Those that someone else sets. A record that needs one that nobody has set is rejected (K5005).
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
  /// Of records and of deciding. Those of texts have done their work.
  Limits limits;
};

/// One output of a decision.
struct DecidedValue {
  std::string name;                    ///< as the policy calls it
  ValueKind kind = ValueKind::absent;  ///< absent: it has no value for this record
  std::string text;  ///< figures exactly as printed (`90.00`), enum members as written (`Baik`), dates `YYYY-MM-DD`,
                     ///< `true`/`false`; lists and records as JSON; empty when absent
};

/// How much an unmet duty weighs, as its policy says.
enum class FindingLevel : std::uint8_t { breach, warning, note };

/// A duty that is not met.
struct DecidedFinding {
  std::string code;                           ///< `DIST-ATAS`
  FindingLevel level = FindingLevel::breach;  ///< as the policy says
  std::string text;                           ///< the policy's own sentence, filled in
  std::string article;                        ///< where the duty stands
};

/// Where a procedure stands on the decision day.
struct DecidedProcedure {
  std::string id;     ///< the name of the procedure
  std::string step;   ///< the step it is in, or the end it has reached
  std::string since;  ///< `YYYY-MM-DD`: since when it is there
  std::string due;    ///< `YYYY-MM-DD`: its last day; empty: none
};

/// Why a record has no decision.
struct DecisionRejection {
  std::string code;      ///< K6…: the data; K5…: what the policy could not decide; K9…: a limit
  std::string message;   ///< in the language of the options
  std::string pointer;   ///< JSON pointer into the record; empty: the record as a whole
  std::string expected;  ///< what would have been right, where that can be said
  std::string found;     ///< what stands there
  std::string rule;      ///< of K5: the rule
  std::string article;   ///< of K5: where it stands
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
  /// For the library itself.
  explicit Explanation(std::shared_ptr<const Data> data) noexcept;

 private:
  std::shared_ptr<const Data> data_;
};

/// What was decided of one record: outputs and findings, or a rejection.
struct Decision {
  std::string id;      ///< of the record, when it has one
  std::string policy;  ///< `pp-30-2019@1.0.0`: under which it was decided, where each record has its own; else empty
  std::optional<DecisionRejection> rejection;  ///< why nothing was decided; nothing: it was
  std::vector<DecidedValue> outputs;           ///< in the policy's order
  std::vector<DecidedFinding> findings;        ///< duties that are not met, in the policy's order
  std::vector<DecidedProcedure> procedures;    ///< that have begun by the decision day
  /// The marked articles that were used, in source order. Never null; shared between decisions.
  std::vector<std::shared_ptr<const ProvenanceEntry>> rests_on;
  std::string json;                        ///< the decision or the rejection as one JSON object, without a line end
  std::optional<Explanation> explanation;  ///< of `explain`

  /// Whether there is a decision: no rejection.
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
  /// The same of a record that was built.
  [[nodiscard]] Decision decide(const Record& record) const noexcept;
  /// And with its explanation.
  [[nodiscard]] Decision explain(const Record& record) const noexcept;

  /// The policy; of several regimes the first.
  [[nodiscard]] const Policy& policy() const noexcept;
  /// One for each regime: policies that are adopted with different settings stand here several times.
  [[nodiscard]] std::vector<Policy> policies() const;

  struct Data;
  /// For the library itself.
  explicit Decider(std::shared_ptr<const Data> data) noexcept;
  /// For the library itself.
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// A policy made ready, or why it cannot be.
struct PrepareResult {
  std::optional<Decider> decider;       ///< nothing when the options do not fit the policy
  std::vector<Diagnostic> diagnostics;  ///< an unknown parameter or output, a value that is not allowed, a bad date
  /// Whether there is a decider.
  [[nodiscard]] explicit operator bool() const noexcept { return decider.has_value(); }
};

/// Makes a policy ready to decide under the options: once, for any number of records and threads.
[[nodiscard]] PrepareResult prepare(const Policy& policy, const DecideOptions& options = {}) noexcept;

/// Every record under its own regime: the policy and settings that the profiles of the library adopt for its agency and
/// the end of its period. Decisions, rejections and groups name their policy in `kebijakan`. A record for which none or
/// two apply, whose period crosses a change of regime, or whose agency has no profile, is rejected.
[[nodiscard]] PrepareResult prepare_auto(const DecideOptions& options) noexcept;

}  // namespace kaidah
