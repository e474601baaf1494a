#include <kaidah/replay.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/api/fault.hpp"
#include "engine/json/members.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

/// The members of a manifest by name. The first that is missing or of another kind is kept.
class Reader {
 public:
  explicit Reader(std::vector<json::RawMember> members, Reader* outer = nullptr, std::string path = {})
      : members_(std::move(members)), outer_(outer), path_(std::move(path)) {}

  [[nodiscard]] std::optional<std::string_view> raw(std::string_view name) const {
    for (const json::RawMember& member : members_)
      if (member.name.substr(1, member.name.size() - 2) == name) return member.value;
    return std::nullopt;
  }
  /// What is written in quotation marks; null is empty where it may be.
  std::string text(std::string_view name, bool may_be_missing = false) {
    const auto value = raw(name);
    if (may_be_missing && (!value || *value == "null")) return {};
    auto read = value ? unquoted(*value) : std::nullopt;
    if (read) return std::move(*read);
    fail(name);
    return {};
  }
  std::uint64_t number(std::string_view name) {
    const auto value = raw(name);
    std::uint64_t number = 0;
    if (!value || std::from_chars(value->data(), value->data() + value->size(), number).ec != std::errc()) fail(name);
    return number;
  }
  Reader object(std::string_view name) {
    const auto value = raw(name);
    auto members = value ? json::raw_members(*value) : std::nullopt;
    if (!members) fail(name);
    return Reader(members ? std::move(*members) : std::vector<json::RawMember>(), this, std::string(name));
  }
  void fail(std::string_view name) {
    const std::string full = path_.empty() ? std::string(name) : path_ + "." + std::string(name);
    if (outer_ != nullptr) {
      outer_->fail(full);
    } else if (problem_.empty()) {
      problem_ = full;
    }
  }
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  [[nodiscard]] const std::vector<json::RawMember>& members() const noexcept { return members_; }

  static std::optional<std::string> unquoted(std::string_view value) {
    const nlohmann::json read = nlohmann::json::parse(value, nullptr, false);
    return read.is_string() ? std::optional(read.get<std::string>()) : std::nullopt;
  }

 private:
  std::vector<json::RawMember> members_;
  Reader* outer_;
  std::string path_;
  std::string problem_;
};

Diagnostic malformed(Message what) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::manifest_malformed, {{"what", Listing{{std::move(what)}, false}}}};
  return diagnostic;
}

std::vector<std::string> names_in(Reader& manifest, std::string_view name) {
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
void add_parameters(Reader& from, std::vector<ParameterSetting>& parameters) {
  const Reader object = from.object("parameters");
  const Reader where = from.raw("parameters_from") ? from.object("parameters_from") : Reader({});
  for (const json::RawMember& member : object.members()) {
    const auto name = Reader::unquoted(member.name);
    if (!name) continue;
    const auto origin = where.raw(*name);
    if (origin && Reader::unquoted(*origin).value_or("set") != "set") continue;
    const auto is = [&](const ParameterSetting& one) { return one.name == *name; };
    if (std::any_of(parameters.begin(), parameters.end(), is)) continue;
    parameters.push_back({*name, Reader::unquoted(member.value).value_or(std::string(member.value))});
  }
}

ManifestPolicy policy_in(Reader& from) {
  return {from.text("policy"), from.text("version"), from.text("digest")};
}

/// What was set for each record's own regime; of an automatic run also the policies.
void add_regimes(Reader& manifest, Manifest& into) {
  const auto value = manifest.raw("regimes");
  const auto regimes = value ? json::raw_items(*value) : std::nullopt;
  if (!regimes) return manifest.fail("regimes");
  for (const std::string_view item : *regimes) {
    auto members = json::raw_members(item);
    if (!members) return manifest.fail("regimes");
    Reader regime(std::move(*members), &manifest, "regimes");
    if (into.automatic) into.policies.push_back(policy_in(regime));
    add_parameters(regime, into.parameters);
  }
}

ManifestResult read(std::string_view text) {
  auto members = json::raw_members(text);
  if (!members) return {std::nullopt, {malformed({MessageKind::manifest_no_object, {}})}};
  Reader reader(std::move(*members));
  Manifest manifest;
  manifest.engine_version = reader.text("engine_version");
  manifest.automatic = reader.text("policy") == "auto";
  manifest.profile = reader.text("profile", true);
  if (const std::string subject = reader.text("subject", true); !subject.empty()) manifest.subject = subject;
  if (!manifest.automatic) {
    manifest.policies.push_back(policy_in(reader));
    add_parameters(reader, manifest.parameters);
  }
  if (manifest.automatic || reader.raw("regimes")) add_regimes(reader, manifest);
  const std::string day = reader.object("clocks").text("decision_day", true);
  if (!day.empty()) manifest.decision_day = day;
  manifest.select = names_in(reader, "select");
  manifest.language = reader.text("messages", true) == "id" ? Language::indonesian : Language::english;
  Reader counts = reader.object("counts");
  manifest.decided = counts.number("decided");
  manifest.rejected = counts.number("rejected");
  Reader input = reader.object("input");
  manifest.input = input.text("path", true);
  manifest.input_digest = input.text("digest");
  manifest.group_records = reader.text("group_records_path", true);
  manifest.group_records_digest = reader.text("group_records", true);
  if (reader.raw("output")) {
    Reader output = reader.object("output");
    manifest.decisions_digest = output.text("decisions", true);
    manifest.rejections_digest = output.text("rejections", true);
    manifest.groups_digest = output.text("groups", true);
  }
  if (!reader.problem().empty())
    return {std::nullopt, {malformed({MessageKind::manifest_member, {{"name", reader.problem()}}})}};
  return {std::move(manifest), {}};
}

}  // namespace

ManifestResult read_manifest(std::string_view text) noexcept {
  return api::guarded_result<ManifestResult>([&] { return read(text); });
}

}  // namespace kaidah
