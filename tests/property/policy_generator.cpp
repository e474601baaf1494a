#include "tests/property/policy_generator.hpp"

namespace kaidah::property {
namespace {

constexpr const char* kShapes = R"(policy "generated" version 1.0.0
title "Generated"
in force from 2000-01-01
month end last_day

enum Colour from lowest {
  red "Red"
  amber "Amber" written "A"
  green "Green" alias "verde"
}

record Period {
  first: date
  last: date
}

record Entry {
  n: number 0..100 decimals 2
  k: whole number 0..10
  w: Colour
  at: date, optional
}

input Person {
  id: text
  period: Period, period assessed
  a: number -50..150 decimals 2
  b: whole number 0..20
  c: number 1..9 decimals 1
  flag: boolean
  w: Colour
  o: number 0..10 decimals 1, optional
  t: date
  entries: list Entry, no more than 6
}

)";

}  // namespace

std::string PolicyGenerator::figure() {
  static const std::vector<std::string> figures = {"0",  "1",   "2",   "3",     "7",      "10",  "20",
                                                   "50", "0.5", "0.1", "33.33", "99.995", "70%", "12.5"};
  return any(figures);
}

std::string PolicyGenerator::colour() {
  static const std::vector<std::string> colours = {"Colour.red", "Colour.amber", "Colour.green"};
  return any(colours);
}

std::string PolicyGenerator::day() {
  static const std::vector<std::string> days = {"2020-02-29", "2021-01-01", "2021-06-30", "2021-07-01", "2021-12-31"};
  return any(days);
}

/// A field or an earlier rule of the kind.
std::string PolicyGenerator::reference(Kind kind) {
  std::vector<std::string> names;
  switch (kind) {
    case Kind::number:
      names = {"a", "b", "c"};
      break;
    case Kind::boolean:
      names = {"flag"};
      break;
    case Kind::colour:
      names = {"w"};
      break;
    case Kind::date:
      names = {"t", "end of period", "start of period"};
      break;
  }
  if (in_function_) return kind == Kind::number ? "x" : kind == Kind::boolean ? "flag" : any(names);
  for (const Rule& rule : rules_) {
    if (rule.kind != kind) continue;
    names.push_back(rule.optional ? "(" + rule.name + " if missing " +
                                        (kind == Kind::number    ? figure()
                                         : kind == Kind::boolean ? "true"
                                         : kind == Kind::colour  ? colour()
                                                                 : day()) +
                                        ")"
                                  : rule.name);
  }
  return any(names);
}

std::string PolicyGenerator::number(int depth) {
  if (depth <= 0) return chance(35) ? figure() : reference(Kind::number);
  static const std::vector<std::string> modes = {"half_up", "half_down", "half_even", "up", "down", "ceiling", "floor"};
  const auto sub = [&] { return number(depth - 1); };
  switch (pick(14)) {
    case 0:
      return "(" + sub() + " + " + sub() + ")";
    case 1:
      return "(" + sub() + " - " + sub() + ")";
    case 2:
      return "(" + sub() + " * " + number(0) + ")";
    case 3:
      return "(" + sub() + " / " + (chance(50) ? "c" : any(std::vector<std::string>{"3", "7", "0.4", "60"})) + ")";
    case 4:
      return "round(" + sub() + ", " + std::to_string(static_cast<int>(pick(5)) - 1) + ", " + any(modes) + ")";
    case 5:
      return "least(" + sub() + ", " + sub() + ")";
    case 6:
      return "greatest(" + sub() + ", " + sub() + ", " + figure() + ")";
    case 7:
      return "sum(e.n * " + figure() + " for e in entries" +
             (chance(50) ? " where e.k > " + std::to_string(pick(8)) : "") + ")";
    case 8:
      return "count(e in entries where e.w >= " + colour() + ")";
    case 9:
      return "(mean(e.n for e in entries where e.k < " + std::to_string(pick(10)) + ") if missing " + figure() + ")";
    case 10:
      return "(o if missing " + figure() + ")";
    case 11:
      return "(greatest(e.k for e in entries) if missing -" + std::to_string(pick(5)) + ")";
    case 12:
      return functions_.empty() || in_function_ ? "abs(" + sub() + ")" : any(functions_) + "(" + sub() + ")";
    default:
      return "((t - " + day() + ") / 1 day)";
  }
}

std::string PolicyGenerator::boolean(int depth) {
  static const std::vector<std::string> comparisons = {"<", "<=", ">", ">=", "=", "!="};
  const auto sub = [&] { return boolean(depth - 1); };
  if (depth <= 0)
    return chance(70) ? "(" + number(0) + " " + any(comparisons) + " " + number(0) + ")" : reference(Kind::boolean);
  switch (pick(11)) {
    case 0:
      return "(" + sub() + " and " + sub() + ")";
    case 1:
      return "(" + sub() + " or " + sub() + ")";
    case 2:
      return "(not " + sub() + ")";
    case 3:
      return "(" + figure() + " <= " + number(depth - 1) + " < " + number(0) + ")";
    case 4:
      return "(" + reference(Kind::colour) + " " + any(comparisons) + " " + colour() + ")";
    case 5:
      return "(o is present and o > " + figure() + ")";
    case 6:
      return "(" + reference(Kind::date) + " " + any(comparisons) + " " + day() + ")";
    case 7:
      return "exists(e in entries where e.k >= " + std::to_string(pick(10)) + " and e.w != " + colour() + ")";
    case 8:
      return "all(e.at is present for e in entries)";
    case 9:
      return "(" + reference(Kind::colour) + " in [" + colour() + ", " + colour() + "])";
    default:
      return "(" + number(depth - 1) + " at least " + figure() + " and at most " + number(0) + ")";
  }
}

std::string PolicyGenerator::value(Kind kind, int depth) {
  switch (kind) {
    case Kind::number:
      return number(depth);
    case Kind::boolean:
      return boolean(depth);
    case Kind::colour:
      return chance(60) ? colour() : reference(Kind::colour);
    case Kind::date:
      break;
  }
  if (chance(30)) return reference(Kind::date) + " + " + std::to_string(1 + pick(40)) + " days";
  if (chance(40)) return reference(Kind::date) + " + " + std::to_string(1 + pick(13)) + " months";
  return chance(50) ? day() : reference(Kind::date);
}

std::string PolicyGenerator::type(Kind kind) const {
  switch (kind) {
    case Kind::number:
      return "number";
    case Kind::boolean:
      return "boolean";
    case Kind::colour:
      return "Colour";
    case Kind::date:
      break;
  }
  return "date";
}

std::string PolicyGenerator::guard(int depth) {
  return (chance(50) ? " when " : " in case ") + boolean(depth);
}

std::string PolicyGenerator::article(const std::string& body) {
  return "article " + std::to_string(++article_) + " {\n" + body + "}\n";
}

/// Several statements, or one classify: guarded alternatives.
std::string PolicyGenerator::cases(const Rule& rule, bool in_article) {
  const std::string head = rule.name + " : " + type(rule.kind) + (rule.optional ? ", optional" : "");
  std::string text;
  if (rule.kind == Kind::colour && chance(60)) {
    text = "  classify " + head + " by " + number(1) + " as x" + std::to_string(article_) +
           (chance(60) ? ", in order" : ", unique") + " {\n";
    static const std::vector<std::string> names = {"red", "amber", "green"};
    const std::size_t arms = 2 + pick(3);
    for (std::size_t i = 0; i < arms; ++i)
      text += "    point " + std::string(1, static_cast<char>('a' + i)) + ": " +
              (chance(6) ? "undetermined \"silent\"" : any(names)) + " when x" + std::to_string(article_) + " " +
              any(std::vector<std::string>{"<", "<=", ">", ">="}) + " " + number(0) + "\n";
    if (chance(50)) text += "    " + any(names) + " otherwise\n";
    text += "  }\n";
  } else if (chance(40)) {
    const std::size_t statements = 1 + pick(3);
    for (std::size_t i = 0; i < statements; ++i)
      text += "  paragraph (" + std::to_string(i + 1) + "): rule " + (i == 0 ? head : rule.name) + " = " +
              value(rule.kind, 1) + guard(2) + "\n";
  } else {
    text = "  rule " + head + " = " + value(rule.kind, 3) + "\n";
  }
  return in_article ? article(text) : text;
}

std::string PolicyGenerator::table(const Rule& rule) {
  std::string text = "  table " + rule.name + " : " + type(rule.kind) + (rule.optional ? ", optional" : "");
  if (chance(50)) {
    text += " by w, flag {\n    | w \\ flag | true | false |\n";
    for (const char* name : {"red", "amber", "green"})
      text += std::string("    | ") + name + " | " + value(rule.kind, 0) + " | " + value(rule.kind, 0) + " |\n";
  } else {
    text += " by b, w" + std::string(chance(50) ? ", in order" : "") + " {\n    | b | w | " + rule.name + " |\n";
    text += "    | 0..5 | * | " + value(rule.kind, 0) + " |\n";
    text += "    | > 5 and <= 12 | red, amber | " + value(rule.kind, 0) + " |\n";
    text += "    | >= 6 | green | " + value(rule.kind, 0) + " |\n";
    if (chance(70)) text += "    | > 12 | red, amber | " + value(rule.kind, 0) + " |\n";
  }
  return article(text + "  }\n");
}

std::string PolicyGenerator::exceptions(const Rule& rule) {
  std::string text;
  if (chance(25)) {
    text += article("  exception " + rule.name + " = " + value(rule.kind, 1) + guard(1) + "\n");
    if (chance(50))
      text += article("  exception to article " + std::to_string(article_) + " " + rule.name + " = " +
                      value(rule.kind, 0) + guard(1) + "\n");
    if (chance(30)) text += article("  exception " + rule.name + " = " + value(rule.kind, 0) + guard(2) + "\n");
  }
  return text;
}

std::string PolicyGenerator::rule(const Rule& rule) {
  std::string text = chance(20) ? table(rule) : cases(rule, true);
  return text + exceptions(rule);
}

std::string PolicyGenerator::policy() {
  rules_.clear();
  functions_.clear();
  article_ = 0;
  std::string text = kShapes;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string name = "f" + std::to_string(i);
    in_function_ = true;
    text += article("  rule " + name + "(x: number) : number = " + number(1) + " when x >= 0\n  rule " + name +
                    "(x: number) = x + 1 when x < 0\n");
    if (chance(50)) text += article("  exception " + name + "(x: number) = " + number(0) + guard(1) + "\n");
    in_function_ = false;
    functions_.push_back(name);
  }
  const std::size_t count = 5 + pick(8);
  for (std::size_t i = 0; i < count; ++i) {
    Rule next{"r" + std::to_string(i), static_cast<Kind>(pick(4)), chance(20)};
    text += rule(next);
    rules_.push_back(next);
  }
  text += "article 999 {\n";
  for (const Rule& rule : rules_) {
    const std::string out = "  output out_" + rule.name;
    if (rule.kind == Kind::number)
      text += out + " = round(" + (rule.optional ? rule.name + " if missing 0" : rule.name) + ", " +
              std::to_string(pick(4)) + ", half_up)\n";
    else
      text += "  output " + rule.name + "\n";
  }
  text += "  require duty: " + boolean(2) + guard(1) +
          " finding breach \"D-1\" \"flag {flag}, b {b}, {round(a, 1, half_even)}\"\n";
  return text + "}\n";
}

std::string PolicyGenerator::record() {
  const auto decimal = [&](int low, int high, int decimals) {
    std::string text = std::to_string(low + static_cast<int>(pick(static_cast<std::size_t>(high - low))));
    if (decimals > 0 && chance(50))
      text += decimals == 1 ? "." + std::to_string(pick(10)) : "." + std::to_string(10 + pick(90));
    return text;
  };
  static const std::vector<std::string> colours = {"red", "Red", "A", "amber", "green", "verde"};
  std::string text =
      "{\"id\":\"" + std::to_string(pick(1000000)) + "\",\"period\":{\"first\":\"2021-01-01\",\"last\":\"2021-12-31\"}";
  text += ",\"a\":" + decimal(-49, 149, 2) + ",\"b\":" + decimal(0, 20, 0) + ",\"c\":" + decimal(1, 8, 1);
  text += std::string(",\"flag\":") + (chance(50) ? "true" : "false") + ",\"w\":\"" + any(colours) + "\"";
  if (chance(60)) text += ",\"o\":" + (chance(10) ? "null" : decimal(0, 9, 1));
  text += ",\"t\":\"" + day() + "\",\"entries\":[";
  const std::size_t entries = pick(5);
  for (std::size_t i = 0; i < entries; ++i) {
    if (i > 0) text += ',';
    text += "{\"n\":" + decimal(0, 99, 2) + ",\"k\":" + decimal(0, 10, 0) + ",\"w\":\"" + any(colours) + "\"";
    if (chance(70)) text += ",\"at\":\"" + day() + "\"";
    text += "}";
  }
  return text + "]}";
}

}  // namespace kaidah::property
