// What is in force while the rules change underneath.

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "engine/c/call.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::c {
namespace {

Watch watch_of(kaidah_watch watch) {
  if (watch == KAIDAH_WATCH_SYSTEM) return Watch::system;
  if (watch == KAIDAH_WATCH_POLLING) return Watch::polling;
  if (watch == KAIDAH_WATCH_NONE) return Watch::none;
  throw no_value("watch", watch);
}

kaidah_refresh refresh_of(RefreshOutcome outcome) noexcept {
  switch (outcome) {
    case RefreshOutcome::unchanged:
      break;
    case RefreshOutcome::put_in_force:
      return KAIDAH_PUT_IN_FORCE;
    case RefreshOutcome::refused:
      return KAIDAH_REFUSED;
    case RefreshOutcome::held_back:
      return KAIDAH_HELD_BACK;
    case RefreshOutcome::busy:
      return KAIDAH_BUSY;
  }
  return KAIDAH_UNCHANGED;
}

StoreOptions options_of(const kaidah_store_options* given) {
  const auto from = read_options(given, "kaidah_store_options");
  StoreOptions options;
  const auto [first, last] = items(from.deciders, from.decider_count, "deciders");
  for (const kaidah_wanted_decider* one = first; one != last; ++one) {
    options.deciders.push_back(
        {string(one->name, "deciders"), string(one->policy, "deciders"), decide_options(one->options)});
  }
  options.limits = read_limits(from.limits, from.limit_count);
  if (from.settle_milliseconds != 0) options.settle = std::chrono::milliseconds(from.settle_milliseconds);
  if (from.poll_milliseconds != 0) options.poll_interval = std::chrono::milliseconds(from.poll_milliseconds);
  if (from.keep != 0) options.keep = from.keep;
  options.watch = watch_of(from.watch);
  const Language shown = language(from.language);
  if (from.log != nullptr) {
    options.log = [log = from.log, context = from.log_context, shown](const StoreEvent& event) {
      log(context, give(event.json(shown)));
    };
  }
  return options;
}

/// The host's texts, as a store asks for them.
Loader loader_of(kaidah_next_text next, void* context) {
  return [next, context] {
    LoadedTexts loaded;
    try {
      std::optional<std::vector<PolicyText>> texts = load(next, context);
      if (texts) {
        loaded.texts.policies = *std::move(texts);
      } else {
        loaded.diagnostics.push_back(api::wrong(MessageKind::c_loader_failed, {}));
      }
    } catch (Misuse& misuse) {
      loaded.diagnostics.push_back(std::move(misuse.diagnostic));
    }
    return loaded;
  };
}

kaidah_status keep(StoreResult result, kaidah_store** slot, Diagnostics& diagnostics) {
  diagnostics = std::move(result.diagnostics);
  if (!result.store) return status_of(diagnostics);
  *slot = new kaidah_store{*std::move(result.store)};
  return KAIDAH_OK;
}

kaidah_status told(RefreshResult result, kaidah_refresh* outcome, Diagnostics& diagnostics) {
  diagnostics = std::move(result.diagnostics);
  if (outcome != nullptr) *outcome = refresh_of(result.outcome);
  return result.outcome == RefreshOutcome::refused ? status_of(diagnostics) : KAIDAH_OK;
}

}  // namespace
}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_store_open(kaidah_text folder, const kaidah_store_options* options, kaidah_store** store,
                                kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(store, "store");
    return c::keep(PolicyStore::open(c::string(folder, "folder"), c::options_of(options)), store, diagnostics);
  });
}

kaidah_status kaidah_store_load(kaidah_next_text next, void* context, const kaidah_store_options* options,
                                kaidah_store** store, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(store, "store");
    c::required(next, "next");
    return c::keep(PolicyStore::open(c::loader_of(next, context), c::options_of(options)), store, diagnostics);
  });
}

void kaidah_store_free(kaidah_store* store) {
  delete store;
}

kaidah_status kaidah_store_in_force(const kaidah_store* store, kaidah_snapshot** snapshot, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    c::slot(snapshot, "snapshot");
    *snapshot = new kaidah_snapshot{c::required(store, "store")->store.in_force()};
    return KAIDAH_OK;
  });
}

uint64_t kaidah_store_number(const kaidah_store* store) {
  return store == nullptr ? 0 : store->store.number();
}

kaidah_status kaidah_store_decide(const kaidah_store* store, kaidah_text decider, kaidah_text record,
                                  kaidah_decision** decision, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    c::slot(decision, "decision");
    const Snapshot now = c::required(store, "store")->store.in_force();
    const Decider* const prepared = now.decider(c::view(decider, "decider"));
    if (prepared == nullptr) return KAIDAH_ERROR;
    return c::keep_decision(prepared->decide(c::view(record, "record")), false, decision);
  });
}

kaidah_status kaidah_store_refresh(kaidah_store* store, kaidah_refresh* outcome, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    return c::told(c::required(store, "store")->store.refresh(), outcome, diagnostics);
  });
}

kaidah_status kaidah_store_roll_back(kaidah_store* store) {
  return c::call(nullptr, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    return c::required(store, "store")->store.roll_back() ? KAIDAH_OK : KAIDAH_ERROR;
  });
}

kaidah_status kaidah_store_take_again(kaidah_store* store, kaidah_refresh* outcome, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    return c::told(c::required(store, "store")->store.take_again(), outcome, diagnostics);
  });
}

kaidah_status kaidah_store_last_refusal(const kaidah_store* store, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) -> kaidah_status {
    std::optional<Refusal> refusal = c::required(store, "store")->store.last_refusal();
    if (!refusal) return KAIDAH_OK;
    diagnostics = std::move(refusal->diagnostics);
    return c::status_of(diagnostics);
  });
}

uint64_t kaidah_snapshot_number(const kaidah_snapshot* snapshot) {
  return snapshot == nullptr ? 0 : snapshot->snapshot.number();
}

kaidah_text kaidah_snapshot_fingerprint(const kaidah_snapshot* snapshot) {
  return snapshot == nullptr ? kaidah_text{} : c::give(snapshot->snapshot.fingerprint());
}

kaidah_status kaidah_snapshot_decider(const kaidah_snapshot* snapshot, kaidah_text name, kaidah_decider** decider,
                                      kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    c::slot(decider, "decider");
    const Decider* const found = c::required(snapshot, "snapshot")->snapshot.decider(c::view(name, "name"));
    if (found == nullptr) return KAIDAH_ERROR;
    *decider = new kaidah_decider{*found};
    return KAIDAH_OK;
  });
}

kaidah_status kaidah_snapshot_library(const kaidah_snapshot* snapshot, kaidah_library** library, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    c::slot(library, "library");
    *library = new kaidah_library{c::required(snapshot, "snapshot")->snapshot.library()};
    return KAIDAH_OK;
  });
}

void kaidah_snapshot_free(kaidah_snapshot* snapshot) {
  delete snapshot;
}
