#include "engine/difference/sample.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "engine/analysis/linear_form.hpp"
#include "engine/analysis/term.hpp"
#include "engine/json/text.hpp"

namespace kaidah::difference {
namespace {

using json::quoted;
using types::TypeKind;
using values::Number;

constexpr int kDeepest = 8;
constexpr std::size_t kMostItems = 3;
/// Where no range is declared: as far as figures of people's work usually go.
constexpr std::int64_t kUsualHighest = 200;
constexpr int kUsualDecimals = 2;
constexpr std::int64_t kDaysOfMonth = 30;

Number step(int decimals) {
  Number one = 1;
  for (int i = 0; i < decimals; ++i) one = one / Number(10);
  return one;
}

/// Of a record that stands in no field.
const check::Type& record_type() {
  static const check::Type kRecord = [] {
    check::Type type;
    type.kind = TypeKind::record;
    return type;
  }();
  return kRecord;
}

}  // namespace

std::uint64_t Dice::roll() {
  // SplitMix64: short, well mixed, the same everywhere.
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

void Constants::gather(const check::CheckedPolicy& policy) {
  const auto add_day = [this](const std::string& text) {
    if (const auto day = values::Date::from_text(text)) days.push_back(*day);
  };
  for (const check::CheckedTree& checked : policy.trees) {
    for (const syntax::Expr& expr : checked.tree->expressions) {
      if (const auto* number = std::get_if<syntax::NumberLiteral>(&expr.node)) {
        numbers.push_back(analysis::number_of(*number));
      } else if (const auto* date = std::get_if<syntax::DateLiteral>(&expr.node)) {
        add_day(date->text);
      } else if (const auto* duration = std::get_if<syntax::DurationLiteral>(&expr.node)) {
        const std::int64_t count = analysis::count_of(*duration).to_int64().value_or(1);
        spans.push_back(duration->unit == syntax::DurationUnit::day ? count : count * kDaysOfMonth);
      } else if (const auto* text = std::get_if<syntax::TextLiteral>(&expr.node)) {
        texts.push_back(text->value);
      }
    }
  }
  const auto add_span = [this](const check::DateSpan& span) {
    for (const auto& end : {span.from, span.through})
      if (end) days.push_back(*end);
  };
  const auto add_dates = [&](const std::optional<check::InForce>& in_force) {
    if (!in_force) return;
    add_span(in_force->reference_day);
    add_span(in_force->decision_day);
    add_span(in_force->end_of_period);
  };
  add_dates(policy.in_force);
  for (const check::Statement& statement : policy.statements) add_dates(statement.in_force);
  if (policy.across) days.push_back(*policy.across);
  for (const check::ParameterDeclaration& parameter : policy.parameters)
    for (const check::DatedValue& dated : parameter.values)
      if (dated.from) days.push_back(*dated.from);
}

void Constants::settle() {
  std::int32_t latest = year - 1;
  for (const values::Date day : days) latest = std::max(latest, static_cast<std::int32_t>(day.year()));
  year = latest + 1;
  const auto once = [](auto& all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  };
  const std::vector<values::Date> written = days;
  for (const values::Date day : written)
    for (const std::int64_t days_off : {-1, 1})
      if (const auto near = day.plus(values::Days{days_off})) days.push_back(*near);
  for (const std::int32_t offset : {-1, 0, 1}) {
    const std::string prefix = std::to_string(year + offset);
    for (const char* day : {"-01-01", "-01-31", "-06-30", "-07-01", "-12-31"})
      if (const auto date = values::Date::from_text(prefix + day)) days.push_back(*date);
  }
  once(numbers);
  once(days);
  once(spans);
  once(texts);
}

void Sample::append_json(std::string& out) const {
  if (!raw.empty()) {
    out += raw;
  } else if (type->kind == TypeKind::record) {
    out += '{';
    bool first = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!parts[i].present) continue;
      if (!first) out += ',';
      first = false;
      out += quoted(keys[i]) + ":";
      parts[i].append_json(out);
    }
    out += '}';
  } else if (type->kind == TypeKind::list) {
    out += '[';
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) out += ',';
      parts[i].append_json(out);
    }
    out += ']';
  } else {
    out += scalar;
  }
}

std::string Sample::json() const {
  std::string out;
  append_json(out);
  return out;
}

Sample SampleMaker::make(Dice& dice, bool lean) const {
  Sample sample = record(policy_.input, dice, lean, false, 0);
  sample.type = &record_type();
  return sample;
}

Sample SampleMaker::make_record(check::RecordId id, Dice& dice) const {
  Sample sample = record(id, dice, false, false, 0);
  sample.type = &record_type();
  return sample;
}

Sample SampleMaker::record(check::RecordId id, Dice& dice, bool lean, bool period, int depth) const {
  Sample sample;
  sample.period = period;
  const auto& fields = policy_.records[id].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    const check::FieldDeclaration& field = fields[i];
    sample.keys.push_back(field.key);
    Sample part = value(field.type, dice, lean, field.period_assessed, depth + 1);
    const bool may_be_absent = field.type.optional || field.if_missing;
    if (may_be_absent) part.present = !lean && dice.below(2) == 0;
    if (period) {
      // A period is mostly a whole year.
      const bool start = i == policy_.period_start;
      part.scalar = quoted(std::to_string(constants_.year) + (start ? "-01-01" : "-12-31"));
    }
    sample.parts.push_back(std::move(part));
  }
  return sample;
}

Sample SampleMaker::value(const check::Type& type, Dice& dice, bool lean, bool period, int depth) const {
  Sample sample;
  if (type.kind == TypeKind::record) {
    if (depth < kDeepest) sample = record(type.record, dice, lean, period, depth);
  } else if (type.kind == TypeKind::list && type.element) {
    const std::size_t most = type.max_items == 0 ? kMostItems : std::min(type.max_items, kMostItems);
    const std::size_t count = std::max(type.min_items, lean ? std::size_t{0} : dice.below(most + 1));
    for (std::size_t i = 0; i < count && depth < kDeepest; ++i)
      sample.parts.push_back(value(*type.element, dice, lean, false, depth + 1));
  } else {
    sample.scalar = scalar(type, dice, lean);
  }
  sample.type = &type;
  return sample;
}

std::string SampleMaker::number(const check::Type& type, Dice& dice, bool lean) const {
  const Number low = type.range.low ? type.range.low->value : Number(0);
  const Number high = type.range.high ? type.range.high->value : Number(kUsualHighest);
  const int decimals = type.decimals.value_or(kUsualDecimals);
  const auto fits = [&](const Number& value) {
    const auto needed = value.decimals();
    return value >= low && (!type.range.high || value <= high) && needed && *needed <= decimals;
  };
  Number value =
      ((low + high) / Number(2)).rounded(decimals == 0 ? 0 : std::min(decimals, 1), values::RoundingMode::floor);
  if (lean || constants_.numbers.empty()) return value.to_string();
  switch (dice.below(4)) {
    case 0: {  // anything in the range
      const Number share = Number(static_cast<std::int64_t>(dice.below(1001))) / Number(1000);
      value = (low + (high - low) * share).rounded(0, values::RoundingMode::floor);
      break;
    }
    case 1:  // a figure of the policy
      value = constants_.numbers[dice.below(constants_.numbers.size())];
      break;
    case 2: {  // just beside one
      const Number near = constants_.numbers[dice.below(constants_.numbers.size())];
      value = dice.below(2) == 0 ? near - step(decimals) : near + step(decimals);
      break;
    }
    default:
      value = dice.below(2) == 0 ? low : high;
  }
  return fits(value) ? value.to_string() : low.rounded(decimals, values::RoundingMode::ceiling).to_string();
}

std::string SampleMaker::scalar(const check::Type& type, Dice& dice, bool lean) const {
  switch (type.kind) {
    case TypeKind::boolean:
      return !lean && dice.below(2) == 0 ? "true" : "false";
    case TypeKind::number:
      return number(type, dice, lean);
    case TypeKind::text: {
      const bool own = lean || constants_.texts.empty() || dice.below(3) > 0;
      return quoted(own ? std::string("A") : constants_.texts[dice.below(constants_.texts.size())]);
    }
    case TypeKind::date: {
      const std::string usual = std::to_string(constants_.year) + "-06-30";
      if (lean || constants_.days.empty() || dice.below(3) == 0) return quoted(usual);
      values::Date day = constants_.days[dice.below(constants_.days.size())];
      if (dice.below(2) == 0) {
        // Some days from where other days of the record may lie: deadlines are held against such.
        day = values::Date::from_text(usual).value_or(day);
        const std::int64_t span = constants_.spans.empty() ? 1 : constants_.spans[dice.below(constants_.spans.size())];
        const std::int64_t off = span + static_cast<std::int64_t>(dice.below(3)) - 1;
        day = day.plus(values::Days{off}).value_or(day);
      }
      return quoted(day.to_string());
    }
    case TypeKind::days:
    case TypeKind::months:
      return std::to_string(lean ? 1 : dice.below(13));
    case TypeKind::enumeration: {
      const auto& members = policy_.enums[type.enumeration].members;
      return quoted(members[lean ? 0 : dice.below(members.size())].name);
    }
    case TypeKind::error:
    case TypeKind::record:
    case TypeKind::list:
    case TypeKind::member:
    case TypeKind::none:
      break;
  }
  return "null";
}

void SampleMaker::alter(Sample& sample, Dice& dice) const {
  // Down to a part, by chance; what is absent comes to be.
  Sample* part = &sample;
  for (;;) {
    if (!part->present) {
      *part = value(*part->type, dice, dice.below(2) == 0, part->period, 1);
      return;
    }
    if (part->type->kind == TypeKind::record && !part->parts.empty()) {
      Sample& inner = part->parts[dice.below(part->parts.size())];
      if (inner.type->optional && inner.present && dice.below(4) == 0) {
        inner.present = false;
        return;
      }
      part = &inner;
      continue;
    }
    if (part->type->kind == TypeKind::list && part->type->element) {
      const std::size_t most = part->type->max_items == 0 ? kMostItems : std::min(part->type->max_items, kMostItems);
      if (part->parts.size() < most && (part->parts.empty() || dice.below(3) == 0)) {
        part->parts.push_back(value(*part->type->element, dice, dice.below(2) == 0, false, 1));
        return;
      }
      if (part->parts.size() > part->type->min_items && dice.below(4) == 0) {
        part->parts.pop_back();
        return;
      }
      if (part->parts.empty()) return;
      part = &part->parts[dice.below(part->parts.size())];
      continue;
    }
    part->scalar = scalar(*part->type, dice, false);
    return;
  }
}

std::vector<SampleMaker::Leaf> SampleMaker::numbers(Sample& record) const {
  std::vector<Leaf> leaves;
  const std::function<void(Sample&)> visit = [&](Sample& part) {
    if (!part.present) return;
    if (part.type->kind == TypeKind::number) {
      const auto& range = part.type->range;
      leaves.push_back({&part, range.low ? range.low->value : Number(0),
                        range.high ? range.high->value : Number(kUsualHighest),
                        std::min(part.type->decimals.value_or(4), 4)});
    }
    for (Sample& inner : part.parts) visit(inner);
  };
  visit(record);
  return leaves;
}

std::vector<Sample> SampleMaker::simpler(const Sample& record) const {
  std::vector<Sample> all;
  Sample copy = record;
  Dice dice(1);
  const std::function<void(Sample&)> visit = [&](Sample& part) {
    if (part.period) return;  // a whole year already
    if (part.type->kind == TypeKind::record) {
      for (Sample& inner : part.parts) {
        if (!inner.present) continue;
        inner.present = false;
        all.push_back(copy);
        inner.present = true;
        visit(inner);
      }
    } else if (part.type->kind == TypeKind::list) {
      if (part.parts.size() > part.type->min_items) {
        const Sample last = part.parts.back();
        part.parts.pop_back();
        all.push_back(copy);
        part.parts.push_back(last);
      }
      for (Sample& inner : part.parts) visit(inner);
    } else {
      const std::string old = part.scalar;
      part.scalar = scalar(*part.type, dice, true);
      if (part.scalar != old) all.push_back(copy);
      part.scalar = old;
    }
  };
  visit(copy);
  return all;
}

}  // namespace kaidah::difference
