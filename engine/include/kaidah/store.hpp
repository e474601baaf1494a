#pragma once
// What is in force, while the rules change underneath: new rules without a restart.
//
//   auto opened = kaidah::PolicyStore::open("/etc/rules", {.deciders = {{.policy = "pp-30-2019"}}});
//   const kaidah::Snapshot now = opened.store->in_force();  // as often as wanted, from any thread
//   now.decider()->decide(record);

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/decision.hpp>
#include <kaidah/diagnostic.hpp>
#include <kaidah/library.hpp>
#include <kaidah/limits.hpp>

namespace kaidah {

/// The texts of a library as they were read, once: exactly these bytes are accepted, compiled and put in force.
struct StoreTexts {
  std::vector<PolicyText> policies;  ///< every `*.kaidah`, by name; of a folder the path in it, with `/`
  std::vector<PolicyText> others;    ///< what else was asked for, such as signatures; never compiled
};

/// What a loader brought.
struct LoadedTexts {
  StoreTexts texts;                     ///< all of the library
  std::vector<Diagnostic> diagnostics;  ///< with an error nothing is taken; `host_problem` makes one
};
/// Brings the texts from wherever the host keeps them. Called from one thread at a time.
using Loader = std::function<LoadedTexts()>;
/// Looks at the texts before anything is compiled: a signature that is missing, a rule of the house. With an error
/// nothing is taken. Called from one thread at a time.
using Accept = std::function<std::vector<Diagnostic>(const StoreTexts& texts)>;

/// What a loader or an `Accept` of the host found wrong, in its own words, of a text or of all of them.
[[nodiscard]] Diagnostic host_problem(std::string what, std::string text_name = {});

/// A decider that is made ready before its policy is put in force.
struct WantedDecider {
  std::string name;       ///< what a snapshot calls it; empty: as `policy`
  std::string policy;     ///< `pp-30-2019`, `pp-30-2019@1.x`; `auto`: each record under its own regime
  DecideOptions options;  ///< their library is always that of the store
};

/// A policy that is in force, or no longer, and what makes it the same one.
struct PolicyInForce {
  std::string id;       ///< `pp-30-2019`
  std::string version;  ///< exact
  std::string decider;  ///< not empty: as this decider alone has it, with an agency's own amendments
  std::string digest;   ///< `sha256:…`
  friend bool operator==(const PolicyInForce&, const PolicyInForce&) = default;
};

/// How a snapshot came in force.
enum class SnapshotReason : std::uint8_t { opened, changed, rolled_back };

/// What is in force at a moment: whoever holds it decides under it to the end, whatever comes after. Immutable and
/// cheap to copy; every function may be called from any thread at the same time as any other.
class Snapshot {
 public:
  /// 1 for the first of a store, then one more each time something is put in force.
  [[nodiscard]] std::uint64_t number() const noexcept;
  /// How it came in force.
  [[nodiscard]] SnapshotReason reason() const noexcept;
  /// `sha256:…` over the names and bytes of all texts.
  [[nodiscard]] const std::string& fingerprint() const noexcept;
  /// All that is in force.
  [[nodiscard]] const Library& library() const noexcept;
  /// Every policy of the library, by id and version, then what a decider has for itself.
  [[nodiscard]] const std::vector<PolicyInForce>& policies() const noexcept;
  /// By name; without one the first. Null when there is none. Lives as long as a copy of the snapshot does.
  [[nodiscard]] const Decider* decider(std::string_view name = {}) const noexcept;
  /// What was found that is no error.
  [[nodiscard]] const std::vector<Diagnostic>& warnings() const noexcept;

  struct Data;
  /// For the library itself.
  explicit Snapshot(std::shared_ptr<const Data> data) noexcept;
  /// For the library itself.
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// Texts that were not put in force, and why.
struct Refusal {
  std::uint64_t in_force = 0;           ///< the number of what stays in force
  std::string fingerprint;              ///< of the texts; empty: they could not be read
  std::vector<Diagnostic> diagnostics;  ///< everything that was found, scenarios that fail among it
};

/// A policy before and after; empty: it was, or is, not there.
struct PolicyChange {
  std::string id;       ///< `pp-30-2019`
  std::string version;  ///< exact
  std::string decider;  ///< as in PolicyInForce
  std::string before;   ///< its digest until now
  std::string after;    ///< its digest from now on
};

/// What happened in a store.
enum class StoreEventKind : std::uint8_t {
  put_in_force,  ///< the first, or another one
  rolled_back,   ///< an earlier one is in force again
  refused,       ///< what is in force stays
  agrees,        ///< after a refusal or a roll-back: the texts are those in force again
  watch_failed,  ///< changes are looked for at intervals from here on
};

/// What happened, for the log of the host.
struct StoreEvent {
  StoreEventKind kind = StoreEventKind::put_in_force;  ///< what
  std::uint64_t number = 0;                            ///< of what is in force now
  std::uint64_t before = 0;                            ///< of what was in force until now; 0: nothing
  std::string fingerprint;                             ///< of what is in force now; of `refused`: of what was not taken
  std::vector<PolicyChange> policies;                  ///< those whose digest is another
  std::vector<Diagnostic> diagnostics;                 ///< of `refused` and `watch_failed`: why; else warnings

  /// One object on one line, without a line end. It says no time: that is the host's.
  [[nodiscard]] std::string json(Language language) const;
};
/// Called with each event, one at a time and in their order, from the thread that caused it: the store's own, or the
/// one that called. May call anything of the store but its destructor.
using StoreLog = std::function<void(const StoreEvent& event)>;

/// How a store learns that the texts have changed.
enum class Watch : std::uint8_t {
  system,   ///< told by the system (inotify); where that cannot be had, and of a loader, as `polling`
  polling,  ///< looks at intervals
  none,     ///< only when `refresh` is called; the store has no thread
};

/// What a store makes ready, and what it asks before.
struct StoreOptions {
  std::vector<WantedDecider> deciders;  ///< made ready before anything is put in force
  Limits limits;                        ///< of the texts and of checking them
  Accept accept;                        ///< empty: everything is accepted
  /// Endings of names (`.sig`) of further files of the folder that are read for `accept`.
  std::vector<std::string> other_endings;
  StoreLog log;                 ///< empty: nothing is told
  Watch watch = Watch::system;  ///< how changes are noticed
  /// How long a folder must stay as it is before it is read. At least 20 ms, what the file system's clock may be
  /// behind.
  std::chrono::milliseconds settle{50};
  /// Between two looks, where the store polls.
  std::chrono::milliseconds poll_interval{500};
  /// How many earlier snapshots are kept to roll back to.
  std::size_t keep = 8;
};

/// What came of looking at the texts.
enum class RefreshOutcome : std::uint8_t {
  unchanged,  ///< the texts are those in force
  put_in_force,
  refused,
  held_back,  ///< the texts are those that were rolled back
  busy,       ///< called from inside the store's own log, loader or `Accept`
};
/// The same, with the reasons.
struct RefreshResult {
  RefreshOutcome outcome = RefreshOutcome::unchanged;  ///< what came of it
  std::vector<Diagnostic> diagnostics;                 ///< of `refused`: why; of `put_in_force`: warnings
};

struct StoreResult;

/// Holds what is in force, and puts other texts in force when they come: read once as a whole, accepted, compiled,
/// checked, their scenarios run and the deciders made ready, all beside the decisions that go on; then it is swapped at
/// once. Texts with any error change nothing. Functions may be called from any thread at the same time as any other.
class PolicyStore {
 public:
  /// Reads every `*.kaidah` of a folder and the folders in it, nothing outside of it: links are followed only where
  /// they stay inside, folders behind links and hidden folders not at all. Nothing is opened when there are errors.
  [[nodiscard]] static StoreResult open(const std::string& folder, StoreOptions options = {}) noexcept;
  /// The loader is asked at intervals, or when `refresh` is called.
  [[nodiscard]] static StoreResult open(Loader loader, StoreOptions options = {}) noexcept;

  /// The other is left without anything: only to be assigned to, or ended.
  PolicyStore(PolicyStore&&) noexcept;
  /// Ends what this one held.
  PolicyStore& operator=(PolicyStore&&) noexcept;
  PolicyStore(const PolicyStore&) = delete;
  PolicyStore& operator=(const PolicyStore&) = delete;
  /// Ends the watching; waits for what is being compiled. Snapshots live on.
  ~PolicyStore();

  /// What is in force now. Cheap: ask for it for each decision, or for each piece of work that must be of one piece.
  [[nodiscard]] Snapshot in_force() const noexcept;
  /// Its number; cheaper still.
  [[nodiscard]] std::uint64_t number() const noexcept;

  /// Why the texts that were seen last are not in force; nothing when they are, or are held back.
  [[nodiscard]] std::optional<Refusal> last_refusal() const;

  /// Reads all texts now, and returns when they are in force or refused. Waits where the store is just doing so.
  RefreshResult refresh() noexcept;
  /// Puts the snapshot in force that was before, at once, without waiting for what is being compiled. The texts that
  /// were in force are held back until others are put in force. False: no earlier one is kept.
  bool roll_back() noexcept;
  /// Takes texts that were held back after all.
  RefreshResult take_again() noexcept;
  /// How often `roll_back` can be called.
  [[nodiscard]] std::size_t earlier() const noexcept;

  /// How changes are looked for in fact.
  [[nodiscard]] Watch watching() const noexcept;

  struct Data;
  /// For the library itself.
  explicit PolicyStore(std::unique_ptr<Data> data) noexcept;

 private:
  std::unique_ptr<Data> data_;
};

/// A store, or why there is none.
struct StoreResult {
  std::optional<PolicyStore> store;     ///< nothing when there are errors
  std::vector<Diagnostic> diagnostics;  ///< warnings also of a store that is open
  /// Whether there is one.
  [[nodiscard]] explicit operator bool() const noexcept { return store.has_value(); }
};

}  // namespace kaidah
