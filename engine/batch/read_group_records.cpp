#include "engine/batch/read_group_records.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "engine/batch/record_reader.hpp"
#include "engine/batch/worker.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::batch {
namespace {

constexpr const char* kKind = "kelompok";

/// A record of which only the kind of its group is read.
plan::Shapes kind_shape(const check::CheckedPolicy& policy, const std::vector<check::GroupId>& kinds) {
  plan::EnumShape names;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::string& name = policy.groups[kinds[i]].name;
    names.names.push_back(name);
    names.outputs.push_back(name);
    names.read.emplace(name, static_cast<std::uint32_t>(i));
  }
  plan::FieldShape field;
  field.name = field.key = kKind;
  field.value.kind = types::TypeKind::enumeration;
  plan::Shapes shapes;
  shapes.enums.push_back(std::move(names));
  shapes.records.push_back({kKind, {std::move(field)}});
  return shapes;
}

/// Of one regime.
class GroupRecordReader {
 public:
  GroupRecordReader(const Regime& regime, const Limits& limits, Language language, GroupRecords& records)
      : regime_(regime),
        kinds_(GroupRecords::kinds(*regime.plan->policy)),
        kind_shape_(kind_shape(*regime.plan->policy, kinds_)),
        kind_decoder_(kind_shape_, 0, limits),
        language_(language),
        records_(records) {
    for (const check::GroupId kind : kinds_) {
      const check::GroupDeclaration& group = regime.plan->policy->groups[kind];
      std::vector<std::uint32_t> key(group.key.size());  // its first fields
      std::iota(key.begin(), key.end(), 0U);
      decoders_.emplace_back(regime.plan->shapes, group.record.index, limits, key);
    }
  }

  void read(const Chunk& chunk, const RawRecord& raw, GroupRecordsRead& result) {
    const std::string_view text = chunk.text_of(raw);
    json::DecodeResult decoded;
    std::size_t kind = 0;
    if (raw.fault != Fault::none && raw.fault != Fault::too_large) {
      decoded.rejection.emplace().message = fault_message(raw.fault);
    } else if (kinds_.empty()) {
      decoded.rejection.emplace().message = {MessageKind::no_group_records, {{"policy", regime_.plan->policy->id}}};
    } else if (kinds_.size() > 1) {
      scratch_.clear();
      decoded = kind_decoder_.decode(text, scratch_);
      if (!decoded.rejection) kind = decoded.record->fields.front().member().index;
    }
    if (!decoded.rejection) {
      decoded = raw.fault == Fault::none ? decoders_[kind].decode(text, records_.arena())
                                         : decoders_[kind].too_large(text, records_.arena());
    }
    std::uint64_t earlier = 0;
    if (!decoded.rejection && !records_.add(kinds_[kind], *decoded.record, raw.line, earlier)) {
      decoded.rejection.emplace().message = {MessageKind::second_group_record, {{"line", std::to_string(earlier)}}};
    }
    if (!decoded.rejection) return;
    ++result.rejected;
    const std::uint64_t line = problem_line(chunk, raw, decoded.offset);
    json::append_rejection(result.rejections, *regime_.plan->policy, line, decoded.id, *decoded.rejection, language_,
                           "group_records", regime_.label);
    if (!result.first_rejected) result.first_rejected = {line, *std::move(decoded.rejection)};
  }

 private:
  const Regime& regime_;
  std::vector<check::GroupId> kinds_;
  plan::Shapes kind_shape_;
  json::Decoder kind_decoder_;
  std::vector<json::Decoder> decoders_;  // by kinds_
  Language language_;
  GroupRecords& records_;
  values::Arena scratch_;
};

}  // namespace

GroupRecordsRead read_group_records(const Regimes& regimes, const ReadBytes& read, const Limits& limits,
                                    Language language, const std::vector<std::unique_ptr<GroupRecords>>& records) {
  GroupRecordsRead result;
  library::Sha256 digest;
  RecordReader reader(digested(read, digest), limits.record_bytes);
  std::vector<std::unique_ptr<GroupRecordReader>> readers(regimes.all.size());
  const Choose choose = regimes.make_group_chooser ? regimes.make_group_chooser() : Choose();
  values::Arena scratch;
  Chunk chunk;
  while (reader.next(chunk)) {
    for (const RawRecord& raw : chunk.records) {
      ++result.in;
      std::uint32_t regime = 0;
      if (choose && raw.fault == Fault::none) {
        scratch.clear();
        const Choice choice = choose(chunk.text_of(raw), scratch);
        if (!choice.regime) {
          ++result.rejected;
          const std::uint64_t line = problem_line(chunk, raw, choice.rejected.offset);
          json::append_rejection(result.rejections, *regimes.all.front().plan->policy, line, choice.rejected.id,
                                 *choice.rejected.rejection, language, "group_records");
          if (!result.first_rejected) result.first_rejected = {line, *choice.rejected.rejection};
          continue;
        }
        regime = *choice.regime;
      }
      std::unique_ptr<GroupRecordReader>& group_reader = readers[regime];
      if (!group_reader) {
        group_reader = std::make_unique<GroupRecordReader>(regimes.all[regime], limits, language, *records[regime]);
      }
      group_reader->read(chunk, raw, result);
    }
  }
  result.failed = reader.failed();
  result.digest = digest.digest();
  return result;
}

std::vector<std::unique_ptr<GroupRecords>> no_group_records(const Regimes& regimes) {
  std::vector<std::unique_ptr<GroupRecords>> records;
  for (const Regime& regime : regimes.all) records.push_back(std::make_unique<GroupRecords>(regime.plan));
  return records;
}

std::optional<std::string> read_group_records(const Regimes& regimes, const ReadBytes& read, const RunOptions& options,
                                              const std::vector<std::unique_ptr<GroupRecords>>& records,
                                              RunResult& result) {
  const bool wanted = std::ranges::any_of(
      regimes.all, [](const Regime& regime) { return !GroupRecords::kinds(*regime.plan->policy).empty(); });
  if (!read || !wanted) return std::string();
  GroupRecordsRead found = read_group_records(regimes, read, options.settings.limits, options.language, records);
  result.counts.group_records_in = found.in;
  result.counts.group_records_rejected = found.rejected;
  result.group_records_digest = found.digest;
  if (found.failed) {
    result.failure = RunFailure::cannot_read_group_records;
    return std::nullopt;
  }
  return std::move(found.rejections);
}

}  // namespace kaidah::batch
