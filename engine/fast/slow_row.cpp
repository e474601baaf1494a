#include "engine/fast/slow_row.hpp"

namespace kaidah::fast {

SlowRow::SlowRow(Reader& reader, std::uint32_t table, std::uint32_t row)
    : reader_(reader), trails_(reader.trails_[table]), memory_(reader.memory_[table]), table_(table), row_(row) {}

const char* SlowRow::read(const char* p, const Step& done) {
  learning_ = trails_.may_learn(done);
  literal_ = p;
  if (learning_) {
    memory_.closed.clear();
    memory_.trail.clear();
  }
  if (&done != trails_.root()) {
    if (!resume(done)) return nullptr;
  } else {
    p = skip_space(p, reader_.end_);
    if (p >= reader_.end_ || *p != '{') return nullptr;
    ++p;
    open(reader_.rules_.tables[table_].item.index);
  }
  p = read_fields(p);
  if (p == nullptr) return nullptr;
  if (learning_) {
    learn(p, p, Reads::end, 0);
    trails_.learn(done, memory_.trail, reader_.rules_);
  } else {
    trails_.miss();
  }
  return p;
}

bool SlowRow::resume(const Step& done) {
  const Progress& progress = trails_.progress(done);
  for (const Frame& frame : progress.closed) {
    set_present(frame);
    if (!finish(frame)) return false;
  }
  for (const Frame& frame : progress.open) set_present(frame);
  if (learning_) memory_.closed = progress.closed;
  for (const Frame& frame : progress.open) memory_.open[depth_++] = frame;
  for (const std::string& key : progress.unknown) memory_.unknown[unknown_++] = key;
  return true;
}

void SlowRow::open(std::uint32_t object) {
  Frame& frame = memory_.open[depth_++];
  frame.object = &reader_.rules_.objects[object];
  frame.seen = {};
  frame.given = {};
  frame.is_empty = true;
}

bool SlowRow::close() {
  const Frame& frame = memory_.open[--depth_];
  if (learning_) memory_.closed.push_back(frame);
  return finish(frame);
}

/// Of fields that were read along a trail.
void SlowRow::set_present(const Frame& frame) {
  const ObjectRule& object = *frame.object;
  for (std::uint32_t field = 0; field < object.fields.size(); ++field) {
    if (frame.given.has(field) && object.optional.has(field))
      set(reader_.batch_->bits[object.fields[field].present], row_);
  }
}

/// What was not in the text.
bool SlowRow::finish(const Frame& frame) {
  const ObjectRule& object = *frame.object;
  for (std::uint32_t word = 0; word < object.words; ++word) {
    const std::uint64_t given = frame.given.words[word];
    if ((object.required.words[word] & ~given) != 0) return false;
    for (std::uint64_t rest = object.defaulted.words[word] & ~given; rest != 0; rest &= rest - 1) {
      const Default& value = object.defaults[word * 64 + static_cast<unsigned>(std::countr_zero(rest))];
      if (value.unusual) return false;
      reader_.write_default(value, row_);
    }
  }
  return true;
}

/// To behind the colon and the space there; a key with escapes is written out.
[[gnu::always_inline]] inline const char* SlowRow::read_key(const char* p, std::string_view& name) {
  const char* const end = reader_.end_;
  if (*p != '"') return nullptr;
  const char* const key = p + 1;
  p = find_special_nearby(key, end);
  name = std::string_view(key, static_cast<std::size_t>(p - key));
  if (*p != '"') [[unlikely]] {
    p = skip_text(key, end);
    if (p == nullptr) return nullptr;
    --p;
    name = std::string_view(key, static_cast<std::size_t>(p - key));
    if (name.find('\\') != std::string_view::npos) {
      // With as much behind it as is looked at.
      std::string& plain = reader_.batch_->written.emplace_back(unescaped(name));
      const std::size_t size = plain.size();
      plain.append(16, '\0');
      name = std::string_view(plain).substr(0, size);
    }
  }
  p = skip_space(p + 1, end);
  if (*p != ':') return nullptr;
  p = skip_space(p + 1, end);
  return p < end ? p : nullptr;
}

[[gnu::always_inline]] inline const char* SlowRow::read_scalar(const ScalarRule& rule, std::uint32_t number,
                                                               const char* p) {
  if (rule.reads == Reads::decimal) {
    const char* const behind = read_decimal(p, rule, row_);
    return learning_ ? learn(p, behind, Reads::decimal, number) : behind;
  }
  if (is_quoted(rule.reads) && *p++ != '"') return nullptr;
  const char* const behind = reader_.read_scalar(rule, row_, p);
  return learning_ ? learn(p, behind, rule.reads, number) : behind;
}

const char* SlowRow::read_known(Frame& frame, std::uint32_t field, const char* p) {
  if (frame.seen.has(field)) return nullptr;
  frame.seen.add(field);
  const FieldRule& rule = frame.object->fields[field];
  if (rule.what == FieldRule::What::unread) return skip(p);
  if (*p == 'n') return rule.may_be_null && load4(p) == load4("null") ? p + 4 : nullptr;
  frame.given.add(field);
  if (rule.present != kNone) set(reader_.batch_->bits[rule.present], row_);
  if (rule.what == FieldRule::What::scalar) return read_scalar(reader_.rules_.scalars[rule.index], rule.index, p);
  if (rule.what == FieldRule::What::object) {
    if (*p != '{') return nullptr;
    open(rule.index);
    return p + 1;
  }
  if (*p != '[') return nullptr;
  const char* const behind = reader_.read_list(rule.index, row_, p + 1);
  return learning_ ? learn(p + 1, behind, Reads::list, rule.index) : behind;
}

const char* SlowRow::read_fields(const char* p) {
  const char* const end = reader_.end_;
  bool is_first = memory_.open[depth_ - 1].is_empty;
  for (;;) {
    p = skip_space(p, end);
    if (*p == ',' && !is_first) {
      p = skip_space(p + 1, end);
    } else if (*p == '}') {
      if (p >= end || !close()) return nullptr;
      ++p;
      if (depth_ == 0) return p;
      is_first = false;
      continue;
    } else if (!is_first) {
      return nullptr;
    }
    std::string_view key;
    p = read_key(p, key);
    if (p == nullptr) return nullptr;
    Frame& frame = memory_.open[depth_ - 1];
    frame.is_empty = false;
    const std::size_t depth = depth_;
    const std::uint32_t field = frame.object->keys.find(key.data(), key.size());
    if (field != Words::kNotFound) {
      p = read_known(frame, field, p);
    } else {
      const bool of_record_itself = table_ == 0 && depth_ == 1;
      if (of_record_itself && !is_new(key)) return nullptr;
      p = skip(p);
    }
    if (p == nullptr) return nullptr;
    is_first = depth_ > depth;
  }
}

const char* SlowRow::skip(const char* p) {
  if (*p == '"') {
    const char* const behind = skip_text(p + 1, reader_.end_);
    return learning_ ? learn(p + 1, behind, Reads::skipped_text, 0) : behind;
  }
  const std::uint32_t room = memory_.open[depth_ - 1].object->room;
  const char* const behind = skip_value(p, reader_.end_, room);
  return learning_ ? learn(p, behind, Reads::skipped, room) : behind;
}

/// False for two equal keys, and when there are too many to tell.
bool SlowRow::is_new(std::string_view key) {
  if (!reader_.rules_.id_declared && key == "id") return false;  // names the record, and has no column
  if (unknown_ == memory_.unknown.size()) return false;
  for (std::size_t i = 0; i < unknown_; ++i) {
    if (memory_.unknown[i] == key) return false;
  }
  memory_.unknown[unknown_++] = key;
  return true;
}

/// Notes what stood before the value, and how it was read. Returns `behind`. REQUIRES: learning.
const char* SlowRow::learn(const char* value, const char* behind, Reads reads, std::uint32_t index) {
  if (behind == nullptr) return nullptr;
  NewStep& step = memory_.trail.emplace_back();
  step.literal = {literal_, static_cast<std::size_t>(value - literal_)};
  step.reads = reads;
  step.index = index;
  step.progress.open.assign(memory_.open.begin(), memory_.open.begin() + static_cast<std::ptrdiff_t>(depth_));
  step.progress.closed = memory_.closed;
  step.progress.unknown.assign(memory_.unknown.begin(),
                               memory_.unknown.begin() + static_cast<std::ptrdiff_t>(unknown_));
  literal_ = behind;
  return behind;
}

}  // namespace kaidah::fast
