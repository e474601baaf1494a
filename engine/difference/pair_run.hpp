#pragma once
// One record under both versions.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/difference/change.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::difference {

/// Under what both are run: parameters, a decision day. What the settings point to is the caller's.
struct Variant {
  std::string shown;  ///< `mekanisme = survei`; empty: nothing is set
  evaluate::Settings from;
  evaluate::Settings to;
};

/// What became of the record on one side, in texts that can be held against the other side's.
struct SideRun {
  std::string rejection;  ///< the code; empty: decided
  std::string message;    ///< of the rejection
  std::string pointer;
  std::vector<std::pair<std::string, std::string>> outputs;
  std::map<std::string, std::string> findings;    ///< by code: the texts
  std::map<std::string, std::string> procedures;  ///< by name: where they stand
  std::map<std::uint32_t, std::string> arms;      ///< by ArmId, those that gave a value: the values
  std::map<std::uint32_t, std::string> parameters;
  std::map<std::uint32_t, evaluate::Holds> duties;  ///< by DutyId: whether it was met, open, not reached
  [[nodiscard]] bool decided() const noexcept { return rejection.empty(); }
};

/// Keeps its memory between records. One thread at a time.
class PairRunner {
 public:
  PairRunner(PolicyPtr from, PolicyPtr to, Language language);

  void run(std::string_view record, const Variant& variant);
  [[nodiscard]] const SideRun& from() const noexcept { return from_.run; }
  [[nodiscard]] const SideRun& to() const noexcept { return to_.run; }
  /// The value of a rule without parameters for the last record. Nothing when it has none, or is no number.
  [[nodiscard]] std::optional<values::Number> number(bool of_to, check::RuleId rule);
  [[nodiscard]] std::uint64_t decisions() const noexcept { return decisions_; }

  /// Whether anything that both say differs.
  [[nodiscard]] bool differs() const;
  /// What differs, as a reader is told.
  [[nodiscard]] std::vector<ExampleRecord::Output> differences() const;

 private:
  struct Side {
    explicit Side(const PolicyPtr& policy);
    plan::PlanPtr plan;
    json::Decoder decoder;
    evaluate::Evaluator evaluator;
    values::Arena arena;
    evaluate::Trace trace;
    bool begun = false;
    SideRun run;
  };
  void run(Side& side, std::string_view record, const evaluate::Settings& settings) const;

  Side from_;
  Side to_;
  Language language_;
  std::uint64_t decisions_ = 0;
};

}  // namespace kaidah::difference
