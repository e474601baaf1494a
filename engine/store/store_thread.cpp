// The thread of a store: it waits, reads, compiles, and puts in force.

#include <pthread.h>
#include <signal.h>

#include "engine/api/fault.hpp"
#include "engine/api/wrong.hpp"
#include "engine/store/store_data.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

/// Beside what the system tells: network file systems do not tell everything.
constexpr std::chrono::milliseconds kEvenIfNothingIsTold{5'000};

/// The host's signals are for the host's threads.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

void PolicyStore::Data::watch_by_polling(MessageKind reason) {
  watching_ = Watch::polling;
  const std::lock_guard telling(telling_);
  StoreEvent event;
  event.kind = StoreEventKind::watch_failed;
  event.number = event.before = number_;
  event.diagnostics.push_back(api::wrong(MessageKind::store_polling, {{"reason", reason}}));
  tell(event);
}

void PolicyStore::Data::watch() {
  if (options_.watch == Watch::none) return;
  watching_ = Watch::polling;
  if (folder_ && options_.watch == Watch::system) {
    const std::optional<MessageKind> problem = watcher_.start(*folder_);
    if (problem) {
      watch_by_polling(*problem);
    } else {
      watching_ = Watch::system;
    }
  }
  const NoSignals none;
  thread_ = std::thread([this] { run(); });
}

/// Whether another try is wanted though nothing may change. `again`: the last one ended so.
bool PolicyStore::Data::run_once(bool again) {
  const std::lock_guard lock(working_);
  const store::Marked working(worker_);
  if (folder_ && !again && folder_->list() == seen_) return false;
  std::optional<Read> read = this->read(patience_of_background());
  if (!read) return false;
  const bool once_more = read->again;
  static_cast<void>(take(std::move(*read), false, false));
  return once_more;
}

void PolicyStore::Data::run() noexcept {
  bool again = true;  // what was changed between the first reading and the watching
  for (;;) {
    try {
      again = run_once(again);
    } catch (const std::exception& fault) {
      again = true;
      Diagnostic diagnostic;
      diagnostic.message = api::fault_message(&fault);
      static_cast<void>(refuse({}, {std::move(diagnostic)}, false));
    }
    const bool told = watching_ == Watch::system && !again;
    if (watcher_.wait(told ? kEvenIfNothingIsTold : options_.poll_interval) == store::Wake::stopped) return;
  }
}

}  // namespace kaidah
