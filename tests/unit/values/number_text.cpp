#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "engine/values/number.hpp"

namespace kaidah::values {

BOOST_AUTO_TEST_SUITE(values_number_text)

namespace {

namespace data = boost::unit_test::data;

struct Reading {
  const char* digits;
  const char* written;
};

std::ostream& operator<<(std::ostream& out, const Reading& reading) {
  return out << reading.digits;
}

const Reading kReadings[] = {
    {"0", "0"},
    {"-0", "0"},
    {"-0.0e-7", "0"},
    {"12", "12"},
    {"-12.50", "-12.5"},
    {"0.001", "0.001"},
    {"1e3", "1000"},
    {"1E+3", "1000"},
    {"1e-3", "0.001"},
    {"-0.50e1", "-5"},
    {"0.001e3", "1"},
    {"1e007", "10000000"},
    {"97.4999999999999999999", "97.4999999999999999999"},
    {"99999999999999999999999999999999999999", "99999999999999999999999999999999999999"},
    {"100000000000000000000000000000000000000", "100000000000000000000000000000000000000"},
    {"170141183460469231731687303715884105728", "170141183460469231731687303715884105728"},
    {"-0.0000000000000000000000000000000000000000000001", "-0.0000000000000000000000000000000000000000000001"},
    {"123456789012345678901234567890.123456789012345678901234567890",
     "123456789012345678901234567890.12345678901234567890123456789"},
    {"0e999999999", "0"},
    {"0.00e-99999999999999999999", "0"},
};

BOOST_DATA_TEST_CASE(json_numbers_are_read_exactly, data::make(kReadings), reading) {
  const auto number = Number::from_digits(reading.digits);
  BOOST_REQUIRE(number);
  BOOST_TEST(number->to_string() == reading.written);
  BOOST_TEST((*Number::from_digits(reading.written) == *number));
}

BOOST_DATA_TEST_CASE(what_json_does_not_call_a_number_is_malformed,
                     data::make({"",      "-",   "+1",    "01",    "-01",  "00",    ".5",       "1.",  "-.5", "1.e3",
                                 "1e",    "1e+", "1e-",   "1e1.5", "0x10", "NaN",   "Infinity", "1 ",  " 1",  "1,5",
                                 "1_000", "--1", "1e++1", "1f",    "e5",   "1.2.3", "\xD9\xA1", "null"}),
                     digits) {
  NumberError error = NumberError::too_many_digits;
  BOOST_TEST(!Number::from_digits(digits, 400, &error));
  BOOST_TEST((error == NumberError::malformed));
}

BOOST_AUTO_TEST_CASE(a_zero_byte_ends_nothing) {
  BOOST_TEST(!Number::from_digits(std::string_view("1\0", 2)));
  BOOST_TEST(
      !Number::from_digits(std::string_view("1\0"
                                            "2",
                                            3)));
}

BOOST_DATA_TEST_CASE(numbers_that_would_be_too_long_are_refused_unread,
                     data::make({"1e999999999", "-1e999999999", "1e-999999999", "1e400", "1e-400", "0.1e401",
                                 "1e99999999999999999999999999999999999999", "1e-99999999999999999999999999999"}),
                     digits) {
  NumberError error = NumberError::malformed;
  BOOST_TEST(!Number::from_digits(digits, 400, &error));
  BOOST_TEST((error == NumberError::too_many_digits));
}

BOOST_AUTO_TEST_CASE(the_limit_is_met_at_the_limit_and_not_past_it) {
  BOOST_TEST(Number::from_digits("1e399", 400).has_value());
  BOOST_TEST(Number::from_digits("1e-399", 400).has_value());
  BOOST_TEST(Number::from_digits(std::string(400, '7'), 400).has_value());
  BOOST_TEST(!Number::from_digits(std::string(401, '7'), 400));
  BOOST_TEST(Number::from_digits("123.45", 5).has_value());
  BOOST_TEST(!Number::from_digits("123.456", 5));
  BOOST_TEST(Number::from_digits("0.1234", 5).has_value());
  BOOST_TEST(!Number::from_digits("0.12345", 5));
  BOOST_TEST(Number::from_digits(std::string(1'000'000, '1') + "e-1000000", 400).has_value() == false);
  // A malformed end is seen also behind too many digits.
  NumberError error = NumberError::too_many_digits;
  BOOST_TEST(!Number::from_digits(std::string(500, '7') + "x", 400, &error));
  BOOST_TEST((error == NumberError::malformed));
}

BOOST_AUTO_TEST_CASE(decimal_text_has_exactly_the_digits_asked_for) {
  BOOST_TEST(Number(90).to_decimal(2) == "90.00");
  BOOST_TEST(Number::from_digits("90.0000")->to_decimal(2) == "90.00");
  BOOST_TEST(Number::from_digits("-0.05")->to_decimal(2) == "-0.05");
  BOOST_TEST(Number::from_digits("0.5")->to_decimal(1) == "0.5");
  BOOST_TEST(Number(0).to_decimal(3) == "0.000");
  BOOST_TEST(Number(0).to_decimal(0) == "0");
  BOOST_TEST(Number(12'000).to_decimal(-3) == "12000");
  BOOST_TEST((Number(3) / 6).to_decimal(2) == "0.50");
  BOOST_TEST(Number(1).to_decimal(50) == "1." + std::string(50, '0'));
  BOOST_TEST(Number(-1).to_decimal(38) == "-1." + std::string(38, '0'));
  BOOST_TEST(Number::from_digits("1e60")->to_decimal(2) == "1" + std::string(60, '0') + ".00");
  BOOST_TEST(Number::from_digits("-1e-60")->to_decimal(61) == "-0." + std::string(59, '0') + "10");
}

BOOST_AUTO_TEST_CASE(endless_numbers_are_written_as_ratios) {
  BOOST_TEST((Number(2) / 6).to_string() == "1/3");
  BOOST_TEST((Number(-20) / 6).to_string() == "-10/3");
  BOOST_TEST((*Number::from_digits("1e50") / -3).to_string() == "-1" + std::string(50, '0') + "/3");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kaidah::values
