#include "engine/json/record_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/json/expected.hpp"
#include "engine/json/one_for_each.hpp"
#include "engine/json/read_fields.hpp"
#include "engine/json/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::json {

using plan::FieldShape;
using plan::ValueShape;
using values::Value;

RecordBuilder::RecordBuilder(const plan::Shapes& shapes, std::uint32_t record, const Limits& limits,
                             const std::vector<std::uint32_t>& identifying)
    : shapes_(shapes), record_(record), limits_(limits), scalars_(shapes_, limits_) {
  for (const plan::RecordShape& shape : shapes.records) tables_.emplace_back(shape);
  needed_ = read_fields(shapes, record, identifying);
  const std::vector<FieldShape>& fields = shapes.records[record].fields;
  identifying_.assign(fields.size(), 0);
  for (const std::uint32_t index : identifying) identifying_[index] = 1;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != "id") continue;
    id_key_ = fields[i].key;
    identifying_[i] = 1;
  }
  root_.kind = types::TypeKind::record;
  root_.record = record;
}

void RecordBuilder::begin(values::Arena& arena) {
  arena_ = &arena;
  arena_before_ = arena.bytes();
  frames_.clear();
  seen_.clear();
  items_.clear();
  unknown_keys_.emplace(&arena.memory());
  depth_ = 0;
  skipped_ = 0;
  at_id_ = false;
  salvaging_ = false;
  id_.reset();
  rejection_.reset();
  done_ = nullptr;
}

// --- events ---------------------------------------------------------------------------------------------------

bool RecordBuilder::null() {
  const ValueShape* shape = next_value();
  if (shape == nullptr) return true;
  if (frames_.empty() || frames_.back().list != nullptr) {
    scalars_.wrong_type(*shape, "null");
    return fail_scalar();
  }
  const FieldShape& here = field(frames_.back(), frames_.back().field);
  if (here.if_missing) {
    store(*here.if_missing);
  } else if (here.optional) {
    store(values::Absent{});
  } else {
    return fail_missing(here, pointer(), "null");
  }
  return true;
}

bool RecordBuilder::boolean(bool value) {
  const ValueShape* shape = next_value();
  if (shape == nullptr) return true;
  Value read;
  if (!scalars_.boolean(*shape, value, read)) return fail_scalar();
  store(std::move(read));
  return true;
}

bool RecordBuilder::whole(std::int64_t value) {
  if (at_id_) remember_id(std::to_string(value));
  const ValueShape* shape = next_value();
  if (shape == nullptr) return true;
  Value read;
  if (!scalars_.whole(*shape, value, read)) return fail_scalar();
  store(std::move(read));
  return true;
}

bool RecordBuilder::number(std::string_view digits) {
  if (at_id_) remember_id(digits);
  const ValueShape* shape = next_value();
  if (shape == nullptr) return true;
  Value read;
  if (!scalars_.number(*shape, digits, read)) return fail_scalar();
  store(std::move(read));
  return true;
}

bool RecordBuilder::text(const std::string& value) {
  if (at_id_) remember_id(value);
  const ValueShape* shape = next_value();
  if (shape == nullptr) return true;
  Value read;
  if (!scalars_.text(*shape, value, *arena_, read)) return fail_scalar();
  store(std::move(read));
  return true;
}

bool RecordBuilder::start_object() {
  if (!opened()) return !frames_.empty();
  const ValueShape* shape = next_value();
  if (shape == nullptr) {
    ++skipped_;
    return true;
  }
  if (shape->kind != types::TypeKind::record) {
    scalars_.wrong_type(*shape, "{\xE2\x80\xA6}");
    return fail_scalar();
  }
  if (!has_room(shapes_.records[shape->record].fields.size())) return !frames_.empty();
  open_record(shape->record);
  return true;
}

bool RecordBuilder::key(std::string_view key) {
  if (skipped_ > 0) return true;
  Frame& frame = frames_.back();
  const bool of_record_itself = frames_.size() == 1;
  at_id_ = of_record_itself && !id_ && key == id_key_;
  frame.field = kNoField;
  const std::uint32_t found = tables_[frame.record].find(key, frame.last);
  if (found == kNoField) return !of_record_itself || check_unknown_key(key);
  frame.last = found;
  char& seen = seen_[frame.base + found];
  if (seen != 0) {
    std::string where = pointer();
    append_pointer_step(where, key);
    return fail({MessageKind::duplicate_key, {{"field", std::string(key)}}}, std::move(where));
  }
  seen = 1;
  if (needed_[frame.record][found] == 0 || (salvaging_ && identifying_[found] == 0)) {
    frame.fields[found] = values::Unread{};
  } else {
    frame.field = found;
  }
  return true;
}

bool RecordBuilder::end_object() {
  --depth_;
  if (skipped_ > 0) {
    --skipped_;
    return true;
  }
  Frame& frame = frames_.back();
  const std::uint32_t missing = fill_in(frame);
  if (missing != kNoField) {
    const FieldShape& shape = field(frame, missing);
    std::string where = pointer();
    append_pointer_step(where, shape.key);
    if (frames_.size() > 1) return fail_missing(shape, std::move(where), {});
    fail_missing(shape, std::move(where), {});
    (void)fill_in(frame);  // of a rejected record: nothing has to be there
  }
  const values::RecordData* record = arena_->record(frame.fields);
  seen_.resize(frame.base);
  frames_.pop_back();
  if (frames_.empty()) {
    done_ = record;
  } else {
    store(record);
  }
  return true;
}

bool RecordBuilder::start_array() {
  if (!opened()) return !frames_.empty();
  const ValueShape* shape = next_value();
  if (shape == nullptr) {
    ++skipped_;
    return true;
  }
  if (shape->kind != types::TypeKind::list) {
    scalars_.wrong_type(*shape, "[\xE2\x80\xA6]");
    return fail_scalar();
  }
  Frame frame;
  frame.list = shape;
  frame.base = items_.size();
  frames_.push_back(frame);
  return true;
}

bool RecordBuilder::end_array() {
  --depth_;
  if (skipped_ > 0) {
    --skipped_;
    return true;
  }
  const Frame frame = frames_.back();
  frames_.pop_back();
  const std::span<Value> items = std::span(items_).subspan(frame.base);
  if (!check_list(frame, items) || !has_room(items.size())) return true;
  const std::span<Value> kept = arena_->values(items.size());
  std::move(items.begin(), items.end(), kept.begin());
  items_.resize(frame.base);
  store(arena_->list(kept));
  return true;
}

void RecordBuilder::reject(Message message) {
  if (!rejection_) rejection_.emplace().message = std::move(message);
  salvaging_ = true;
}

DecodeResult RecordBuilder::finish() {
  DecodeResult result;
  if (done_ == nullptr && !frames_.empty()) {
    // The text broke off. What had no value yet is not absent, it is not known.
    Frame& record = frames_.front();
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      if (seen_[i] == 0 || record.field == i) record.fields[i] = values::Unread{};
    }
    done_ = arena_->record(record.fields);
  }
  result.record = done_;
  result.id = id_;
  result.rejection = std::exchange(rejection_, std::nullopt);
  unknown_keys_.reset();
  return result;
}

// --- values ---------------------------------------------------------------------------------------------------

/// The shape of the value that comes next; null when it is not read.
const ValueShape* RecordBuilder::next_value() {
  if (skipped_ > 0) return nullptr;
  if (frames_.empty()) return &root_;
  Frame& frame = frames_.back();
  if (frame.list != nullptr) {
    ++frame.count;
    return frame.count > most_items(*frame.list) ? nullptr : &frame.list->element.front();
  }
  return frame.field == kNoField ? nullptr : &field(frame, frame.field).value;
}

const FieldShape& RecordBuilder::field(const Frame& frame, std::uint32_t index) const {
  return shapes_.records[frame.record].fields[index];
}

std::size_t RecordBuilder::most_items(const ValueShape& list) const {
  return list.max_items == 0 ? limits_.list_items : list.max_items;
}

void RecordBuilder::store(Value value) {
  Frame& frame = frames_.back();
  if (frame.list != nullptr) {
    items_.push_back(std::move(value));
  } else {
    frame.fields[std::exchange(frame.field, kNoField)] = std::move(value);
  }
}

void RecordBuilder::remember_id(std::string_view value) {
  if (skipped_ > 0 || frames_.size() != 1) return;
  id_ = arena_->text(value);
  at_id_ = false;
}

bool RecordBuilder::opened() {
  ++depth_;
  if (depth_ <= limits_.json_depth || salvaging_) return true;
  fail({MessageKind::limit_json_depth, {{"limit", std::to_string(limits_.json_depth)}}}, pointer());
  return false;
}

bool RecordBuilder::has_room(std::size_t values) {
  if (arena_->bytes() - arena_before_ + values * sizeof(Value) <= limits_.memory_bytes) return true;
  fail({MessageKind::limit_memory_bytes, {{"limit", std::to_string(limits_.memory_bytes)}}}, pointer());
  return false;
}

void RecordBuilder::open_record(std::uint32_t record) {
  Frame frame;
  frame.record = record;
  frame.fields = arena_->values(shapes_.records[record].fields.size());
  frame.base = seen_.size();
  seen_.resize(seen_.size() + frame.fields.size(), 0);
  frames_.push_back(frame);
}

std::uint32_t RecordBuilder::fill_in(Frame& frame) {
  const std::vector<FieldShape>& fields = shapes_.records[frame.record].fields;
  const std::vector<char>& needed = needed_[frame.record];
  const bool salvaged = salvaging_ && frames_.size() == 1;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (seen_[frame.base + i] != 0) continue;
    if (needed[i] == 0 || (salvaged && identifying_[i] == 0)) {
      frame.fields[i] = values::Unread{};
    } else if (fields[i].if_missing) {
      frame.fields[i] = *fields[i].if_missing;
    } else if (!fields[i].optional) {
      if (!salvaged) return i;
      frame.fields[i] = values::Unread{};
    }
  }
  return kNoField;
}

bool RecordBuilder::check_list(const Frame& frame, std::span<const Value> items) {
  const ValueShape& list = *frame.list;
  const std::size_t most = most_items(list);
  const auto limit = [](std::size_t count) { return Argument{"limit", std::to_string(count)}; };
  if (frame.count > most && list.max_items == 0) {
    fail({MessageKind::limit_list, {{"field", field_name()}, limit(most)}}, pointer(), {}, std::to_string(frame.count));
    return false;
  }
  if (frame.count > most || frame.count < list.min_items) {
    const bool more = frame.count > most;
    const MessageKind expected = more ? MessageKind::expected_no_more : MessageKind::expected_no_fewer;
    const std::string count = std::to_string(frame.count);
    fail({MessageKind::list_length, {{"field", field_name()}, {"count", Figure{count}}}}, pointer(),
         Message{expected, {limit(more ? most : list.min_items)}}, count);
    return false;
  }
  if (!list.one_for_each || list.element.front().kind != types::TypeKind::record) return true;
  const std::optional<std::size_t> repeated = first_repetition(items, *list.one_for_each);
  if (!repeated) return true;
  const FieldShape& by = shapes_.records[list.element.front().record].fields[*list.one_for_each];
  const Value& value = items[*repeated].record().fields[*list.one_for_each];
  const std::string found = plain_text(value, by.value, shapes_);
  std::string where = pointer();
  append_pointer_step(where, std::to_string(*repeated));
  append_pointer_step(where, by.key);
  fail({MessageKind::not_one_for_each, {{"field", field_name()}, {"value", found}}}, std::move(where), {}, found);
  return false;
}

bool RecordBuilder::check_unknown_key(std::string_view key) {
  if (salvaging_) return true;
  if (!unknown_keys_->contains(key)) {
    unknown_keys_->insert(arena_->text(key));
    return true;
  }
  std::string where;
  append_pointer_step(where, shortened(key));
  return fail({MessageKind::duplicate_key, {{"field", shortened(key)}}}, std::move(where));
}

// --- problems -------------------------------------------------------------------------------------------------

std::string RecordBuilder::pointer() const {
  std::string pointer;
  for (const Frame& frame : frames_) {
    if (frame.list != nullptr) {
      append_pointer_step(pointer, std::to_string(frame.count - 1));
    } else if (frame.field != kNoField) {
      append_pointer_step(pointer, field(frame, frame.field).key);
    }
  }
  return pointer;
}

/// What messages call the value that is being read: the key of the field it stands in.
std::string RecordBuilder::field_name() const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->field != kNoField) return field(*frame, frame->field).key;
  }
  return shapes_.records[record_].name;
}

bool RecordBuilder::fail_scalar() {
  Problem& problem = scalars_.problem();
  problem.message.arguments.push_back({"field", field_name()});
  return fail(std::move(problem.message), pointer(), std::move(problem.expected), std::move(problem.found));
}

bool RecordBuilder::fail_missing(const FieldShape& missing, std::string pointer, std::string found) {
  return fail({MessageKind::missing_field, {{"field", missing.key}}}, std::move(pointer),
              expected_type(missing.value, shapes_), std::move(found));
}

bool RecordBuilder::fail(Message message, std::string pointer, std::optional<Message> expected, std::string found) {
  if (!rejection_) {
    evaluate::Rejection& rejection = rejection_.emplace();
    rejection.message = std::move(message);
    rejection.pointer = std::move(pointer);
    rejection.expected = std::move(expected);
    rejection.found = std::move(found);
  }
  salvaging_ = true;
  if (frames_.empty()) return false;
  Frame& record = frames_.front();
  if (record.field != kNoField) record.fields[std::exchange(record.field, kNoField)] = values::Unread{};
  frames_.resize(1);
  seen_.resize(record.fields.size());
  items_.clear();
  skipped_ = depth_ == 0 ? 0 : depth_ - 1;
  return true;
}

}  // namespace kaidah::json
