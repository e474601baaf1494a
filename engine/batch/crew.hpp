#pragma once
// Threads that work on chunks.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/batch/chunk.hpp"

namespace kaidah::batch {

/// What one thread does with a chunk.
using Work = std::function<void(Chunk&)>;

/// How a stream of chunks ended.
enum class Ending : std::uint8_t { whole, stopped, out_of_memory };

/// One thread a worker, the calling one among them: it works while it waits. As many as the system gives, at worst none
/// beside it.
class Crew {
 public:
  /// REQUIRES: the workers outlive the crew; each is called by one thread at a time.
  explicit Crew(std::vector<Work>& workers);
  /// What was not begun is dropped.
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void hand_in(Chunk& chunk);
  /// Whether the chunk is done already.
  [[nodiscard]] bool is_done(Chunk& chunk);
  /// Works on what waits until the chunk is done. False when the memory did not suffice.
  [[nodiscard]] bool wait(Chunk& chunk);

 private:
  void work(Work& worker);
  void process(Work& worker, Chunk& chunk);

  std::vector<Work>& workers_;
  std::mutex mutex_;
  std::condition_variable handed_in_;
  std::condition_variable done_;
  std::deque<Chunk*> waiting_;
  bool closed_ = false;
  bool out_of_memory_ = false;
  std::vector<std::thread> threads_;
};

/// Fills a chunk; false at the end.
using NextChunk = std::function<bool(Chunk&)>;

/// Moments at which nothing is under way.
struct Rests {
  std::function<bool()> due;   ///< asked behind each chunk
  std::function<bool()> rest;  ///< everything before is done; false ends the stream
};

/// Every chunk through the workers, then to `done`, in the order of the input; a few are under way at a time. `done`
/// and the rests are called by the calling thread; false ends the stream.
[[nodiscard]] Ending work_through(const NextChunk& next, std::vector<Work>& workers,
                                  const std::function<bool(const Chunk&)>& done, const Rests& rests = {});

}  // namespace kaidah::batch
