#pragma once
// The places of parameters and variables. They stay where they are while further frames come and go.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "engine/values/value.hpp"

namespace kaidah::evaluate {

class Frames {
 public:
  struct Mark {
    std::size_t block = 0;
    std::size_t used = 0;
  };

  [[nodiscard]] Mark mark() const noexcept { return {block_, used_}; }
  void release(Mark mark) noexcept {
    block_ = mark.block;
    used_ = mark.used;
  }
  /// `count` places; what they hold is left over from before.
  values::Value* take(std::size_t count) {
    while (block_ < blocks_.size() && used_ + count > blocks_[block_].size) {
      ++block_;
      used_ = 0;
    }
    if (block_ == blocks_.size()) {
      const std::size_t size = std::max<std::size_t>(kBlock, count);
      blocks_.push_back({std::make_unique<values::Value[]>(size), size});
    }
    values::Value* first = blocks_[block_].places.get() + used_;
    used_ += count;
    return first;
  }

 private:
  static constexpr std::size_t kBlock = 256;
  struct Block {
    std::unique_ptr<values::Value[]> places;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
};

}  // namespace kaidah::evaluate
