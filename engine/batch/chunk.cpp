#include "engine/batch/chunk.hpp"

namespace kaidah::batch {
namespace {

void empty(std::string& text) {
  text.clear();
  if (text.capacity() > Chunk::kKept) text.shrink_to_fit();
}

}  // namespace

void Chunk::clear() {
  empty(text);
  empty(decisions);
  empty(rejections);
  empty(trace);
  records.clear();
  by_regime.clear();
  decided = rejected = 0;
  too_many_groups = done = false;
}

}  // namespace kaidah::batch
