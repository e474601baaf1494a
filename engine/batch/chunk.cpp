#include "engine/batch/chunk.hpp"

namespace kaidah::batch {
namespace {

/// One huge record must not hold its memory for the rest of a run.
constexpr std::size_t kKept = 4u << 20;

void empty(std::string& text) {
  text.clear();
  if (text.capacity() > kKept) text.shrink_to_fit();
}

}  // namespace

void Chunk::clear() {
  empty(text);
  empty(decisions);
  empty(rejections);
  records.clear();
  by_regime.clear();
  decided = rejected = 0;
  too_many_groups = done = false;
}

}  // namespace kaidah::batch
