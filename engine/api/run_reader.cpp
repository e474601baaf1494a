#include "engine/api/run_reader.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace kaidah::api {

RunReader::RunReader(std::vector<json::RawMember> members, RunReader* outer, std::string path)
    : members_(std::move(members)), outer_(outer), path_(std::move(path)) {}

std::optional<std::string_view> RunReader::raw(std::string_view name) const {
  for (const json::RawMember& member : members_)
    if (member.name.substr(1, member.name.size() - 2) == name) return member.value;
  return std::nullopt;
}

std::string RunReader::text(std::string_view name, bool may_be_missing) {
  const auto value = raw(name);
  if (may_be_missing && (!value || *value == "null")) return {};
  auto read = value ? unquoted(*value) : std::nullopt;
  if (read) return std::move(*read);
  fail(name);
  return {};
}

std::uint64_t RunReader::number(std::string_view name) {
  const auto value = raw(name);
  std::uint64_t number = 0;
  if (!value || std::from_chars(value->data(), value->data() + value->size(), number).ec != std::errc()) fail(name);
  return number;
}

RunReader RunReader::object(std::string_view name) {
  const auto value = raw(name);
  auto members = value ? json::raw_members(*value) : std::nullopt;
  if (!members) fail(name);
  return RunReader(members ? std::move(*members) : std::vector<json::RawMember>(), this, std::string(name));
}

void RunReader::fail(std::string_view name) {
  const std::string full = path_.empty() ? std::string(name) : path_ + "." + std::string(name);
  if (outer_ != nullptr) {
    outer_->fail(full);
  } else if (problem_.empty()) {
    problem_ = full;
  }
}

std::optional<std::string> RunReader::unquoted(std::string_view value) {
  const nlohmann::json read = nlohmann::json::parse(value, nullptr, false);
  return read.is_string() ? std::optional(read.get<std::string>()) : std::nullopt;
}

namespace {

std::vector<std::string> names_in(RunReader& manifest, std::string_view name) {
  std::vector<std::string> names;
  const auto value = manifest.raw(name);
  const nlohmann::json list = nlohmann::json::parse(value.value_or("null"), nullptr, false);
  if (list.is_null()) return names;
  if (!list.is_array()) manifest.fail(name);
  for (const nlohmann::json& item : list.is_array() ? list : nlohmann::json::array()) {
    if (item.is_string()) {
      names.push_back(item.get<std::string>());
    } else {
      manifest.fail(name);
    }
  }
  return names;
}

/// As they were set: a text without its quotation marks, a figure by its digits. Not what a profile has set.
void add_parameters(RunReader& from, std::vector<ParameterSetting>& parameters) {
  const RunReader object = from.object("parameters");
  const RunReader where = from.raw("parameters_from") ? from.object("parameters_from") : RunReader({});
  for (const json::RawMember& member : object.members()) {
    const auto name = RunReader::unquoted(member.name);
    if (!name) continue;
    auto origin = where.raw(*name);
    // Who sets a parameter of another policy's result need not say which result.
    if (!origin) origin = where.raw(std::string_view(*name).substr(name->find_last_of('.') + 1));
    if (origin && RunReader::unquoted(*origin).value_or("set") != "set") continue;
    const auto is = [&](const ParameterSetting& one) { return one.name == *name; };
    if (std::any_of(parameters.begin(), parameters.end(), is)) continue;
    parameters.push_back({*name, RunReader::unquoted(member.value).value_or(std::string(member.value))});
  }
}

ManifestPolicy policy_in(RunReader& from) {
  return {from.text("policy"), from.text("version"), from.text("digest")};
}

/// What was set for each record's own regime; of an automatic run also the policies.
void add_regimes(RunReader& manifest, RunSettings& into) {
  const auto value = manifest.raw("regimes");
  const auto regimes = value ? json::raw_items(*value) : std::nullopt;
  if (!regimes) return manifest.fail("regimes");
  for (const std::string_view item : *regimes) {
    auto members = json::raw_members(item);
    if (!members) return manifest.fail("regimes");
    RunReader regime(std::move(*members), &manifest, "regimes");
    if (into.automatic) into.policies.push_back(policy_in(regime));
    add_parameters(regime, into.parameters);
  }
}

}  // namespace

void read_run(RunReader& from, RunSettings& into) {
  into.engine_version = from.text("engine_version");
  into.automatic = from.text("policy") == "auto";
  into.profile = from.text("profile", true);
  if (const std::string subject = from.text("subject", true); !subject.empty()) into.subject = subject;
  if (!into.automatic) {
    into.policies.push_back(policy_in(from));
    add_parameters(from, into.parameters);
  }
  if (into.automatic || from.raw("regimes")) add_regimes(from, into);
  const std::string day = from.object("clocks").text("decision_day", true);
  if (!day.empty()) into.decision_day = day;
  into.select = names_in(from, "select");
  into.language = from.text("messages", true) == "id" ? Language::indonesian : Language::english;
  if (from.raw("input")) into.input = from.object("input").text("path", true);
  into.group_records = from.text("group_records_path", true);
  into.group_records_digest = from.text("group_records", true);
}

}  // namespace kaidah::api
