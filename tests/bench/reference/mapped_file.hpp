#pragma once
// A whole file in memory, with zeros behind its end that may be read.

#include <cstddef>
#include <string>
#include <string_view>

namespace kaidah::bench {

class MappedFile {
 public:
  /// Bytes that may be read behind the end.
  static constexpr std::size_t kPadding = 256;

  /// Throws std::system_error where the file cannot be read.
  explicit MappedFile(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t mapped_ = 0;
};

}  // namespace kaidah::bench
