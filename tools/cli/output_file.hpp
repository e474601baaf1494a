#pragma once
// Files that are whole or not there.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/batch.hpp>

#include "tools/cli/context.hpp"

namespace kaidah::cli {

/// Written beside its place, as `PATH.part`, and moved there by `commit`; without that nothing is left behind and an
/// older file stays. One run writes there at a time. A path that is no ordinary file (a pipe, a terminal) is written to
/// directly.
class OutputFile {
 public:
  enum class Begin : std::uint8_t {
    empty,
    as_it_is,  ///< what an earlier run has left in the part stays until `written` says how much of it
  };
  OutputFile(const Context& context, std::string path, Begin begin = Begin::empty);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  /// False when it could not be opened, or a write failed; complained about once.
  [[nodiscard]] bool good() const noexcept { return good_; }
  /// Whether it is written beside its place.
  [[nodiscard]] bool ordinary() const noexcept { return !part_.empty(); }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

  bool write(std::string_view bytes);
  /// What was written is on the disk.
  bool sync();
  /// The first bytes of what an earlier run has written; what is behind them is dropped. `finished`: that run wrote all
  /// of it, and may have moved it to its place. Nothing: it is not there.
  [[nodiscard]] std::optional<ByteSource> written(std::uint64_t bytes, bool finished);
  /// The part stays when it is not committed.
  void keep() noexcept { keep_ = true; }
  /// False when the file could not be completed.
  bool commit();

 private:
  void open_part();
  void fail(int error);
  std::optional<ByteSource> in_its_place(std::uint64_t bytes);

  const Context& context_;
  std::string path_;
  std::string part_;  // empty: written directly
  int descriptor_ = -1;
  bool good_ = true;
  bool keep_ = false;
  bool in_place_ = false;  // an earlier run has moved it there
};

/// Whether two paths lead to one file, now or once they are written.
[[nodiscard]] bool same_file(const std::string& a, const std::string& b);

/// A file and the option or argument that names it; an empty path: none.
struct NamedFile {
  std::string name;
  std::string path;
};
/// Whether no two of the files that are read and written are one; complained about.
[[nodiscard]] bool files_differ(const Context& context, const std::vector<NamedFile>& files);

/// Writes all of it; the error otherwise, 0: none.
[[nodiscard]] int write_all(int descriptor, std::string_view bytes);

/// In the reader's language where it is one of the usual reasons.
[[nodiscard]] MessageKind reason_of(int error);

}  // namespace kaidah::cli
