#include "engine/batch/part.hpp"

#include <nlohmann/json.hpp>

#include "engine/batch/tally.hpp"
#include "engine/json/object.hpp"

namespace kaidah::batch {
namespace {

constexpr const char* kPartFile = "part";
constexpr const char* kBeginningBlock = "beginning";

std::optional<std::string> text_in(std::string_view line) {
  const nlohmann::json text = nlohmann::json::parse(line, nullptr, false);
  return text.is_string() ? std::optional(text.get<std::string>()) : std::nullopt;
}

/// What a block is called and how many bytes it has.
struct BlockLine {
  std::string name;
  std::uint64_t bytes = 0;
};

std::optional<BlockLine> block_in(std::string_view line) {
  const nlohmann::json block = nlohmann::json::parse(line, nullptr, false);
  if (!block.is_object() || block.size() != 1 || !block.front().is_number_unsigned()) return std::nullopt;
  return BlockLine{block.begin().key(), block.front().get<std::uint64_t>()};
}

}  // namespace

PartWriter::PartWriter(const WriteBytes& to) : out_(to, kPartFile) {}

void PartWriter::begin(const PartHead& head) {
  out_.text() += head.identity + '\n';
  json::append_text(out_.text(), head.group_records);
  out_.text() += '\n';
}

bool PartWriter::end(const PartEnd& end, const Population& groups) {
  if (!out_.block(kBeginningBlock, end.beginning)) return false;
  std::string& text = out_.text();
  {
    json::Object line(text);
    add_written(line, "input", end.input);
    line.number("line_ends", end.line_ends);
    line.at("open_line") += end.open_line ? "true" : "false";
  }
  text += '\n';
  RunCounts counts = end.counts;
  counts.group_records_in = counts.group_records_rejected = 0;
  append_tally(text, counts, end.by_regime);
  return groups.write_states(out_);
}

std::optional<PartHead> PartReader::begin() {
  PartHead head;
  if (!in_.begin(kPartFile)) return std::nullopt;
  auto line = in_.line();
  if (!line) return std::nullopt;
  head.identity = *line;
  line = in_.line();
  auto digest = line ? text_in(*line) : std::nullopt;
  if (!digest) return std::nullopt;
  head.group_records = std::move(*digest);
  return head;
}

bool PartReader::lines(const WriteBytes& decisions, const WriteBytes& rejections) {
  beginning_.clear();
  const WriteBytes keep = [this](std::string_view bytes) {
    beginning_ += bytes;
    return true;
  };
  for (;;) {
    const auto line = in_.line();
    const auto block = line ? block_in(*line) : std::nullopt;
    if (!block) return false;
    if (block->name == kBeginningBlock) return in_.block(block->bytes, keep);
    if (block->name != "decisions" && block->name != "rejections") return false;
    if (!in_.block(block->bytes, block->name == "decisions" ? decisions : rejections)) return false;
  }
}

bool PartReader::end(PartEnd& sum) {
  auto line = in_.line();
  if (!line) return false;
  const nlohmann::json end = nlohmann::json::parse(*line, nullptr, false);
  if (!end.is_object()) return false;
  std::optional<Written> input;
  const nlohmann::json line_ends = end.value("line_ends", nlohmann::json());
  const nlohmann::json open_line = end.value("open_line", nlohmann::json());
  if (!read_written(end, "input", input) || !input || !line_ends.is_number_unsigned() || !open_line.is_boolean())
    return false;
  sum.input = *std::move(input);
  sum.line_ends = line_ends.get<std::uint64_t>();
  sum.open_line = open_line.get<bool>();
  sum.beginning = beginning_;
  line = in_.line();
  return line && read_tally(*line, sum.counts, sum.by_regime);
}

RunResult run_part(const Regimes& regimes, const RunInput& input, const WriteBytes& to, const RunOptions& options) {
  PartWriter part(to);
  RunOutput output;
  output.decisions = [&part](std::string_view lines) { return part.decisions(lines); };
  output.rejections = [&part](std::string_view lines) { return part.rejections(lines); };
  output.part = &part;
  RunOptions into_part = options;
  into_part.digests = false;
  into_part.checkpoints = {};
  RunResult result = run(regimes, input, output, into_part);
  if (result.failure == RunFailure::cannot_write_decisions || result.failure == RunFailure::cannot_write_rejections)
    result.failure = RunFailure::cannot_write_part;
  return result;
}

}  // namespace kaidah::batch
