#include "engine/values/arena.hpp"

#include <string>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(values_arena)

using kaidah::values::Arena;
using kaidah::values::Number;
using kaidah::values::Value;

BOOST_AUTO_TEST_CASE(what_is_made_stays_until_all_is_cleared) {
  Arena arena;
  for (int round = 0; round < 3; ++round) {
    const auto small = arena.values(2);
    const auto large = arena.values(20'000);  // more than the first block
    BOOST_TEST(arena.values(0).empty());
    small[0] = arena.text("U1");
    large[19'999] = Value(Number(7));
    const auto* record = arena.record(small);
    const auto* list = arena.list(large);
    BOOST_TEST(record->fields[0].text() == "U1");
    BOOST_TEST(record->fields[1].is_absent());
    BOOST_TEST((list->items.back().number() == Number(7)));
    arena.clear();
  }
}

// A leak here is found by the sanitizer build.
BOOST_AUTO_TEST_CASE(wide_numbers_give_their_memory_back) {
  Arena arena;
  const auto values = arena.values(3);
  values[1] = Value(*Number::from_digits(std::string(200, '9')));
  values[2] = values[1];
  BOOST_TEST((values[2] == values[1]));
}

BOOST_AUTO_TEST_SUITE_END()
