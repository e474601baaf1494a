#include "engine/batch/output.hpp"

#include <algorithm>
#include <vector>

namespace kaidah::batch {

Output::Output(const WriteBytes& to, Keep keep) : to_(to) {
  if (keep.digest) digest_.emplace();
  if (keep.fingerprint) fingerprint_.emplace();
}

void Output::take_in(std::string_view bytes) {
  bytes_ += bytes.size();
  if (digest_) digest_->update(bytes);
  if (fingerprint_) fingerprint_->update(bytes);
}

bool Output::write(std::string_view lines) {
  take_in(lines);
  return !to_ || lines.empty() || to_(lines);
}

bool Output::take_up(const ReadBytes& before, const Written& expected) {
  std::vector<char> buffer(256U << 10);
  while (bytes_ < expected.bytes) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), expected.bytes - bytes_));
    const std::optional<std::size_t> count = before(std::span(buffer).first(most));
    if (!count || *count == 0) return false;
    take_in({buffer.data(), *count});
  }
  return fingerprint_->text() == expected.fingerprint;
}

}  // namespace kaidah::batch
