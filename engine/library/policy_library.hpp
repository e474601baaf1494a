#pragma once
// The policies, modules and scenarios that are at hand: folders of *.kaidah files, and the standard library.

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/library/version.hpp"
#include "grammar/parse/parse.hpp"

namespace kaidah::library {

/// One file, read.
struct LibraryFile {
  std::filesystem::path path;  ///< empty: of the standard library, or given as text
  bool in_memory = false;      ///< of a library that was given as texts: the path is only a name
  std::shared_ptr<const syntax::SyntaxTree> tree;
  std::vector<Diagnostic> diagnostics;  ///< of parsing
  std::optional<Version> version;       ///< of policies and modules
};
using LibraryFilePtr = std::shared_ptr<const LibraryFile>;

[[nodiscard]] LibraryFilePtr read_text(SourcePtr source, const Limits& limits);
/// Nothing when the file cannot be read; `diagnostics` says why.
[[nodiscard]] LibraryFilePtr read_file(const std::filesystem::path& path, const Limits& limits,
                                       std::vector<Diagnostic>& diagnostics);

class PolicyLibrary {
 public:
  /// Holds nothing but the standard library.
  PolicyLibrary() = default;
  /// Reads every *.kaidah file of the folders. A file that cannot be understood is kept, and reported only where it is
  /// asked for; a folder that cannot be read is reported at once.
  PolicyLibrary(const std::vector<std::filesystem::path>& folders, const Limits& limits,
                std::vector<Diagnostic>& diagnostics);
  /// Gives the files of the folders, in order, whether they were here already or not.
  std::vector<LibraryFilePtr> add_folders(const std::vector<std::filesystem::path>& folders, const Limits& limits,
                                          std::vector<Diagnostic>& diagnostics);
  void add_text(std::string name, std::string text, const Limits& limits);
  /// A file of a folder or a bundle, already read and found to be what it should; found by its path from now on.
  LibraryFilePtr add_verified(const std::filesystem::path& folder, const std::string& name, std::string text,
                              const Limits& limits);
  /// From now on no file is taken from the disk because its path is named.
  void close() noexcept { closed_ = true; }
  [[nodiscard]] bool is_closed() const noexcept { return closed_; }

  /// The policy of that id with the highest version that will do. Nothing, and why, when there is none, or two files
  /// claim to be it.
  [[nodiscard]] LibraryFilePtr find_policy(const Reference& reference, std::vector<Diagnostic>& diagnostics) const;

  /// What `use … from` means: a policy or module of the folders, then `<id>.kaidah` beside the file that uses it, then
  /// the standard library. Nothing, and why at the place of the use, when there is none.
  [[nodiscard]] LibraryFilePtr find_used(const syntax::Use& use, const LibraryFile& user,
                                         std::vector<Diagnostic>& diagnostics) const;

  [[nodiscard]] const std::vector<LibraryFilePtr>& files() const noexcept { return files_; }
  /// The file that a path leads to; null when it is not in the library.
  [[nodiscard]] LibraryFilePtr file(const std::filesystem::path& path) const;
  /// The same from the disk as it is now; of a bundle, and of a closed library, what it holds. Nothing, and why, where
  /// there is none.
  [[nodiscard]] LibraryFilePtr read(const std::filesystem::path& path, const Limits& limits,
                                    std::vector<Diagnostic>& diagnostics) const;
  /// Whether the file is one of the library's.
  [[nodiscard]] bool holds(const LibraryFile& file) const;
  /// Whether the file stands in one of the folders, or was given as text; not when it was only named by itself.
  [[nodiscard]] bool in_folder(const LibraryFile& file) const;

 private:
  struct Candidates;
  [[nodiscard]] Candidates candidates(const std::string& id, const VersionRange& range, bool modules_too) const;
  [[nodiscard]] std::vector<std::string> ids(bool modules_too) const;

  std::vector<std::filesystem::path> folders_;
  std::vector<LibraryFilePtr> files_;  // in order of their paths, folder by folder
  std::map<std::filesystem::path, LibraryFilePtr> by_path_;
  std::set<std::filesystem::path> in_folders_;
  Limits limits_;
  bool closed_ = false;
};

}  // namespace kaidah::library
