#include <utility>

#include "grammar/format/context.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

Keyword level_word(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::annex:
      return Keyword::annex;
    case PlaceLevel::chapter:
      return Keyword::chapter;
    case PlaceLevel::article:
      return Keyword::article;
    case PlaceLevel::paragraph:
      return Keyword::paragraph;
    case PlaceLevel::point:
      return Keyword::point;
    case PlaceLevel::item:
      return Keyword::item;
    case PlaceLevel::page:
      break;
  }
  return Keyword::page;
}

Keyword mark_word(MarkKind kind) {
  switch (kind) {
    case MarkKind::verbatim:
      return Keyword::mark_verbatim;
    case MarkKind::secondary_source:
      return Keyword::mark_secondary_source;
    case MarkKind::interpretation:
      return Keyword::mark_interpretation;
    case MarkKind::not_encoded:
      return Keyword::mark_not_encoded;
    case MarkKind::place_inferred:
      return Keyword::mark_place_inferred;
    case MarkKind::accepted:
      break;
  }
  return Keyword::mark_accepted;
}

Keyword base_word(BaseType base) {
  switch (base) {
    case BaseType::text:
      return Keyword::text;
    case BaseType::number:
      return Keyword::number;
    case BaseType::whole_number:
      return Keyword::whole_number;
    case BaseType::date:
      return Keyword::date_type;
    case BaseType::boolean:
      return Keyword::boolean;
    case BaseType::days:
      return Keyword::days_type;
    case BaseType::months:
      return Keyword::months_type;
    case BaseType::named:
    case BaseType::list:
      break;
  }
  return Keyword::list;
}

/// What a text literal shows of a value, without its quotes.
std::string escaped(std::string_view value) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u{";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
      out += '}';
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string Context::names(const std::vector<Name>& names) const {
  std::string out;
  for (const Name& each : names) out += (out.empty() ? "" : ", ") + name(each);
  return out;
}

std::string quoted(std::string_view value) {
  return "\"" + escaped(value) + "\"";
}

std::string place_text(const Context& context, const Place& place) {
  std::string out;
  if (place.through) out = context.word(Keyword::somewhere_in);
  for (const PlacePart& part : place.parts) {
    if (!out.empty()) out += ' ';
    out += context.word(level_word(part.level));
    if (!part.number.empty()) out += " " + part.number;
  }
  if (place.through) out += " " + context.word(Keyword::somewhere_to) + " " + *place.through;
  return out;
}

std::string name_behind_place(const Context& context, const Place& place, const Name& name, NameRole role) {
  std::string shown = context.name(name, role);
  if (place.through || place.parts.empty()) return shown;
  const PlacePart& last = place.parts.back();
  const bool no_number = last.level == PlaceLevel::annex && last.number.empty();
  const bool is_number = shown.find_first_not_of("IVXLCDM") == std::string::npos ||
                         (shown.size() == 1 && shown.front() >= 'A' && shown.front() <= 'Z');
  return no_number && is_number ? "`" + shown + "`" : shown;
}

std::string mark_text(const Context& context, const Mark& mark) {
  std::string out = "[" + context.word(mark_word(mark.kind));
  if (!mark.code.empty()) out += " " + mark.code;
  if (!mark.text.empty()) out += " " + quoted(mark.text);
  return out + "]";
}

std::string in_force_text(const Context& context, const InForce& in_force) {
  return context.word(Keyword::in_force) + dates_text(context, in_force);
}

std::string dates_text(const Context& context, const InForce& in_force) {
  std::string out;
  if (in_force.clock == InForceClock::decision_day) out += " " + context.word(Keyword::for_decisions);
  if (in_force.clock == InForceClock::end_of_period) out += " " + context.word(Keyword::for_periods_ending);
  if (!in_force.from.empty()) out += " " + context.word(Keyword::from_date) + " " + in_force.from;
  if (!in_force.through.empty()) out += " " + context.word(Keyword::through_date) + " " + in_force.through;
  return out;
}

std::string citation_text(const Context& context, const Place& place) {
  const PlaceLevel level = place.parts.empty() ? PlaceLevel::article : place.parts.front().level;
  const bool outer = level == PlaceLevel::annex || level == PlaceLevel::chapter || level == PlaceLevel::article;
  return context.word(outer ? Keyword::as_referred_in : Keyword::as_referred_at) + " " + place_text(context, place);
}

std::string template_text(const Context& context, const Template& text) {
  std::string out = "\"";
  for (const TemplatePart& part : text.parts) {
    for (const char c : part.text) {
      const bool brace = c == '{' || c == '}';
      out += brace ? std::string(2, c) : escaped(std::string_view(&c, 1));
    }
    if (part.value) out += "{" + flat(expression(context, part.value)) + "}";
  }
  return out + "\"";
}

Doc type(const Context& context, const TypeExpr& type) {
  std::vector<Doc> parts;
  if (type.base == BaseType::named) {
    parts.push_back(text(context.name(type.name, NameRole::type)));
  } else {
    parts.push_back(text(context.word(base_word(type.base))));
  }
  for (const TypeExpr& element : type.element) {
    parts.push_back(text(" "));
    parts.push_back(format::type(context, element));
  }
  if (type.range_dots && type.at_least) {
    parts.push_back(text(" "));
    parts.push_back(expression(context, type.at_least, Level::sum, context.word(base_word(type.base))));
    parts.push_back(text(".."));
    parts.push_back(expression(context, type.at_most, Level::sum, kRangeDots));
  } else {
    if (type.at_least) {
      parts.push_back(text(" " + context.word(Keyword::at_least) + " "));
      parts.push_back(expression(context, type.at_least, Level::sum));
    }
    if (type.at_most) {
      if (type.at_least) parts.push_back(text(" " + context.word(Keyword::and_)));
      parts.push_back(text(" " + context.word(Keyword::at_most) + " "));
      parts.push_back(expression(context, type.at_most, Level::sum));
    }
  }
  if (type.decimals) parts.push_back(text(" " + context.word(Keyword::decimals) + " " + *type.decimals));
  return concat(std::move(parts));
}

Doc guard(const Context& context, const Guard& guard) {
  const std::string word = context.word(guard.word == GuardWord::when ? Keyword::when : Keyword::in_case);
  return concat({text(word + " "), expression(context, guard.condition, Level::any, word)});
}

std::string parameters_text(const Context& context, const std::vector<Parameter>& parameters) {
  if (parameters.empty()) return {};
  std::string out;
  for (const Parameter& parameter : parameters) {
    out += out.empty() ? "(" : ", ";
    out += context.name(parameter.name) + ": " + flat(type(context, parameter.type));
  }
  return out + ")";
}

Doc below(Doc value) {
  return group({nest(kInside, {line(), std::move(value)})});
}

Doc behind(Doc part) {
  return group({nest(kInside, {line("  "), std::move(part)})});
}

void append_marks(const Context& context, std::vector<Doc>& parts, const std::vector<Mark>& marks) {
  for (std::size_t i = 0; i < marks.size(); ++i) {
    Doc shown = text(mark_text(context, marks[i]));
    parts.push_back(i == 0 ? behind(std::move(shown)) : group({nest(kInside, {line(), std::move(shown)})}));
  }
}

void append_citations(const Context& context, std::vector<Doc>& parts, const std::vector<Place>& places) {
  for (const Place& place : places) parts.push_back(behind(text(citation_text(context, place))));
}

}  // namespace kaidah::format
