#include "engine/store/watcher.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::store {
namespace {

constexpr std::uint32_t kOfNames = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
constexpr std::uint32_t kOfFolder =
    kOfNames | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

MessageKind why_not(int error) {
  if (error == ENOSPC || error == EMFILE || error == ENFILE) return MessageKind::reason_no_watches;
  return error == EACCES ? MessageKind::reason_permission : MessageKind::reason_other;
}

}  // namespace

Watcher::Watcher() : bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!bell_) throw std::system_error(errno, std::generic_category());
}

std::optional<MessageKind> Watcher::start(const Folder& folder) {
  Descriptor events(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  if (!events) return why_not(errno);
  const int watch = ::inotify_add_watch(events.number(), folder.path().c_str(), kOfFolder);
  if (watch < 0) return why_not(errno);
  // The folder itself may be renamed, or be a link that comes to lead elsewhere: its own folder tells.
  const std::filesystem::path path(folder.path());
  const int parent = path.has_filename()
                         ? ::inotify_add_watch(events.number(), path.parent_path().c_str(), kOfNames | IN_ONLYDIR)
                         : -1;
  const std::lock_guard lock(mutex_);
  events_ = std::move(events);
  folder_ = &folder;
  folders_[watch] = "";
  if (parent != watch) parent_ = parent;
  own_name_ = path.filename().string();
  watching_ = true;
  return std::nullopt;
}

bool Watcher::cover(const std::vector<std::string>& folders) {
  if (!watching_) return true;
  const std::lock_guard lock(mutex_);
  bool all = true;
  std::map<int, std::string> covered;
  for (const std::string& name : folders) {
    const std::string path = name.empty() ? folder_->path() : folder_->path() + "/" + name;
    const std::uint32_t mask = kOfFolder | (name.empty() ? 0U : std::uint32_t{IN_DONT_FOLLOW});
    const int watch = ::inotify_add_watch(events_.number(), path.c_str(), mask);
    if (watch >= 0) {
      covered[watch] = name;
    } else if (errno == ENOSPC || errno == ENOMEM) {
      all = false;
    }
  }
  for (const auto& [watch, name] : folders_) {
    if (covered.contains(watch)) continue;
    static_cast<void>(::inotify_rm_watch(events_.number(), watch));
    forget(watch);
  }
  folders_ = std::move(covered);
  return all;
}

void Watcher::forget(int watch) {
  std::erase_if(unfinished_, [&](const auto& file) { return file.first == watch; });
}

/// Whether anything that counts may have changed. What is written into other files does not; their names may be links
/// or folders on the way to those that do.
bool Watcher::note(std::uint32_t mask, int watch, const std::string& name) {
  if ((mask & IN_Q_OVERFLOW) != 0) {
    unfinished_.clear();
    return true;
  }
  if (watch == parent_) return name == own_name_;
  if ((mask & IN_IGNORED) != 0) forget(watch);
  if (name.empty()) return true;
  if (!folder_->wanted(name)) return (mask & (kOfNames | IN_ISDIR)) != 0;
  if ((mask & IN_MODIFY) != 0) {
    unfinished_.insert({watch, name});
  } else if ((mask & (IN_CLOSE_WRITE | kOfNames)) != 0) {
    unfinished_.erase({watch, name});
  }
  return true;
}

bool Watcher::drain() {
  const std::lock_guard lock(mutex_);
  if (!watching_) return false;
  bool changed = false;
  alignas(inotify_event) std::array<char, 16 * 1024> buffer;
  for (;;) {
    const ssize_t count = ::read(events_.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return changed;
    for (const char* at = buffer.data(); at < buffer.data() + count;) {
      inotify_event event{};
      std::memcpy(&event, at, sizeof event);
      // The name is filled up with zeros.
      const std::string name(event.len > 0 ? at + sizeof event : "");
      if (note(event.mask, event.wd, name)) changed = true;
      at += sizeof event + event.len;
    }
  }
}

void Watcher::look() {
  if (!drain()) return;
  changed_ = true;
  wake();  // whoever waits has not seen it
}

Wake Watcher::wait(std::chrono::milliseconds longest) {
  const auto end = std::chrono::steady_clock::now() + longest;
  for (;;) {
    if (stopped_) return Wake::stopped;
    if (drain() || changed_.exchange(false)) return Wake::changed;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return Wake::time_passed;
    std::array<pollfd, 2> waited{pollfd{bell_.number(), POLLIN, 0}, pollfd{events_.number(), POLLIN, 0}};
    constexpr std::chrono::milliseconds kLongest{3'600'000};
    static_cast<void>(::poll(waited.data(), watching_ ? 2 : 1, static_cast<int>(std::min(left, kLongest).count())));
    if ((waited[0].revents & POLLIN) != 0 && !stopped_) {
      std::uint64_t rings = 0;
      static_cast<void>(!::read(bell_.number(), &rings, sizeof rings));
    }
  }
}

std::optional<std::string> Watcher::being_written() const {
  const std::lock_guard lock(mutex_);
  if (unfinished_.empty()) return std::nullopt;
  const auto& [watch, name] = *unfinished_.begin();
  const auto folder = folders_.find(watch);
  return folder == folders_.end() || folder->second.empty() ? name : folder->second + "/" + name;
}

void Watcher::wake() noexcept {
  const std::uint64_t ring = 1;
  static_cast<void>(!::write(bell_.number(), &ring, sizeof ring));
}

void Watcher::stop() noexcept {
  stopped_ = true;
  wake();
}

}  // namespace kaidah::store
