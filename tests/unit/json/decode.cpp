#include "engine/json/decode.hpp"

#include <clocale>
#include <string>
#include <utility>

#include <boost/test/unit_test.hpp>

#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(json_decode)

namespace {

using kaidah::Limits;
using kaidah::json::DecodeResult;
using kaidah::plan::FieldShape;
using kaidah::plan::RecordShape;
using kaidah::plan::Shapes;
using kaidah::plan::ValueShape;
using kaidah::types::Bound;
using kaidah::types::TypeKind;
using kaidah::values::Arena;
using kaidah::values::Date;
using kaidah::values::Member;
using kaidah::values::Number;
using kaidah::values::Value;

ValueShape of(TypeKind kind) {
  ValueShape shape;
  shape.kind = kind;
  return shape;
}
ValueShape record_of(std::uint32_t record) {
  ValueShape shape = of(TypeKind::record);
  shape.record = record;
  return shape;
}
ValueShape list_of(ValueShape element, std::size_t least, std::size_t most) {
  ValueShape shape = of(TypeKind::list);
  shape.element.push_back(std::move(element));
  shape.min_items = least;
  shape.max_items = most;
  return shape;
}
FieldShape field(std::string name, ValueShape value, bool optional = false) {
  FieldShape shape;
  shape.name = shape.key = std::move(name);
  shape.value = std::move(value);
  shape.optional = optional;
  return shape;
}

enum Record : std::uint32_t { kPerson, kPeriod, kYear, kUnneeded };
enum Field : std::uint32_t { kId, kUnit, kPeriode, kScore, kGrade, kIdea, kHistory, kDays, kNote, kTags, kExtra };

/// A record with everything in it that can go wrong.
Shapes make_shapes() {
  Shapes shapes;
  kaidah::plan::EnumShape grade;
  grade.name = "Predikat";
  grade.names = {"kurang", "cukup", "sangat_baik"};
  grade.outputs = {"Kurang", "Cukup", "Sangat Baik"};
  grade.read = {{"kurang", 0}, {"Kurang", 0}, {"cukup", 1}, {"Cukup", 1}, {"sangat_baik", 2}, {"Sangat Baik", 2}};
  shapes.enums.push_back(grade);

  ValueShape score = of(TypeKind::number);
  score.range.low = Bound{Number(0), true};
  score.range.high = Bound{Number(120), true};
  score.decimals = 2;
  ValueShape grade_value = of(TypeKind::enumeration);
  ValueShape year = of(TypeKind::number);
  year.decimals = 0;
  ValueShape history = list_of(record_of(kYear), 0, 3);
  history.one_for_each = 0;

  RecordShape person{
      "Pegawai",
      {field("id", of(TypeKind::text)), field("unit", of(TypeKind::text)), field("periode", record_of(kPeriod)),
       field("skor", score), field("predikat", grade_value, true), field("ide", of(TypeKind::boolean)),
       field("riwayat", history, true), field("hari", list_of(of(TypeKind::date), 1, 0), true),
       field("catatan", of(TypeKind::text)), field("tanda", list_of(of(TypeKind::text), 0, 0), true),
       field("lain", record_of(kUnneeded), true)}};
  person.fields[kIdea].if_missing = Value(false);
  person.fields[kNote].needed = false;
  person.fields[kId].needed = false;  // read all the same
  shapes.records = {std::move(person),
                    {"Periode", {field("mulai", of(TypeKind::date)), field("selesai", of(TypeKind::date))}},
                    {"Tahunan", {field("tahun", year), field("predikat", grade_value, true)}},
                    {"Lain", {field("a/b~c", of(TypeKind::number))}}};
  return shapes;
}

const Shapes kShapes = make_shapes();

struct Decoded {
  Arena arena;
  DecodeResult result;
  explicit Decoded(std::string_view text, const Limits& limits = {}) {
    kaidah::json::Decoder decoder(kShapes, kPerson, limits, {kUnit, kPeriode});
    result = decoder.decode(text, arena);
  }
  [[nodiscard]] const Value& operator[](std::uint32_t index) const { return result.record->fields[index]; }
};

/// A record whose members, but for those given, are fine.
std::string person(const std::string& members, const std::string& score = "\"skor\":90") {
  return R"({"id":"7","unit":"U1","periode":{"mulai":"2021-01-01","selesai":"2021-12-31"},)" + score +
         (members.empty() ? "" : ",") + members + "}";
}

struct Expected {
  std::string code;
  std::string pointer;
  std::string found;
  std::string expected;
};

void check_rejected(const std::string& text, const Expected& expected, const Limits& limits = {}) {
  BOOST_TEST_CONTEXT(text.substr(0, 200)) {
    const Decoded decoded(text, limits);
    BOOST_TEST_REQUIRE(decoded.result.rejection.has_value());
    const kaidah::evaluate::Rejection& rejection = *decoded.result.rejection;
    BOOST_TEST(kaidah::info(rejection.message.kind).code == expected.code);
    BOOST_TEST(rejection.pointer == expected.pointer);
    BOOST_TEST(rejection.found == expected.found);
    const std::string wanted =
        rejection.expected ? kaidah::text(*rejection.expected, kaidah::Language::english) : std::string();
    BOOST_TEST(wanted == expected.expected);
    for (const auto language : {kaidah::Language::english, kaidah::Language::indonesian}) {
      BOOST_TEST(kaidah::text(rejection.message, language).find('{') == std::string::npos,
                 kaidah::text(rejection.message, language));
    }
  }
}

void check_not_json(const std::string& text, const std::string& message) {
  BOOST_TEST_CONTEXT(text.substr(0, 200)) {
    const Decoded decoded(text);
    BOOST_TEST_REQUIRE(decoded.result.rejection.has_value());
    BOOST_TEST(kaidah::text(decoded.result.rejection->message, kaidah::Language::english) == message);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_good_record) {
  const Decoded decoded(
      person(R"("predikat":"Sangat Baik","riwayat":[{"tahun":2020,"predikat":"baik_x"},)"
             R"({"tahun":2019}],"hari":["2020-02-29"],"catatan":{"unread":[1,2,{"skor":"x"}]},"xyz":[[]])"));
  // The first year's grade is misspelt: that is found even in a list.
  BOOST_TEST_REQUIRE(decoded.result.rejection.has_value());
  BOOST_TEST(decoded.result.rejection->pointer == "/riwayat/0/predikat");

  const Decoded good(
      person(R"("predikat":"Sangat Baik","riwayat":[{"tahun":2020,"predikat":"cukup"},)"
             R"({"tahun":2019}],"hari":["2020-02-29"],"catatan":{"unread":[1,2,{"skor":"x"}]},"xyz":[[]])"));
  BOOST_TEST_REQUIRE(!good.result.rejection.has_value());
  BOOST_TEST(good.result.id.value() == "7");
  BOOST_TEST(good[kId].text() == "7");
  BOOST_TEST((good[kScore].number() == Number(90)));
  BOOST_TEST((good[kGrade].member() == Member{2}));
  BOOST_TEST(!good[kIdea].boolean());
  BOOST_TEST(good[kNote].is_unread());
  BOOST_TEST(good[kTags].is_absent());
  BOOST_TEST(good[kPeriode].record().fields[1].date().to_string() == "2021-12-31");
  BOOST_TEST(good[kHistory].list().items.size() == 2U);
  BOOST_TEST((good[kHistory].list().items[1].record().fields[0].number() == Number(2019)));
  BOOST_TEST(good[kHistory].list().items[1].record().fields[1].is_absent());
  BOOST_TEST(good[kDays].list().items[0].date().day() == 29);
}

BOOST_AUTO_TEST_CASE(numbers_come_from_their_digits) {
  const auto score = [](const std::string& digits) {
    Shapes shapes = kShapes;
    shapes.records[kPerson].fields[kScore].value = of(TypeKind::number);
    Arena arena;
    const DecodeResult result = kaidah::json::decode(person("", "\"skor\":" + digits), shapes, kPerson, arena);
    BOOST_TEST_REQUIRE(!result.rejection.has_value(), digits);
    return result.record->fields[kScore].number().to_string();
  };
  BOOST_TEST(score("97.4999999999999999999") == "97.4999999999999999999");
  BOOST_TEST(score("0.1") == "0.1");
  BOOST_TEST(score("-0") == "0");
  BOOST_TEST(score("-0.0") == "0");
  BOOST_TEST(score("1e3") == "1000");
  BOOST_TEST(score("12.50E-1") == "1.25");
  BOOST_TEST(score("9223372036854775807") == "9223372036854775807");
  BOOST_TEST(score("9223372036854775808") == "9223372036854775808");
  BOOST_TEST(score("18446744073709551616") == "18446744073709551616");
  BOOST_TEST(score("-9223372036854775809") == "-9223372036854775809");
  BOOST_TEST(score("1e309") == "1" + std::string(309, '0'));  // more than a double holds
  BOOST_TEST(score("1e-350") == "0." + std::string(349, '0') + "1");
  BOOST_TEST(score("12345678901234567890123456789012345678901234567890") ==
             "12345678901234567890123456789012345678901234567890");
  const std::string longest(400, '7');
  BOOST_TEST(score(longest) == longest);
}

BOOST_AUTO_TEST_CASE(the_hosts_locale_changes_nothing) {
  for (const char* locale : {"id_ID.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, locale) == nullptr) continue;
    const Decoded decoded(person("", "\"skor\":97.25"));
    BOOST_TEST(!decoded.result.rejection.has_value());
    BOOST_TEST(decoded[kScore].number().to_string() == "97.25");
  }
  std::setlocale(LC_ALL, "C");
}

BOOST_AUTO_TEST_CASE(wrong_types) {
  const auto score = [](const std::string& value) { return person("", "\"skor\":" + value); };
  check_rejected(score("\"90\""), {"K6002", "/skor", "\"90\"", "a number"});
  check_rejected(score("true"), {"K6002", "/skor", "true", "a number"});
  check_rejected(score("{\"a\":[1]}"), {"K6002", "/skor", "{\xE2\x80\xA6}", "a number"});
  check_rejected(score("[90]"), {"K6002", "/skor", "[\xE2\x80\xA6]", "a number"});
  check_rejected(person("\"ide\":\"ya\""), {"K6002", "/ide", "\"ya\"", "true or false"});
  check_rejected(person("\"ide\":1"), {"K6002", "/ide", "1", "true or false"});
  check_rejected(person("\"predikat\":3"), {"K6002", "/predikat", "3", "one of kurang, cukup, sangat_baik"});
  check_rejected(person("\"riwayat\":{\"tahun\":2020}"), {"K6002", "/riwayat", "{\xE2\x80\xA6}", "a list"});
  check_rejected(person("\"riwayat\":[2020]"), {"K6002", "/riwayat/0", "2020", "an object"});
  check_rejected(person("\"riwayat\":[{\"tahun\":2020},null]"), {"K6002", "/riwayat/1", "null", "an object"});
  check_rejected(person("\"riwayat\":[{\"tahun\":\"2020\"}]"),
                 {"K6002", "/riwayat/0/tahun", "\"2020\"", "a whole number"});
  for (const char* day : {"\"2021-02-29\"", "\"2021-2-01\"", "\"01-02-2021\"", "\"2021-01-01T00:00:00Z\"", "\"\""}) {
    check_rejected(person("\"hari\":[" + std::string(day) + "]"),
                   {"K6002", "/hari/0", day, "a date, written YYYY-MM-DD"});
  }
  check_rejected(person("\"hari\":[20210101]"), {"K6002", "/hari/0", "20210101", "a date, written YYYY-MM-DD"});
  check_rejected(R"(["id"])", {"K6002", "", "[\xE2\x80\xA6]", "an object"});
  check_rejected("17", {"K6002", "", "17", "an object"});
  check_rejected("null", {"K6002", "", "null", "an object"});
  check_rejected(R"({"id":7,"unit":"U"})", {"K6002", "/id", "7", "a text"});
}

BOOST_AUTO_TEST_CASE(what_is_found_is_shortened_and_stays_one_line) {
  check_rejected(person("", "\"skor\":\"" + std::string(200, 'x') + "\""),
                 {"K6002", "/skor", "\"" + std::string(60, 'x') + "\xE2\x80\xA6\"", "a number"});
  check_rejected(person("", R"("skor":"a\n\"\u001b\\")"), {"K6002", "/skor", R"("a\n\"\u001b\\")", "a number"});
}

BOOST_AUTO_TEST_CASE(missing_and_null) {
  check_rejected(R"({"id":"7","unit":"U1","skor":90})", {"K6003", "/periode", "", "an object"});
  check_rejected(R"({"id":"7","unit":"U1","periode":{"mulai":"2021-01-01"},"skor":90})",
                 {"K6003", "/periode/selesai", "", "a date, written YYYY-MM-DD"});
  check_rejected(person("", "\"skor\":null"), {"K6003", "/skor", "null", "a number"});
  check_rejected(person("\"riwayat\":[{\"tahun\":2020},{}]"), {"K6003", "/riwayat/1/tahun", "", "a whole number"});
  check_rejected("{}", {"K6003", "/id", "", "a text"});
  check_rejected(person("\"lain\":{}"), {"K6003", "/lain/a~1b~0c", "", "a number"});

  const Decoded nulls(person(R"("predikat":null,"ide":null,"riwayat":null,"catatan":null)"));
  BOOST_TEST_REQUIRE(!nulls.result.rejection.has_value());
  BOOST_TEST(nulls[kGrade].is_absent());
  BOOST_TEST(!nulls[kIdea].boolean());
  BOOST_TEST(nulls[kHistory].is_absent());
}

BOOST_AUTO_TEST_CASE(ranges_and_decimals) {
  const auto score = [](const std::string& value) { return person("", "\"skor\":" + value); };
  for (const char* digits : {"-1", "121", "120.01", "-0.01", "99999999999999999999"}) {
    check_rejected(score(digits), {"K6004", "/skor", digits, "from 0 to 120"});
  }
  check_rejected(score("90.125"), {"K6011", "/skor", "90.125", "at most 2 digits after the point"});
  check_rejected(score("1e-3"), {"K6011", "/skor", "1e-3", "at most 2 digits after the point"});
  for (const char* digits : {"0", "120", "120.00", "90.1200", "9e1", "-0"}) {
    BOOST_TEST(!Decoded(score(digits)).result.rejection.has_value(), digits);
  }
  check_rejected(person("\"riwayat\":[{\"tahun\":2020.5}]"),
                 {"K6011", "/riwayat/0/tahun", "2020.5", "at most 0 digits after the point"});
}

BOOST_AUTO_TEST_CASE(enums_are_matched_exactly) {
  check_rejected(person("\"predikat\":\"sangat baik\""),
                 {"K6005", "/predikat", "\"sangat baik\"", "one of kurang, cukup, sangat_baik"});
  check_rejected(person("\"predikat\":\"\""), {"K6005", "/predikat", "\"\"", "one of kurang, cukup, sangat_baik"});
  BOOST_TEST((Decoded(person(R"("predikat":"\u0043ukup")"))[kGrade].member() == Member{1}));
}

BOOST_AUTO_TEST_CASE(duplicate_keys) {
  check_rejected(person("\"skor\":90"), {"K6006", "/skor", "", ""});
  check_rejected(person("\"skor\":91"), {"K6006", "/skor", "", ""});
  check_rejected(person("\"catatan\":1,\"catatan\":2"), {"K6006", "/catatan", "", ""});
  check_rejected(person("\"ide\":null,\"ide\":true"), {"K6006", "/ide", "", ""});
  check_rejected(person("\"asing\":1,\"x\":2,\"asing\":1"), {"K6006", "/asing", "", ""});
  check_rejected(person(R"("as/ing":1,"as\u002fing":1)"), {"K6006", "/as~1ing", "", ""});
  check_rejected(person("\"riwayat\":[{\"tahun\":2020,\"tahun\":2020}]"), {"K6006", "/riwayat/0/tahun", "", ""});
  // Inside what is not read, only the JSON counts.
  BOOST_TEST(!Decoded(person("\"asing\":{\"a\":1,\"a\":2}")).result.rejection.has_value());
}

BOOST_AUTO_TEST_CASE(lists) {
  check_rejected(person("\"hari\":[]"), {"K6008", "/hari", "0", "no fewer than 1 items"});
  check_rejected(person("\"riwayat\":[{\"tahun\":1},{\"tahun\":2},{\"tahun\":3},{\"tahun\":4},5]"),
                 {"K6008", "/riwayat", "5", "no more than 3 items"});
  check_rejected(person("\"riwayat\":[{\"tahun\":2019},{\"tahun\":2020},{\"tahun\":2.02e3}]"),
                 {"K6009", "/riwayat/2/tahun", "2020", ""});
  Limits limits;
  limits.list_items = 3;
  BOOST_TEST(!Decoded(person(R"("tanda":["a","b","c"])"), limits).result.rejection.has_value());
  check_rejected(person(R"("tanda":["a","b","c","d"])"), {"K9010", "/tanda", "4", ""}, limits);
}

BOOST_AUTO_TEST_CASE(limits_at_and_past) {
  Limits limits;
  limits.json_depth = 5;
  const auto nested = [](std::size_t lists) {
    return person("\"asing\":" + std::string(lists, '[') + std::string(lists, ']'));
  };
  BOOST_TEST(!Decoded(nested(4), limits).result.rejection.has_value());
  check_rejected(nested(5), {"K9007", "", "", ""}, limits);
  check_rejected(nested(10'000), {"K9007", "", "", ""});
  check_rejected(std::string(10'000, '['), {"K6002", "", "[\xE2\x80\xA6]", "an object"});
  std::string objects;
  for (int i = 0; i < 10'000; ++i) objects += "{\"riwayat\":";
  check_rejected(objects, {"K6002", "/riwayat", "{\xE2\x80\xA6}", "a list"});
  check_rejected(person("\"asing\":" + std::string(1'000'000, '[')), {"K9007", "", "", ""});

  Limits digits;
  digits.number_digits = 30;
  const auto score = [](const std::string& value) { return person("", "\"skor\":" + value); };
  check_rejected(score(std::string(30, '9')), {"K6004", "/skor", std::string(30, '9'), "from 0 to 120"}, digits);
  check_rejected(score(std::string(31, '9')), {"K9008", "/skor", std::string(31, '9'), ""}, digits);
  check_rejected(score("1e400"), {"K9008", "/skor", "1e400", ""});
  check_rejected(score("1e99999999999"), {"K9008", "", "", ""});  // the JSON library gives up first

  Limits size;
  size.record_bytes = person("").size();
  BOOST_TEST(!Decoded(person(""), size).result.rejection.has_value());
  const Decoded large(person("\"xx\":1"), size);
  BOOST_TEST_REQUIRE(large.result.rejection.has_value());
  BOOST_TEST(kaidah::info(large.result.rejection->message.kind).code == "K9006");
  BOOST_TEST(large.result.id.value() == "7");
}

BOOST_AUTO_TEST_CASE(what_is_not_json) {
  check_not_json("", "not JSON at column 1: it ends too early");
  check_not_json(R"({"id":"7")", "not JSON at column 9: it ends too early");
  check_not_json(R"({"id":"7)", "not JSON at column 8: a text is not closed by a quotation mark");
  check_not_json(R"({"id":)", "not JSON at column 6: it ends too early");
  check_not_json(person("") + " x", "not JSON at column 90: something follows the end of the record");
  check_not_json(person("") + person(""), "not JSON at column 89: something follows the end of the record");
  check_not_json(person("") + " // x", "not JSON at column 90: something follows the end of the record");
  check_not_json(R"({"id":"7",})", "not JSON at column 11: a key in quotation marks should stand here");
  check_not_json(R"({"id":tru)", "not JSON at column 9: a word other than true, false or null");
  check_not_json(R"({id:"7"})", "not JSON at column 2: a word other than true, false or null");
  check_not_json(R"({"id" "7"})", "not JSON at column 9: a colon should stand here");
  check_not_json(R"({"id":"7" "unit":1})", "not JSON at column 16: a comma or a closing bracket should stand here");
  check_not_json(R"({"id":})", "not JSON at column 7: a value should stand here");
  check_not_json(R"({"id":'7'})", "not JSON at column 7: this character has no place in JSON");
  check_not_json("{\"id\":\xFF}", "not JSON at column 7: it is not valid UTF-8");
  check_not_json("{\xE2\x80\x9Cid\xE2\x80\x9D:1}", "not JSON at column 2: this character has no place in JSON");
  check_not_json(R"({"id":"7","skor":NaN})", "not JSON at column 18: a word other than true, false or null");
  check_not_json(R"({"id":"7","skor":01})", "not JSON at column 19: a comma or a closing bracket should stand here");
  check_not_json(R"({"id":"7","skor":1.})", "not JSON at column 20: a number is not written as JSON asks");
  check_not_json(R"({"id":"7","skor":+1})", "not JSON at column 18: this character has no place in JSON");
  check_not_json(R"({"id":"\x"})",
                 "not JSON at column 9: a backslash is followed by something that JSON does not know");
  check_not_json(R"({"id":"\ud800"})",
                 "not JSON at column 14: a backslash is followed by something that JSON does not know");
  check_not_json("{\"id\":\"a\tb\"}", "not JSON at column 9: a control character stands in a text or between values");
  check_not_json("{\"id\":\"\xC3\x28\"}", "not JSON at column 9: it is not valid UTF-8");
  check_not_json("{\"id\":\"\xED\xA0\x80\"}", "not JSON at column 8: it is not valid UTF-8");
  check_not_json("{\"asing\":\"\xFF\"}", "not JSON at column 11: it is not valid UTF-8");
  check_not_json("{\"id\":\"\xC3\xA9\",x}", "not JSON at column 11: a word other than true, false or null");
  check_not_json("{\n\"id\":\"7\",\n  x}", "not JSON at column 3: a word other than true, false or null");
  check_not_json(person("") + std::string(1, '\0') + "x",
                 "not JSON at column 89: a control character stands in a text or between values");
}

BOOST_AUTO_TEST_CASE(the_first_problem_in_the_text_counts) {
  check_rejected(R"({"id":"7","skor":"x","predikat":"y" nonsense)", {"K6002", "/skor", "\"x\"", "a number"});
  check_rejected(R"({"predikat":"y","skor":"x"})",
                 {"K6005", "/predikat", "\"y\"", "one of kurang, cukup, sangat_baik"});
}

BOOST_AUTO_TEST_CASE(a_rejected_record_still_says_who_it_is) {
  // What comes after the problem is read as far as it names the record and its group.
  const Decoded late(
      R"({"riwayat":[{"tahun":{"x":[1]}},{"unit":"no"}],"unit":"U1","skor":7,"id":"8","periode":{"mulai":"2021-01-01",)"
      R"("selesai":"2021-06-30"}})");
  BOOST_TEST(late.result.rejection->pointer == "/riwayat/0/tahun");
  BOOST_TEST(late.result.id.value() == "8");
  BOOST_TEST(late[kUnit].text() == "U1");
  BOOST_TEST(late[kPeriode].record().fields[1].date().to_string() == "2021-06-30");
  BOOST_TEST(late[kHistory].is_unread());
  BOOST_TEST(late[kScore].is_unread());
  BOOST_TEST(late[kTags].is_unread());

  const Decoded broken(R"({"id":"9","skor":"x","unit":"U1","periode":{"mulai":"2021-01-01",)");
  BOOST_TEST(broken.result.id.value() == "9");
  BOOST_TEST(broken[kUnit].text() == "U1");
  BOOST_TEST(broken[kPeriode].is_unread());

  const Decoded truncated(R"({"id":"9","unit":"U1","skor":9)");
  BOOST_TEST(kaidah::info(truncated.result.rejection->message.kind).code == "K6001");
  BOOST_TEST(truncated.result.id.value() == "9");
  BOOST_TEST(truncated[kUnit].text() == "U1");
  BOOST_TEST(truncated[kPeriode].is_unread());

  const Decoded numeric(R"({"id":17,"unit":5})");
  BOOST_TEST(numeric.result.id.value() == "17");
  BOOST_TEST(numeric[kUnit].is_unread());

  const Decoded missing(R"({"id":"5","unit":"U1","skor":1})");
  BOOST_TEST(missing.result.rejection->pointer == "/periode");
  BOOST_TEST(missing[kUnit].text() == "U1");
  BOOST_TEST(missing[kPeriode].is_unread());

  BOOST_TEST(!Decoded(R"({"skor":{"id":"3"}})").result.id.has_value());
  BOOST_TEST(Decoded("17").result.record == nullptr);
}

BOOST_AUTO_TEST_CASE(a_decoder_forgets_the_record_before) {
  kaidah::json::Decoder decoder(kShapes, kPerson, Limits{});
  Arena arena;
  for (int round = 0; round < 3; ++round) {
    BOOST_TEST(decoder.decode(R"({"id":"1","asing":1,"riwayat":[{"tahun":)", arena).rejection.has_value());
    arena.clear();
    BOOST_TEST(decoder.decode(R"({"id":"1","skor":"x"})", arena).rejection.has_value());
    arena.clear();
    const DecodeResult good = decoder.decode(person("\"asing\":1"), arena);
    BOOST_TEST(!good.rejection.has_value());
    BOOST_TEST(good.id.value() == "7");
    arena.clear();
  }
}

BOOST_AUTO_TEST_CASE(a_mark_of_byte_order_is_passed_over) {
  BOOST_TEST(!Decoded("\xEF\xBB\xBF" + person("")).result.rejection.has_value());
  check_not_json("\xEF\xBB" + person(""), "not JSON at column 2: the mark of byte order is not that of UTF-8");
}

BOOST_AUTO_TEST_SUITE_END()
