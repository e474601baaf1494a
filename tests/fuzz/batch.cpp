// Any bytes as a stream of records: every record that comes in goes out as one decision or one rejection, has one line
// in the trace, and the bytes written depend neither on the threads nor on how the stream arrives.
//   first byte: which policy; second: how large the pieces are that arrive; then the stream
#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/batch/run.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace kaidah;

struct Written {
  std::string decisions, rejections, groups, trace;
  batch::RunCounts counts;
};

batch::ReadBytes in_pieces(std::string_view text, std::size_t most) {
  return [read = batch::read_text(text), most](std::span<char> into) {
    return read(into.first(std::min(most, into.size())));
  };
}

Written run(const plan::PlanPtr& plan, std::string_view stream, std::size_t piece, unsigned threads, bool tight) {
  Written written;
  const auto into = [](std::string& to) {
    return [&to](std::string_view bytes) {
      to += bytes;
      return true;
    };
  };
  batch::RunOptions options;
  options.threads = threads;
  if (tight) {
    options.settings.limits.record_bytes = 200;
    options.settings.limits.json_depth = 3;
  }
  const batch::RunResult result = batch::run(
      plan, {in_pieces(stream, piece), {}},
      {into(written.decisions), into(written.rejections), into(written.groups), into(written.trace)}, options);
  fuzz::must(!result.failure, "a stream that can be read is decided to its end");
  fuzz::must(result.bytes == stream.size(), "all of it is read");
  written.counts = result.counts;
  return written;
}

std::uint64_t lines(const std::string& text) {
  fuzz::must(text.empty() || text.back() == '\n', "lines are whole", text);
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

void check_json(const std::string& text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    fuzz::must(nlohmann::json::accept(line), "every line is JSON", line);
    begin = end + 1;
  }
}

void check_stream(const plan::PlanPtr& plan, std::string_view stream, std::size_t piece, bool tight) {
  const Written whole = run(plan, stream, stream.size() + 1, 1, tight);
  fuzz::must(whole.counts.in == whole.counts.decided + whole.counts.rejected, "decided and rejected are all");
  fuzz::must(lines(whole.decisions) == whole.counts.decided, "one line for each decision", whole.decisions);
  fuzz::must(lines(whole.rejections) == whole.counts.rejected, "one line for each rejection", whole.rejections);
  fuzz::must(lines(whole.trace) == whole.counts.in, "one line of the trace for each record", whole.trace);
  fuzz::must(lines(whole.groups) == whole.counts.groups, "one line for each group", whole.groups);
  for (const std::string* text : {&whole.decisions, &whole.rejections, &whole.groups, &whole.trace}) check_json(*text);
  for (const unsigned threads : {1U, 2U}) {
    const Written other = run(plan, stream, piece, threads, tight);
    fuzz::must(other.decisions == whole.decisions, "the same decisions", other.decisions + "----\n" + whole.decisions);
    fuzz::must(other.rejections == whole.rejections, "the same rejections",
               other.rejections + "----\n" + whole.rejections);
    fuzz::must(other.groups == whole.groups, "the same groups", other.groups + "----\n" + whole.groups);
    fuzz::must(other.trace == whole.trace, "the same trace", other.trace + "----\n" + whole.trace);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view stream = fuzz::text_of(data, size);
  const std::size_t policy = static_cast<std::size_t>(fuzz::take_byte(stream) & 0xFU) % fuzz::shipped().size();
  const std::uint8_t piece = fuzz::take_byte(stream);
  check_stream(fuzz::shipped()[policy].plan, stream, 1U + piece, (piece & 1U) != 0);
  return 0;
}
