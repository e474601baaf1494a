#include <kaidah/batch.hpp>

#include <algorithm>
#include <span>
#include <thread>
#include <utility>

#include "engine/api/batch_regimes.hpp"
#include "engine/api/fault.hpp"
#include "engine/batch/identity.hpp"
#include "engine/batch/manifest.hpp"
#include "engine/batch/merge.hpp"
#include "engine/batch/part.hpp"
#include "engine/batch/record_reader.hpp"
#include "engine/batch/run.hpp"
#include "engine/batch/trace_header.hpp"

namespace kaidah {
namespace {

batch::ReadBytes read_from(const ByteSource& source) {
  if (!source) return {};
  return [&source](std::span<char> buffer) { return source(buffer.data(), buffer.size()); };
}

void add_failure(BatchResult& result, const batch::RunResult& ran, const Limits& limits) {
  const auto add = [&](Message message) {
    Diagnostic diagnostic;
    diagnostic.message = std::move(message);
    result.diagnostics.push_back(std::move(diagnostic));
  };
  switch (*ran.failure) {
    case batch::RunFailure::cannot_read:
      result.failed = BatchStream::records;
      return;
    case batch::RunFailure::cannot_read_group_records:
      result.failed = BatchStream::group_records;
      return;
    case batch::RunFailure::cannot_write_decisions:
      result.failed = BatchStream::decisions;
      return;
    case batch::RunFailure::cannot_write_rejections:
      result.failed = BatchStream::rejections;
      return;
    case batch::RunFailure::cannot_write_groups:
      result.failed = BatchStream::groups;
      return;
    case batch::RunFailure::cannot_write_trace:
      result.failed = BatchStream::trace;
      return;
    case batch::RunFailure::cannot_write_part:
    case batch::RunFailure::cannot_read_part:
      result.failed = BatchStream::part;
      return;
    case batch::RunFailure::too_many_groups:
      return add({MessageKind::limit_groups, {{"limit", Figure{std::to_string(limits.groups)}}}});
    case batch::RunFailure::out_of_memory:
      return add({MessageKind::out_of_memory, {}});
    case batch::RunFailure::cannot_merge:
    case batch::RunFailure::cannot_resume:
      return add(ran.problem.value_or(Message{MessageKind::checkpoint_broken, {}}));
    case batch::RunFailure::cannot_save:
      result.cannot_save = true;
      return;
    case batch::RunFailure::stopped:
      result.stopped = true;
      return;
  }
}

batch::Checkpoints checkpoints_of(const BatchCheckpoints& asked) {
  batch::Checkpoints checkpoints;
  checkpoints.every = asked.every;
  checkpoints.save = asked.save;
  checkpoints.rejections_can_be_read = asked.rejections_can_be_read;
  checkpoints.stop = asked.stop;
  checkpoints.state = read_from(asked.state);
  checkpoints.written = [&asked](batch::OutputStream stream, std::uint64_t bytes,
                                 bool finished) -> std::optional<batch::ReadBytes> {
    constexpr BatchStream kStreams[] = {BatchStream::decisions, BatchStream::rejections, BatchStream::groups,
                                        BatchStream::trace};
    if (!asked.written) return std::nullopt;
    const auto source = asked.written(kStreams[static_cast<std::size_t>(stream)], bytes, finished);
    if (!source) return std::nullopt;
    return [source = *source](std::span<char> into) { return source(into.data(), into.size()); };
  };
  return checkpoints;
}

/// What runs, parts and merges have in common.
struct Setup {
  Setup(const Decider::Data& data, bool groups, const BatchOptions& asked)
      : regimes(api::regimes_of(data, groups)), described(api::manifest_data(data)), limits(data.options.limits) {
    options.settings = data.settings;
    options.language = data.options.language;
    options.digests = asked.digests;
    options.threads = asked.threads > 0 ? asked.threads : std::max(1U, std::thread::hardware_concurrency());
    if (asked.progress) {
      options.progress = [&asked](const batch::Progress& so_far) {
        asked.progress({so_far.records, so_far.rejected, so_far.bytes, so_far.before});
      };
    }
    described.input_name = asked.input_name;
    described.group_records_name = asked.group_records_name;
  }

  void identify() { options.identity = batch::identity(regimes, options, described); }

  [[nodiscard]] BatchResult result(const batch::RunResult& ran) const {
    BatchResult result;
    result.bytes = ran.bytes;
    result.records = ran.counts.in;
    result.decided = ran.counts.decided;
    result.rejected = ran.counts.rejected;
    result.group_records_rejected = ran.counts.group_records_rejected;
    result.groups = ran.counts.groups;
    result.groups_rejected = ran.counts.groups_rejected;
    result.kept = ran.kept;
    result.before = ran.before;
    if (ran.failure) {
      add_failure(result, ran, limits);
      return result;
    }
    result.input_digest = ran.input_digest;
    result.group_records_digest = ran.group_records_digest;
    result.decisions_digest = ran.decisions_digest;
    result.rejections_digest = ran.rejections_digest;
    result.groups_digest = ran.groups_digest;
    result.manifest = batch::manifest(regimes, options, ran, described);
    return result;
  }

  batch::Regimes regimes;
  batch::ManifestData described;
  batch::RunOptions options;
  Limits limits;
};

BatchResult run(const Decider::Data& data, const BatchStreams& streams, const BatchOptions& options) {
  Setup setup(data, static_cast<bool>(streams.groups), options);
  setup.options.trace_header = [&setup](const batch::RunResult& so_far) {
    return batch::trace_header(setup.regimes, setup.options, so_far, setup.described);
  };
  if (options.checkpoints.save) {
    setup.options.checkpoints = checkpoints_of(options.checkpoints);
    setup.identify();
  }
  return setup.result(batch::run(setup.regimes, {read_from(streams.records), read_from(streams.group_records)},
                                 {streams.decisions, streams.rejections, streams.groups, streams.trace},
                                 setup.options));
}

bool any_groups(const Decider::Data& data) {
  const auto some = [](const Policy& policy) { return !policy.groups().empty(); };
  const auto of_regime = [&](const Decider& regime) { return some(regime.data().policy); };
  return data.chooser ? std::ranges::any_of(data.by_regime, of_regime) : some(data.policy);
}

BatchResult run_part(const Decider::Data& data, const PartStreams& streams, const BatchOptions& options) {
  Setup setup(data, streams.groups && any_groups(data), options);
  setup.identify();
  BatchResult result = setup.result(batch::run_part(
      setup.regimes, {read_from(streams.records), read_from(streams.group_records)}, streams.part, setup.options));
  result.manifest.clear();  // of the whole
  return result;
}

BatchResult merge(const Decider::Data& data, const BatchParts& parts, const BatchStreams& streams,
                  const BatchOptions& options) {
  Setup setup(data, static_cast<bool>(streams.groups), options);
  setup.identify();
  batch::MergeInput input;
  input.parts = parts.count;
  input.part = [&parts](std::size_t number) -> std::optional<batch::PartSource> {
    auto part = parts.open(number);
    if (!part) return std::nullopt;
    return batch::PartSource{std::move(part->name), [source = std::move(part->source)](std::span<char> into) {
                               return source(into.data(), into.size());
                             }};
  };
  input.records = read_from(streams.records);
  input.group_records = read_from(streams.group_records);
  return setup.result(
      batch::merge(setup.regimes, input, {streams.decisions, streams.rejections, streams.groups}, setup.options));
}

/// Told without a policy.
bool has_id(std::string_view record, std::string_view id, const Limits& limits) {
  plan::Shapes shapes;
  plan::FieldShape field;
  field.name = field.key = "id";
  field.value.kind = types::TypeKind::text;
  shapes.records.push_back({"", {std::move(field)}});
  values::Arena arena;
  const json::DecodeResult decoded = json::decode(record, shapes, 0, arena, limits);
  return decoded.id == id;
}

}  // namespace

BatchResult decide_all(const Decider& decider, const BatchStreams& streams, const BatchOptions& options) noexcept {
  return api::guarded_result<BatchResult>([&] { return run(decider.data(), streams, options); });
}

BatchResult decide_part(const Decider& decider, const PartStreams& streams, const BatchOptions& options) noexcept {
  return api::guarded_result<BatchResult>([&] { return run_part(decider.data(), streams, options); });
}

BatchResult merge_parts(const Decider& decider, const BatchParts& parts, const BatchStreams& streams,
                        const BatchOptions& options) noexcept {
  return api::guarded_result<BatchResult>([&] { return merge(decider.data(), parts, streams, options); });
}

FoundRecord find_record(const ByteSource& source, std::string_view id, const Limits& limits) noexcept {
  return api::guarded(
      [&] {
        FoundRecord found;
        batch::RecordReader reader(read_from(source), limits.record_bytes);
        batch::Chunk chunk;
        while (found.count < 2 && reader.next(chunk)) {
          for (const batch::RawRecord& raw : chunk.records) {
            const std::string_view record = chunk.text_of(raw);
            if (!id.empty() && !has_id(record, id, limits)) continue;
            if (++found.count == 1) found.record = record;
          }
          chunk.clear();
        }
        return found;
      },
      [](const Message&) { return FoundRecord(); });
}

std::optional<std::string> read_all(const ByteSource& source) {
  std::string text;
  char block[1 << 16];
  for (;;) {
    const std::optional<std::size_t> count = source(block, sizeof block);
    if (!count) return std::nullopt;
    if (*count == 0) return text;
    text.append(block, *count);
  }
}

}  // namespace kaidah
