#pragma once
// Texts -> what can be put in force, or why they cannot.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/store.hpp>

namespace kaidah {

namespace store {

/// Everything of a snapshot but its number.
struct Content {
  std::string fingerprint;
  Library library;
  std::vector<PolicyInForce> policies;
  std::vector<std::pair<std::string, Decider>> deciders;
  std::vector<Diagnostic> warnings;
};
using ContentPtr = std::shared_ptr<const Content>;

struct ContentResult {
  ContentPtr content;                   ///< null when there are errors
  std::vector<Diagnostic> diagnostics;  ///< all that was found
};

/// Accepts, compiles and checks all of it, runs every scenario, and makes the deciders ready.
[[nodiscard]] ContentResult make_content(StoreTexts texts, std::string fingerprint, const StoreOptions& options);

/// Those whose digest is another, and those that only one of them has. `before` may be null.
[[nodiscard]] std::vector<PolicyChange> changes(const Content* before, const Content& after);

}  // namespace store

struct Snapshot::Data {
  std::uint64_t number = 0;
  SnapshotReason reason = SnapshotReason::opened;
  store::ContentPtr content;
};

}  // namespace kaidah
