#include "engine/batch/group_state.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/json/object.hpp"

namespace kaidah::batch {
namespace {

using json::Object;
using types::Type;
using types::TypeKind;
using values::Number;
using values::Value;
using Json = nlohmann::json;

// --- out ------------------------------------------------------------------------------------------------------

/// What is not there is null; so is what nobody needed to read, which no aggregate asks for.
void append(std::string& out, const Value& value, const Type& type, const check::CheckedPolicy& policy) {
  if (value.is_absent() || value.is_unread()) {
    out += "null";
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    out += *truth ? "true" : "false";
  } else if (const auto* number = std::get_if<Number>(&value)) {
    json::append_text(out, number->to_string());
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    json::append_text(out, *text);
  } else if (const auto* date = std::get_if<values::Date>(&value)) {
    json::append_text(out, date->to_string());
  } else if (const auto* days = std::get_if<values::Days>(&value)) {
    out += std::to_string(days->count);
  } else if (const auto* months = std::get_if<values::Months>(&value)) {
    out += std::to_string(months->count);
  } else if (const auto* member = std::get_if<values::Member>(&value)) {
    json::append_text(out, policy.enums[type.enumeration].members[member->index].name);
  } else if (const auto* record = std::get_if<const values::RecordData*>(&value)) {
    std::size_t field = 0;
    json::append_list(out, (*record)->fields, [&](const Value& one) {
      append(out, one, policy.records[type.record].fields[field++].type, policy);
    });
  } else {
    json::append_list(out, value.list().items, [&](const Value& one) { append(out, one, *type.element, policy); });
  }
}

const Type& key_type(const check::CheckedPolicy& policy, check::GroupId group, std::size_t part) {
  return policy.records[policy.input].fields[policy.groups[group].key[part]].type;
}

// --- in -------------------------------------------------------------------------------------------------------

std::optional<Number> number_in(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto numerator = Number::from_digits(std::string_view(text).substr(0, slash), text.size());
  if (!numerator || slash == std::string::npos) return numerator;
  const auto denominator = Number::from_digits(std::string_view(text).substr(slash + 1), text.size());
  if (!denominator || denominator->sign() <= 0) return std::nullopt;
  return *numerator / *denominator;
}

/// Values as they were written, each checked against its type.
class Reader {
 public:
  Reader(const plan::Plan& plan, evaluate::OwnedValues& owned) : policy_(*plan.policy), owned_(owned) {}

  /// False: the value does not fit the type.
  bool read(const Json& json, const Type& type, Value& value) const {
    value = Value();
    if (json.is_null()) return true;
    switch (type.kind) {
      case TypeKind::boolean:
        if (json.is_boolean()) value = json.get<bool>();
        return json.is_boolean();
      case TypeKind::days:
        if (json.is_number_integer()) value = values::Days{json.get<std::int64_t>()};
        return json.is_number_integer();
      case TypeKind::months:
        if (json.is_number_integer()) value = values::Months{json.get<std::int64_t>()};
        return json.is_number_integer();
      case TypeKind::record:
        return read_record(json, type, value);
      case TypeKind::list:
        return read_list(json, type, value);
      case TypeKind::number:
      case TypeKind::text:
      case TypeKind::date:
      case TypeKind::enumeration:
        return json.is_string() && read_text(json.get_ref<const std::string&>(), type, value);
      case TypeKind::error:
      case TypeKind::member:
      case TypeKind::none:
        break;
    }
    return false;
  }

 private:
  bool read_text(const std::string& text, const Type& type, Value& value) const {
    if (type.kind == TypeKind::text) {
      value = owned_.copy(std::string_view(text));
    } else if (type.kind == TypeKind::number) {
      if (auto number = number_in(text)) value = std::move(*number);
    } else if (type.kind == TypeKind::date) {
      if (const auto date = values::Date::from_text(text)) value = *date;
    } else {
      const auto& members = policy_.enums[type.enumeration].members;
      const auto found = std::ranges::find(members, text, [](const auto& member) { return member.name; });
      if (found != members.end()) value = values::Member{static_cast<std::uint32_t>(found - members.begin())};
    }
    return !value.is_absent();
  }

  bool read_record(const Json& json, const Type& type, Value& value) const {
    const auto& fields = policy_.records[type.record].fields;
    if (!json.is_array() || json.size() != fields.size()) return false;
    std::vector<Value> read_fields(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (!read(json[i], fields[i].type, read_fields[i])) return false;
    const values::RecordData record{read_fields};
    value = owned_.copy(&record);
    return true;
  }

  bool read_list(const Json& json, const Type& type, Value& value) const {
    if (!json.is_array()) return false;
    std::vector<Value> items(json.size());
    for (std::size_t i = 0; i < items.size(); ++i)
      if (!read(json[i], *type.element, items[i])) return false;
    const values::ListData list{items};
    value = owned_.copy(&list);
    return true;
  }

  const check::CheckedPolicy& policy_;
  evaluate::OwnedValues& owned_;
};

/// The list of a name; a null stands for one that is missing.
const Json& list_in(const Json& line, const char* name) {
  static const Json kNone;
  const auto found = line.find(name);
  return found != line.end() && found->is_array() ? *found : kNone;
}

bool read_count(const Json& json, std::uint64_t& count) {
  if (json.is_number_unsigned()) count = json.get<std::uint64_t>();
  return json.is_number_unsigned();
}

class GroupReader {
 public:
  GroupReader(const plan::Plan& plan, check::GroupId group, evaluate::GatheredGroup& into)
      : plan_(plan), group_(group), planned_(plan.groups[group.index]), into_(into), values_(plan, into.owned) {}

  bool read(const Json& line) {
    return read_count(line.value("members", Json()), into_.members) &&
           read_count(line.value("rejected", Json()), into_.rejected) && read_key(list_in(line, "key")) &&
           read_folds(list_in(line, "folds")) && read_rows(list_in(line, "rows")) &&
           read_rankings(list_in(line, "rankings"));
  }

 private:
  bool read_key(const Json& key) {
    const std::size_t parts = plan_.policy->groups[group_].key.size();
    if (key.size() != parts) return false;
    into_.key.resize(parts);
    for (std::size_t i = 0; i < parts; ++i)
      if (!values_.read(key[i], key_type(*plan_.policy, group_, i), into_.key[i])) return false;
    return true;
  }

  bool read_folds(const Json& folds) {
    if (folds.size() != planned_.folds.size()) return false;
    into_.folds.resize(folds.size());
    for (std::size_t i = 0; i < folds.size(); ++i) {
      if (!folds[i].is_array() || folds[i].size() != 2) return false;
      const plan::Fold& planned = planned_.folds[i];
      std::uint64_t count = 0;
      Value value;
      if (!read_count(folds[i][0], count)) return false;
      if (!planned.body && !folds[i][1].is_null()) return false;
      if (planned.body && !values_.read(folds[i][1], planned.type, value)) return false;
      into_.folds[i] = evaluate::FoldState(count, std::move(value), nullptr);
    }
    return true;
  }

  bool read_rows(const Json& rows) {
    const std::vector<Type>& types = planned_.projection_types;
    if (types.empty()) return rows.empty();
    if (rows.size() != into_.members) return false;
    for (const Json& row : rows) {
      if (!row.is_array() || row.size() != types.size()) return false;
      std::vector<Value>& read_row = into_.projected.emplace_back(types.size());
      for (std::size_t i = 0; i < types.size(); ++i)
        if (!values_.read(row[i], types[i], read_row[i])) return false;
    }
    return true;
  }

  bool read_rankings(const Json& rankings) {
    if (rankings.size() != planned_.rankings.size()) return false;
    for (std::size_t i = 0; i < rankings.size(); ++i) {
      const plan::Ranking& planned = planned_.rankings[i];
      std::vector<evaluate::RankedMember>& members = into_.rankings.emplace_back();
      if (!rankings[i].is_array() || rankings[i].size() != into_.members) return false;
      for (const Json& item : rankings[i]) {
        if (!item.is_array() || item.size() != 3 || !item[2].is_string()) return false;
        evaluate::RankedMember& member = members.emplace_back();
        member.id = item[2].get<std::string>();
        if (!values_.read(item[0], planned.by_type, member.by)) return false;
        if (!planned.then && !item[1].is_null()) return false;
        if (planned.then && !values_.read(item[1], planned.then_type, member.then)) return false;
      }
    }
    return true;
  }

  const plan::Plan& plan_;
  check::GroupId group_;
  const plan::Group& planned_;
  evaluate::GatheredGroup& into_;
  Reader values_;
};

}  // namespace

void append_group_state(std::string& out, const plan::Plan& plan, std::uint32_t regime, check::GroupId group,
                        const evaluate::GroupAccumulator::Entry& entry) {
  const evaluate::GroupState& state = entry.second;
  values::Arena arena;
  const check::CheckedPolicy& policy = *plan.policy;
  const plan::Group& planned = plan.groups[group.index];
  {
    Object line(out);
    line.number("regime", regime);
    line.text("group", policy.groups[group].name);
    std::size_t part = 0;
    json::append_list(line.at("key"), evaluate::read_group_key(entry.first, arena),
                      [&](const Value& value) { append(out, value, key_type(policy, group, part++), policy); });
    line.number("members", state.members());
    line.number("rejected", state.rejected());
    if (!planned.folds.empty()) {
      std::size_t i = 0;
      json::append_list(line.at("folds"), state.folds(), [&](const evaluate::FoldState& fold) {
        out += '[' + std::to_string(fold.count) + ',';
        append(out, fold.value(), planned.folds[i++].type, policy);
        out += ']';
      });
    }
    if (!planned.projections.empty()) {
      json::append_list(line.at("rows"), state.projected(), [&](const std::vector<Value>& row) {
        std::size_t i = 0;
        json::append_list(out, row,
                          [&](const Value& value) { append(out, value, planned.projection_types[i++], policy); });
      });
    }
    if (!planned.rankings.empty()) {
      std::size_t i = 0;
      json::append_list(line.at("rankings"), state.rankings(), [&](const std::vector<evaluate::RankedMember>& members) {
        const plan::Ranking& ranking = planned.rankings[i++];
        json::append_list(out, members, [&](const evaluate::RankedMember& member) {
          out += '[';
          append(out, member.by, ranking.by_type, policy);
          out += ',';
          append(out, member.then, ranking.then_type, policy);
          out += ',';
          json::append_text(out, member.id);
          out += ']';
        });
      });
    }
  }
  out += '\n';
}

std::optional<GroupStateRead> read_group_state(std::string_view text, const PlanOf& plan_of) {
  const Json line = Json::parse(text, nullptr, false);
  std::uint64_t regime = 0;
  if (!line.is_object() || !read_count(line.value("regime", Json()), regime)) return std::nullopt;
  const plan::Plan* plan = plan_of(regime);
  const Json name = line.value("group", Json());
  if (plan == nullptr || !name.is_string()) return std::nullopt;
  for (std::size_t i = 0; i < plan->groups.size(); ++i) {
    const check::GroupId group(i);
    if (plan->policy->groups[group].name != name.get_ref<const std::string&>()) continue;
    GroupStateRead read{static_cast<std::uint32_t>(regime), group, {}};
    if (!GroupReader(*plan, group, read.state).read(line)) return std::nullopt;
    return read;
  }
  return std::nullopt;
}

}  // namespace kaidah::batch
