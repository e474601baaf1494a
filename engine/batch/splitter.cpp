#include "engine/batch/splitter.hpp"

#include <algorithm>
#include <utility>

namespace kaidah::batch {
namespace {

/// Kept of a record that is too large, to find out whose it is.
constexpr std::size_t kBeginning = 64u << 10;
/// Far past any depth that is read; keeps a stream of brackets from filling the memory.
constexpr std::size_t kMostBrackets = 1u << 20;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

void Splitter::feed(std::string_view bytes, Chunk& chunk) {
  if (form_ != Form::unknown) {
    split(bytes, chunk);
    return;
  }
  head_ += bytes;
  const Form form = form_of_head(false);
  if (form != Form::unknown) begin(form, chunk);
}

Form Splitter::form_of_head(bool ended) const {
  const Form form = form_of(head_, ended);
  return only_lines_ && form != Form::unknown ? Form::lines : form;
}

void Splitter::begin(Form form, Chunk& chunk) {
  form_ = form;
  const std::string head = std::exchange(head_, {});
  std::string_view bytes = head;
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
    at_ = record_at_ = kByteOrderMark.size();
  }
  split(bytes, chunk);
}

void Splitter::finish(Chunk& chunk) {
  if (form_ == Form::unknown) begin(form_of_head(true), chunk);
  if (form_ == Form::lines) {
    if (!record_.empty()) split_lines("\n", chunk);
    return;
  }
  bool list_cut_off = form_ == Form::list && list_ != List::closed && !lost_;
  if (started_) {
    const bool whole = brackets_.empty() && !in_string_;
    list_cut_off = list_cut_off && whole;  // otherwise the record says so itself
    end_record(chunk, at_, list_ == List::closed ? Fault::trailing : Fault::none);
  }
  if (list_cut_off) add_fault(chunk, Fault::open_list);
}

void Splitter::split(std::string_view bytes, Chunk& chunk) {
  if (form_ == Form::lines) {
    split_lines(bytes, chunk);
  } else {
    split_nested(bytes, chunk);
  }
}

void Splitter::split_lines(std::string_view bytes, Chunk& chunk) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    keep(bytes.substr(0, end));
    at_ += std::min(end, bytes.size());
    if (end == std::string_view::npos) return;
    bytes.remove_prefix(end + 1);
    if (record_.ends_with('\r') && !too_large_) record_.pop_back();
    record_line_ = line_++;
    if (std::ranges::all_of(record_, is_blank) && !too_large_) {
      record_.clear();
    } else {
      end_record(chunk, at_);
    }
    record_at_ = ++at_;
  }
}

void Splitter::split(Chunk& chunk, std::size_t size) {
  const std::string_view text(chunk.text.data(), size);
  const std::uint64_t offset = record_at_;  // of the text in the input
  std::size_t begin = 0;
  for (std::size_t from = record_.size();;) {
    const std::size_t end = text.find('\n', from);
    if (end == std::string_view::npos) break;
    const std::size_t whole = end - begin;
    std::string_view record = text.substr(begin, whole);
    bool large = whole > most_bytes_ + 1;
    if (!large && record.ends_with('\r')) record.remove_suffix(1);
    record_line_ = line_++;
    if (large || !std::ranges::all_of(record, is_blank)) {
      large = large || record.size() > most_bytes_;
      const std::size_t held = large ? std::min(record.size(), kBeginning) : record.size();
      chunk.records.push_back(
          {begin, held, record_line_, large ? Fault::too_large : Fault::none, offset + begin, large ? whole : held});
    }
    begin = from = end + 1;
  }
  record_.clear();
  keep(text.substr(begin));
  record_at_ = offset + begin;
  at_ = offset + size;
}

void Splitter::split_nested(std::string_view bytes, Chunk& chunk) {
  std::size_t from = 0;  // the record's first byte in `bytes`
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (!started_ && starts_record(c, chunk)) {
      started_ = true;
      from = i;
      record_at_ = at_ + i;
      record_line_ = line_;
      record_column_ = column_;
    }
    const End end = started_ && list_ != List::closed ? step(c) : End::no;
    if (end != End::no) {
      const std::size_t behind = i + (end == End::before ? 0 : 1);
      keep(bytes.substr(from, behind - from));
      end_record(chunk, at_ + behind);
      if (end == End::broken) lost_ = true;
      if (end == End::before) list_ = c == ',' ? List::after_comma : List::closed;
    }
    line_blank_ = c == '\n' || (line_blank_ && is_blank(c));
    column_ = c == '\n' ? 0 : column_ + 1;
    if (c == '\n') ++line_;
  }
  if (started_) keep(bytes.substr(from));
  at_ += bytes.size();
}

/// Called between records.
bool Splitter::starts_record(char c, Chunk& chunk) {
  if (is_blank(c)) return false;
  if (lost_) {
    const bool line_start = line_blank_ && column_ <= record_column_;
    if (line_start && c == ']' && form_ == Form::list) list_ = List::closed;
    if (!line_start || c != '{') return false;
    lost_ = false;
  }
  if (form_ == Form::objects) return true;
  if (list_ == List::before) {  // c is `[`, or the form would be another
    list_ = List::open;
    return false;
  }
  if (list_ == List::closed) return true;
  if (c == ',' || c == ']') {
    if (c == ',' || list_ == List::after_comma) {
      add_fault(chunk, Fault::empty);
    }
    list_ = c == ',' ? List::after_comma : List::closed;
    return false;
  }
  list_ = List::open;
  return true;
}

Splitter::End Splitter::step(char c) {
  if (in_string_) {
    if (c == '\n') return End::broken;
    if (!escaped_ && c == '"') in_string_ = false;
    escaped_ = !escaped_ && c == '\\';
    return End::no;
  }
  const bool of_list = form_ == Form::list;
  switch (c) {
    case '"':
      in_string_ = true;
      return End::no;
    case '{':
    case '[':
      brackets_.push_back(c == '[');
      return brackets_.size() < kMostBrackets ? End::no : End::broken;
    case '}':
    case ']':
      if (brackets_.empty()) return of_list && c == ']' ? End::before : End::no;
      if (brackets_.back() != (c == ']')) return End::broken;
      brackets_.pop_back();
      return brackets_.empty() && !of_list ? End::behind : End::no;
    case ',':
      return brackets_.empty() && of_list ? End::before : End::no;
    case '\n':
      return brackets_.empty() && !of_list ? End::behind : End::no;
    default:
      return End::no;
  }
}

/// One byte more than the limit: the carriage return of a line may still go. However the bytes arrive, the same are
/// kept of a record that is too large.
void Splitter::keep(std::string_view bytes) {
  if (!too_large_ && record_.size() + bytes.size() > most_bytes_ + 1) {
    too_large_ = true;
    record_.resize(std::min(record_.size(), kBeginning));
  }
  record_ += too_large_ ? bytes.substr(0, kBeginning - record_.size()) : bytes;
}

void Splitter::end_record(Chunk& chunk, std::uint64_t end, Fault fault) {
  const bool large = too_large_ || record_.size() > most_bytes_;
  // The carriage return of a line is no part of its record.
  const std::uint64_t bytes = large ? end - record_at_ : record_.size();
  if (large) record_.resize(std::min(record_.size(), kBeginning));
  if (large && fault == Fault::none) fault = Fault::too_large;
  chunk.records.push_back({chunk.text.size(), record_.size(), record_line_, fault, record_at_, bytes});
  chunk.text += record_;
  record_.clear();
  if (record_.capacity() > kBeginning) record_.shrink_to_fit();
  too_large_ = false;
  started_ = false;
  brackets_.clear();
  in_string_ = false;
  escaped_ = false;
}

void Splitter::add_fault(Chunk& chunk, Fault fault) const {
  chunk.records.push_back({chunk.text.size(), 0, line_, fault, at_, 0});
}

}  // namespace kaidah::batch
