#pragma once
// The policies at hand: every file of some folders, or texts from anywhere.

#include <memory>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

namespace kaidah {

/// One policy file that the host brings: from a database, an archive, over a wire.
struct PolicyText {
  std::string name;  ///< what messages call it; usually a path: `pp-30-2019/1.0.0.kaidah`
  std::string text;  ///< all of it, UTF-8
};

/// Policies, modules, amendments, profiles and scenarios, read once. What a file is, its first lines say; its name
/// means nothing. The standard library is always at hand beside them. Immutable and cheap to copy; may be used from any
/// thread at the same time as any other.
class Library {
 public:
  /// Holds nothing.
  Library() noexcept = default;
  /// Every `*.kaidah` of the folders and of the folders in them, as they are now; a path may also name one file. What
  /// is hidden is left out. Links to folders are not followed, links to files only within the folder.
  [[nodiscard]] static Library read(const std::vector<std::string>& folders, const Limits& limits = {}) noexcept;
  /// Reads nothing from the disk, not even what a text `use`s.
  [[nodiscard]] static Library of(std::vector<PolicyText> texts, const Limits& limits = {}) noexcept;

  /// What could not be read. Whatever uses the library tells it too. What is wrong in a file is told where it is used,
  /// or by `check_library`.
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const;

  struct Data;
  /// For the library itself.
  explicit Library(std::shared_ptr<const Data> data) noexcept;
  /// For the library itself.
  [[nodiscard]] const Data* data() const noexcept { return data_.get(); }

 private:
  std::shared_ptr<const Data> data_;
};

}  // namespace kaidah
