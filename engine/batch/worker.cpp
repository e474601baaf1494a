#include "engine/batch/worker.hpp"

#include <algorithm>
#include <utility>

#include "engine/json/encode.hpp"
#include "engine/json/syntax_error.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::batch {
namespace {

/// What names a group.
std::vector<std::uint32_t> key_fields(const check::CheckedPolicy& policy) {
  std::vector<std::uint32_t> fields;
  for (const check::GroupDeclaration& group : policy.groups) {
    fields.insert(fields.end(), group.key.begin(), group.key.end());
  }
  return fields;
}

std::vector<std::uint32_t> identifying(const plan::Plan& plan, bool groups) {
  return groups ? key_fields(*plan.policy) : std::vector<std::uint32_t>();
}

}  // namespace

Worker::Worker(plan::PlanPtr plan, const GroupRecords& group_records, const evaluate::Settings& settings,
               Language language, bool groups)
    : plan_(std::move(plan)),
      group_records_(group_records),
      settings_(settings),
      language_(language),
      gather_(groups),
      decoder_(plan_->shapes, plan_->input, settings.limits, identifying(*plan_, groups || !group_records.empty())),
      evaluator_(plan_),
      groups_(plan_) {
  settings_.group_records.assign(plan_->policy->groups.size(), nullptr);
}

void Worker::process(Chunk& chunk) {
  for (const RawRecord& raw : chunk.records) process(raw, chunk);
  chunk.too_many_groups = groups_.size() > settings_.limits.groups;
}

void Worker::process(const RawRecord& raw, Chunk& chunk) {
  arena_.clear();
  const std::string_view text = chunk.text_of(raw);
  json::DecodeResult decoded;
  if (raw.fault == Fault::none) {
    decoded = decoder_.decode(text, arena_);
  } else if (raw.fault == Fault::too_large) {
    decoded = decoder_.too_large(text, arena_);
  } else {
    decoded.rejection.emplace().message = fault_message(raw.fault);
  }
  if (decoded.rejection) {
    reject(raw, decoded, *decoded.rejection, chunk);
    return;
  }
  if (!group_records_.empty()) {
    for (std::size_t i = 0; i < settings_.group_records.size(); ++i) {
      settings_.group_records[i] = group_records_.of_member(check::GroupId(i), *decoded.record);
    }
  }
  const evaluate::Outcome& outcome = evaluator_.decide(*decoded.record, settings_);
  if (outcome.rejection) {
    reject(raw, decoded, *outcome.rejection, chunk);
    return;
  }
  json::append_decision(chunk.decisions, *plan_, decoded.id, outcome);
  if (gather_) groups_.add(evaluator_);
  ++chunk.decided;
}

void Worker::reject(const RawRecord& raw, const json::DecodeResult& decoded, const evaluate::Rejection& rejection,
                    Chunk& chunk) {
  json::append_rejection(chunk.rejections, *plan_->policy, problem_line(chunk, raw, decoded.offset), decoded.id,
                         rejection, language_);
  if (gather_ && decoded.record != nullptr) groups_.reject(*decoded.record);
  ++chunk.rejected;
}

std::uint64_t problem_line(const Chunk& chunk, const RawRecord& raw, std::size_t offset) {
  std::string_view read = chunk.text_of(raw).substr(0, offset);
  if (read.ends_with('\n')) read.remove_suffix(1);  // a line end is the last character of its line
  return raw.line + static_cast<std::uint64_t>(std::ranges::count(read, '\n'));
}

Message fault_message(Fault fault) {
  switch (fault) {
    case Fault::trailing:
      return json::malformed(MessageKind::json_trailing, {});
    case Fault::open_list:
      return json::malformed(MessageKind::json_open_list, {});
    case Fault::none:
    case Fault::too_large:
    case Fault::empty:
      break;
  }
  return json::malformed(MessageKind::json_expected_value, {});
}

}  // namespace kaidah::batch
