#pragma once
// What one thread needs to decide, kept between decisions.

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate/evaluate.hpp"
#include "engine/fast/decider.hpp"
#include "engine/json/decode.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::api {

struct Worker {
  /// `identifying`: fields of the record that are read whether a rule needs them or not.
  Worker(const plan::PlanPtr& plan, const evaluate::Settings& settings_given,
         const std::vector<std::uint32_t>& identifying)
      : evaluator(plan),
        decoder(plan->shapes, plan->input, settings_given.limits, identifying),
        settings(settings_given),
        fast(fast::Decider::make(*plan, settings, {.marks = true}, {})) {}

  evaluate::Evaluator evaluator;
  json::Decoder decoder;
  values::Arena arena;
  evaluate::Settings settings;
  evaluate::Trace trace;
  std::unique_ptr<fast::Decider> fast;  ///< without the records of groups; null: not for this plan
  std::string text;                     ///< of the record, with what may be looked at behind it
  evaluate::Outcome outcome;
};

/// Workers that wait for a record. Any thread may borrow one.
class WorkerPool {
 public:
  /// Gives the worker back at the end of its life.
  class Borrowed {
   public:
    Borrowed(WorkerPool& pool, std::unique_ptr<Worker> worker) : pool_(pool), worker_(std::move(worker)) {}
    ~Borrowed() {
      worker_->arena.clear();
      const std::lock_guard lock(pool_.mutex_);
      // Growing the list may fail for want of memory; then this worker is simply not kept.
      try {
        pool_.idle_.push_back(std::move(worker_));
      } catch (...) {  // NOLINT(bugprone-empty-catch)
      }
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Worker* operator->() const noexcept { return worker_.get(); }
    Worker& operator*() const noexcept { return *worker_; }

   private:
    WorkerPool& pool_;
    std::unique_ptr<Worker> worker_;
  };

  /// A worker that waits, or a new one.
  [[nodiscard]] Borrowed borrow(const plan::PlanPtr& plan, const evaluate::Settings& settings,
                                const std::vector<std::uint32_t>& identifying) {
    std::unique_ptr<Worker> worker;
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        worker = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (!worker) worker = std::make_unique<Worker>(plan, settings, identifying);
    return {*this, std::move(worker)};
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;
};

}  // namespace kaidah::api
