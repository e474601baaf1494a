#include "engine/batch/crew.hpp"

#include <memory>
#include <new>
#include <system_error>
#include <utility>

namespace kaidah::batch {

Crew::Crew(std::vector<Work>& workers) : workers_(workers) {
  threads_.reserve(workers.size() - 1);
  try {
    for (std::size_t i = 1; i < workers.size(); ++i)
      threads_.emplace_back([this, &worker = workers[i]] { work(worker); });
  } catch (const std::system_error&) {
    // Fewer threads give the same result.
  }
}

Crew::~Crew() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    waiting_.clear();
  }
  handed_in_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::hand_in(Chunk& chunk) {
  if (threads_.empty()) {
    process(workers_.front(), chunk);
    chunk.done = true;
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(&chunk);
  }
  handed_in_.notify_one();
}

bool Crew::is_done(Chunk& chunk) {
  const std::lock_guard lock(mutex_);
  return chunk.done;
}

bool Crew::wait(Chunk& chunk) {
  std::unique_lock lock(mutex_);
  while (!chunk.done) {
    if (waiting_.empty()) {
      done_.wait(lock, [this, &chunk] { return chunk.done || !waiting_.empty(); });
      continue;
    }
    Chunk* next = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    process(workers_.front(), *next);
    lock.lock();
    next->done = true;
  }
  return !out_of_memory_;
}

void Crew::work(Work& worker) {
  std::unique_lock lock(mutex_);
  for (;;) {
    handed_in_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (closed_) return;
    Chunk* chunk = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    process(worker, *chunk);
    lock.lock();
    chunk->done = true;
    done_.notify_all();
  }
}

void Crew::process(Work& worker, Chunk& chunk) {
  try {
    worker(chunk);
  } catch (const std::bad_alloc&) {
    const std::lock_guard lock(mutex_);
    out_of_memory_ = true;
  }
}

Ending work_through(const NextChunk& next, std::vector<Work>& workers, const std::function<bool(const Chunk&)>& done,
                    const Rests& rests) {
  const std::size_t most_under_way = workers.size() == 1 ? 1 : 2 * workers.size();
  std::deque<std::unique_ptr<Chunk>> under_way;  // must outlive the crew
  std::vector<std::unique_ptr<Chunk>> free;
  std::uint64_t number = 0;
  Crew crew(workers);
  for (bool more = true; more;) {
    std::unique_ptr<Chunk> chunk = free.empty() ? std::make_unique<Chunk>() : std::move(free.back());
    if (!free.empty()) free.pop_back();
    more = next(*chunk);
    if (more) {
      chunk->number = ++number;
      under_way.push_back(std::move(chunk));
      crew.hand_in(*under_way.back());
    }
    const bool rest = more && rests.due && rests.due();
    const bool drain = rest || !more;
    while (!under_way.empty() && (drain || under_way.size() >= most_under_way || crew.is_done(*under_way.front()))) {
      if (!crew.wait(*under_way.front())) return Ending::out_of_memory;
      if (!done(*under_way.front())) return Ending::stopped;
      free.push_back(std::move(under_way.front()));
      under_way.pop_front();
    }
    if (rest && !rests.rest()) return Ending::stopped;
  }
  return Ending::whole;
}

}  // namespace kaidah::batch
