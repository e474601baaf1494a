#include "engine/fast/key_index.hpp"

#include <cstring>
#include <utility>

namespace kaidah::fast {
namespace {

constexpr std::size_t kFirstSlots = 256;

/// Eight bytes at a time.
std::uint64_t hash_of(std::string_view key) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15u;
  __extension__ using Wide = unsigned __int128;
  const auto mixed = [](std::uint64_t hash, std::uint64_t word) {
    const Wide product = static_cast<Wide>(hash ^ word) * kFactor;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  std::uint64_t hash = key.size();
  std::uint64_t word = 0;
  std::size_t at = 0;
  for (; at + sizeof(word) <= key.size(); at += sizeof(word)) {
    std::memcpy(&word, key.data() + at, sizeof(word));
    hash = mixed(hash, word);
  }
  word = 0;
  std::memcpy(&word, key.data() + at, key.size() - at);
  return mixed(hash, word);
}

}  // namespace

std::string_view KeyIndex::key(std::uint32_t number) const noexcept {
  const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(keys_).substr(begin, ends_[number] - begin);
}

KeyIndex::Found KeyIndex::find_or_add(std::string_view key) {
  if (2 * (ends_.size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of(key);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != UINT32_MAX; at = (at + 1) & mask)
    if (slots_[at].hash == hash && this->key(slots_[at].number) == key) return {slots_[at].number, false};
  const auto number = static_cast<std::uint32_t>(ends_.size());
  slots_[at] = {hash, number};
  keys_ += key;
  ends_.push_back(keys_.size());
  return {number, true};
}

void KeyIndex::grow() {
  const std::vector<Slot> before =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? kFirstSlots : 2 * slots_.size()));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : before) {
    if (slot.number == UINT32_MAX) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != UINT32_MAX) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace kaidah::fast
