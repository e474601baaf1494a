#include "engine/json/members.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(json_members)

namespace {
using kaidah::json::raw_items;
using kaidah::json::raw_members;
using kaidah::json::with_members;
using kaidah::json::with_missing_members;
}  // namespace

BOOST_AUTO_TEST_CASE(members_are_passed_on_as_they_stand) {
  const auto members = raw_members(" { \"a\" : 1.50e2 ,\n\"b,}\":\"x \\\" } ,\",\"c\":{\"d\":[1, {\"e\":\"]\"}]} } ");
  BOOST_REQUIRE(members.has_value());
  BOOST_REQUIRE(members->size() == 3U);
  BOOST_TEST((*members)[0].value == "1.50e2");
  BOOST_TEST((*members)[1].name == "\"b,}\"");
  BOOST_TEST((*members)[1].value == "\"x \\\" } ,\"");
  BOOST_TEST((*members)[2].value == "{\"d\":[1, {\"e\":\"]\"}]}");
  BOOST_TEST(raw_members("{}")->empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_object_has_no_members) {
  for (const char* text : {"", "[]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "{\"a\":1}}", "{\"a\":\"x}",
                           "{\"a\":[1}", "{a:1}", "1", "{\"a\":1} x"})
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(!raw_members(text).has_value());
    }
}

BOOST_AUTO_TEST_CASE(members_are_written_over_or_only_where_missing) {
  BOOST_TEST(*with_members(R"({"a":1,"b":2})", {{"b", "3"}, {"c", "[]"}}) == R"({"a":1,"b":3,"c":[]})");
  BOOST_TEST(*with_missing_members(R"({"a":1,"b":2})", {{"b", "3"}, {"c", "[]"}}) == R"({"a":1,"b":2,"c":[]})");
  BOOST_TEST(*with_members("{}", {{"a \"b\"", "1"}}) == R"({"a \"b\"":1})");
  // A name that stands there twice stays twice: the reader of records refuses it.
  BOOST_TEST(*with_members(R"({"a":1,"a":2})", {{"a", "3"}}) == R"({"a":3,"a":3})");
  BOOST_TEST(!with_members("[]", {{"a", "1"}}).has_value());
}

BOOST_AUTO_TEST_CASE(items_are_passed_on_as_they_stand) {
  const auto items = raw_items(" [ 1 , {\"a\":[2]} ,\"]\"] ");
  BOOST_REQUIRE(items.has_value());
  BOOST_REQUIRE(items->size() == 3U);
  BOOST_TEST((*items)[1] == "{\"a\":[2]}");
  BOOST_TEST(raw_items("[]")->empty());
  for (const char* text : {"", "{}", "[1", "[,]", "[1,]", "[1] 2"}) BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(!raw_items(text).has_value());
    }
}

BOOST_AUTO_TEST_SUITE_END()
