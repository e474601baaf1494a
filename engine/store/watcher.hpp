#pragma once
// What wakes a store: the system tells of changes in a folder (inotify), or time has passed.

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/descriptor.hpp"
#include "engine/store/folder.hpp"

namespace kaidah::store {

enum class Wake : std::uint8_t { changed, time_passed, stopped };

/// Every function may be called from any thread; one at a time waits.
class Watcher {
 public:
  /// Nothing is watched yet: it only waits. Throws std::system_error where the system has no more descriptors.
  Watcher();

  /// Has the system tell of changes in the folder; the reason when it cannot.
  [[nodiscard]] std::optional<MessageKind> start(const Folder& folder);
  /// Of all the folders in it, by name; those that are gone are forgotten. False: not all of them can be watched.
  bool cover(const std::vector<std::string>& folders);

  [[nodiscard]] Wake wait(std::chrono::milliseconds longest);
  /// Takes note of what the system has told since.
  void look();
  /// A file that was written to and has not been closed since, as far as the system has told.
  [[nodiscard]] std::optional<std::string> being_written() const;

  /// Ends all waiting, now and later.
  void stop() noexcept;
  [[nodiscard]] bool stopped() const noexcept { return stopped_; }
  [[nodiscard]] bool watching() const noexcept { return watching_; }

 private:
  void wake() noexcept;
  bool note(std::uint32_t mask, int watch, const std::string& name);
  [[nodiscard]] bool drain();
  void forget(int watch);

  Descriptor events_;
  Descriptor bell_;
  std::atomic<bool> stopped_ = false;
  std::atomic<bool> watching_ = false;
  std::atomic<bool> changed_ = false;

  mutable std::mutex mutex_;
  const Folder* folder_ = nullptr;
  std::string own_name_;
  int parent_ = -1;
  std::map<int, std::string> folders_;                // by watch
  std::set<std::pair<int, std::string>> unfinished_;  // files, in the folder of the watch
};

}  // namespace kaidah::store
