#include <kaidah/policy.hpp>

#include <utility>

#include "engine/api/policy_data.hpp"
#include "engine/library/settings.hpp"

namespace kaidah {
namespace api {

ValueKind value_kind(const types::Type& type) noexcept {
  switch (type.kind) {
    case types::TypeKind::boolean:
      return ValueKind::boolean;
    case types::TypeKind::number:
      return ValueKind::number;
    case types::TypeKind::text:
      return ValueKind::text;
    case types::TypeKind::date:
      return ValueKind::date;
    case types::TypeKind::days:
    case types::TypeKind::months:
      return ValueKind::duration;
    case types::TypeKind::enumeration:
      return ValueKind::enumeration;
    case types::TypeKind::record:
    case types::TypeKind::member:
      return ValueKind::record;
    case types::TypeKind::list:
      return ValueKind::list;
    case types::TypeKind::error:
    case types::TypeKind::none:
      break;
  }
  return ValueKind::absent;
}

namespace {

std::vector<OutputInfo> outputs_of(const check::CheckedPolicy& policy) {
  std::vector<OutputInfo> outputs;
  for (const check::RuleId id : policy.outputs) {
    const check::Rule& rule = policy.rules[id];
    outputs.push_back({rule.name, value_kind(rule.type), policy.provenances[rule.provenance].title});
  }
  return outputs;
}

/// Its own, then what others decide for the policies whose results it takes: `lama.mekanisme`.
void add_parameters(std::vector<ParameterInfo>& parameters, const check::CheckedPolicy& policy,
                    const std::string& prefix) {
  for (const check::ParameterDeclaration& parameter : policy.parameters) {
    if (!prefix.empty() && parameter.decided_by.empty()) continue;
    parameters.push_back({prefix + parameter.name, value_kind(parameter.type), parameter.decided_by,
                          library::parameter_choices(policy, parameter)});
  }
  for (const check::Result& result : policy.results)
    add_parameters(parameters, *result.policy, prefix + result.name + ".");
}

std::vector<ParameterInfo> parameters_of(const check::CheckedPolicy& policy) {
  std::vector<ParameterInfo> parameters;
  add_parameters(parameters, policy, "");
  return parameters;
}

std::vector<GroupInfo> groups_of(const check::CheckedPolicy& policy) {
  std::vector<GroupInfo> groups;
  for (const check::GroupDeclaration& declaration : policy.groups) {
    GroupInfo group{declaration.name, {}, {}, declaration.has_record};
    for (const std::uint32_t field : declaration.key) {
      group.key.push_back(policy.records[policy.input].fields[field].name);
    }
    for (const check::RuleId id : declaration.outputs) group.outputs.push_back(policy.rules[id].name);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

Policy make_policy(library::CompileResult&& compiled) {
  return make_policy(std::move(compiled.file), std::move(*compiled.policy));
}

Policy make_policy(library::LibraryFilePtr file, library::CompiledPolicy compiled) {
  auto data = std::make_shared<Policy::Data>();
  const syntax::SyntaxTree& tree = *file->tree;
  data->title = tree.header.title.value_or("");
  data->source_name = tree.source->name();
  data->file = std::move(file);
  data->compiled = std::move(compiled);
  const check::CheckedPolicy& checked = *data->compiled.checked;
  data->outputs = outputs_of(checked);
  data->parameters = parameters_of(checked);
  data->groups = groups_of(checked);
  return Policy(std::move(data));
}

}  // namespace api

Policy::Policy(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

const std::string& Policy::id() const noexcept {
  return data_->compiled.checked->id;
}
const std::string& Policy::version() const noexcept {
  return data_->compiled.checked->version;
}
const std::string& Policy::title() const noexcept {
  return data_->title;
}
const std::string& Policy::digest() const noexcept {
  return data_->compiled.digest;
}
const std::string& Policy::source_name() const noexcept {
  return data_->source_name;
}
const std::vector<OutputInfo>& Policy::outputs() const noexcept {
  return data_->outputs;
}
const std::vector<ParameterInfo>& Policy::parameters() const noexcept {
  return data_->parameters;
}
const std::vector<GroupInfo>& Policy::groups() const noexcept {
  return data_->groups;
}

}  // namespace kaidah
