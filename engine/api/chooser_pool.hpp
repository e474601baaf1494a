#pragma once
// Choosers of regimes that wait for a record, shared by the threads that decide one by one.

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/library/record_regime.hpp"

namespace kaidah::api {

class ChooserPool {
 public:
  explicit ChooserPool(std::shared_ptr<const library::RecordRegimes> regimes) : regimes_(std::move(regimes)) {}

  [[nodiscard]] const std::shared_ptr<const library::RecordRegimes>& regimes() const noexcept { return regimes_; }

  [[nodiscard]] library::RegimeChooser::Choice choose(std::string_view text, values::Arena& arena) {
    std::unique_ptr<library::RegimeChooser> chooser;
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        chooser = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (!chooser) chooser = std::make_unique<library::RegimeChooser>(regimes_);
    library::RegimeChooser::Choice choice = chooser->choose(text, arena);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(chooser));
    return choice;
  }

 private:
  std::shared_ptr<const library::RecordRegimes> regimes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<library::RegimeChooser>> idle_;
};

}  // namespace kaidah::api
