#include "grammar/syntax/dump_words.hpp"

namespace kaidah::syntax {

std::string_view dump_word(DurationUnit value) noexcept {
  switch (value) {
    case DurationUnit::day:
      return "day";
    case DurationUnit::month:
      return "month";
    case DurationUnit::year:
      return "year";
  }
  return {};
}

std::string_view dump_word(RoundingWord value) noexcept {
  switch (value) {
    case RoundingWord::half_up:
      return "half_up";
    case RoundingWord::half_down:
      return "half_down";
    case RoundingWord::half_even:
      return "half_even";
    case RoundingWord::up:
      return "up";
    case RoundingWord::down:
      return "down";
    case RoundingWord::ceiling:
      return "ceiling";
    case RoundingWord::floor:
      return "floor";
  }
  return {};
}

std::string_view dump_word(MonthEndWord value) noexcept {
  switch (value) {
    case MonthEndWord::last_day:
      return "last_day";
    case MonthEndWord::first_of_next:
      return "first_of_next";
    case MonthEndWord::refuse:
      return "refuse";
  }
  return {};
}

std::string_view dump_word(Builtin value) noexcept {
  switch (value) {
    case Builtin::round:
      return "round";
    case Builtin::least:
      return "least";
    case Builtin::greatest:
      return "greatest";
    case Builtin::absolute:
      return "absolute";
    case Builtin::year:
      return "year";
    case Builtin::month:
      return "month";
    case Builtin::day:
      return "day";
    case Builtin::date:
      return "date";
    case Builtin::add:
      return "add";
    case Builtin::step:
      return "step";
    case Builtin::since:
      return "since";
    case Builtin::due:
      return "due";
  }
  return {};
}

std::string_view dump_word(UnaryOperator value) noexcept {
  switch (value) {
    case UnaryOperator::negate:
      return "negate";
    case UnaryOperator::logical_not:
      return "not";
  }
  return {};
}

std::string_view dump_word(BinaryOperator value) noexcept {
  switch (value) {
    case BinaryOperator::add:
      return "+";
    case BinaryOperator::subtract:
      return "-";
    case BinaryOperator::multiply:
      return "*";
    case BinaryOperator::divide:
      return "/";
  }
  return {};
}

std::string_view dump_word(LogicalOperator value) noexcept {
  switch (value) {
    case LogicalOperator::logical_and:
      return "and";
    case LogicalOperator::logical_or:
      return "or";
  }
  return {};
}

std::string_view dump_word(Comparison value) noexcept {
  switch (value) {
    case Comparison::equal:
      return "=";
    case Comparison::not_equal:
      return "!=";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      return ">=";
  }
  return {};
}

std::string_view dump_word(ComparisonWords value) noexcept {
  switch (value) {
    case ComparisonWords::symbol:
      return "symbol";
    case ComparisonWords::value:
      return "value";
    case ComparisonWords::count:
      return "count";
    case ComparisonWords::duration:
      return "duration";
    case ComparisonWords::date:
      return "date";
  }
  return {};
}

std::string_view dump_word(Aggregate value) noexcept {
  switch (value) {
    case Aggregate::sum:
      return "sum";
    case Aggregate::count:
      return "count";
    case Aggregate::mean:
      return "mean";
    case Aggregate::least:
      return "least";
    case Aggregate::greatest:
      return "greatest";
    case Aggregate::exists:
      return "exists";
    case Aggregate::all:
      return "all";
  }
  return {};
}

std::string_view dump_word(Clock value) noexcept {
  switch (value) {
    case Clock::start_of_period:
      return "start_of_period";
    case Clock::end_of_period:
      return "end_of_period";
    case Clock::decision_day:
      return "decision_day";
  }
  return {};
}

std::string_view dump_word(PlaceLevel value) noexcept {
  switch (value) {
    case PlaceLevel::annex:
      return "annex";
    case PlaceLevel::chapter:
      return "chapter";
    case PlaceLevel::article:
      return "article";
    case PlaceLevel::paragraph:
      return "paragraph";
    case PlaceLevel::point:
      return "point";
    case PlaceLevel::item:
      return "item";
    case PlaceLevel::page:
      return "page";
  }
  return {};
}

std::string_view dump_word(MarkKind value) noexcept {
  switch (value) {
    case MarkKind::verbatim:
      return "verbatim";
    case MarkKind::secondary_source:
      return "secondary_source";
    case MarkKind::interpretation:
      return "interpretation";
    case MarkKind::not_encoded:
      return "not_encoded";
    case MarkKind::place_inferred:
      return "place_inferred";
    case MarkKind::accepted:
      return "accepted";
  }
  return {};
}

std::string_view dump_word(BaseType value) noexcept {
  switch (value) {
    case BaseType::named:
      return "named";
    case BaseType::text:
      return "text";
    case BaseType::number:
      return "number";
    case BaseType::whole_number:
      return "whole_number";
    case BaseType::date:
      return "date";
    case BaseType::boolean:
      return "boolean";
    case BaseType::days:
      return "days";
    case BaseType::months:
      return "months";
    case BaseType::list:
      return "list";
  }
  return {};
}

std::string_view dump_word(GuardWord value) noexcept {
  switch (value) {
    case GuardWord::when:
      return "when";
    case GuardWord::in_case:
      return "in_case";
  }
  return {};
}

std::string_view dump_word(PlaceBody value) noexcept {
  switch (value) {
    case PlaceBody::braces:
      return "braces";
    case PlaceBody::open:
      return "open";
  }
  return {};
}

std::string_view dump_word(RuleRole value) noexcept {
  switch (value) {
    case RuleRole::rule:
      return "rule";
    case RuleRole::output:
      return "output";
    case RuleRole::exception:
      return "exception";
  }
  return {};
}

std::string_view dump_word(CaseOrder value) noexcept {
  switch (value) {
    case CaseOrder::unique:
      return "unique";
    case CaseOrder::in_order:
      return "in_order";
    case CaseOrder::collect:
      return "collect";
  }
  return {};
}

std::string_view dump_word(FindingSeverity value) noexcept {
  switch (value) {
    case FindingSeverity::breach:
      return "breach";
    case FindingSeverity::warning:
      return "warning";
    case FindingSeverity::note:
      return "note";
  }
  return {};
}

std::string_view dump_word(ExitKind value) noexcept {
  switch (value) {
    case ExitKind::on_expiry:
      return "on_expiry";
    case ExitKind::upon:
      return "upon";
  }
  return {};
}

std::string_view dump_word(DurationBound value) noexcept {
  switch (value) {
    case DurationBound::none:
      return "none";
    case DurationBound::exactly:
      return "exactly";
    case DurationBound::at_most:
      return "at_most";
  }
  return {};
}

std::string_view dump_word(FileKind value) noexcept {
  switch (value) {
    case FileKind::policy:
      return "policy";
    case FileKind::module:
      return "module";
    case FileKind::scenarios:
      return "scenarios";
    case FileKind::amendment:
      return "amendment";
    case FileKind::profile:
      return "profile";
  }
  return {};
}

std::string_view dump_word(InForceClock value) noexcept {
  switch (value) {
    case InForceClock::reference_day:
      return "reference_day";
    case InForceClock::decision_day:
      return "decision_day";
    case InForceClock::end_of_period:
      return "end_of_period";
  }
  return {};
}

std::string_view dump_word(Vocabulary value) noexcept {
  switch (value) {
    case Vocabulary::english:
      return "english";
    case Vocabulary::indonesian:
      return "indonesian";
  }
  return {};
}

std::string_view dump_word(ReferenceDay value) noexcept {
  switch (value) {
    case ReferenceDay::end_of_period:
      return "end_of_period";
    case ReferenceDay::start_of_period:
      return "start_of_period";
    case ReferenceDay::decision_day:
      return "decision_day";
  }
  return {};
}

}  // namespace kaidah::syntax
