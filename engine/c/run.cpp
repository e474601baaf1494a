// Streams of records through the host's callbacks.

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/c/call.hpp"

namespace kaidah::c {
namespace {

ByteSource source(kaidah_read read, void* context) {
  if (read == nullptr) return {};
  return [read, context](char* buffer, std::size_t size) -> std::optional<std::size_t> {
    const std::int64_t count = read(context, buffer, size);
    // More than there is room for cannot be true: reading went wrong.
    if (count < 0 || std::cmp_greater(count, size)) return std::nullopt;
    return static_cast<std::size_t>(count);
  };
}

LineSink sink(kaidah_write write, void* context) {
  if (write == nullptr) return {};
  return [write, context](std::string_view lines) { return write(context, give(lines)) == 0; };
}

kaidah_stream stream_of(BatchStream stream) noexcept {
  switch (stream) {
    case BatchStream::records:
      return KAIDAH_RECORDS;
    case BatchStream::group_records:
      return KAIDAH_GROUP_RECORDS;
    case BatchStream::decisions:
      return KAIDAH_DECISIONS;
    case BatchStream::rejections:
      return KAIDAH_REJECTIONS;
    case BatchStream::groups:
      return KAIDAH_GROUPS;
    case BatchStream::trace:
      return KAIDAH_TRACE;
    case BatchStream::part:
      break;
  }
  return KAIDAH_PART;
}

BatchStreams streams_of(const kaidah_run_options& from) {
  BatchStreams streams;
  streams.records = source(required(from.records, "records"), from.records_context);
  streams.group_records = source(from.group_records, from.group_records_context);
  streams.decisions = sink(required(from.decisions, "decisions"), from.decisions_context);
  streams.rejections = sink(from.rejections, from.rejections_context);
  streams.groups = sink(from.groups, from.groups_context);
  streams.trace = sink(from.trace, from.trace_context);
  return streams;
}

BatchOptions options_of(const kaidah_run_options& from) {
  BatchOptions options;
  options.input_name = string(from.input_name, "input_name");
  options.group_records_name = string(from.group_records_name, "group_records_name");
  options.digests = from.digests != 0;
  constexpr std::uint32_t kMostThreads = 1024;
  if (from.threads > kMostThreads) throw no_value("threads", from.threads);
  options.threads = from.threads;
  if (from.progress != nullptr) {
    options.progress = [show = from.progress, context = from.progress_context](const BatchProgress& progress) {
      const kaidah_progress given{progress.records, progress.rejected, progress.bytes};
      show(context, &given);
    };
  }
  return options;
}

}  // namespace
}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_decide_all(const kaidah_decider* decider, const kaidah_run_options* options, kaidah_run** run,
                                kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) -> kaidah_status {
    c::slot(run, "run");
    const Decider& prepared = c::required(decider, "decider")->decider;
    const auto given = c::read_options(c::required(options, "options"), "kaidah_run_options");
    const BatchStreams streams = c::streams_of(given);
    const BatchOptions wanted = c::options_of(given);
    auto made = std::make_unique<kaidah_run>();
    made->result = decide_all(prepared, streams, wanted);
    diagnostics = made->result.diagnostics;
    const bool stopped = made->result.failed.has_value();
    *run = made.release();
    if (has_errors(diagnostics)) return c::status_of(diagnostics);
    return stopped ? KAIDAH_STOPPED : KAIDAH_OK;
  });
}

void kaidah_run_free(kaidah_run* run) {
  delete run;
}

kaidah_status kaidah_run_counts(const kaidah_run* run, kaidah_counts* counts, size_t counts_size) {
  if (run == nullptr) return KAIDAH_MISUSE;
  const BatchResult& result = run->result;
  kaidah_counts filled{result.bytes,
                       result.records,
                       result.decided,
                       result.rejected,
                       result.groups,
                       result.groups_rejected,
                       result.group_records_rejected,
                       KAIDAH_NO_STREAM};
  if (result.failed) filled.failed = c::stream_of(*result.failed);
  return c::fill(filled, counts, counts_size);
}

kaidah_text kaidah_run_manifest(const kaidah_run* run) {
  return run == nullptr ? kaidah_text{} : c::give(run->result.manifest);
}

kaidah_text kaidah_run_digest(const kaidah_run* run, kaidah_stream stream) {
  if (run == nullptr) return {};
  const BatchResult& result = run->result;
  if (stream == KAIDAH_RECORDS) return c::give(result.input_digest);
  if (stream == KAIDAH_GROUP_RECORDS) return c::give(result.group_records_digest);
  if (stream == KAIDAH_DECISIONS) return c::give(result.decisions_digest);
  if (stream == KAIDAH_REJECTIONS) return c::give(result.rejections_digest);
  if (stream == KAIDAH_GROUPS) return c::give(result.groups_digest);
  return {};
}
