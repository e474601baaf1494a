#include "engine/values/number.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "tests/unit/values/shown.hpp"

namespace kaidah::values {

BOOST_AUTO_TEST_SUITE(values_number)

namespace {

const std::string kTwoTo127 = "170141183460469231731687303715884105728";
const std::string kBelowTwoTo127 = "170141183460469231731687303715884105727";

Number n(std::string_view digits) {
  const auto number = Number::from_digits(digits);
  BOOST_REQUIRE_MESSAGE(number, "not a number: " << digits);
  return *number;
}

static_assert(!std::is_constructible_v<Number, double>);
static_assert(!std::is_constructible_v<Number, bool>);
static_assert(std::is_nothrow_move_constructible_v<Number>);

BOOST_AUTO_TEST_CASE(a_tenth_and_two_tenths_are_three_tenths) {
  BOOST_TEST(n("0.1") + n("0.2") == n("0.3"));
}

BOOST_AUTO_TEST_CASE(thirds_sum_to_a_whole) {
  const Number third = Number::ratio(1, 3);
  BOOST_TEST(third + third + third == 1);
  BOOST_TEST((third + third + third).is_whole());
  BOOST_TEST(n("270") / 3 / 90 + third * 0 == 1);
}

BOOST_AUTO_TEST_CASE(long_sums_over_one_denominator_stay_narrow) {
  const Number seventh = Number::ratio(1, 7);
  Number sum;
  for (int i = 0; i < 10'000; ++i) sum = sum + seventh;
  BOOST_TEST(sum == Number::ratio(10'000, 7));
  BOOST_TEST(sum.digits_bound() <= 6u);  // 10000/7: nothing was multiplied
}

BOOST_AUTO_TEST_CASE(decimals_of_different_lengths_do_not_multiply_their_denominators) {
  Number sum;
  for (int i = 0; i < 1'000; ++i) sum = sum + n("0.1") - n("0.01") + n("0.001");
  BOOST_TEST(sum == 91);
  BOOST_TEST(sum.digits_bound() <= 7u);
}

BOOST_AUTO_TEST_CASE(means_of_quotients_stay_within_128_bits) {
  // Five works of four aspects, as a rating has them.
  const std::int64_t targets[5][4] = {{12, 100, 12, 50'000'000},
                                      {7, 90, 11, 48'500'000},
                                      {13, 100, 6, 1'250'000},
                                      {365, 95, 12, 7'777'777},
                                      {3, 100, 9, 20'000'000}};
  Number total;
  for (const auto& work : targets) {
    Number sum;
    for (const std::int64_t target : work) sum = sum + Number(100) * (target - 1) / target;
    total = total + sum / 4;
  }
  const Number mean = total / 5;
  BOOST_TEST(mean.digits_bound() <= 39u);
  BOOST_TEST(mean.rounded(6, RoundingMode::half_even).to_string() == "93.869107");
}

BOOST_AUTO_TEST_CASE(the_edge_of_128_bits_is_crossed_and_crossed_back) {
  const Number largest = n(kBelowTwoTo127);
  BOOST_TEST((largest + 1).to_string() == kTwoTo127);
  BOOST_TEST(largest + 1 - 1 == largest);
  BOOST_TEST((-largest - 1).to_string() == "-" + kTwoTo127);
  BOOST_TEST(-(-largest - 1) - 1 == largest);
  BOOST_TEST(largest + 1 > largest);
  BOOST_TEST(-largest - 1 < -largest);
  BOOST_TEST((largest * largest / largest) == largest);
  BOOST_TEST((largest + 1).digits_bound() >= 39u);
  BOOST_TEST(largest - largest == 0);
}

BOOST_AUTO_TEST_CASE(a_wide_number_comes_back_to_the_narrow_form) {
  const Number huge = n("1e80");
  BOOST_TEST(huge.digits_bound() >= 81u);
  const Number back = huge / n("1e79");
  BOOST_TEST(back == 10);
  BOOST_TEST(back.digits_bound() <= 2u);
  BOOST_TEST((huge - n("1e80") + 5).digits_bound() <= 2u);
  BOOST_TEST((huge - huge).sign() == 0);
}

BOOST_AUTO_TEST_CASE(a_product_is_reduced_only_when_it_must_be) {
  // 3^40 / 7^30 times its inverse needs the gcd to stay at 1.
  Number power = 1;
  Number inverse = 1;
  for (int i = 0; i < 200; ++i) {
    power = power * Number::ratio(3, 7);
    inverse = inverse * Number::ratio(7, 3);
  }
  BOOST_TEST(power * inverse == 1);
  for (int i = 0; i < 200; ++i) power = power / Number::ratio(3, 7);
  BOOST_TEST(power == 1);
}

BOOST_AUTO_TEST_CASE(signs_go_to_the_numerator) {
  BOOST_TEST(Number::ratio(1, -3) == Number::ratio(-1, 3));
  BOOST_TEST(Number::ratio(-1, -3).sign() == 1);
  BOOST_TEST((Number(1) / -3).to_string() == "-1/3");
  BOOST_TEST((Number(-1) / -3).to_string() == "1/3");
  BOOST_TEST((n("-1e50") / n("-1e49")).to_string() == "10");
  BOOST_TEST((n("1e50") / -3).sign() == -1);
  const auto smallest = std::numeric_limits<std::int64_t>::min();
  BOOST_TEST(Number::ratio(smallest, smallest) == 1);
  BOOST_TEST(Number::ratio(1, smallest).to_string() ==
             "-0.000000000000000000108420217248550443400745280086994171142578125");
}

BOOST_AUTO_TEST_CASE(zero_has_no_sign) {
  BOOST_TEST(n("-0") == 0);
  BOOST_TEST(n("-0.00").sign() == 0);
  BOOST_TEST(n("-0.00").to_string() == "0");
  BOOST_TEST((-Number()).to_decimal(2) == "0.00");
  BOOST_TEST((n("-0.004").rounded(2, RoundingMode::half_up)).to_decimal(2) == "0.00");
}

BOOST_AUTO_TEST_CASE(huge_ratios_compare_without_overflow) {
  // Neighbours whose cross products take 254 bits and differ by one.
  const Number a = n("85070591730234615865843651857942052863") / n("85070591730234615865843651857942052864");
  const Number b = n("85070591730234615865843651857942052862") / n("85070591730234615865843651857942052863");
  BOOST_TEST(b < a);
  BOOST_TEST(-a < -b);
  BOOST_TEST(a < 1);
  BOOST_TEST(a != b);
  BOOST_TEST(-a < b);
  const Number c = n(kBelowTwoTo127) / 2;
  const Number d = n(kBelowTwoTo127) / 3;
  BOOST_TEST(d < c);
  BOOST_TEST(-c < -d);
  BOOST_TEST(n("1e200") / 3 > n("1e200") / 4);
  BOOST_TEST(n("1e200") > n("-1e200"));
  BOOST_TEST(n("-1e200") < 0);
  BOOST_TEST(n("1e-200") > 0);
  BOOST_TEST(n("1e-200") < Number::ratio(1, std::numeric_limits<std::int64_t>::max()));
}

BOOST_AUTO_TEST_CASE(equal_values_in_different_terms_are_equal) {
  BOOST_TEST(Number::ratio(2, 4) == Number::ratio(1, 2));
  BOOST_TEST(n("0.50") == Number::ratio(1, 2));
  BOOST_TEST(Number::ratio(1, 2) != Number::ratio(1, 3));
  BOOST_TEST(n("97.4999999999999999999") < n("97.5"));
  BOOST_TEST(n("97.4999999999999999999") == n("97.49999999999999999990"));
}

BOOST_AUTO_TEST_CASE(whole_numbers_are_recognised) {
  BOOST_TEST((Number::ratio(6, 3)).is_whole());
  BOOST_TEST((Number::ratio(6, 3)).to_int64().value() == 2);
  BOOST_TEST(!n("2.5").is_whole());
  BOOST_TEST(!n("2.5").to_int64());
  BOOST_TEST(n("1e60").is_whole());
  BOOST_TEST(!n("1e60").to_int64());
  BOOST_TEST(!n("1e-60").is_whole());
  BOOST_TEST(n("9223372036854775807").to_int64().value() == std::numeric_limits<std::int64_t>::max());
  BOOST_TEST(n("-9223372036854775808").to_int64().value() == std::numeric_limits<std::int64_t>::min());
  BOOST_TEST(!n("9223372036854775808").to_int64());
  BOOST_TEST(Number(std::numeric_limits<std::uint64_t>::max()).to_string() == "18446744073709551615");
}

BOOST_AUTO_TEST_CASE(decimals_are_the_fewest_that_are_exact) {
  BOOST_TEST(n("90").decimals().value() == 0);
  BOOST_TEST(n("90.00").decimals().value() == 0);
  BOOST_TEST(n("0.125").decimals().value() == 3);
  BOOST_TEST((Number(1) / 40).decimals().value() == 3);
  BOOST_TEST(!(Number(1) / 3).decimals());
  BOOST_TEST((Number(3) / 3).decimals().value() == 0);
  BOOST_TEST((Number(3) / 6).decimals().value() == 1);
  BOOST_TEST(n("1e-200").decimals().value() == 200);
  BOOST_TEST(n("1e200").decimals().value() == 0);
  BOOST_TEST(!(n("1e200") / 3).decimals());
  BOOST_TEST((n("1e200") / 3 * 3 / 8).decimals().value() == 0);
}

BOOST_AUTO_TEST_CASE(digits_bound_is_never_too_low_and_at_most_one_too_high) {
  for (const std::size_t digits : {1u, 2u, 18u, 19u, 38u, 39u, 40u, 300u}) {
    BOOST_TEST_CONTEXT(digits << " digits") {
      const Number nines = n(std::string(digits, '9'));
      const Number power = n("1e" + std::to_string(digits - 1));
      BOOST_TEST(nines.digits_bound() >= digits);
      BOOST_TEST(nines.digits_bound() <= digits + 1);
      BOOST_TEST(power.digits_bound() >= digits);
      BOOST_TEST(power.digits_bound() <= digits + 1);
      BOOST_TEST((Number(1) / power).digits_bound() == power.digits_bound());
    }
  }
}

BOOST_AUTO_TEST_CASE(copies_and_moves_keep_their_value) {
  Number wide = n("1e100");
  Number copy = wide;
  Number moved = std::move(wide);
  BOOST_TEST(copy == moved);
  Number& alias = copy;
  copy = alias;
  BOOST_TEST(copy == n("1e100"));
  copy = 3;
  BOOST_TEST(moved == n("1e100"));
  std::swap(copy, moved);
  BOOST_TEST(moved == 3);
  BOOST_TEST(copy == n("1e100"));
}

BOOST_AUTO_TEST_CASE(wide_constants_are_shared_between_threads) {
  const Number constant = n("1e100") / 3;
  std::vector<Number> sums(4);
  std::vector<std::thread> threads;
  threads.reserve(sums.size());
  for (Number& sum : sums) {
    threads.emplace_back([&constant, &sum] {
      for (int i = 0; i < 3'000; ++i) {
        const Number mine = constant;
        sum = sum + mine;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Number& sum : sums) BOOST_TEST(sum == n("1e103"));
  BOOST_TEST(constant * 3 == n("1e100"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kaidah::values
