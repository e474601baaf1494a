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
    if (!finish(frame)) return false;
  }
  if (learning_) memory_.closed = progress.closed;
  for (const Frame& frame : progress.open) memory_.open[depth_++] = frame;
  for (const std::string& key : progress.unknown) memory_.unknown[unknown_++] = key;
  return true;
}

void SlowRow::open(std::uint32_t object) {
  Frame& frame = memory_.open[depth_++];
  frame.object = object;
  frame.seen.clear(reader_.rules_.objects[object].words);
  frame.given.clear(reader_.rules_.objects[object].words);
  at_first_ = true;
}

bool SlowRow::close() {
  const Frame& frame = memory_.open[--depth_];
  if (learning_) memory_.closed.push_back(frame);
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
  if (p >= end) return nullptr;
  std::string_view name(key, static_cast<std::size_t>(p - key));
  if (*p == '\\') {
    p = skip_text(key, end);
    if (p == nullptr) return nullptr;
    --p;
    // With as much behind it as is looked at.
    std::string& plain = reader_.batch_->written.emplace_back(unescaped({key, static_cast<std::size_t>(p - key)}));
    const std::size_t size = plain.size();
    plain.append(16, '\0');
    name = std::string_view(plain).substr(0, size);
  }
  if (*p != '"') return nullptr;
  p = skip_space(p + 1, end);
  if (p >= end || *p != ':') return nullptr;
  p = skip_space(p + 1, end);
  if (p >= end) return nullptr;
  const Frame& frame = memory_.open[depth_ - 1];
  const std::uint32_t field = reader_.rules_.objects[frame.object].keys.find(name.data(), name.size());
  if (field != Words::kNotFound) return read_known(field, p);
  const bool of_record_itself = table_ == 0 && depth_ == 1;
  if (of_record_itself && !is_new(name)) return nullptr;
  return skip(p);
}

const char* SlowRow::read_known(std::uint32_t field, const char* p) {
  Frame& frame = memory_.open[depth_ - 1];
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
      return *p == '[' ? read_list(rule.index, p + 1) : nullptr;
    case FieldRule::What::scalar:
    case FieldRule::What::unread:
      break;
  }
  return read_scalar(rule.index, p);
}

const char* SlowRow::read_list(std::uint32_t table, const char* p) {
  return learn(p, reader_.read_list(table, row_, p), Reads::list, table);
}

const char* SlowRow::read_scalar(std::uint32_t scalar, const char* p) {
  const ScalarRule& rule = reader_.rules_.scalars[scalar];
  if (is_quoted(rule.reads) && *p++ != '"') return nullptr;
  return learn(p, reader_.read_scalar(rule, row_, p), rule.reads, scalar);
}

const char* SlowRow::skip(const char* p) {
  if (*p == '"') return learn(p + 1, skip_text(p + 1, reader_.end_), Reads::skipped_text, 0);
  const std::uint32_t room = reader_.rules_.objects[memory_.open[depth_ - 1].object].room;
  return learn(p, skip_value(p, reader_.end_, room), Reads::skipped, room);
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

/// Notes what stood before the value, and how it was read. Returns `behind`.
const char* SlowRow::learn(const char* value, const char* behind, Reads reads, std::uint32_t index) {
  if (!learning_ || behind == nullptr) return behind;
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
