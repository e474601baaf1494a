#include <kaidah/replay.hpp>

#include <span>
#include <utility>

#include "engine/api/fault.hpp"
#include "engine/api/run_reader.hpp"
#include "engine/api/wrong.hpp"
#include "engine/batch/part.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

Diagnostic malformed(Message what) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::manifest_malformed, {{"what", Listing{{std::move(what)}, false}}}};
  return diagnostic;
}

PartSettingsResult read_settings(const ByteSource& source, const std::string& name) {
  batch::PartReader part([&source](std::span<char> buffer) { return source(buffer.data(), buffer.size()); });
  const std::optional<batch::PartHead> head = part.begin();
  auto members = head ? json::raw_members(head->identity) : std::nullopt;
  if (members) {
    api::RunReader reader(std::move(*members));
    PartSettings settings;
    api::read_run(reader, settings);
    settings.groups = reader.raw("groups") == "true";
    settings.group_records_digest = head->group_records;
    if (reader.problem().empty()) return {std::move(settings), {}};
  }
  return {std::nullopt, {api::wrong(MessageKind::part_broken, {{"part", name}})}};
}

ManifestResult read(std::string_view text) {
  auto members = json::raw_members(text);
  if (!members) return {std::nullopt, {malformed({MessageKind::manifest_no_object, {}})}};
  api::RunReader reader(std::move(*members));
  Manifest manifest;
  api::read_run(reader, manifest);
  api::RunReader counts = reader.object("counts");
  manifest.decided = counts.number("decided");
  manifest.rejected = counts.number("rejected");
  manifest.input_digest = reader.object("input").text("digest");
  if (reader.raw("output")) {
    api::RunReader output = reader.object("output");
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

PartSettingsResult read_part_settings(const ByteSource& part, const std::string& name) noexcept {
  return api::guarded_result<PartSettingsResult>([&] { return read_settings(part, name); });
}

}  // namespace kaidah
