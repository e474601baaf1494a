#pragma once
// What the passes share while a policy is checked: the policy as far as it is built, and notes about it that later
// stages do not need.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <kaidah/limits.hpp>

#include "engine/check/checked_policy.hpp"
#include "engine/check/report.hpp"

namespace kaidah::check {

struct ProvisionTag;
using ProvisionId = Id<ProvisionTag>;
using syntax::ItemId;

/// What a name of a flat namespace stands for.
struct Named {
  enum class Kind : std::uint8_t { rule, field, parameter, group_field, result };
  Kind kind{};
  std::uint32_t index = 0;
  Location location;
  [[nodiscard]] RuleId rule() const { return RuleId(index); }
  [[nodiscard]] ParameterId parameter() const { return ParameterId(index); }
  [[nodiscard]] ResultId result() const { return ResultId(index); }
};
using Names = std::unordered_map<std::string, Named>;

/// What a name stands for where a type is asked for.
struct NamedType {
  EnumId enumeration;
  RecordId record;
  Location location;
};

template <class IdType>
struct Placed {
  IdType id;
  Location location;
};

/// A name taken by `use`.
struct Import {
  std::string name;
  Location location;
  bool used = false;
};

/// What one file can name.
struct TreeScope {
  Names names;
  std::unordered_map<std::string, NamedType> types;
  std::unordered_map<std::string, Placed<GroupId>> groups;
  std::unordered_map<std::string, Placed<DutyId>> duties;
  std::unordered_map<std::string, Placed<ProcedureId>> procedures;
  std::vector<Import> imports;
  std::unordered_map<std::string, std::size_t> import_of;  ///< by name, into imports
  std::unordered_set<std::string> not_imported;            ///< asked for in vain and reported: known to be unknown
};

/// What can be named inside `for each` of a group, beside parameters and functions.
struct GroupScope {
  Names names;
  std::unordered_map<std::string, Placed<DutyId>> duties;
  std::unordered_map<std::string, Location> rankings;
};

/// What the outputs of another policy are here.
struct ResultDraft {
  std::unordered_map<std::string, RuleId> outputs;  ///< by name; rules of the other policy
  std::vector<Type> types;  ///< by its RuleId, of outputs: with the enums and records of this one
  RecordId input;           ///< its record, here
  bool optional = false;    ///< the record may be missing
  bool used = false;
};

/// Where a statement stands.
struct Standing {
  TreeId tree;
  ItemId item;
  GroupId group;
  std::vector<ProvisionId> provisions;  ///< outermost first
};

/// `provisions in case C`. Its condition is read by every statement of the block, so the variables in it have places of
/// their own in all their frames.
struct Provision {
  TreeId tree;
  ExprId condition;
  ProvisionId parent;
  GroupId group;
  bool checked = false;
  std::uint32_t frame_end = 0;  ///< first place that its variables and those of the blocks around leave free
  bool reads_record = false;
  bool reads_members = false;
};

struct RuleDraft {
  TreeId tree;
  std::optional<Type> declared;
  Location declared_at;
  std::vector<StatementId> statements;  ///< in order of writing
  bool checked = false;                 ///< its type is known
  bool in_cycle = false;                ///< reported; its type is as declared, or unknown
  bool used = false;
  bool reads_record = false;
  bool reads_members = false;
};

struct StatementDraft {
  Standing standing;
  bool exception = false;
  const syntax::Place* to = nullptr;  ///< of `exception to`
  std::vector<Type> parameters;
};

struct DutyDraft {
  Standing standing;
  bool checked = false;
  bool reads_record = false;
  bool reads_members = false;
};

struct Context {
  Context(CheckedPolicy& checked, Reports& found, const Limits& limited)
      : policy(checked), reports(found), limits(limited) {}

  CheckedPolicy& policy;
  Reports& reports;
  const Limits& limits;

  std::vector<TreeScope> scopes;                                        ///< by TreeId
  std::vector<GroupScope> group_scopes;                                 ///< by GroupId
  std::vector<std::unordered_map<std::string, std::uint32_t>> fields;   ///< by RecordId: field of a name
  std::vector<std::unordered_map<std::string, std::uint32_t>> keys;     ///< by RecordId: field of a JSON key
  std::vector<std::unordered_map<std::string, std::uint32_t>> members;  ///< by EnumId: member of a name
  /// Names of enum members with the enums that have them.
  std::unordered_map<std::string, std::vector<EnumId>> enums_with;
  std::vector<TreeId> enum_trees;
  std::vector<TreeId> record_trees;
  std::vector<TreeId> parameter_trees;
  std::vector<std::unordered_set<std::uint32_t>> nonzero_fields;  ///< by RecordId: a condition excludes zero

  IdVector<ProvisionId, Provision> provisions;
  std::vector<RuleDraft> rules;            ///< by RuleId
  std::vector<StatementDraft> statements;  ///< by StatementId
  std::vector<DutyDraft> duties;           ///< by DutyId
  std::vector<Standing> procedures;        ///< by ProcedureId
  std::vector<ResultDraft> results;        ///< by ResultId
  /// By TreeId: the names that other files take from it by `use`.
  std::vector<std::unordered_set<std::string>> taken;
  std::vector<Standing> promises;
  std::vector<Standing> not_encoded;
  std::vector<std::vector<Standing>> rankings;  ///< by GroupId
  std::vector<RuleId> field_rules;              ///< by field of the input: its exceptions
  std::uint32_t most_parameters = 0;            ///< of any rule
  std::vector<Location> periods_needed;         ///< what stands there is held against the period of the record

  std::vector<bool> enum_used;
  std::vector<bool> record_used;
  std::vector<bool> parameter_used;

  [[nodiscard]] const syntax::SyntaxTree& tree(TreeId id) const { return *policy.trees[id].tree; }
  [[nodiscard]] TreeScope& scope(TreeId id) { return scopes[id.index]; }
  [[nodiscard]] Location at(TreeId id, Span span) const { return {tree(id).source, span}; }
  [[nodiscard]] Location at(TreeId id, ExprId expr) const { return {tree(id).source, tree(id)[expr].span}; }
  [[nodiscard]] bool is_module(TreeId id) const { return tree(id).header.kind == syntax::FileKind::module; }
  /// Another policy: only its shapes and the parameters that are taken from it mean anything here.
  [[nodiscard]] bool is_other_policy(TreeId id) const {
    return id.index != 0 && tree(id).header.kind == syntax::FileKind::policy;
  }
  Diagnostic& report(MessageKind kind, Location location, std::vector<Argument> arguments = {}) {
    return reports.add(kind, std::move(location), std::move(arguments));
  }
};

}  // namespace kaidah::check
