#include "engine/batch/crew.hpp"

#include <new>
#include <system_error>

namespace kaidah::batch {

Crew::Crew(std::vector<std::unique_ptr<Worker>>& workers) : workers_(workers) {
  if (workers.size() < 2) return;  // one thread works faster where it stands
  threads_.reserve(workers.size());
  try {
    for (const std::unique_ptr<Worker>& worker : workers) {
      threads_.emplace_back([this, &worker] { work(*worker); });
    }
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
    process(*workers_.front(), chunk);
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
  done_.wait(lock, [&chunk] { return chunk.done; });
  return !out_of_memory_;
}

void Crew::work(Worker& worker) {
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

void Crew::process(Worker& worker, Chunk& chunk) {
  try {
    worker.process(chunk);
  } catch (const std::bad_alloc&) {
    const std::lock_guard lock(mutex_);
    out_of_memory_ = true;
  }
}

}  // namespace kaidah::batch
