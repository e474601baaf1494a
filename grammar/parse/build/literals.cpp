#include <algorithm>
#include <charconv>
#include <chrono>

#include "grammar/parse/build/builder.hpp"
#include "grammar/parse/lexical.hpp"

namespace kaidah::parse {

namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;

void append_utf8(std::string& to, char32_t c) {
  const auto byte = [&](char32_t value) { to += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

int figure(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string replaced(std::string_view text, char from, char to) {
  std::string result(text);
  std::replace(result.begin(), result.end(), from, to);
  return result;
}

/// `1.250.000`: every group after the first has three digits.
bool grouped_by_thousands(std::string_view digits) {
  for (std::size_t at = digits.find('.'); at != std::string_view::npos;) {
    const std::size_t next = digits.find('.', at + 1);
    if (std::min(next, digits.size()) - at != 4) return false;
    at = next;
  }
  return true;
}

}  // namespace

std::optional<syntax::NumberLiteral> Builder::number(NodeIndex i) {
  const std::string_view whole = written(i);
  syntax::NumberLiteral literal;
  literal.percent = whole.ends_with('%');
  literal.digits = whole.substr(0, whole.size() - (literal.percent ? 1 : 0));
  const std::string_view digits = literal.digits;
  const auto points = std::count(digits.begin(), digits.end(), '.');
  const auto commas = std::count(digits.begin(), digits.end(), ',');
  const Argument shown{"number", std::string(whole)};
  if (commas != 0) {
    std::string better = replaced(whole, ',', '.');
    report(MessageKind::decimal_comma, span(i), {shown}, Message{MessageKind::write_point, {{"text", better}}});
    if (commas == 1 && points == 0) suggest(std::move(better));
    return std::nullopt;
  }
  const bool thousands = points != 0 && grouped_by_thousands(digits) && (points > 1 || digits.ends_with(".000"));
  if (points > 1 || thousands) {
    const MessageKind kind = points > 1 ? MessageKind::several_points : MessageKind::thousands_point;
    if (!thousands) {
      report(kind, span(i), {shown});
      return std::nullopt;
    }
    std::string better = replaced(whole, '.', '_');
    report(kind, span(i), {shown}, Message{MessageKind::write_thousands, {{"text", better}}});
    suggest(std::move(better));
    return std::nullopt;
  }
  const auto count = static_cast<std::size_t>(std::count_if(digits.begin(), digits.end(), is_digit));
  if (count > state_.limits.literal_digits) {
    state_.report(limit_passed(state_, MessageKind::limit_literal, span(i), state_.limits.literal_digits));
    return std::nullopt;
  }
  return literal;
}

std::string Builder::digits(NodeIndex i) {
  const std::string_view all = written(i);
  if (all.size() > state_.limits.literal_digits) {
    state_.report(limit_passed(state_, MessageKind::limit_literal, span(i), state_.limits.literal_digits));
    return "0";
  }
  return std::string(all);
}

std::string Builder::date(NodeIndex i) {
  const std::string_view all = written(i);
  const std::chrono::year_month_day day{std::chrono::year(figure(all.substr(0, 4))),
                                        std::chrono::month(static_cast<unsigned>(figure(all.substr(5, 2)))),
                                        std::chrono::day(static_cast<unsigned>(figure(all.substr(8, 2))))};
  if (!day.ok() || static_cast<int>(day.year()) == 0) {
    report(MessageKind::invalid_date, span(i), {{"date", std::string(all)}});
    return "0001-01-01";
  }
  return std::string(all);
}

// `at` is behind the backslash before, and behind the escape after.
void Builder::decode_escape(std::string_view raw, std::size_t& at, std::uint32_t offset, std::string& to) {
  const std::size_t begin = at - 1;
  const char kind = at < raw.size() ? raw[at++] : '\\';
  switch (kind) {
    case '"':
    case '\\':
      to += kind;
      return;
    case 'n':
      to += '\n';
      return;
    case 't':
      to += '\t';
      return;
    case 'u': {
      const std::size_t close = raw.find('}', at);
      if (at < raw.size() && raw[at] == '{' && close != std::string_view::npos && close > at + 1 && close - at <= 7) {
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(raw.data() + at + 1, raw.data() + close, value, 16);
        const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        if (error == std::errc() && end == raw.data() + close && value != 0 && value <= kLastCodePoint && !surrogate) {
          append_utf8(to, value);
          at = close + 1;
          return;
        }
        at = close + 1;
      }
      break;
    }
    default:
      while (at < raw.size() && (static_cast<unsigned char>(raw[at]) & 0xC0) == 0x80) ++at;
      break;
  }
  const Span where{offset + static_cast<std::uint32_t>(begin), offset + static_cast<std::uint32_t>(at)};
  report(MessageKind::unknown_escape, where, {{"escape", std::string(raw.substr(begin, at - begin))}},
         Message{MessageKind::known_escapes, {{"escapes", "`\\\"` `\\\\` `\\n` `\\t` `\\u{1F600}`"}}});
}

std::string Builder::text(NodeIndex i) {
  const std::string_view all = written(i);
  const bool closed = all.size() > 1 && all.back() == '"' && text_end(all.data(), all.data() + all.size()).closed;
  if (!closed) report(MessageKind::unterminated_text, span(i));
  const std::string_view raw = all.substr(1, all.size() - (closed ? 2 : 1));
  std::string result;
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] == '\\') {
      decode_escape(raw, ++at, node(i).begin + 1, result);
    } else {
      result += raw[at++];
    }
  }
  return result;
}

syntax::Template Builder::text_template(NodeIndex i) {
  const Span all = span(i);
  const std::string_view whole = written(i);
  const bool closed =
      whole.size() > 1 && whole.back() == '"' && text_end(whole.data(), whole.data() + whole.size()).closed;
  if (!closed) report(MessageKind::unterminated_text, all);
  const std::string_view raw = whole.substr(1, whole.size() - (closed ? 2 : 1));
  const std::uint32_t offset = all.begin + 1;
  syntax::Template result{{}, all};
  std::string piece;
  const auto flush = [&] {
    if (!piece.empty()) result.parts.push_back({std::move(piece), {}});
    piece.clear();
  };
  const auto lone_brace = [&](std::size_t at) {
    const Argument brace{"brace", std::string(1, raw[at])};
    const auto where = offset + static_cast<std::uint32_t>(at);
    report(MessageKind::template_brace, {where, where + 1}, {brace}, Message{MessageKind::write_brace_twice, {brace}});
  };
  for (std::size_t at = 0; at < raw.size();) {
    const char c = raw[at];
    if (c == '\\') {
      decode_escape(raw, ++at, offset, piece);
    } else if ((c == '{' || c == '}') && at + 1 < raw.size() && raw[at + 1] == c) {
      piece += c;
      at += 2;
    } else if (c == '{') {
      if (raw.find('}', at) == std::string_view::npos) {
        lone_brace(at++);
        continue;
      }
      flush();
      const char* p = raw.data() + at + 1;
      const ExprId value = template_expression(p, raw.data() + raw.size());
      result.parts.push_back({{}, value});
      at = static_cast<std::size_t>(p - raw.data());
    } else if (c == '}') {
      lone_brace(at++);
    } else {
      piece += c;
      ++at;
    }
  }
  flush();
  return result;
}

}  // namespace kaidah::parse
