#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

#include "engine/values/number.hpp"
#include "tests/unit/values/shown.hpp"

namespace kaidah::values {

BOOST_AUTO_TEST_SUITE(values_number_rounding)

namespace {

namespace data = boost::unit_test::data;

constexpr std::array kModes = {RoundingMode::half_up, RoundingMode::half_down, RoundingMode::half_even,
                               RoundingMode::up,      RoundingMode::down,      RoundingMode::ceiling,
                               RoundingMode::floor};

/// One value and what it becomes in each mode, in the order of kModes.
struct Row {
  const char* value;
  int decimals;
  std::array<const char*, 7> rounded;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.value << " to " << row.decimals;
}

const Row kRows[] = {
    // value, decimals, half_up, half_down, half_even, up, down, ceiling, floor
    {"2.5", 0, {"3", "2", "2", "3", "2", "3", "2"}},
    {"3.5", 0, {"4", "3", "4", "4", "3", "4", "3"}},
    {"-2.5", 0, {"-3", "-2", "-2", "-3", "-2", "-2", "-3"}},
    {"-3.5", 0, {"-4", "-3", "-4", "-4", "-3", "-3", "-4"}},
    {"0.5", 0, {"1", "0", "0", "1", "0", "1", "0"}},
    {"-0.5", 0, {"-1", "0", "0", "-1", "0", "0", "-1"}},
    {"89.995", 2, {"90", "89.99", "90", "90", "89.99", "90", "89.99"}},
    {"89.985", 2, {"89.99", "89.98", "89.98", "89.99", "89.98", "89.99", "89.98"}},
    {"-89.995", 2, {"-90", "-89.99", "-90", "-90", "-89.99", "-89.99", "-90"}},
    {"89.99499999999999999999999999999999999999999999", 2, {"89.99", "89.99", "89.99", "90", "89.99", "90", "89.99"}},
    {"89.99500000000000000000000000000000000000000001", 2, {"90", "90", "90", "90", "89.99", "90", "89.99"}},
    {"-89.99500000000000000000000000000000000000000001", 2, {"-90", "-90", "-90", "-90", "-89.99", "-89.99", "-90"}},
    {"97.4999999999999999999", 0, {"97", "97", "97", "98", "97", "98", "97"}},
    {"1500", -3, {"2000", "1000", "2000", "2000", "1000", "2000", "1000"}},
    {"2500", -3, {"3000", "2000", "2000", "3000", "2000", "3000", "2000"}},
    {"-2500", -3, {"-3000", "-2000", "-2000", "-3000", "-2000", "-2000", "-3000"}},
    {"2500.0001", -3, {"3000", "3000", "3000", "3000", "2000", "3000", "2000"}},
    {"1", -3, {"0", "0", "0", "1000", "0", "1000", "0"}},
    {"-1", -3, {"0", "0", "0", "-1000", "0", "0", "-1000"}},
    {"3000", -3, {"3000", "3000", "3000", "3000", "3000", "3000", "3000"}},
    {"1.25", 2, {"1.25", "1.25", "1.25", "1.25", "1.25", "1.25", "1.25"}},
    {"1.25", 40, {"1.25", "1.25", "1.25", "1.25", "1.25", "1.25", "1.25"}},
    {"0", -5, {"0", "0", "0", "0", "0", "0", "0"}},
    {"0", 50, {"0", "0", "0", "0", "0", "0", "0"}},
};

BOOST_DATA_TEST_CASE(every_mode_treats_every_tie_as_it_says, data::make(kRows), row) {
  for (std::size_t i = 0; i < kModes.size(); ++i) {
    BOOST_TEST_CONTEXT("mode " << i) {
      const Number rounded = Number::from_digits(row.value)->rounded(row.decimals, kModes[i]);
      BOOST_TEST(rounded.to_string() == row.rounded[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(ratios_round_by_their_exact_value) {
  const Number third = Number(1) / 3;
  BOOST_TEST(third.rounded(2, RoundingMode::half_up).to_decimal(2) == "0.33");
  BOOST_TEST((third * 2).rounded(2, RoundingMode::half_up).to_decimal(2) == "0.67");
  BOOST_TEST((-third).rounded(2, RoundingMode::floor).to_decimal(2) == "-0.34");
  BOOST_TEST(third.rounded(45, RoundingMode::down).to_decimal(45) == "0." + std::string(45, '3'));
  BOOST_TEST((Number(200) / 3).rounded(-1, RoundingMode::half_up).to_string() == "70");
  // Reached through thirds, but 90 and not 89.99.
  BOOST_TEST((Number(270) / 3).rounded(2, RoundingMode::down).to_decimal(2) == "90.00");
  BOOST_TEST((third + third + third).rounded(0, RoundingMode::down) == 1);
}

BOOST_AUTO_TEST_CASE(rounding_is_not_repeated) {
  // 89.9949 rounds to 89.99; by way of three decimals it would be 90.00.
  BOOST_TEST(Number::from_digits("89.9949")->rounded(2, RoundingMode::half_up).to_decimal(2) == "89.99");
}

BOOST_AUTO_TEST_CASE(rounding_at_the_edge_of_128_bits) {
  const Number largest = *Number::from_digits("170141183460469231731687303715884105727");
  BOOST_TEST(largest.rounded(2, RoundingMode::half_up) == largest);
  BOOST_TEST((largest / 2).rounded(0, RoundingMode::half_up).to_string() == "85070591730234615865843651857942052864");
  BOOST_TEST((largest / 2).rounded(38, RoundingMode::half_up) == largest / 2);
  BOOST_TEST(largest.rounded(-38, RoundingMode::up).to_string() == "2" + std::string(38, '0'));
  BOOST_TEST(largest.rounded(-39, RoundingMode::up).to_string() == "1" + std::string(39, '0'));
  BOOST_TEST(largest.rounded(-39, RoundingMode::down) == 0);
  BOOST_TEST((-largest).rounded(-60, RoundingMode::floor).to_string() == "-1" + std::string(60, '0'));
  BOOST_TEST((Number(1) / largest).rounded(1, RoundingMode::ceiling).to_string() == "0.1");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kaidah::values
