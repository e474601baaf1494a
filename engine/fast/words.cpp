#include "engine/fast/words.hpp"

namespace kaidah::fast {

Words::Words(const std::vector<std::pair<std::string, std::uint32_t>>& words)
    : slots_(std::bit_ceil(4 * words.size() + 2)),
      middles_(slots_.size()),
      shift_(64 - static_cast<unsigned>(std::countr_zero(slots_.size()))) {
  for (const auto& [word, number] : words) {
    std::string padded = word;
    padded.append(8, '\0');
    const Ends ends = ends_of(padded.data(), word.size());
    std::uint64_t slot = hash(ends, word.size()) >> shift_;
    while (slots_[slot].number != kNotFound) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = {ends, number, static_cast<std::uint32_t>(word.size())};
    if (word.size() > 16) middles_[slot] = word.substr(8, word.size() - 16);
  }
}

}  // namespace kaidah::fast
