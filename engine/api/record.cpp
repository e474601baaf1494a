#include <kaidah/record.hpp>

#include <algorithm>

namespace kaidah {
namespace {

/// In quotation marks. What is not UTF-8 stays what it is, so that the record is rejected for it.
void append_text(std::string& out, std::string_view text) {
  const auto plain = [](char byte) { return static_cast<unsigned char>(byte) >= 0x20 && byte != '"' && byte != '\\'; };
  out += '"';
  for (auto at = text.begin(); at != text.end();) {
    const auto end = std::find_if_not(at, text.end(), plain);
    out.append(at, end);
    at = end;
    if (at == text.end()) break;
    constexpr char kHex[] = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(*at++);
    if (code < 0x20) {
      out.append("\\u00").append(1, kHex[code >> 4U]).append(1, kHex[code & 0xfU]);
    } else {
      out.append(1, '\\').append(1, static_cast<char>(code));
    }
  }
  out += '"';
}

/// Behind the digits that stand at the beginning of the text.
std::string_view after_digits(std::string_view text) noexcept {
  return text.substr(std::min(text.find_first_not_of("0123456789"), text.size()));
}

/// A number as RFC 8259 writes it.
bool is_number(std::string_view text) noexcept {
  if (text.starts_with('-')) text.remove_prefix(1);
  std::string_view rest = after_digits(text);
  if (rest.size() == text.size() || (text.front() == '0' && text.size() - rest.size() > 1)) return false;
  if (rest.starts_with('.')) {
    text = rest.substr(1);
    rest = after_digits(text);
    if (rest.size() == text.size()) return false;
  }
  if (rest.starts_with('e') || rest.starts_with('E')) {
    text = rest.substr(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    rest = after_digits(text);
    if (rest.size() == text.size()) return false;
  }
  return rest.empty();
}

void append_figure(std::string& out, const Decimal& figure) {
  if (is_number(figure.digits())) {
    out += figure.digits();
  } else {
    append_text(out, figure.digits());
  }
}

}  // namespace

Decimal::Decimal(std::int64_t figure, unsigned decimals) : digits_(std::to_string(figure)) {
  if (decimals == 0) return;
  const std::size_t sign = digits_.front() == '-' ? 1 : 0;
  const std::size_t least = decimals + std::size_t{1};
  if (digits_.size() - sign < least) digits_.insert(sign, least - (digits_.size() - sign), '0');
  digits_.insert(digits_.size() - decimals, 1, '.');
}

void Record::begin(std::string_view field) {
  if (!fields_.empty()) fields_ += ',';
  append_text(fields_, field);
  fields_ += ':';
}

Record& Record::set(std::string_view field, std::string_view text) {
  begin(field);
  append_text(fields_, text);
  return *this;
}

Record& Record::set(std::string_view field, const Decimal& figure) {
  begin(field);
  append_figure(fields_, figure);
  return *this;
}

Record& Record::set(std::string_view field, const Record& part) {
  return set_plain(field, part.json());
}

Record& Record::set(std::string_view field, const RecordList& list) {
  begin(field);
  fields_.append(1, '[').append(list.items_).append(1, ']');
  return *this;
}

Record& Record::set_plain(std::string_view field, std::string_view json) {
  begin(field);
  fields_ += json;
  return *this;
}

std::string Record::json() const {
  std::string out;
  out.reserve(fields_.size() + 2);
  return out.append(1, '{').append(fields_).append(1, '}');
}

void RecordList::begin() {
  if (!items_.empty()) items_ += ',';
}

RecordList& RecordList::add(std::string_view text) {
  begin();
  append_text(items_, text);
  return *this;
}

RecordList& RecordList::add(const Decimal& figure) {
  begin();
  append_figure(items_, figure);
  return *this;
}

RecordList& RecordList::add(const Record& part) {
  begin();
  items_.append(1, '{').append(part.fields_).append(1, '}');
  return *this;
}

RecordList& RecordList::add(const RecordList& list) {
  return add_plain("[" + list.items_ + "]");
}

RecordList& RecordList::add_plain(std::string_view json) {
  begin();
  items_ += json;
  return *this;
}

}  // namespace kaidah
