#include "engine/batch/record_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/batch/splitter.hpp"

BOOST_AUTO_TEST_SUITE(batch_record_reader)

namespace {

using kaidah::batch::Chunk;
using kaidah::batch::ReadBytes;
using kaidah::batch::RecordReader;
using kaidah::batch::Splitter;

/// All that is known of each record.
using Records = std::vector<std::string>;

void add(const Chunk& chunk, Records& records) {
  for (const kaidah::batch::RawRecord& record : chunk.records) {
    records.push_back(std::to_string(record.line) + " " + std::to_string(record.offset) + "+" +
                      std::to_string(record.bytes) + " " + std::to_string(static_cast<int>(record.fault)) + " " +
                      std::to_string(record.size) + " " + std::string(chunk.text_of(record).substr(0, 40)));
    // Long ones by their size, a sum of their bytes and their beginning.
    std::uint64_t sum = 0;
    for (const char c : chunk.text_of(record)) sum = sum * 31 + static_cast<unsigned char>(c);
    records.back() += " " + std::to_string(sum);
  }
}

/// Split where every byte is copied.
Records copied(const std::string& input, std::size_t most) {
  Splitter splitter(most);
  Chunk chunk;
  splitter.feed(input, chunk);
  splitter.finish(chunk);
  Records records;
  add(chunk, records);
  return records;
}

/// Read `piece` bytes at a time.
Records in_place(const std::string& input, std::size_t most, std::size_t piece) {
  std::size_t at = 0;
  RecordReader reader(
      [&](std::span<char> into) -> std::optional<std::size_t> {
        const std::size_t count = std::min({piece, into.size(), input.size() - at});
        std::copy_n(input.begin() + static_cast<std::ptrdiff_t>(at), count, into.begin());
        at += count;
        return count;
      },
      most);
  Records records;
  Chunk chunk;
  while (reader.next(chunk)) {
    add(chunk, records);
  }
  BOOST_TEST(reader.bytes() == input.size());
  return records;
}

/// Lines of every kind: blank, with carriage returns, at the limit of 100 bytes, around it and far past it.
std::string lines(std::uint64_t seed) {
  static const std::vector<std::string> kinds = {"{\"a\":1}",
                                                 "{\"a\":1}\r",
                                                 "",
                                                 " ",
                                                 "\r",
                                                 "\r\r",
                                                 " \t\r",
                                                 "x",
                                                 "{\"text\":\"a\rb\"}",
                                                 "{\"a\":1} \r",
                                                 std::string(99, 'a'),
                                                 std::string(100, 'b'),
                                                 std::string(100, 'b') + "\r",
                                                 std::string(101, 'c'),
                                                 std::string(101, 'c') + "\r",
                                                 std::string(102, ' '),
                                                 std::string(500, 'd'),
                                                 std::string(70'000, 'e') + "\r",
                                                 std::string(200, ' ')};
  std::string text = "{\"a\":0}\n";
  for (std::size_t count = 5 + seed % 40; count > 0; --count) {
    seed = seed * 6364136223846793005 + 1442695040888963407;
    // Seldom one that is so large that nothing else would be tried.
    const std::size_t kind = (seed >> 33) % ((seed >> 60) == 0 ? kinds.size() : kinds.size() - 2);
    text += kinds[kind] + "\n";
  }
  if (seed % 3 == 0) text.pop_back();
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(lines_are_the_same_in_place) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::string input = lines(seed);
    const Records expected = copied(input, 100);
    for (const std::size_t piece : {1, 2, 3, 7, 50, 101, 1000, 65'536, 1'000'000}) {
      if (piece < 50 && input.size() > 20'000) continue;
      BOOST_TEST_CONTEXT("seed " << seed << ", " << piece << " bytes at a time") {
        BOOST_TEST(in_place(input, 100, piece) == expected, boost::test_tools::per_element());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_line_longer_than_what_is_read_at_once) {
  const std::string input = "{\"a\":0}\n" + std::string(900'000, 'x') + "\n" + std::string(600'000, 'y') + "\r\n{}\n";
  for (const std::size_t most : {1'000'000, 700'000, 100}) {
    const Records expected = copied(input, most);
    BOOST_TEST(expected.size() == 4U);
    for (const std::size_t piece : {10'000, 1'000'000}) {
      BOOST_TEST(in_place(input, most, piece) == expected, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(other_forms_come_through_too) {
  for (const std::string& input :
       {std::string("[{\"a\":1},\n{\"a\":2}]"), std::string("{\n\"a\":1\n}\n{\n\"a\":2\n}\n"),
        std::string("\xEF\xBB\xBF{\"a\":1}\n{\"a\":2}"), std::string()}) {
    const Records expected = copied(input, 100);
    for (const std::size_t piece : {1, 3, 1000}) {
      BOOST_TEST(in_place(input, 100, piece) == expected, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
