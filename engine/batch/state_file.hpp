#pragma once
// Files of lines that a later run relies on: what kind of file it is first, last that it is whole.
//
//   {"kaidah":"checkpoint","format":1}
//   …
//   {"end":"xxh3:…"}                      the fingerprint of everything before this line

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/fingerprint.hpp"
#include "engine/batch/stream.hpp"

namespace kaidah::batch {

class StateWriter {
 public:
  /// REQUIRES: `to` outlives this.
  StateWriter(const WriteBytes& to, std::string_view kind);

  /// Where the next lines go, each with its line end; `flush` now and then.
  [[nodiscard]] std::string& text() noexcept { return text_; }
  /// Writes them when there are many. False: it could not be written.
  [[nodiscard]] bool flush();
  /// Lines that are written elsewhere as they are: `{"NAME":BYTES}` and as many bytes.
  [[nodiscard]] bool block(std::string_view name, std::string_view lines);
  /// The last line.
  [[nodiscard]] bool end();

 private:
  [[nodiscard]] bool write();

  const WriteBytes& to_;
  std::string text_;
  Fingerprint fingerprint_;
};

class StateReader {
 public:
  explicit StateReader(ReadBytes read);

  /// Reads the first line. False: it is no such file, or of another format.
  [[nodiscard]] bool begin(std::string_view kind);
  /// The next line without its end, until the next call; nothing where the file ends or cannot be read.
  [[nodiscard]] std::optional<std::string_view> line();
  /// The next bytes go to `to`, piece by piece and as many as wanted. False: there are fewer, or `to` said so.
  [[nodiscard]] bool block(std::uint64_t bytes, const WriteBytes& to);
  /// Whether the line is the last one, says so rightly, and nothing is behind it. REQUIRES: the line read last.
  [[nodiscard]] bool is_end(std::string_view line);

 private:
  [[nodiscard]] bool fill();
  void drop();

  ReadBytes read_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // what is read and not yet given out
  std::size_t given_ = 0;            // the line given out last, from begin_, with its end
  bool ended_ = false;
  Fingerprint fingerprint_;  // of what is dropped
};

}  // namespace kaidah::batch
