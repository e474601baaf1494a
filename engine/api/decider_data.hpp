#pragma once
// What stands behind a Decider.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <kaidah/decision.hpp>
#include <kaidah/provenance.hpp>

#include "engine/api/chooser_pool.hpp"
#include "engine/api/worker.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/batch/regime.hpp"
#include "engine/evaluate/settings.hpp"
#include "engine/plan/plan.hpp"
#include "engine/values/arena.hpp"

namespace kaidah {

struct Decider::Data {
  explicit Data(Policy policy_given) : policy(std::move(policy_given)) {}

  Policy policy;
  DecideOptions options;
  plan::PlanPtr plan;   ///< of single records: without groups
  /// By check::ProvenanceId, of those in Plan::marked.
  std::vector<std::shared_ptr<const ProvenanceEntry>> marked;
  values::Arena arena;  ///< what the settings point to
  evaluate::Settings settings;
  std::unique_ptr<batch::GroupRecords> group_records;  ///< when some were given
  mutable api::WorkerPool workers;

  std::string label;    ///< stands in the lines as `kebijakan`; empty: they do not name the policy
  std::string profile;  ///< of the options, by id; empty: none
  /// Where each parameter that is set was set, by its name: `set` or `profile contoh`, or several ids.
  std::map<std::string, std::string> parameters_from;
  std::set<std::string> set_by_profile;  ///< which of the parameters a profile set
  std::vector<std::string> profiles;     ///< of a regime: that lead to it, by id

  /// Where records have several regimes: which, and how to decide under each, by library::Regimes::all. What stands
  /// above is then of the first regime, or of none where it speaks of settings.
  std::shared_ptr<api::ChooserPool> chooser;
  std::vector<Decider> by_regime;
  std::shared_ptr<const library::Regimes> kept;    ///< the settings point into it
  std::vector<std::shared_ptr<Data>> regime_data;  ///< what stands behind them, while they are made ready
};

namespace api {

/// The options' parameters. Nothing is set where anything is wrong.
void read_parameters(Decider::Data& data, std::vector<Diagnostic>& diagnostics);
/// The day, and the limits. What is wrong is added to `diagnostics`.
void read_decision_day(Decider::Data& data, std::vector<Diagnostic>& diagnostics);
/// The groups' own records, for every regime. REQUIRES: the plans are made.
void read_group_records(Decider::Data& data, std::vector<Diagnostic>& diagnostics);
/// Why the first of those that cannot be used cannot; nothing when all can.
[[nodiscard]] std::optional<Diagnostic> group_record_rejected(const batch::GroupRecordsRead& read, Language language);

[[nodiscard]] std::vector<library::Setting> given_settings(const DecideOptions& options);
/// One thread's.
[[nodiscard]] batch::Choose batch_chooser(const std::shared_ptr<const library::RecordRegimes>& regimes,
                                          library::RecordKind kind);

}  // namespace api
}  // namespace kaidah
