#pragma once
// A policy: compiled once, then decided with as often as wanted.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/library.hpp>
#include <kaidah/limits.hpp>
#include <kaidah/provenance.hpp>

namespace kaidah {

/// Where a policy finds what it needs, and what it may cost.
struct CompileOptions {
  /// What ids and used modules are looked for in. A policy that stands in it comes with its amendments of it.
  Library library;
  /// Of texts, of the analysis and of what is kept of mistakes.
  Limits limits;
  /// The code of the agency whose own amendments apply too; empty: nobody's.
  std::string agency;
};

/// An amendment that is part of a policy: it brought something, or ended it, from a day on.
struct AmendmentInfo {
  std::string id;            ///< as its header says
  std::string version;       ///< the same
  std::string title;         ///< the same; empty: it has none
  bool supplements = false;  ///< a circular: it only adds
  std::string from;          ///< its first day, YYYY-MM-DD
};

/// What a value is.
enum class ValueKind : std::uint8_t { absent, boolean, number, text, date, duration, enumeration, list, record };

/// What a policy decides of a record.
struct OutputInfo {
  std::string name;                    ///< as it stands in decisions
  ValueKind kind = ValueKind::absent;  ///< absent: never
  std::string title;                   ///< of the place it stands in
};
/// A value that someone else sets, or that the law dates.
struct ParameterInfo {
  std::string name;                    ///< as `ParameterSetting::name` takes it
  ValueKind kind = ValueKind::absent;  ///< what it takes
  std::string decided_by;              ///< empty: the policy sets it itself
  std::vector<std::string> choices;    ///< what it may be, where that is a closed list
};
/// Records with the same key, and what is decided of them together.
struct GroupInfo {
  std::string name;                  ///< as the policy calls it
  std::vector<std::string> key;      ///< fields of the input
  std::vector<std::string> outputs;  ///< in the order of group lines
  bool has_record = false;           ///< a record of the group is read from its own input
};

/// A policy as the program sees it: its syntax tree, the tree with names and types, the plan that is run.
enum class DumpStage : std::uint8_t { syntax, checked, plan };

/// Immutable and cheap to copy; every function may be called from any thread at the same time as any other.
class Policy {
 public:
  /// As the header says: `pp-30-2019`.
  [[nodiscard]] const std::string& id() const noexcept;
  /// Three numbers: `1.0.0`.
  [[nodiscard]] const std::string& version() const noexcept;
  /// Empty: it has none.
  [[nodiscard]] const std::string& title() const noexcept;
  /// `sha256:…`: equal exactly when every decision and every text shown of one is equal.
  [[nodiscard]] const std::string& digest() const noexcept;
  /// What its source is called; usually the path.
  [[nodiscard]] const std::string& source_name() const noexcept;

  /// Those of the library that amend the policy, in the order they apply.
  [[nodiscard]] std::vector<AmendmentInfo> amendments() const;
  /// The text that the policy and its amendments make, as canonical text of the language in the policy's vocabulary,
  /// behind comments that name the amendments. With a day (YYYY-MM-DD) only what stands on that day; without, all of
  /// it, with its days. Read again it decides the same, but for outputs that an amendment brought or repealed: on days
  /// that are not theirs the policy leaves them out, while a text that knows no amendments rejects the record. Nothing
  /// when `day` is not one.
  [[nodiscard]] std::optional<std::string> consolidated_text(const std::string& day = {}) const;

  /// In the order they are written in decisions.
  [[nodiscard]] const std::vector<OutputInfo>& outputs() const noexcept;
  /// In source order.
  [[nodiscard]] const std::vector<ParameterInfo>& parameters() const noexcept;
  /// In source order.
  [[nodiscard]] const std::vector<GroupInfo>& groups() const noexcept;

  /// Every article that decides something, in source order, with its marks and what it decides; then what the policy
  /// leaves out. Article names in the vocabulary of `language`.
  [[nodiscard]] ProvenanceListing provenance(Language language) const;

  /// For people and tests; one node a line, the same for the same policy.
  [[nodiscard]] std::string dump(DumpStage stage) const;

  struct Data;
  /// For the library itself.
  explicit Policy(std::shared_ptr<const Data> data) noexcept;
  /// For the library itself.
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// A policy, or why there is none.
struct CompileResult {
  std::optional<Policy> policy;         ///< nothing when there are errors
  std::vector<Diagnostic> diagnostics;  ///< sorted; warnings also of a policy that can be used
  /// Whether there is a policy.
  [[nodiscard]] explicit operator bool() const noexcept { return policy.has_value(); }
};

/// `name` is what messages call the text.
[[nodiscard]] CompileResult compile_text(std::string name, std::string text,
                                         const CompileOptions& options = {}) noexcept;
/// The policy of a file; what it uses is looked for in the library.
[[nodiscard]] CompileResult compile_file(const std::string& path, const CompileOptions& options = {}) noexcept;
/// `pp-30-2019`, `pp-30-2019@1.x` (the highest such version), `pp-30-2019@1.0.0`; looked for in the library.
[[nodiscard]] CompileResult compile_id(std::string_view reference, const CompileOptions& options = {}) noexcept;

/// What is found wrong in a file of any kind (policy, module, scenarios), without keeping it.
struct CheckedFile {
  std::string path;                     ///< as it can be opened
  std::vector<Diagnostic> diagnostics;  ///< sorted by place
  bool readable = true;                 ///< false: there is no such file
};
/// Each file; of a folder every `*.kaidah` in it and below, in order of their paths.
[[nodiscard]] std::vector<CheckedFile> check_paths(const std::vector<std::string>& paths,
                                                   const CompileOptions& options = {}) noexcept;

/// Each file of the library.
[[nodiscard]] std::vector<CheckedFile> check_library(const CompileOptions& options) noexcept;

/// The syntax tree of a text, whether it is right or not.
struct SyntaxDump {
  std::string text;                     ///< one node a line, indented
  std::vector<Diagnostic> diagnostics;  ///< errors of text
};
/// Reads a file of any kind.
[[nodiscard]] SyntaxDump dump_syntax_file(const std::string& path, const Limits& limits = {}) noexcept;

}  // namespace kaidah
