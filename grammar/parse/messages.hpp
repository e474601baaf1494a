#pragma once
// What each rule of a must-point is called when it is missing.

#include "grammar/parse/grammar/amendments.hpp"
#include "grammar/parse/grammar/calls.hpp"
#include "grammar/parse/grammar/expressions.hpp"
#include "grammar/parse/grammar/files.hpp"
#include "grammar/parse/grammar/places.hpp"
#include "grammar/parse/grammar/procedures.hpp"
#include "grammar/parse/grammar/rules.hpp"
#include "grammar/parse/grammar/scenarios.hpp"
#include "grammar/parse/grammar/shapes.hpp"
#include "grammar/parse/grammar/tables.hpp"

namespace kaidah::parse {

template <MessageKind K>
struct Says {
  static constexpr Expectation value = phrase(K);
};

#define KAIDAH_EXPECT(rule, kind) \
  template <>                     \
  struct ExpectedOf<rule> : Says<MessageKind::kind> {}

KAIDAH_EXPECT(expression, expect_expression);
KAIDAH_EXPECT(argument, expect_expression);
KAIDAH_EXPECT(operand, expect_expression);
KAIDAH_EXPECT(conjunction, expect_expression);
KAIDAH_EXPECT(sum_operand, expect_expression);
KAIDAH_EXPECT(product, expect_expression);
KAIDAH_EXPECT(factor, expect_expression);
KAIDAH_EXPECT(fallback, expect_expression);
KAIDAH_EXPECT(plain_value, expect_expression);
KAIDAH_EXPECT(bound, expect_expression);
KAIDAH_EXPECT(cell_bound, expect_expression);
KAIDAH_EXPECT(day, expect_day);
KAIDAH_EXPECT(list_operand, expect_list);
KAIDAH_EXPECT(list_source, expect_list);
KAIDAH_EXPECT(source_list, expect_list);
KAIDAH_EXPECT(for_clause, expect_for_clause);
KAIDAH_EXPECT(rounding, expect_rounding);
KAIDAH_EXPECT(places, expect_decimal_places);
KAIDAH_EXPECT(month_end_word, expect_month_end);
KAIDAH_EXPECT(month_ends, expect_month_end);
KAIDAH_EXPECT(clock, expect_clock);

KAIDAH_EXPECT(name, expect_name);
KAIDAH_EXPECT(names, expect_name);
KAIDAH_EXPECT(member_name, expect_name);
KAIDAH_EXPECT(path_part, expect_name);
KAIDAH_EXPECT(variable, expect_name);
KAIDAH_EXPECT(head_parameter, expect_name);
KAIDAH_EXPECT(procedure_name, expect_procedure_name);
KAIDAH_EXPECT(event_name, expect_event_name);
KAIDAH_EXPECT(step_name, expect_step_name);
KAIDAH_EXPECT(next_step, expect_step_name);
KAIDAH_EXPECT(end_item, expect_end_name);
KAIDAH_EXPECT(field_value, expect_field_value);
KAIDAH_EXPECT(with_field, expect_field_value);

KAIDAH_EXPECT(text, expect_text);
KAIDAH_EXPECT(because, expect_reason);
KAIDAH_EXPECT(title_text, expect_text);
KAIDAH_EXPECT(policy_name, expect_policy_name);
KAIDAH_EXPECT(agency_code, expect_agency);
KAIDAH_EXPECT(target, expect_target);
KAIDAH_EXPECT(setting, expect_setting);
KAIDAH_EXPECT(finding_code, expect_finding_code);
KAIDAH_EXPECT(finding_named, expect_finding_code);
KAIDAH_EXPECT(finding_text, expect_finding_text);
KAIDAH_EXPECT(severity, expect_severity);
KAIDAH_EXPECT(code, expect_code);
KAIDAH_EXPECT(date, expect_date);
KAIDAH_EXPECT(digits, expect_digits);
KAIDAH_EXPECT(version, expect_version);
KAIDAH_EXPECT(version_range, expect_version_range);

KAIDAH_EXPECT(type, expect_type);
KAIDAH_EXPECT(modifier, expect_modifier);
KAIDAH_EXPECT(parameter_value, expect_parameter_value);
KAIDAH_EXPECT(part, expect_place);
KAIDAH_EXPECT(place, expect_place);
KAIDAH_EXPECT(place_number, expect_place_number);
KAIDAH_EXPECT(from_or_through, expect_from_or_through);
KAIDAH_EXPECT(open_or_block, expect_block);
KAIDAH_EXPECT(mark, expect_mark);
KAIDAH_EXPECT(inputs, expect_inputs);
KAIDAH_EXPECT(heading_cell, expect_heading_cell);
KAIDAH_EXPECT(cell, expect_cell);
KAIDAH_EXPECT(row_cell, expect_cell);
KAIDAH_EXPECT(test_node, expect_cell);
KAIDAH_EXPECT(alternative, expect_cell);
KAIDAH_EXPECT(given_item, expect_given);
KAIDAH_EXPECT(assumption, expect_assumption);
KAIDAH_EXPECT(expectation, expect_expectation);

template <>
struct ExpectedOf<comma> : ExpectedOf<symbol<','>> {};
template <>
struct ExpectedOf<pipe> : ExpectedOf<symbol<'|'>> {};
template <>
struct ExpectedOf<pipe_sign> : ExpectedOf<symbol<'|'>> {};
template <>
struct ExpectedOf<equal_sign> : ExpectedOf<symbol<'='>> {};

#undef KAIDAH_EXPECT

}  // namespace kaidah::parse
