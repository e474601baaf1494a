#include "engine/values/arena.hpp"

#include <cstring>
#include <new>

namespace kaidah::values {
namespace {

/// A record of 2 kB of JSON takes about 20 kB of values.
constexpr std::size_t kFirstBlock = 64u << 10;

}  // namespace

Arena::Arena() : first_block_(new std::byte[kFirstBlock]), memory_(first_block_.get(), kFirstBlock) {}

Arena::~Arena() {
  clear();
}

std::span<Value> Arena::values(std::size_t count) {
  if (count == 0) return {};
  bytes_ += count * sizeof(Value);
  auto* first = static_cast<Value*>(memory_.allocate(count * sizeof(Value), alignof(Value)));
  std::uninitialized_value_construct_n(first, count);
  made_.emplace_back(first, count);
  return made_.back();
}

std::string_view Arena::text(std::string_view bytes) {
  if (bytes.empty()) return {};
  bytes_ += bytes.size();
  auto* copy = static_cast<char*>(memory_.allocate(bytes.size(), 1));
  std::memcpy(copy, bytes.data(), bytes.size());
  return {copy, bytes.size()};
}

const RecordData* Arena::record(std::span<const Value> fields) {
  bytes_ += sizeof(RecordData);
  return ::new (memory_.allocate(sizeof(RecordData), alignof(RecordData))) RecordData{fields};
}

const ListData* Arena::list(std::span<const Value> items) {
  bytes_ += sizeof(ListData);
  return ::new (memory_.allocate(sizeof(ListData), alignof(ListData))) ListData{items};
}

void Arena::clear() noexcept {
  for (const std::span<Value> made : made_) std::destroy(made.begin(), made.end());
  made_.clear();
  bytes_ = 0;
  memory_.release();
}

}  // namespace kaidah::values
