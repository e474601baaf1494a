#include "engine/batch/worker.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/batch/trace_line.hpp"
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

Desk::Desk(const Regime& regime, std::optional<std::uint32_t> number, const GroupRecords& group_records,
           const WorkerOptions& options)
    : regime_(regime),
      number_(number),
      group_records_(group_records),
      settings_(options.settings),
      language_(options.language),
      gather_(options.groups && !regime.plan->policy->groups.empty()),
      trace_(options.trace),
      decoder_(regime.plan->shapes, regime.plan->input, options.settings.limits,
               identifying(*regime.plan, gather_ || !group_records.empty())),
      evaluator_(regime.plan),
      groups_(regime.plan) {
  settings_.parameters = regime.parameters;
  settings_.results = regime.results;
  settings_.group_records.assign(regime.plan->policy->groups.size(), nullptr);
  if (group_records.empty())
    fast_ = fast::Decider::make(*regime.plan, settings_, {.groups = gather_, .ways = options.trace}, regime.label);
}

void Desk::give_groups(evaluate::GroupAccumulator& population) {
  population.merge(std::move(groups_));
  if (fast_) fast_->flush(population);
}

bool Desk::take(std::size_t row, Chunk& chunk, const RawRecord& raw) {
  if (!fast_->append_line(row, chunk.decisions)) return false;
  if (trace_) {
    fast_->take_ways(row, ways_);
    trace_record(chunk, raw, fast_->id(row), number_, &ways_, nullptr);
  }
  if (gather_) fast_->add_to_groups(row);
  return true;
}

bool Desk::decide(Chunk& chunk, const RawRecord& raw, values::Arena& arena) {
  const std::string_view text = chunk.text_of(raw);
  json::DecodeResult decoded;
  if (raw.fault == Fault::none) {
    decoded = decoder_.decode(text, arena);
  } else if (raw.fault == Fault::too_large) {
    decoded = decoder_.too_large(text, arena);
  } else {
    decoded.rejection.emplace().message = fault_message(raw.fault);
  }
  const auto reject = [&](const evaluate::Rejection& rejection, const evaluate::Ways* ways) {
    json::append_rejection(chunk.rejections, *regime_.plan->policy, problem_line(chunk, raw, decoded.offset),
                           decoded.id, rejection, language_, {}, regime_.label);
    if (trace_) trace_record(chunk, raw, decoded.id, number_, ways, &rejection);
    if (gather_ && decoded.record != nullptr) groups_.reject(*decoded.record);
    return false;
  };
  if (decoded.rejection) return reject(*decoded.rejection, nullptr);
  if (!group_records_.empty()) {
    for (std::size_t i = 0; i < settings_.group_records.size(); ++i) {
      settings_.group_records[i] = group_records_.of_member(check::GroupId(i), *decoded.record);
    }
  }
  const evaluate::Outcome& outcome = evaluator_.decide(*decoded.record, settings_, nullptr, trace_ ? &ways_ : nullptr);
  if (outcome.rejection) return reject(*outcome.rejection, &ways_);
  const std::size_t most = settings_.limits.decision_bytes;
  if (!json::append_decision_within(chunk.decisions, most, *regime_.plan, decoded.id, outcome, regime_.label)) {
    evaluate::Rejection too_large;
    too_large.message = {MessageKind::limit_decision_bytes, {{"limit", std::to_string(most)}}};
    return reject(too_large, &ways_);
  }
  if (trace_) trace_record(chunk, raw, decoded.id, number_, &ways_, nullptr);
  if (gather_) groups_.add(evaluator_, chunk.number);
  return true;
}

Worker::Worker(const Regimes& regimes, const std::vector<std::unique_ptr<GroupRecords>>& group_records,
               const WorkerOptions& options)
    : regimes_(regimes), group_records_(group_records), options_(options), desks_(regimes.all.size()) {
  if (regimes.make_chooser) choose_ = regimes.make_chooser();
}

Desk& Worker::desk(std::uint32_t regime) {
  if (!desks_[regime]) {
    const auto number = regimes_.make_chooser ? std::optional(regime) : std::nullopt;
    desks_[regime] = std::make_unique<Desk>(regimes_.all[regime], number, *group_records_[regime], options_);
  }
  return *desks_[regime];
}

std::size_t Worker::groups() const {
  std::size_t groups = 0;
  for (const auto& desk : desks_) groups += desk ? desk->group_count() : 0;
  return groups;
}

void Worker::process(Chunk& chunk) {
  chunk.by_regime.assign(regimes_.all.size(), {});
  const std::span<const RawRecord> records = chunk.records;
  // Whoever reads side by side looks a little further.
  if (!records.empty() && chunk.text.size() < records.back().begin + records.back().size + Chunk::kPadding)
    chunk.text.append(Chunk::kPadding, '\0');
  for (std::size_t begin = 0; begin < records.size(); begin += fast::Decider::kMostRecords)
    process(records.subspan(begin, std::min(fast::Decider::kMostRecords, records.size() - begin)), chunk);
  chunk.too_many_groups = groups() > options_.settings.limits.groups;
}

/// All that can be are decided side by side; then each has its line, in order.
void Worker::process(std::span<const RawRecord> records, Chunk& chunk) {
  places_.clear();
  for (const RawRecord& raw : records) places_.push_back(place(raw, chunk));
  for (const auto& desk : desks_)
    if (desk && desk->fast() != nullptr) desk->fast()->decide();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Place& place = places_[i];
    if (place.row && place.desk->take(*place.row, chunk, records[i])) {
      ++chunk.decided;
      ++chunk.by_regime[place.regime].decided;
    } else {
      process(records[i], chunk);
    }
  }
  for (const auto& desk : desks_)
    if (desk && desk->fast() != nullptr) desk->fast()->clear();
}

Worker::Place Worker::place(const RawRecord& raw, const Chunk& chunk) {
  Place place;
  if (raw.fault != Fault::none) return place;
  const std::string_view text = chunk.text_of(raw);
  if (choose_) {
    arena_.clear();
    const Choice choice = choose_(text, arena_);
    if (!choice.regime) return place;
    place.regime = *choice.regime;
  }
  place.desk = &desk(place.regime);
  fast::Decider* fast = place.desk->fast();
  if (fast != nullptr && text.size() <= options_.settings.limits.record_bytes && fast->read(text))
    place.row = fast->rows() - 1;
  return place;
}

void Worker::process(const RawRecord& raw, Chunk& chunk) {
  arena_.clear();
  std::uint32_t regime = 0;
  if (choose_) {
    const std::optional<std::uint32_t> chosen = choose(raw, chunk);
    if (!chosen) return;
    regime = *chosen;
  }
  const bool decided = desk(regime).decide(chunk, raw, arena_);
  ++(decided ? chunk.decided : chunk.rejected);
  ++(decided ? chunk.by_regime[regime].decided : chunk.by_regime[regime].rejected);
}

std::optional<std::uint32_t> Worker::choose(const RawRecord& raw, Chunk& chunk) {
  Choice choice;
  // Of a record that is too large its beginning may name it; one that is not whole has no regime in any case.
  if (raw.fault == Fault::none || raw.fault == Fault::too_large) choice = choose_(chunk.text_of(raw), arena_);
  if (raw.fault == Fault::none && choice.regime) return choice.regime;
  json::DecodeResult& rejected = choice.rejected;
  if (raw.fault != Fault::none) {
    rejected.offset = 0;
    evaluate::Rejection& rejection = rejected.rejection.emplace();
    const std::string limit = std::to_string(options_.settings.limits.record_bytes);
    rejection.message = raw.fault == Fault::too_large ? Message{MessageKind::limit_record_bytes, {{"limit", limit}}}
                                                      : fault_message(raw.fault);
  }
  json::append_rejection(chunk.rejections, *regimes_.all.front().plan->policy,
                         problem_line(chunk, raw, rejected.offset), rejected.id, *rejected.rejection,
                         options_.language);
  if (options_.trace) trace_record(chunk, raw, rejected.id, {}, nullptr, &*rejected.rejection);
  ++chunk.rejected;
  return std::nullopt;
}

void trace_record(Chunk& chunk, const RawRecord& raw, const std::optional<std::string_view>& id,
                  std::optional<std::uint32_t> regime, const evaluate::Ways* ways,
                  const evaluate::Rejection* rejected) {
  TraceLine line;
  line.id = id;
  line.regime = regime;
  line.is_record = raw.fault == Fault::none || raw.fault == Fault::too_large;
  line.offset = raw.offset;
  line.bytes = raw.bytes;
  if (raw.fault == Fault::none) line.sum = record_sum(chunk.text_of(raw));
  line.ways = ways;
  if (rejected != nullptr) line.rejected = info(rejected->message.kind).code;
  append_trace_line(chunk.trace, line);
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
