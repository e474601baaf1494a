#pragma once
// What stands behind the handles of kaidah.h: values that nobody changes once they are handed over.

#include <array>
#include <string>
#include <vector>

#include <kaidah.h>
#include <kaidah/kaidah.hpp>

struct kaidah_string {
  std::string text;
};

struct kaidah_error {
  struct Shown {
    std::array<std::string, 2> messages;  ///< by kaidah_language
    std::string source;
    kaidah::Position position{0, 0};
  };
  std::vector<kaidah::Diagnostic> diagnostics;
  std::vector<Shown> shown;  ///< of each
};

struct kaidah_library {
  kaidah::Library library;
};

struct kaidah_policy {
  kaidah::Policy policy;
};

struct kaidah_decider {
  kaidah::Decider decider;
};

struct kaidah_decision {
  /// A mark with what it stands beside.
  struct Mark {
    const kaidah::ProvenanceEntry* entry = nullptr;
    const kaidah::TrustMark* mark = nullptr;
  };
  kaidah::Decision decision;
  std::vector<Mark> marks;  ///< into Decision::rests_on
  bool explained = false;   ///< it was asked for
};

struct kaidah_run {
  kaidah::BatchResult result;
};

struct kaidah_store {
  kaidah::PolicyStore store;
};

struct kaidah_snapshot {
  kaidah::Snapshot snapshot;
};
