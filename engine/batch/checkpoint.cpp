#include "engine/batch/checkpoint.hpp"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

#include "engine/batch/identity.hpp"
#include "engine/batch/tally.hpp"
#include "engine/json/object.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::batch {
namespace {

bool read_streams(std::string_view line, Checkpoint& checkpoint) {
  const nlohmann::json streams = nlohmann::json::parse(line, nullptr, false);
  if (!streams.is_object()) return false;
  std::optional<Written> input;
  if (!read_written(streams, "input", input) || !input) return false;
  checkpoint.input = *std::move(input);
  const auto finished = streams.find("finished");
  if (finished == streams.end() || !finished->is_boolean()) return false;
  checkpoint.finished = finished->get<bool>();
  return read_written(streams, "decisions", checkpoint.decisions) &&
         read_written(streams, "rejections", checkpoint.rejections) &&
         read_written(streams, "groups", checkpoint.groups) && read_written(streams, "trace", checkpoint.trace);
}

Message other(const IdentityDifference& found) {
  return {MessageKind::checkpoint_other_run, {{"name", found.name}, {"from", found.from}, {"to", found.to}}};
}

}  // namespace

void append_checkpoint(StateWriter& out, const Checkpoint& checkpoint) {
  std::string& text = out.text();
  text += checkpoint.identity + '\n';
  json::append_text(text, checkpoint.group_records);
  text += '\n';
  {
    json::Object streams(text);
    streams.at("finished") += checkpoint.finished ? "true" : "false";
    add_written(streams, "input", checkpoint.input);
    add_written(streams, "decisions", checkpoint.decisions);
    add_written(streams, "rejections", checkpoint.rejections);
    add_written(streams, "groups", checkpoint.groups);
    add_written(streams, "trace", checkpoint.trace);
  }
  text += '\n';
  append_tally(text, checkpoint.counts, checkpoint.by_regime);
}

CheckpointRead read_checkpoint(StateReader& in, const Checkpoint& now) {
  const CheckpointRead broken{std::nullopt, Message{MessageKind::checkpoint_broken, {}}};
  if (!in.begin(kCheckpoint)) return broken;
  Checkpoint read;
  auto line = in.line();
  if (!line) return broken;
  if (const auto found = difference(*line, now.identity)) return {std::nullopt, other(*found)};
  read.identity = *line;
  line = in.line();
  if (!line) return broken;
  if (const std::string digest = json::quoted(now.group_records); *line != digest)
    return {std::nullopt, other({"group_records", std::string(*line), digest})};
  read.group_records = now.group_records;
  line = in.line();
  if (!line || !read_streams(*line, read)) return broken;
  line = in.line();
  read.by_regime = now.by_regime;
  if (!line || !read_tally(*line, read.counts, read.by_regime)) return broken;
  return {std::move(read), std::nullopt};
}

}  // namespace kaidah::batch
