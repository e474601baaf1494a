#pragma once
// One thing that two versions of a policy say differently.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/check/checked_policy.hpp"

namespace kaidah::difference {

enum class ChangeKind : std::uint8_t { added, removed, changed, moved, renamed };

enum class Subject : std::uint8_t {
  header,
  enumeration,
  member,
  record,
  field,
  condition,
  parameter,
  group,
  ranking,
  output,
  rule,
  exception,
  arm,
  cell,
  order,  ///< of the arms of one statement
  duty,
  promise,
  procedure,
  not_encoded,
  marks,
  title,
};

/// What a change can do.
enum class Weight : std::uint8_t { decisive, shown, name };

/// What a run must have touched for the change to have been at work. Of one side; what is not there touches nothing.
struct Touched {
  std::vector<check::ArmId> arms;
  std::vector<check::DutyId> duties;
  std::vector<check::ParameterId> parameters;
  std::vector<check::ProcedureId> procedures;
  std::vector<std::uint32_t> fields;  ///< of the input
  [[nodiscard]] bool empty() const {
    return arms.empty() && duties.empty() && parameters.empty() && procedures.empty() && fields.empty();
  }
};

/// One record under both versions.
struct ExampleRecord {
  std::string record;    ///< JSON
  std::string settings;  ///< `mekanisme = survei`; empty: none
  struct Output {
    std::string name;
    std::string from;
    std::string to;
  };
  std::vector<Output> outputs;  ///< that differ
};

struct Change {
  ChangeKind kind{};
  Subject subject{};
  Weight weight = Weight::decisive;
  std::string name;  ///< may be empty
  std::string from_article;
  std::string to_article;
  std::string from_text;  ///< canonical kaidah text; empty: nothing there
  std::string to_text;
  std::vector<std::pair<std::string, std::string>> figures;  ///< where only figures differ: old and new
  bool of_group = false;                                     ///< decides groups, not single records
  Touched from_touched;
  Touched to_touched;
  std::optional<ExampleRecord> example;
};

struct Changes {
  std::vector<Change> all;  ///< in source order of the policy after, what was removed at its old place's end
  bool same_digest = false;
  std::uint64_t tried = 0;  ///< decisions of the search for examples
};

using PolicyPtr = std::shared_ptr<const check::CheckedPolicy>;

/// Everything that differs, without examples. Texts and articles in the vocabulary of `language`.
[[nodiscard]] std::vector<Change> find_changes(const check::CheckedPolicy& from, const check::CheckedPolicy& to,
                                               Language language);

/// `from` and `to`: id and version.
[[nodiscard]] std::string render_text(const Changes& changes, const std::string& from, const std::string& to,
                                      Language language, bool colour);
[[nodiscard]] std::string render_json(const Changes& changes, const std::string& from, const std::string& to);

}  // namespace kaidah::difference
