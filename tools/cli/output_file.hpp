#pragma once
// Files that are whole or not there.

#include <cstdio>
#include <string>
#include <string_view>

#include "tools/cli/context.hpp"

namespace kaidah::cli {

/// Written beside its place and moved there by `commit`; without that nothing is left behind and an older file stays. A
/// path that is no ordinary file (a pipe, a terminal) is written to directly.
class OutputFile {
 public:
  OutputFile(const Context& context, std::string path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  /// False when it could not be opened, or a write failed; complained about once.
  [[nodiscard]] bool good() const noexcept { return good_; }
  bool write(std::string_view bytes);
  /// False when the file could not be completed.
  bool commit();

 private:
  void fail(int error);

  const Context& context_;
  std::string path_;
  std::string temporary_;  // empty: written directly
  std::FILE* file_ = nullptr;
  bool good_ = true;
};

/// Whether two paths lead to one file, now or once they are written.
[[nodiscard]] bool same_file(const std::string& a, const std::string& b);

/// In the reader's language where it is one of the usual reasons.
[[nodiscard]] MessageKind reason_of(int error);

}  // namespace kaidah::cli
