#include <kaidah/source.hpp>

#include <boost/test/unit_test.hpp>
#include <memory>

BOOST_AUTO_TEST_SUITE(grammar_source)

namespace {

void check_position(const kaidah::Source& source, std::uint32_t offset, std::uint32_t line, std::uint32_t column) {
  BOOST_TEST_CONTEXT("offset " << offset) {
    const kaidah::Position position = source.position(offset);
    BOOST_TEST(position.line == line);
    BOOST_TEST(position.column == column);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(columns_count_code_points_and_not_bytes) {
  const kaidah::Source source("s", "a \xE2\x89\xA4 b\nc\xC3\xA9 d");  // a ≤ b / cé d
  check_position(source, 0, 1, 1);
  check_position(source, 2, 1, 3);
  check_position(source, 3, 1, 3);  // inside the sign
  check_position(source, 5, 1, 4);
  check_position(source, 6, 1, 5);
  check_position(source, 7, 1, 6);  // the line end belongs to its line
  check_position(source, 8, 2, 1);
  check_position(source, 12, 2, 4);
  check_position(source, 13, 2, 5);   // the end of the text
  check_position(source, 999, 2, 5);  // past it
}

BOOST_AUTO_TEST_CASE(both_line_ends_are_read) {
  const kaidah::Source source("s", "ab\r\ncd\n\r\ne");
  BOOST_TEST(source.line_count() == 4);
  BOOST_TEST(source.line(1) == "ab");
  BOOST_TEST(source.line(2) == "cd");
  BOOST_TEST(source.line(3) == "");
  BOOST_TEST(source.line(4) == "e");
  check_position(source, 2, 1, 3);
  check_position(source, 3, 1, 3);
  check_position(source, 4, 2, 1);
}

BOOST_AUTO_TEST_CASE(edges) {
  const kaidah::Source empty("s", "");
  BOOST_TEST(empty.line_count() == 1);
  BOOST_TEST(empty.line(0) == "");
  BOOST_TEST(empty.line(1) == "");
  BOOST_TEST(empty.line(2) == "");
  check_position(empty, 0, 1, 1);

  const kaidah::Source ended("s", "x\n");
  BOOST_TEST(ended.line_count() == 2);
  BOOST_TEST(ended.line(2) == "");
  check_position(ended, 2, 2, 1);
  BOOST_TEST(ended.text(kaidah::Span{0, 1}) == "x");
  BOOST_TEST(ended.text(kaidah::Span{1, 99}) == "\n");
  BOOST_TEST(ended.text(kaidah::Span{5, 9}) == "");
  BOOST_TEST(ended.text(kaidah::Span{1, 0}) == "");
}

BOOST_AUTO_TEST_CASE(parts_keep_their_names_and_lines) {
  const auto first = std::make_shared<const kaidah::Source>("first", "ab\ncd");
  const auto empty = std::make_shared<const kaidah::Source>("empty", "");
  const auto last = std::make_shared<const kaidah::Source>("last", "e\r\nf\n");
  const kaidah::Source source({first, empty, last});
  BOOST_TEST(source.text() == "ab\ncd\n\ne\r\nf\n");
  BOOST_TEST(source.part_count() == 3u);
  BOOST_TEST(source.name() == "first");
  check_position(source, 4, 2, 2);
  check_position(source, 5, 2, 3);  // the end of the first part belongs to it
  BOOST_TEST(source.name(5) == "first");
  BOOST_TEST(source.name(6) == "empty");
  check_position(source, 6, 1, 1);
  BOOST_TEST(source.name(7) == "last");
  check_position(source, 7, 1, 1);
  check_position(source, 10, 2, 1);
  BOOST_TEST(source.line_at(8) == "e");
  BOOST_TEST(source.line_at(10) == "f");
  BOOST_TEST(source.line_at(999) == "");
  BOOST_TEST(source.name(999) == "last");
  BOOST_TEST((source.part(2) == kaidah::Span{7, 12}));
  BOOST_TEST(source.line(2) == "cd");
  BOOST_TEST(source.line_count() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
