#include "engine/values/value.hpp"

#include <array>
#include <boost/test/unit_test.hpp>
#include <string>

namespace kaidah::values {

BOOST_AUTO_TEST_SUITE(values_value)

namespace {

BOOST_AUTO_TEST_CASE(values_hold_what_they_were_made_of) {
  BOOST_TEST(Value().is_absent());
  BOOST_TEST(Value(true).boolean());
  BOOST_TEST((Value(7).number() == 7));
  BOOST_TEST((Value(std::size_t{7}).number() == 7));
  BOOST_TEST(Value("baik").text() == "baik");
  BOOST_TEST(Value(Member{3}).member().index == 3u);
  BOOST_TEST(Value(Days{14}).days().count == 14);
  BOOST_TEST(Value(Months{6}).months().count == 6);
  BOOST_TEST(Value(Unread{}).is_unread());
  BOOST_TEST((Value(*Date::from_parts(2021, 7, 1)).date() == *Date::from_text("2021-07-01")));
}

BOOST_AUTO_TEST_CASE(numbers_are_equal_by_value_and_not_by_form) {
  BOOST_TEST((Value(Number::ratio(2, 4)) == Value(Number::ratio(1, 2))));
  BOOST_TEST((Value(*Number::from_digits("1e90")) == Value(*Number::from_digits("10e89"))));
  BOOST_TEST((Value(1) != Value(2)));
}

BOOST_AUTO_TEST_CASE(text_is_equal_by_its_characters) {
  const std::string one = "Sangat Baik";
  const std::string other = "Sangat Baik";
  BOOST_TEST((Value(std::string_view(one)) == Value(std::string_view(other))));
  BOOST_TEST((Value("Baik") != Value("baik")));
}

BOOST_AUTO_TEST_CASE(values_of_different_types_are_never_equal) {
  BOOST_TEST((Value(1) != Value(true)));
  BOOST_TEST((Value(Days{1}) != Value(Months{1})));
  BOOST_TEST((Value(Member{1}) != Value(1)));
  BOOST_TEST((Value() != Value(Unread{})));
  BOOST_TEST((Value() == Value(Absent{})));
}

BOOST_AUTO_TEST_CASE(records_and_lists_are_equal_item_by_item) {
  const std::array<Value, 2> first = {Value(1), Value("a")};
  const std::array<Value, 2> same = {Value(Number::ratio(3, 3)), Value("a")};
  const std::array<Value, 2> other = {Value(1), Value("b")};
  const RecordData first_record{first};
  const RecordData same_record{same};
  const RecordData other_record{other};
  BOOST_TEST((Value(&first_record) == Value(&same_record)));
  BOOST_TEST((Value(&first_record) != Value(&other_record)));

  const std::array<Value, 1> inner = {Value(&first_record)};
  const std::array<Value, 1> same_inner = {Value(&same_record)};
  const ListData list{inner};
  const ListData same_list{same_inner};
  const ListData empty{};
  BOOST_TEST((Value(&list) == Value(&same_list)));
  BOOST_TEST((Value(&list) != Value(&empty)));
  BOOST_TEST((Value(&empty) == Value(&empty)));
  const ListData prefix{std::span(first).first(1)};
  const ListData whole{first};
  BOOST_TEST((Value(&prefix) != Value(&whole)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kaidah::values
