#include "engine/batch/input_meter.hpp"

#include <algorithm>
#include <utility>

#include "engine/batch/form.hpp"

namespace kaidah::batch {

InputMeter::InputMeter(ReadBytes read, Keep keep) : read_(std::move(read)), count_lines_(keep.lines) {
  if (keep.digest) digest_.emplace();
  if (keep.fingerprint) fingerprint_.emplace();
}

void InputMeter::expect(std::uint64_t bytes, std::string fingerprint) {
  expected_bytes_ = bytes;
  expected_ = std::move(fingerprint);
}

bool InputMeter::as_expected() {
  differs_ = bytes_ < expected_bytes_ || fingerprint_->text() != expected_;
  expected_.clear();
  return !differs_;
}

std::optional<std::size_t> InputMeter::read(std::span<char> into) {
  if (!expected_.empty()) {
    if (bytes_ == expected_bytes_ && !as_expected()) return std::nullopt;
    if (bytes_ < expected_bytes_)
      into = into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), expected_bytes_ - bytes_)));
  }
  const std::optional<std::size_t> count = read_(into);
  if (!count) return count;
  if (*count == 0 && !expected_.empty() && !as_expected()) return std::nullopt;
  ended_ = ended_ || *count == 0;
  const std::string_view bytes(into.data(), *count);
  bytes_ += bytes.size();
  if (digest_) digest_->update(bytes);
  if (fingerprint_) fingerprint_->update(bytes);
  if (count_lines_ && !bytes.empty()) look_at_lines(bytes);
  return count;
}

void InputMeter::look_at_lines(std::string_view bytes) {
  for (std::size_t end = 0; (end = bytes.find('\n', end)) != std::string_view::npos; ++end) ++line_ends_;
  open_line_ = bytes.back() != '\n';
  // Of a reading mostly the first few hundred bytes are enough.
  for (std::size_t piece = 256; !form_known_ && !bytes.empty(); piece *= 2) {
    beginning_ += bytes.substr(0, piece);
    bytes.remove_prefix(std::min(piece, bytes.size()));
    form_known_ = form_of(beginning_, false) != Form::unknown;
  }
}

}  // namespace kaidah::batch
