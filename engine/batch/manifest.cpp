#include "engine/batch/manifest.hpp"

#include <string_view>
#include <vector>

#include "engine/json/object.hpp"

namespace kaidah::batch {
namespace {

using json::Object;

void add_counts(Object& manifest, const RunCounts& counts) {
  {
    Object records(manifest.at("counts"));
    records.number("in", counts.in);
    records.number("decided", counts.decided);
    records.number("rejected", counts.rejected);
  }
  Object groups(manifest.at("groups"));
  groups.number("out", counts.groups);
  groups.number("rejected", counts.groups_rejected);
  groups.number("records_in", counts.group_records_in);
  groups.number("records_rejected", counts.group_records_rejected);
}

void add_regimes(Object& manifest, const Regimes& regimes, const RunResult& result, const ManifestData& data) {
  std::vector<std::size_t> used;
  std::uint64_t with_regime = 0;
  for (std::size_t i = 0; i < regimes.all.size(); ++i) {
    const RegimeCounts& records = result.by_regime[i].records;
    if (records.decided + records.rejected > 0) used.push_back(i);
    with_regime += records.decided + records.rejected;
  }
  std::string& out = manifest.at("regimes");
  json::append_list(out, used, [&](std::size_t i) {
    out += "\n    ";
    const RegimeRun& run = result.by_regime[i];
    Object item(out);
    add_regime(item, regimes.all[i], data.regimes[i]);
    {
      Object counts(item.at("counts"));
      counts.number("decided", run.records.decided);
      counts.number("rejected", run.records.rejected);
    }
    Object groups(item.at("groups"));
    groups.number("out", run.groups);
    groups.number("rejected", run.groups_rejected);
  });
  manifest.number("without_regime", result.counts.in - with_regime);
}

}  // namespace

std::string manifest(const Regimes& regimes, const RunOptions& options, const RunResult& result,
                     const ManifestData& data) {
  std::string text;
  {
    Object manifest(text, true);
    add_run(manifest, regimes, options, data);
    add_counts(manifest, result.counts);
    {
      Object input(manifest.at("input"));
      input.text_or_null("path", unless_empty(data.input_name));
      input.number("bytes", result.bytes);
      input.text_or_null("digest", unless_empty(result.input_digest));
    }
    manifest.text_or_null("group_records", unless_empty(result.group_records_digest));
    manifest.text_or_null("group_records_path", unless_empty(data.group_records_name));
    {
      Object output(manifest.at("output"));
      output.text_or_null("decisions", unless_empty(result.decisions_digest));
      output.text_or_null("rejections", unless_empty(result.rejections_digest));
      output.text_or_null("groups", unless_empty(result.groups_digest));
    }
    if (has_several(regimes)) add_regimes(manifest, regimes, result, data);
  }
  text += '\n';
  return text;
}

}  // namespace kaidah::batch
