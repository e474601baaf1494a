#include <nlohmann/json.hpp>

#include "tests/oracle/oracle.hpp"

#include <algorithm>

namespace kaidah::oracle {

Value GroupDecider::members() {
  Values all;
  for (Decider* decider : deciders_) all.emplace_back(decider);
  return std::make_shared<const Values>(std::move(all));
}

/// The key's fields come from the members, the rest from the group's own record.
Value GroupDecider::group_field(types::GroupId group, std::uint32_t field) {
  const check::GroupDeclaration& declaration = policy_.groups[group];
  if (field < declaration.key.size()) return deciders_.front()->input_field(declaration.key[field]);
  if (record_ == nullptr) reject("K6010");
  if (!decoded_) decoded_ = decode_record(*record_, declaration.record);
  return (*std::get<std::shared_ptr<const Values>>(*decoded_))[field];
}

std::string GroupDecider::decide_group(std::size_t rejected) {
  const check::GroupDeclaration& declaration = policy_.groups[group_];
  const auto& fields = policy_.records[policy_.input].fields;
  std::string line = "{";
  for (const std::uint32_t key : declaration.key) {
    if (line.size() > 1) line += ',';
    line += nlohmann::json(fields[key].key).dump() + ":" + print(deciders_.front()->input_field(key), fields[key].type);
  }
  for (const check::RuleId id : declaration.outputs) {
    const check::Rule& output = policy_.rules[id];
    const bool not_in_text = output.amended && std::ranges::none_of(output.base, [this](check::StatementId statement) {
                               return in_force(policy_.statements[statement].in_force) == Force::yes;
                             });
    line += "," + nlohmann::json(output.name).dump() + ":" + (not_in_text ? "null" : print(rule(id), output.type));
  }
  line += ",\"ditolak\":" + std::to_string(rejected);
  const std::string unmet = findings(declaration.duties, rejected == 0);
  if (!unmet.empty()) line += ",\"temuan\":[" + unmet + "]";
  return line + "}";
}

}  // namespace kaidah::oracle
