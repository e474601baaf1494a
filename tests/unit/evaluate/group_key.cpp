#include "engine/evaluate/group_key.hpp"

#include <vector>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(evaluate_group_key)

using kaidah::evaluate::group_key;
using kaidah::evaluate::read_group_key;
using kaidah::values::Absent;
using kaidah::values::Arena;
using kaidah::values::Date;
using kaidah::values::Days;
using kaidah::values::Member;
using kaidah::values::Months;
using kaidah::values::Number;
using kaidah::values::Unread;
using kaidah::values::Value;

namespace {

Number number(const char* digits) {
  return *Number::from_digits(digits, 400);
}

std::vector<Value> plain_values() {
  return {Absent{},
          Unread{},
          true,
          false,
          number("0"),
          number("-12.5"),
          number("1234567890"),
          number("1") / number("3"),
          number("-2") / number("7"),
          number("123456789012345678901234567890123456789012345678901234567890") / number("7"),
          std::string_view(""),
          std::string_view("U000123"),
          std::string_view("a|b,c}]\"\\\\\"-?@1d 2021-01-01"),
          std::string_view("true"),
          std::string_view("\xC3\xA9\n"),
          *Date::from_text("0001-01-01"),
          *Date::from_text("9999-12-31"),
          Days{-3},
          Days{40},
          Months{0},
          Months{-13},
          Member{0},
          Member{17}};
}

void check_same(const std::vector<Value>& key) {
  Arena arena;
  const std::string text = group_key(key);
  const std::span<const Value> read = read_group_key(text, arena);
  BOOST_TEST_CONTEXT(text) {
    BOOST_TEST_REQUIRE(read.size() == key.size());
    for (std::size_t i = 0; i < key.size(); ++i) {
      BOOST_TEST(read[i].index() == key[i].index());
      BOOST_TEST((read[i] == key[i]));
    }
    BOOST_TEST(group_key(read) == text);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_value_comes_back) {
  const std::vector<Value> values = plain_values();
  check_same({});
  check_same(values);
  for (const Value& one : values) {
    check_same({one});
    for (const Value& other : values) check_same({one, other});
  }
}

BOOST_AUTO_TEST_CASE(records_and_lists_come_back) {
  Arena arena;
  const std::vector<Value> values = plain_values();
  const Value record = arena.record(values);
  const Value list = arena.list(values);
  const std::vector<Value> nested{record, list, Absent{}};
  const Value outer = arena.record(nested);
  check_same({record});
  check_same({list, record});
  check_same({arena.record({}), arena.list({})});
  check_same({outer, number("1"), arena.list(nested), outer});
}

BOOST_AUTO_TEST_SUITE_END()
