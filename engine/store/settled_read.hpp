#pragma once
// The texts of a folder as they stand together at one moment.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/store.hpp>

#include "engine/store/folder.hpp"

namespace kaidah::store {

/// What a reader needs to know of time and of the system.
struct Patience {
  /// How long nothing may change before the files are read; longer than the file system's clock is behind, so that
  /// whatever is written while they are read shows in their times.
  std::chrono::milliseconds settle;
  /// When to give up.
  std::chrono::milliseconds longest;
  /// Waits as long; false: whoever asked is to end.
  std::function<bool(std::chrono::milliseconds)> wait;
  /// The folders that are there.
  std::function<void(const std::vector<std::string>&)> cover;
  /// A file that someone is known to be writing.
  std::function<std::optional<std::string>()> being_written;
};

struct SettledRead {
  StoreTexts texts;
  Listing listing;                      ///< as it stood from before the reading to after it
  std::vector<Diagnostic> diagnostics;  ///< with errors there are no texts
  bool settled = false;                 ///< false: another try may read it
  bool stopped = false;
};

/// Waits until nothing changes, reads each file once, and looks that nothing has changed since; if it has, again.
[[nodiscard]] SettledRead read_settled(const Folder& folder, const Patience& patience);

/// `sha256:…` over names and bytes.
[[nodiscard]] std::string fingerprint(const StoreTexts& texts);

}  // namespace kaidah::store
