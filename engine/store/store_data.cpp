#include "engine/store/store_data.hpp"

#include <algorithm>

#include "engine/api/fault.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

using std::chrono::milliseconds;

/// The slowest clock of a file system in use ticks a hundred times a second.
constexpr milliseconds kLeastSettle{20};
/// How often it must have stayed restless before that is told.
constexpr int kRestless = 60;

StoreOptions within_bounds(StoreOptions options) {
  options.settle = std::max(options.settle, kLeastSettle);
  options.poll_interval = std::max(options.poll_interval, milliseconds{1});
  return options;
}

bool same(const Diagnostic& a, const Diagnostic& b) {
  const RenderOptions options{Language::english, DiagnosticFormat::json, false};
  return render(a, options) == render(b, options);
}

}  // namespace

PolicyStore::Data::Data(std::optional<store::Folder> folder, Loader loader, StoreOptions options)
    : folder_(std::move(folder)), loader_(std::move(loader)), options_(within_bounds(std::move(options))) {}

PolicyStore::Data::~Data() {
  watcher_.stop();
  if (thread_.joinable()) thread_.join();
}

store::Patience PolicyStore::Data::patience_of_background() {
  store::Patience patience;
  patience.settle = options_.settle;
  patience.longest = options_.settle * kRestless;
  patience.wait = [this](milliseconds time) {
    // What wakes it here shows in the next listing.
    const auto end = std::chrono::steady_clock::now() + time;
    for (;;) {
      const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
      if (left.count() <= 0) return true;
      if (watcher_.wait(left) == store::Wake::stopped) return false;
    }
  };
  patience.cover = [this](const std::vector<std::string>& folders) {
    if (!watcher_.cover(folders) && watching_ == Watch::system) watch_by_polling(MessageKind::reason_no_watches);
  };
  patience.being_written = [this] { return watcher_.being_written(); };
  return patience;
}

store::Patience PolicyStore::Data::patience_of_caller() {
  store::Patience patience = patience_of_background();
  patience.wait = [this](milliseconds time) {
    std::this_thread::sleep_for(time);
    watcher_.look();
    return true;
  };
  return patience;
}

std::optional<PolicyStore::Data::Read> PolicyStore::Data::read(const store::Patience& patience) {
  Read result;
  if (folder_) {
    store::SettledRead settled = store::read_settled(*folder_, patience);
    if (settled.stopped) return std::nullopt;
    if (settled.settled) seen_ = std::move(settled.listing);
    result.again = !settled.settled;
    result.texts = std::move(settled.texts);
    result.diagnostics = std::move(settled.diagnostics);
  } else {
    LoadedTexts loaded = loader_();
    result.texts = std::move(loaded.texts);
    result.diagnostics = std::move(loaded.diagnostics);
  }
  return result;
}

std::shared_ptr<const Snapshot::Data> PolicyStore::Data::in_force() const {
  const std::lock_guard lock(state_);
  return in_force_;
}

std::optional<Refusal> PolicyStore::Data::last_refusal() const {
  const std::lock_guard lock(state_);
  return refusal_;
}

std::size_t PolicyStore::Data::earlier() const {
  const std::lock_guard lock(state_);
  return earlier_.size();
}

/// The host's own function: what it throws is not ours to tell anyone.
void PolicyStore::Data::tell(const StoreEvent& event) noexcept {
  if (!options_.log) return;
  const store::Marked telling(teller_);
  try {
    options_.log(event);
  } catch (...) {  // NOLINT(bugprone-empty-catch)
  }
}

/// Texts that need not be compiled, and what is to be said of them.
std::optional<RefreshOutcome> PolicyStore::Data::known(const std::string& fingerprint, bool by_hand,
                                                       bool take_held_back) {
  const std::lock_guard telling(telling_);
  StoreEvent event;
  {
    const std::lock_guard lock(state_);
    if (!in_force_) return std::nullopt;
    if (fingerprint == held_back_ && !take_held_back) {
      refusal_.reset();
      return RefreshOutcome::held_back;
    }
    if (refusal_ && refusal_->fingerprint == fingerprint && !by_hand) return RefreshOutcome::refused;
    if (in_force_->content->fingerprint != fingerprint) return std::nullopt;
    if (!refusal_ && held_back_.empty()) return RefreshOutcome::unchanged;
    refusal_.reset();
    held_back_.clear();
    event.kind = StoreEventKind::agrees;
    event.number = event.before = in_force_->number;
    event.fingerprint = fingerprint;
  }
  tell(event);
  return RefreshOutcome::unchanged;
}

RefreshResult PolicyStore::Data::refuse(std::string fingerprint, std::vector<Diagnostic> diagnostics, bool by_hand) {
  const std::lock_guard telling(telling_);
  StoreEvent event;
  bool again = false;
  {
    const std::lock_guard lock(state_);
    again = !by_hand && refusal_ && refusal_->fingerprint == fingerprint &&
            std::equal(diagnostics.begin(), diagnostics.end(), refusal_->diagnostics.begin(),
                       refusal_->diagnostics.end(), same);
    event.kind = StoreEventKind::refused;
    event.number = event.before = in_force_ ? in_force_->number : 0;
    event.fingerprint = fingerprint;
    event.diagnostics = diagnostics;
    refusal_ = Refusal{event.number, std::move(fingerprint), diagnostics};
  }
  if (!again) tell(event);
  return {RefreshOutcome::refused, std::move(diagnostics)};
}

/// REQUIRES: `telling_` and `state_` are held. The number of what was in force.
std::uint64_t PolicyStore::Data::swap(std::shared_ptr<Snapshot::Data> next) {
  const std::uint64_t before = in_force_ ? in_force_->number : 0;
  next->number = before + 1;
  in_force_ = std::move(next);
  number_ = in_force_->number;
  return before;
}

RefreshResult PolicyStore::Data::put_in_force(store::ContentPtr content) {
  const std::lock_guard telling(telling_);
  StoreEvent event;
  auto next = std::make_shared<Snapshot::Data>();
  next->content = content;
  std::shared_ptr<const Snapshot::Data> dropped;  // may be large, so it goes without a lock
  {
    const std::lock_guard lock(state_);
    refusal_.reset();
    held_back_.clear();
    next->reason = in_force_ ? SnapshotReason::changed : SnapshotReason::opened;
    event.policies = store::changes(in_force_ ? in_force_->content.get() : nullptr, *content);
    if (in_force_) earlier_.push_back(in_force_);
    if (earlier_.size() > options_.keep) {
      dropped = std::move(earlier_.front());
      earlier_.pop_front();
    }
    event.before = swap(std::move(next));
    event.number = event.before + 1;
  }
  event.fingerprint = content->fingerprint;
  event.diagnostics = content->warnings;
  tell(event);
  return {RefreshOutcome::put_in_force, content->warnings};
}

bool PolicyStore::Data::roll_back() {
  const std::lock_guard telling(telling_);
  StoreEvent event;
  std::shared_ptr<const Snapshot::Data> dropped;
  {
    const std::lock_guard lock(state_);
    if (earlier_.empty()) return false;
    auto next = std::make_shared<Snapshot::Data>();
    next->content = earlier_.back()->content;
    next->reason = SnapshotReason::rolled_back;
    event.policies = store::changes(in_force_->content.get(), *next->content);
    event.fingerprint = next->content->fingerprint;
    event.diagnostics = next->content->warnings;
    // After several in a row it is still the texts of the first that are there to be read.
    if (held_back_.empty()) held_back_ = in_force_->content->fingerprint;
    earlier_.pop_back();
    dropped = in_force_;
    event.before = swap(std::move(next));
    event.number = event.before + 1;
  }
  event.kind = StoreEventKind::rolled_back;
  tell(event);
  return true;
}

RefreshResult PolicyStore::Data::take(Read read, bool by_hand, bool take_held_back) {
  if (has_errors(read.diagnostics)) return refuse({}, std::move(read.diagnostics), by_hand);
  std::string fingerprint = store::fingerprint(read.texts);
  if (const auto outcome = known(fingerprint, by_hand, take_held_back)) return {*outcome, {}};
  store::ContentResult made = store::make_content(std::move(read.texts), fingerprint, options_);
  if (!made.content) return refuse(std::move(fingerprint), std::move(made.diagnostics), by_hand);
  return put_in_force(std::move(made.content));
}

RefreshResult PolicyStore::Data::begin() {
  const std::lock_guard lock(working_);
  const store::Marked working(worker_);
  std::optional<Read> read = this->read(patience_of_caller());
  return take(std::move(*read), true, true);
}

RefreshResult PolicyStore::Data::refresh(bool take_held_back) {
  const std::thread::id me = std::this_thread::get_id();
  if (worker_ == me || teller_ == me) return {RefreshOutcome::busy, {}};
  const std::lock_guard lock(working_);
  const store::Marked working(worker_);
  return api::guarded([&] { return take(*read(patience_of_caller()), true, take_held_back); },
                      [&](Message message) {
                        Diagnostic diagnostic;
                        diagnostic.message = std::move(message);
                        return refuse({}, {std::move(diagnostic)}, true);
                      });
}

}  // namespace kaidah
