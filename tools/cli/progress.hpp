#pragma once
// One line on a terminal that says how far a long run is.

#include <chrono>
#include <cstdint>
#include <optional>

#include <kaidah/batch.hpp>

#include "tools/cli/context.hpp"

namespace kaidah::cli {

/// Silent in the first second, and always where standard error is no terminal.
class Progress {
 public:
  /// `bytes`: of the whole input, where known; then the time left is shown too.
  Progress(const Context& context, std::optional<std::uint64_t> bytes);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const BatchProgress& progress);
  /// Takes the line away, so that something else can be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  const Context& context_;
  std::optional<std::uint64_t> bytes_;
  bool terminal_;
  bool shown_ = false;
  std::optional<BatchProgress> first_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
};

}  // namespace kaidah::cli
