#pragma once
// Bytes from a file or standard input.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <kaidah/batch.hpp>

#include "tools/cli/context.hpp"

namespace kaidah::cli {

class InputFile {
 public:
  /// `-` is standard input. Nothing, and a complaint, when it cannot be opened.
  static std::optional<InputFile> open(const Context& context, const std::string& path);
  InputFile(InputFile&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), error_(std::move(other.error_)) {}
  InputFile& operator=(InputFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(error_, other.error_);
    return *this;
  }
  ~InputFile();

  /// REQUIRES: this outlives what is returned. Being asked to end (Interrupts) ends the waiting for more: reading then
  /// fails.
  [[nodiscard]] ByteSource source() const;
  /// The error that ended the reading; 0: none.
  [[nodiscard]] int error() const noexcept { return *error_; }
  /// What stands behind so many bytes: `size` bytes, or fewer where the input ends; nothing when reading failed. Of a
  /// pipe what stands before is read and dropped.
  [[nodiscard]] std::optional<std::string> read_at(std::uint64_t offset, std::uint64_t size) const;
  /// Bytes of an ordinary file.
  [[nodiscard]] std::optional<std::uint64_t> size() const;

 private:
  explicit InputFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
  std::shared_ptr<int> error_ = std::make_shared<int>(0);
};

/// The whole of it; nothing, and a complaint, when it cannot be read.
[[nodiscard]] std::optional<std::string> read_whole(const Context& context, const std::string& path);

}  // namespace kaidah::cli
