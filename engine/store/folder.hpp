#pragma once
// The files of a folder: what there is, and their bytes. Nothing outside of the folder is ever opened.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

namespace kaidah::store {

/// A file as the file system shows it. Whatever changes it makes this another one, once the file system's clock has
/// ticked in between.
struct FileState {
  std::string name;  ///< its path in the folder
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t written_ns = 0;
  std::int64_t changed_ns = 0;
  std::optional<MessageKind> problem;  ///< why it cannot be read
  friend bool operator==(const FileState&, const FileState&) = default;
};

struct Listing {
  std::vector<FileState> files;      ///< by name
  std::vector<std::string> folders;  ///< those that were looked into; the folder itself is empty
  bool too_many = false;             ///< more files than the limit; those past it are left out
  friend bool operator==(const Listing&, const Listing&) = default;
};

/// How a file is kept from being one outside of the folder.
enum class Confine : std::uint8_t {
  by_system,  ///< links that stay inside are followed (`openat2` with RESOLVE_BENEATH); where it is missing: `no_links`
  no_links,
};

class Folder {
 public:
  /// `other_endings`: of files that are listed beside `*.kaidah`.
  Folder(std::string path, std::vector<std::string> other_endings, const Limits& limits,
         Confine confine = Confine::by_system);

  [[nodiscard]] const std::string& path() const noexcept { return path_; }

  /// Hidden files and folders, and folders behind links, are left out. What cannot be read is listed with the reason;
  /// the folder itself under an empty name.
  [[nodiscard]] Listing list() const;

  /// The bytes of a listed file; nothing when it is no longer as it was listed. REQUIRES: it is listed without a
  /// problem.
  [[nodiscard]] std::optional<std::string> read(const FileState& file) const;

  /// What is wrong with what is listed, at the file it is wrong with.
  [[nodiscard]] std::vector<Diagnostic> problems(const Listing& listing) const;
  /// A diagnostic at a file of the folder.
  [[nodiscard]] Diagnostic problem(MessageKind kind, const std::string& name,
                                   std::vector<Argument> arguments = {}) const;

  [[nodiscard]] bool wanted(std::string_view name) const;

 private:
  void list_one(int root, const std::string& folder, Listing& listing) const;
  void list_file(int root, int folder, const std::string& name, const char* last, Listing& listing) const;
  [[nodiscard]] int open_file(int root, const std::string& name, int flags) const;
  [[nodiscard]] int open_below(int root, const std::string& name, int flags) const;

  std::string path_;
  std::vector<std::string> endings_;
  Limits limits_;
  Confine confine_;
};

}  // namespace kaidah::store
