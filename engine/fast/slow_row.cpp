#include "engine/fast/slow_row.hpp"

namespace kaidah::fast {

const char* SlowRow::read(const char* p, std::uint32_t done) {
  learning_ = trails_.may_learn(done);
  literal_ = p;
  if (done != Trails::kRoot) {
    if (!resume(done)) return nullptr;
  } else {
    p = skip_space(p, reader_.end_);
    if (p >= reader_.end_ || *p != '{') return nullptr;
    ++p;
    open(reader_.rules_.tables[table_].item.index);
  }
  p = read_fields(p);
  if (p == nullptr || !learning_) return p;
  learn(p, p, Reads::end, 0);
  trails_.learn(done, trail_, reader_.rules_);
  return p;
}

bool SlowRow::resume(std::uint32_t done) {
  const Progress& progress = trails_.progress(done);
  for (const Frame& frame : progress.closed) {
    if (!finish(frame)) return false;
  }
  if (learning_) closed_ = progress.closed;
  for (const Frame& frame : progress.open) open_[depth_++] = frame;
  for (const std::string& key : progress.unknown) unknown_[unknown_count_++] = key;
  return true;
}

void SlowRow::open(std::uint32_t object) {
  open_[depth_++] = {object, {}, {}};
  at_first_ = true;
}

bool SlowRow::close() {
  const Frame& frame = open_[--depth_];
  if (learning_) closed_.push_back(frame);
  return finish(frame);
}

/// What was not in the text.
bool SlowRow::finish(const Frame& frame) {
  const ObjectRule& object = reader_.rules_.objects[frame.object];
  for (std::uint32_t word = 0; word < object.words; ++word) {
    const std::uint64_t given = frame.given.words[word];
    if ((object.required.words[word] & ~given) != 0) return false;
    for (std::uint64_t rest = object.optional.words[word] & given; rest != 0; rest &= rest - 1) {
      set(reader_.batch_->bits[object.present[word * 64 + static_cast<unsigned>(std::countr_zero(rest))]], row_);
    }
    for (std::uint64_t rest = object.defaulted.words[word] & ~given; rest != 0; rest &= rest - 1) {
      const Default& value = object.defaults[word * 64 + static_cast<unsigned>(std::countr_zero(rest))];
      if (value.unusual) return false;
      if (!value.empty_list) reader_.write_default(value, row_);
    }
  }
  return true;
}

const char* SlowRow::read_fields(const char* p) {
  for (;;) {
    p = skip_space(p, reader_.end_);
    if (p >= reader_.end_) return nullptr;
    if (*p == '}') {
      if (!close()) return nullptr;
      ++p;
      if (depth_ == 0) return p;
      at_first_ = false;
      continue;
    }
    if (!at_first_) {
      if (*p != ',') return nullptr;
      p = skip_space(p + 1, reader_.end_);
    }
    at_first_ = false;
    p = read_field(p);
    if (p == nullptr) return nullptr;
  }
}

const char* SlowRow::read_field(const char* p) {
  const char* const end = reader_.end_;
  if (p >= end || *p != '"') return nullptr;
  const char* const key = p + 1;
  p = find_special(key, end);
  while (p < end && static_cast<signed char>(*p) < 0) {
    p = skip_code_point(p, end);
    if (p == nullptr) return nullptr;
    p = find_special(p, end);
  }
  if (p >= end || *p != '"') return nullptr;
  const auto size = static_cast<std::size_t>(p - key);
  p = skip_space(p + 1, end);
  if (p >= end || *p != ':') return nullptr;
  p = skip_space(p + 1, end);
  if (p >= end) return nullptr;
  const Frame& frame = open_[depth_ - 1];
  const std::uint32_t field = reader_.rules_.objects[frame.object].keys.find(key, size);
  if (field != Words::kNotFound) return read_known(field, p);
  const bool of_record_itself = table_ == 0 && depth_ == 1;
  if (of_record_itself && !is_new({key, size})) return nullptr;
  return skip(p);
}

const char* SlowRow::read_known(std::uint32_t field, const char* p) {
  Frame& frame = open_[depth_ - 1];
  if (frame.seen.has(field)) return nullptr;
  frame.seen.add(field);
  const FieldRule& rule = reader_.rules_.objects[frame.object].fields[field];
  if (rule.what == FieldRule::What::unread) return skip(p);
  if (*p == 'n') return rule.may_be_null && load4(p) == load4("null") ? p + 4 : nullptr;
  frame.given.add(field);
  switch (rule.what) {
    case FieldRule::What::object:
      if (*p != '{') return nullptr;
      open(rule.index);
      return p + 1;
    case FieldRule::What::list:
      return *p == '[' ? read_value(Reads::list, rule.index, p + 1) : nullptr;
    case FieldRule::What::scalar:
    case FieldRule::What::unread:
      break;
  }
  if (!is_quoted(rule.reads)) return read_value(rule.reads, rule.index, p);
  return *p == '"' ? read_value(rule.reads, rule.index, p + 1) : nullptr;
}

const char* SlowRow::skip(const char* p) {
  const std::uint32_t room = reader_.rules_.objects[open_[depth_ - 1].object].room;
  return *p == '"' ? read_value(Reads::skipped_text, 0, p + 1) : read_value(Reads::skipped, room, p);
}

const char* SlowRow::read_value(Reads reads, std::uint32_t index, const char* p) {
  const char* behind = reader_.read_value(reads, index, row_, p);
  if (learning_ && behind != nullptr) learn(p, behind, reads, index);
  return behind;
}

/// False for two equal keys, and when there are too many to tell.
bool SlowRow::is_new(std::string_view key) {
  if (!reader_.rules_.id_declared && key == "id") return false;  // names the record, and has no column
  if (unknown_count_ == kMostUnknown) return false;
  for (std::size_t i = 0; i < unknown_count_; ++i) {
    if (unknown_[i] == key) return false;
  }
  unknown_[unknown_count_++] = key;
  return true;
}

void SlowRow::learn(const char* value, const char* behind, Reads reads, std::uint32_t index) {
  NewStep& step = trail_.emplace_back();
  step.literal = {literal_, static_cast<std::size_t>(value - literal_)};
  step.reads = reads;
  step.index = index;
  step.progress.open.assign(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(depth_));
  step.progress.closed = closed_;
  step.progress.unknown.assign(unknown_.begin(), unknown_.begin() + static_cast<std::ptrdiff_t>(unknown_count_));
  literal_ = behind;
}

}  // namespace kaidah::fast
