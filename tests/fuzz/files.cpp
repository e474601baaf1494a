// Files that Kaidah wrote and reads back, whatever has become of them: manifests, traces, checkpoints, states of
// groups.
//   first byte: m, t, c or g; then the file. Of a checkpoint the last line, which vouches for the rest, is made here: a
//   file that says it is whole is the harder case.
#include <kaidah/replay.hpp>
#include <kaidah/trace.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include "engine/batch/group_state.hpp"
#include "engine/batch/run.hpp"
#include "engine/batch/state_file.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/interrupted.hpp"

namespace {

using namespace kaidah;

void check_manifest(std::string_view text) {
  const ManifestResult read = read_manifest(text);
  fuzz::check_diagnostics(read.diagnostics, {});
  fuzz::must(read.manifest.has_value() || has_errors(read.diagnostics), "no manifest without a reason");
}

void check_trace(std::string_view text) {
  for (const std::uint64_t number : {0U, 1U}) {
    const TraceSearch found = search_trace(
        [at = std::size_t{0}, text](char* buffer, std::size_t size) mutable -> std::optional<std::size_t> {
          const std::size_t count = std::min({size, text.size() - at, std::size_t{50}});
          std::copy_n(text.data() + at, count, buffer);
          at += count;
          return count;
        },
        number == 0 ? std::nullopt : std::optional<std::string>("a"), number);
    fuzz::check_diagnostics(found.diagnostics, {});
    fuzz::must(!found.failed, "a trace that can be read is read to its end");
    fuzz::must(found.header.has_value() || has_errors(found.diagnostics), "no trace without a reason");
    fuzz::must(found.found.size() <= TraceSearch::kMost, "no more than asked for");
  }
}

/// What a run says to a checkpoint that is whole: it goes on to the end, or says why it cannot.
void check_checkpoint(std::string_view text) {
  std::string file;
  const batch::WriteBytes to = [&](std::string_view bytes) {
    file += bytes;
    return true;
  };
  const std::size_t first = text.find('\n');
  if (first == std::string_view::npos) return;
  batch::StateWriter writer(to, "checkpoint");
  writer.text() += text.substr(first + 1);
  fuzz::must(writer.end(), "memory can be written");
  const batch::RunResult result = fuzz::take_up(file);
  if (result.failure) {
    fuzz::must(*result.failure == batch::RunFailure::cannot_resume, "a checkpoint that will not do is refused");
    fuzz::must(result.problem.has_value(), "and why");
  }
}

/// Adds the state to groups of its own, decides the group, and writes the state.
std::string written(batch::GroupStateRead read) {
  const plan::PlanPtr& plan = fuzz::gathering();
  evaluate::GroupAccumulator groups(plan);
  groups.add(read.group, std::move(read.state), 0);
  const evaluate::GroupEntry& entry = *groups.groups(read.group).front();
  evaluate::Settings settings;
  settings.limits = fuzz::small_limits();
  (void)evaluate::Evaluator(plan).decide_group(read.group, entry, nullptr, settings);
  std::string line;
  batch::append_group_state(line, *plan, read.regime, read.group, entry);
  return line;
}

void check_group_state(std::string_view text) {
  const plan::PlanPtr& plan = fuzz::gathering();
  const auto plan_of = [&](std::uint64_t regime) { return regime == 0 ? plan.get() : nullptr; };
  auto read = batch::read_group_state(text, plan_of);
  if (!read) return;
  const std::string line = written(*std::move(read));
  auto again = batch::read_group_state(std::string_view(line).substr(0, line.size() - 1), plan_of);
  fuzz::must(again.has_value(), "what was written can be read", line);
  const std::string twice = written(*std::move(again));
  fuzz::must(line == twice, "a state reads back as itself", line + twice);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  switch (fuzz::take_byte(text)) {
    case 'm':
      check_manifest(text);
      break;
    case 't':
      check_trace(text);
      break;
    case 'c':
      check_checkpoint(text);
      break;
    case 'g':
      check_group_state(text);
      break;
    default:
      break;
  }
  return 0;
}
