#pragma once
// What stands behind a PolicyStore.

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <kaidah/store.hpp>

#include "engine/store/content.hpp"
#include "engine/store/folder.hpp"
#include "engine/store/settled_read.hpp"
#include "engine/store/watcher.hpp"

namespace kaidah {

namespace store {

/// Who does something, for as long as it lasts; whoever did it before is restored.
class Marked {
 public:
  explicit Marked(std::atomic<std::thread::id>& who) : who_(who), before_(who.exchange(std::this_thread::get_id())) {}
  ~Marked() { who_ = before_; }
  Marked(const Marked&) = delete;
  Marked& operator=(const Marked&) = delete;

 private:
  std::atomic<std::thread::id>& who_;
  std::thread::id before_;
};

}  // namespace store

/// Three locks, always taken in this order: `working_` by whoever reads and compiles; `telling_` by whoever puts
/// something in force, until the host has been told; `state_` for the moment in which it is swapped or looked at.
struct PolicyStore::Data {
 public:
  Data(std::optional<store::Folder> folder, Loader loader, StoreOptions options);
  ~Data();
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  /// The first reading; nothing is in force before.
  [[nodiscard]] RefreshResult begin();
  /// REQUIRES: `begin` has put something in force.
  void watch();
  [[nodiscard]] RefreshResult refresh(bool take_held_back);
  [[nodiscard]] bool roll_back();

  [[nodiscard]] std::shared_ptr<const Snapshot::Data> in_force() const;
  [[nodiscard]] std::optional<Refusal> last_refusal() const;
  [[nodiscard]] std::size_t earlier() const;
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
  [[nodiscard]] Watch watching() const noexcept { return watching_; }

 private:
  /// Texts, or why there are none. Nothing: the store ends.
  struct Read {
    StoreTexts texts;
    std::vector<Diagnostic> diagnostics;
    bool again = false;  ///< another try may succeed though nothing changes
  };
  [[nodiscard]] std::optional<Read> read(const store::Patience& patience);
  [[nodiscard]] store::Patience patience_of_background();
  [[nodiscard]] store::Patience patience_of_caller();
  [[nodiscard]] RefreshResult take(Read read, bool by_hand, bool take_held_back);
  [[nodiscard]] std::optional<RefreshOutcome> known(const std::string& fingerprint, bool by_hand, bool take_held_back);
  [[nodiscard]] RefreshResult refuse(std::string fingerprint, std::vector<Diagnostic> diagnostics, bool by_hand);
  [[nodiscard]] RefreshResult put_in_force(store::ContentPtr content);
  std::uint64_t swap(std::shared_ptr<Snapshot::Data> next);
  void tell(const StoreEvent& event) noexcept;
  void watch_by_polling(MessageKind reason);
  void run() noexcept;
  bool run_once(bool again);

  const std::optional<store::Folder> folder_;
  const Loader loader_;
  const StoreOptions options_;

  std::mutex working_;
  std::atomic<std::thread::id> worker_;  // who holds `working_`
  store::Listing seen_;                  // of what was read last; under `working_`

  std::recursive_mutex telling_;
  std::atomic<std::thread::id> teller_;  // whom the host's log was called by

  mutable std::mutex state_;
  std::shared_ptr<const Snapshot::Data> in_force_;
  std::deque<std::shared_ptr<const Snapshot::Data>> earlier_;
  std::optional<Refusal> refusal_;
  std::string held_back_;  // a fingerprint
  std::atomic<std::uint64_t> number_ = 0;

  std::atomic<Watch> watching_ = Watch::none;
  store::Watcher watcher_;
  std::thread thread_;
};

}  // namespace kaidah
