#pragma once
// Threads that work on chunks.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/batch/chunk.hpp"
#include "engine/batch/worker.hpp"

namespace kaidah::batch {

/// One thread a worker; as many as the system gives, at worst none: then the work is done where it is handed in.
class Crew {
 public:
  explicit Crew(std::vector<std::unique_ptr<Worker>>& workers);
  /// What was not begun is dropped.
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void hand_in(Chunk& chunk);
  /// Whether the chunk is done already.
  [[nodiscard]] bool is_done(Chunk& chunk);
  /// Waits until the chunk is done. False when the memory did not suffice.
  [[nodiscard]] bool wait(Chunk& chunk);

 private:
  void work(Worker& worker);
  void process(Worker& worker, Chunk& chunk);

  std::vector<std::unique_ptr<Worker>>& workers_;
  std::mutex mutex_;
  std::condition_variable handed_in_;
  std::condition_variable done_;
  std::deque<Chunk*> waiting_;
  bool closed_ = false;
  bool out_of_memory_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kaidah::batch
