#include "engine/batch/splitter.hpp"

#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(batch_splitter)

namespace {

using kaidah::batch::Chunk;
using kaidah::batch::Fault;
using kaidah::batch::Form;
using kaidah::batch::Splitter;

/// `line:text`, with the fault behind it.
using Records = std::vector<std::string>;

std::string shown(const Chunk& chunk, const kaidah::batch::RawRecord& record) {
  static const char* const kFaults[] = {"", " too_large", " empty", " trailing", " open_list"};
  return std::to_string(record.line) + ":" + std::string(chunk.text_of(record)) +
         kFaults[static_cast<std::size_t>(record.fault)];
}

Records split(const std::string& input, std::size_t piece, std::size_t most = 1000, Form* form = nullptr) {
  Splitter splitter(most);
  Chunk chunk;
  for (std::size_t i = 0; i < input.size(); i += piece) splitter.feed(std::string_view(input).substr(i, piece), chunk);
  splitter.finish(chunk);
  if (form != nullptr) *form = splitter.form();
  Records records;
  for (const auto& record : chunk.records) {
    records.push_back(shown(chunk, record));
    // Where it stands in the input, all of it.
    const std::string there = input.substr(record.offset, record.bytes);
    BOOST_TEST(there.size() == record.bytes);
    BOOST_TEST(there.substr(0, record.size) == chunk.text_of(record));
    if (record.fault != Fault::too_large) BOOST_TEST(record.bytes == record.size);
  }
  return records;
}

/// However the bytes arrive, the records are the same.
void check_split(const std::string& input, Form form, const Records& expected, std::size_t most = 1000) {
  BOOST_TEST_CONTEXT(input.substr(0, 200)) {
    for (const std::size_t piece :
         {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, std::size_t{1} << 20}) {
      Form found{};
      BOOST_TEST(split(input, piece, most, &found) == expected, boost::test_tools::per_element());
      BOOST_TEST(static_cast<int>(found) == static_cast<int>(form));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_record_a_line) {
  check_split("{\"a\":1}\n{\"a\":2}\n", Form::lines, {"1:{\"a\":1}", "2:{\"a\":2}"});
  check_split("{\"a\":1}\r\n\r\n  \t\n{\"a\":2}", Form::lines, {"1:{\"a\":1}", "4:{\"a\":2}"});
  check_split("\xEF\xBB\xBF{\"a\":1}\n", Form::lines, {"1:{\"a\":1}"});
  check_split("\n\n{\"a\":\"}{[\\\"\"}\n", Form::lines, {"3:{\"a\":\"}{[\\\"\"}"});
  check_split("", Form::lines, {});
  check_split("\n \r\n", Form::lines, {});
  check_split("x", Form::lines, {"1:x"});
  check_split("{}", Form::lines, {"1:{}"});
}

BOOST_AUTO_TEST_CASE(a_bad_line_costs_only_itself) {
  check_split("nonsense\n{\"a\":1}\n", Form::lines, {"1:nonsense", "2:{\"a\":1}"});
  check_split("{\"a\":1\n{\"a\":2}\n", Form::lines, {"1:{\"a\":1", "2:{\"a\":2}"});
  check_split("{\"a\":[\n\n{\"a\":2}\n", Form::lines, {"1:{\"a\":[", "3:{\"a\":2}"});
  check_split("{\"a\":\"x\n{\"a\":2}\n", Form::lines, {"1:{\"a\":\"x", "2:{\"a\":2}"});
  check_split("{\"a\":1}}\n{\"a\":2}\n", Form::lines, {"1:{\"a\":1}}", "2:{\"a\":2}"});
  check_split("[[[\n{\"a\":2}\n", Form::lines, {"1:[[[", "2:{\"a\":2}"});
  check_split("{\"a\":1", Form::lines, {"1:{\"a\":1"});
  check_split("\xFF\xFE{\n{\"a\":2}\n", Form::lines, {"1:\xFF\xFE{", "2:{\"a\":2}"});
}

BOOST_AUTO_TEST_CASE(objects_over_several_lines) {
  check_split("{\n  \"a\": {\n    \"b\": \"}\"\n  }\n}\n", Form::objects,
              {"1:{\n  \"a\": {\n    \"b\": \"}\"\n  }\n}"});
  check_split("\n{\n\"a\":1}\n{\n\"a\":2}{\"a\":3}", Form::objects, {"2:{\n\"a\":1}", "4:{\n\"a\":2}", "5:{\"a\":3}"});
  check_split("{\n \"a\":1}\nnonsense\n{\"a\":2}", Form::objects, {"1:{\n \"a\":1}", "3:nonsense\n", "4:{\"a\":2}"});
  check_split("{\n \"a\":", Form::objects, {"1:{\n \"a\":"});
  check_split("{\"a\":\"x\",\n\"b\":1}\n{\"a\":\n2}\n", Form::objects, {"1:{\"a\":\"x\",\n\"b\":1}", "3:{\"a\":\n2}"});
}

/// What is past the first 64 KiB tells nothing, also where it was read with them.
BOOST_AUTO_TEST_CASE(the_form_is_told_by_a_bounded_beginning) {
  const std::string begin = "{\"a\":\"" + std::string(64u << 10, 'x') + "\",";
  for (const std::size_t piece : {std::size_t{1000}, std::size_t{1} << 20}) {
    Form form{};
    split(begin + "\n\"b\":1}\n", piece, 1000, &form);
    BOOST_TEST((form == Form::lines));
  }
}

BOOST_AUTO_TEST_CASE(a_list) {
  check_split("[]", Form::list, {});
  check_split(" [ ] \n", Form::list, {});
  check_split("[{\"a\":1},{\"a\":[1,2]}]", Form::list, {"1:{\"a\":1}", "1:{\"a\":[1,2]}"});
  check_split("[\n{\"a\":1},\n{\"a\":2}\n]\n", Form::list, {"2:{\"a\":1}", "3:{\"a\":2}\n"});
  check_split("[\n  {\n    \"a\": \"],[\"\n  },\n  {}\n]\n", Form::list, {"2:{\n    \"a\": \"],[\"\n  }", "5:{}\n"});
  check_split("[{\"a\":1},\n{\"a\":2}]", Form::list, {"1:{\"a\":1}", "2:{\"a\":2}"});
  check_split("[1, \"x,]\", null]", Form::list, {"1:1", "1:\"x,]\"", "1:null"});
}

BOOST_AUTO_TEST_CASE(broken_lists) {
  check_split("[{\"a\":1},]", Form::list, {"1:{\"a\":1}", "1: empty"});
  check_split("[,{\"a\":1}]", Form::list, {"1: empty", "1:{\"a\":1}"});
  check_split("[{\"a\":1} {\"a\":2}]", Form::list, {"1:{\"a\":1} {\"a\":2}"});
  check_split("[{\"a\":1}]\n{\"a\":2}\n", Form::lines, {"1:[{\"a\":1}]", "2:{\"a\":2}"});
  check_split("[{\"a\":1}] x\n y", Form::list, {"1:{\"a\":1}", "1:x\n y trailing"});
  check_split("[{\"a\":1}", Form::list, {"1:{\"a\":1}", "1: open_list"});
  check_split("[{\"a\":1},\n", Form::list, {"1:{\"a\":1}", "2: open_list"});
  check_split("[{\"a\":1},{\"a\":", Form::list, {"1:{\"a\":1}", "1:{\"a\":"});
  check_split("[", Form::list, {"1: open_list"});
}

BOOST_AUTO_TEST_CASE(a_list_goes_on_behind_a_broken_record) {
  check_split("[\n{\"a\":\"x},\n{\"a\":2},\n{\"a\":3}\n]\n", Form::list,
              {"2:{\"a\":\"x},\n", "3:{\"a\":2}", "4:{\"a\":3}\n"});
  check_split("[\n  {\"a\":[},\n    {\"b\":1},\n  {\"a\":3}\n]\n", Form::list, {"2:{\"a\":[}", "4:{\"a\":3}\n"});
  check_split("[\n{\"a\":\"x\n]", Form::list, {"2:{\"a\":\"x\n"});
}

BOOST_AUTO_TEST_CASE(a_record_that_is_too_large_is_not_held) {
  const std::string at = "{\"a\":\"" + std::string(100 - 8, 'x') + "\"}";
  const std::string past = "{\"a\":\"" + std::string(101 - 8, 'x') + "\"}";
  check_split(at + "\n" + at + "\r\n", Form::lines, {"1:" + at, "2:" + at}, 100);
  check_split(past + "\n{}\n", Form::lines, {"1:" + past.substr(0, 101) + " too_large", "2:{}"}, 100);
  check_split("[" + past + ",{}]", Form::list, {"1:" + past + " too_large", "1:{}"}, 100);

  Splitter splitter(16u << 20);
  Chunk chunk;
  const std::string piece(1u << 20, 'x');
  for (int i = 0; i < 20; ++i) splitter.feed(piece, chunk);
  splitter.feed("\n{}\n", chunk);
  splitter.finish(chunk);
  BOOST_TEST(chunk.records.size() == 2U);
  BOOST_TEST(chunk.text.size() < 100'000U);
  BOOST_TEST(chunk.text_of(chunk.records[1]) == "{}");
}

BOOST_AUTO_TEST_CASE(long_first_lines_are_decided_early) {
  Form form{};
  const std::string list = "[{\"a\":\"" + std::string(200'000, 'x') + "\"},{}]";
  BOOST_TEST(split(list, 4096, 1'000'000, &form).size() == 2U);
  BOOST_TEST((form == Form::list));
  BOOST_TEST(split(std::string(200'000, '[') + "\n{}\n", 4096, 1'000'000, &form).size() == 2U);
  BOOST_TEST((form == Form::lines));
  BOOST_TEST(split(std::string(200'000, '\n') + "{}\n", 4096, 1'000'000, &form).back() == "200001:{}");
}

BOOST_AUTO_TEST_SUITE_END()
