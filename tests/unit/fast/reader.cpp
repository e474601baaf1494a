#include "engine/fast/reader.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/unit/fast/both_readers.hpp"

BOOST_AUTO_TEST_SUITE(fast_reader)

namespace {

using kaidah::Limits;
using kaidah::plan::FieldShape;
using kaidah::plan::RecordShape;
using kaidah::plan::Shapes;
using kaidah::plan::ValueShape;
using kaidah::test::BothReaders;
using kaidah::test::Verdict;
using kaidah::types::Bound;
using kaidah::types::TypeKind;
using kaidah::values::Date;
using kaidah::values::Days;
using kaidah::values::Member;
using kaidah::values::Number;
using kaidah::values::Value;

ValueShape of(TypeKind kind) {
  ValueShape shape;
  shape.kind = kind;
  return shape;
}
ValueShape number(std::optional<int> decimals, std::optional<Bound> low = {}, std::optional<Bound> high = {}) {
  ValueShape shape = of(TypeKind::number);
  shape.decimals = decimals;
  shape.range = {std::move(low), std::move(high)};
  return shape;
}
ValueShape record_of(std::uint32_t record) {
  ValueShape shape = of(TypeKind::record);
  shape.record = record;
  return shape;
}
ValueShape list_of(ValueShape element, std::size_t least = 0, std::size_t most = 0) {
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
FieldShape unread(FieldShape shape) {
  shape.needed = false;
  return shape;
}
FieldShape with_default(FieldShape shape, Value value) {
  shape.if_missing = std::move(value);
  return shape;
}

enum Record : std::uint32_t { kPerson, kPeriod, kYear, kOther };

const kaidah::values::ListData kNoItems;

/// Of everything something.
Shapes make_shapes() {
  Shapes shapes;
  kaidah::plan::EnumShape grade;
  grade.name = "Predikat";
  grade.names = {"kurang", "cukup", "sangat_baik"};
  grade.outputs = {"Kurang", "Cukup", "Sangat Baik"};
  grade.read = {{"kurang", 0},      {"Kurang", 0},       {"", 0},     {"cukup", 1}, {"sangat_baik", 2},
                {"Sangat Baik", 2}, {"sangat_buruk", 0}, {"naïf", 1}, {"k", 1},     {"melebihi ekspektasi atasan", 2}};
  shapes.enums.push_back(grade);
  ValueShape years = list_of(record_of(kYear), 0, 3);
  years.one_for_each = 0;
  ValueShape exact = list_of(record_of(kOther));
  exact.one_for_each = 0;
  RecordShape person;
  person.name = "Pegawai";
  person.fields = {
      unread(field("id", of(TypeKind::text))),  // read all the same
      field("unit", of(TypeKind::text), true),
      field("periode", record_of(kPeriod)),
      field("skor", number(2, Bound{Number(0), true}, Bound{Number(120), true}), true),
      field("rasio", number({}, Bound{Number::ratio(-1, 2), false}, Bound{Number::ratio(1001, 10), false}), true),
      field("bebas", number({}), true),
      field("halus", number(8), true),
      field("predikat", of(TypeKind::enumeration), true),
      with_default(field("ide", of(TypeKind::boolean)), Value(true)),
      with_default(field("bobot", number({})), Value(Number::ratio(5, 2))),
      with_default(field("sejak", of(TypeKind::date)), Value(*Date::from_text("2020-02-29"))),
      field("riwayat", years, true),
      with_default(field("hari", list_of(of(TypeKind::date))), Value(&kNoItems)),
      unread(field("catatan", of(TypeKind::text))),
      field("tanda", list_of(of(TypeKind::text), 1), true),
      field("jeda", of(TypeKind::days), true),
      field("masa", of(TypeKind::months), true),
      field("lain", record_of(kOther), true),
      field("baris", list_of(list_of(of(TypeKind::boolean))), true),
      field("tepat", exact, true),
      field("kunci_yang_panjang_sekali_untuk_satu_medan_saja", number(0), true),
  };
  shapes.records.push_back(std::move(person));
  shapes.records.push_back({"Periode", {field("mulai", of(TypeKind::date)), field("selesai", of(TypeKind::date))}});
  shapes.records.push_back(
      {"Tahunan", {field("tahun", number(0)), field("predikat", of(TypeKind::enumeration), true)}});
  shapes.records.push_back({"Lain", {field("nilai", number({}), true), unread(field("rinci", of(TypeKind::number)))}});
  return shapes;
}

const std::string kStart = R"({"id":"7","periode":{"mulai":"2021-01-01","selesai":"2021-12-31"})";

/// A record with these members beside the needed ones.
std::string person(const std::string& members) {
  return kStart + (members.empty() ? "" : ",") + members + "}";
}

/// Reads each text several times: by a reader that never saw another, and by one that has seen what the tests before
/// read, each before it has learned the text and after.
class Tested {
 public:
  Verdict read(const std::string& text, const Limits& limits) {
    BothReaders fresh(make_shapes(), kPerson, limits, {1});
    const Verdict verdict = read(fresh, text);
    for (const char* behind : {"\"}],\"id\":\"7\"}", "7777", "}}}}]]]]", "    \n", "tidak\"}"}) {
      std::string padding(behind);
      while (padding.size() < 64) padding += behind;
      BOOST_TEST((read(fresh, text, padding) == verdict), text << ": depends on what stands behind it");
    }
    BOOST_TEST(fresh.finish() == "");
    return verdict;
  }
  Verdict read(const std::string& text) {
    const Verdict verdict = read(text, Limits());
    BOOST_TEST((read(seen_, person("")) == Verdict::accepted));
    BOOST_TEST((read(seen_, text) == verdict), text << ": depends on what was read before");
    BOOST_TEST((read(seen_, text) == verdict), text << ": depends on what was read before");
    return verdict;
  }
  std::string finish() { return seen_.finish(); }

 private:
  static Verdict read(BothReaders& readers, const std::string& text,
                      const std::string& behind = std::string(64, '\0')) {
    const Verdict verdict = readers.read(text, behind);
    BOOST_TEST((verdict != Verdict::wrong), text << ": " << readers.why());
    return verdict;
  }
  BothReaders seen_{make_shapes(), kPerson, {}, {1}};
};

Tested& tested() {
  static Tested tested;
  return tested;
}

void accepts(const std::string& text) {
  BOOST_TEST((tested().read(text) == Verdict::accepted), text << ": refused");
}
void accepts(const std::string& text, const Limits& limits) {
  BOOST_TEST((tested().read(text, limits) == Verdict::accepted), text << ": refused");
}
void refuses(const std::string& text) {
  BOOST_TEST((tested().read(text) == Verdict::refused), text << ": accepted");
}
void refuses(const std::string& text, const Limits& limits) {
  BOOST_TEST((tested().read(text, limits) == Verdict::refused), text << ": accepted");
}

std::string digits(std::size_t count) {
  return std::string(count, '7');
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_record_with_everything) {
  accepts(
      person(R"("unit":"U1","skor":97.5,"rasio":0.25,"bebas":-12.345678,"halus":0.12345678,"predikat":"Sangat Baik",)"
             R"("ide":false,"bobot":1,"sejak":"1999-12-31","riwayat":[{"tahun":2020,"predikat":"k"},{"tahun":2019}],)"
             R"("hari":["2020-02-29","2000-01-01"],"catatan":{"x":[1,2.5e3,{"y":"\u00e9\n"}]},"tanda":["a","","é"],)"
             R"("jeda":14,"masa":-3,"lain":{"nilai":1.50,"rinci":"bukan angka"},"baris":[[true],[],[false,true]],)"
             R"("tepat":[{"nilai":1},{},{"nilai":2}],"kunci_yang_panjang_sekali_untuk_satu_medan_saja":5)"));
}

BOOST_AUTO_TEST_CASE(keys_in_any_order_missing_and_extra) {
  accepts(person(""));
  accepts(R"({"periode":{"selesai":"2021-12-31","mulai":"2021-01-01"},"id":"7"})");
  accepts(R"({"periode":{"selesai":"2021-12-31","x":null,"mulai":"2021-01-01","x":1},"id":"7","lagi":[],"lain":{}})");
  accepts(R"({"lain":{"nilai":2,"x":3,"x":4},"periode":{"selesai":"2021-12-31","mulai":"2021-01-01"},"id":"7"})");
  refuses(R"({"id":"7"})");
  refuses(R"({"id":"7","periode":{"mulai":"2021-01-01"}})");
  refuses(R"({"periode":{"mulai":"2021-01-01","selesai":"2021-12-31"}})");
  refuses("{}");
  refuses(person(R"("skor":1,"skor":1)"));
  refuses(person(R"("catatan":1,"catatan":1)"));  // not read, and still declared
  refuses(person(R"("lain":{"nilai":1,"nilai":1})"));
  refuses(person(R"("lain":{"rinci":1,"rinci":1})"));
  refuses(person(R"("xyz":1,"x":2,"xyz":3)"));
  refuses(person(R"("id":"8")"));
  std::string many;
  for (int i = 0; i < 20; ++i) many += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":" + std::to_string(i);
  accepts(person(many));
  refuses(person(many + ",\"k11\":0"));
}

BOOST_AUTO_TEST_CASE(nothing_is_null) {
  accepts(
      person(R"("unit":null,"skor":null,"ide":null,"bobot":null,"sejak":null,"riwayat":null,"hari":null,"lain":null)"));
  accepts(person(R"("catatan":null,"xyz":null)"));
  refuses(R"({"id":null,"periode":{"mulai":"2021-01-01","selesai":"2021-12-31"}})");
  refuses(R"({"id":"7","periode":null})");
  refuses(person(R"("tanda":[null])"));
  refuses(person(R"("tepat":[null])"));
  refuses(person(R"("baris":[null])"));
  refuses(person(R"("skor":nul)"));
  refuses(person(R"("skor":nulll)"));
}

BOOST_AUTO_TEST_CASE(numbers) {
  for (const char* good : {"0", "-0", "0.0", "-0.0", "7", "42", "999", "1000", "1234567", "12345678", "0.5", "12.25",
                           "123.125", "0.000001", "1234567.1234567", "-1", "-123.5", "1.50", "100.000"}) {
    accepts(person("\"bebas\":" + std::string(good)));
  }
  for (const char* wrong : {"",      "-",     "01",  "00",  "-01", "+1",    ".5",   "1.",  "1.x", "1e",   "0x1",
                            "1_000", "1 000", "NaN", "--1", "1-",  "\"1\"", "true", "[1]", "{}",  "1.2.3"}) {
    refuses(person("\"bebas\":" + std::string(wrong)));
  }
  accepts(person("\"bebas\":" + digits(18)));
  accepts(person("\"bebas\":-" + digits(18)));
  accepts(person("\"bebas\":0." + digits(17)));
  accepts(person("\"bebas\":" + digits(9) + "." + digits(9)));
  // The strict decoder's.
  refuses(person("\"bebas\":" + digits(19)));
  refuses(person("\"bebas\":" + digits(10) + "." + digits(9)));
}

BOOST_AUTO_TEST_CASE(exponents_are_written_out) {
  for (const char* good : {"1e2", "1.5E+2", "12e-3", "-12.5e-1", "5e17", "0e99", "-0.0E-99", "120e-18", "1.25e1", "100e0",
                           "123456789012345678e-18", "1e-18", "7E00"}) {
    accepts(person("\"bebas\":" + std::string(good)));
  }
  for (const char* wrong : {"1e", "1e+", "1e-", "1e2.0", "1e 2", "e2", "1.e2", "01e1", "1e+-2"})
    refuses(person("\"bebas\":" + std::string(wrong)));
  accepts(person("\"skor\":12e1"));
  refuses(person("\"skor\":1.3e2"));
  accepts(person("\"skor\":119990E-3"));
  refuses(person("\"skor\":119991e-3"));
  accepts(person("\"riwayat\":[{\"tahun\":2.02e3}]"));
  refuses(person("\"riwayat\":[{\"tahun\":20205e-1}]"));
  // The strict decoder's.
  for (const char* far : {"1e18", "1e19", "1e100", "1e-19", "1e0000001", "123456789012345678e1"})
    refuses(person("\"bebas\":" + std::string(far)));
}

BOOST_AUTO_TEST_CASE(ranges_and_decimals) {
  for (const char* good : {"0", "-0", "120", "120.00", "0.01", "119.99", "99.990", "1.5"})
    accepts(person("\"skor\":" + std::string(good)));
  for (const char* wrong : {"-0.01", "120.01", "121", "1000", "0.001", "99.991", "-1"})
    refuses(person("\"skor\":" + std::string(wrong)));
  for (const char* good : {"-0.49", "-0.4999999", "100.09", "100", "100.0999999"})
    accepts(person("\"rasio\":" + std::string(good)));
  for (const char* wrong : {"-0.5", "-0.50", "100.1", "100.10", "101", "-1"})
    refuses(person("\"rasio\":" + std::string(wrong)));
  for (const char* good : {"1.12345678", "1.1234567800", "7"}) accepts(person("\"halus\":" + std::string(good)));
  refuses(person("\"halus\":1.123456789"));
  accepts(person("\"riwayat\":[{\"tahun\":2020.0}]"));
  refuses(person("\"riwayat\":[{\"tahun\":2020.5}]"));
  for (const char* good : {"0", "14", "-14", "14.0", "123456789012345678"})
    accepts(person("\"jeda\":" + std::string(good)));
  for (const char* wrong : {"1.5", "\"1\"", "1234567890123456789"}) refuses(person("\"masa\":" + std::string(wrong)));
}

BOOST_AUTO_TEST_CASE(days_of_the_calendar) {
  for (const char* good : {"2020-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "1970-01-01", "2021-04-30",
                           "2021-07-31", "2021-08-31", "2021-11-30", "1600-03-01", "1900-02-28"}) {
    accepts(person("\"sejak\":\"" + std::string(good) + "\""));
  }
  for (const char* wrong : {"2021-02-29",  "1900-02-29",  "0000-01-01", "2021-00-01",  "2021-13-01", "2021-01-00",
                            "2021-01-32",  "2021-04-31",  "2021-06-31", "2021-09-31",  "2021-11-31", "2021-1-01",
                            "2021-01-1",   "21-01-01",    "2021/01/01", "2021-01-0a",  "2021-01-a1", "a021-01-01",
                            "2021-01-01 ", "2021-01-011", "",           "2021-01-01T", "2021-01:01"}) {
    refuses(person("\"sejak\":\"" + std::string(wrong) + "\""));
  }
  refuses(person(R"("sejak":20210101)"));
  // Every day of four hundred years, against the strict decoder.
  BothReaders readers(make_shapes(), kPerson);
  for (int year = 1899; year < 2301; ++year) {
    for (int month = 1; month <= 12; ++month) {
      std::string list;
      int days = 0;
      for (int day = 1; day <= 31; ++day) {
        if (!Date::from_parts(year, month, day)) continue;
        list += (list.empty() ? "\"" : ",\"") + Date::from_parts(year, month, day)->to_string() + "\"";
        ++days;
      }
      BOOST_TEST_REQUIRE((readers.read(person("\"hari\":[" + list + "]")) == Verdict::accepted), readers.why());
      const std::string past = Date::from_parts(year, month, 1)->to_string().substr(0, 8) + std::to_string(days + 1);
      BOOST_TEST_REQUIRE((readers.read(person("\"sejak\":\"" + past + "\"")) == Verdict::refused));
    }
  }
  BOOST_TEST(readers.finish() == "");
}

BOOST_AUTO_TEST_CASE(members_and_truth) {
  for (const char* good :
       {"kurang", "Kurang", "", "k", "sangat_baik", "sangat_buruk", "naïf", "melebihi ekspektasi atasan"}) {
    accepts(person("\"predikat\":\"" + std::string(good) + "\""));
  }
  for (const char* wrong : {"kuran", "KURANG", "kurang ", "sangat_bagus", "sangat_buruh", "melebihi ekspektasi bawahan",
                            "melebihi ekspektasi atasan!", "nai\xCC\x88"}) {
    refuses(person("\"predikat\":\"" + std::string(wrong) + "\""));
  }
  refuses(person(R"("predikat":1)"));
  accepts(person(R"("predikat":"k\u0075rang")"));
  refuses(person(R"("predikat":"k\u0075ran")"));
  refuses(person(R"("predikat":"k\u00G5rang")"));
  refuses(person(R"("predikat":"k\u0075rang)"));
  accepts(person(R"("ide":true)"));
  accepts(person(R"("ide":false)"));
  for (const char* wrong : {"True", "tru", "truee", "falsee", "fals", "fal", "1", "\"true\"", "[true]"}) {
    refuses(person("\"ide\":" + std::string(wrong)));
  }
}

BOOST_AUTO_TEST_CASE(texts) {
  const std::string longest(1000, 'x');
  for (const std::string& good :
       {std::string(), std::string("a"), std::string(15, 'b'), std::string(16, 'c'), std::string(31, 'd'),
        std::string(32, 'e'), std::string(33, 'f'), longest, std::string("é€𝄞\x7F"), longest + "é" + longest}) {
    accepts(person("\"unit\":\"" + good + "\""));
    accepts(person("\"catatan\":\"" + good + "\",\"xyz\":\"" + good + "\",\"" + good + "!\":1"));
  }
  for (const std::string& wrong : {std::string("\n"),
                                   std::string("\t"),
                                   std::string(1, '\0'),
                                   std::string("\x1F"),
                                   std::string("\x80"),
                                   std::string("\xC0\x80"),
                                   std::string("\xC3"),
                                   std::string("\xE2\x82"),
                                   std::string("\xED\xA0\x80"),
                                   std::string("\xF4\x90\x80\x80"),
                                   std::string("\xF5\x80\x80\x80"),
                                   std::string("\xF0\x80\x80\x80"),
                                   std::string("\xE0\x80\x80"),
                                   std::string("\xFF"),
                                   std::string("\\"),
                                   std::string("\\x"),
                                   std::string("\\u12"),
                                   std::string("\\u12G4"),
                                   std::string("\\uD800"),
                                   std::string("\\uD800x"),
                                   std::string("\\uD800\\n"),
                                   std::string("\\uD800\\u0041"),
                                   std::string("\\uDC00"),
                                   std::string("\\uDC00\\uD800")}) {
    for (const std::size_t before : {0, 15, 16, 40}) {
      const std::string text = std::string(before, 'x') + wrong;
      refuses(person("\"unit\":\"" + text + "\""));
      refuses(person("\"catatan\":\"" + text + "\""));
      refuses(person("\"xyz\":\"" + text + "\""));
      refuses(person("\"xyz\":[{\"" + text + "\":1}]"));
      refuses(person("\"" + text + "\":1"));
    }
  }
  const std::string escapes = R"(\"\\\/\b\f\n\r\t\u0000\u00e9\uD834\uDD1E)";
  accepts(person("\"catatan\":\"" + escapes + "\""));
  accepts(person("\"xyz\":[\"" + escapes + "\"]"));
  accepts(person("\"unit\":\"" + escapes + "\""));
  accepts(person(R"("\u0078":1)"));
  accepts(person(R"("u\u006Eit":"7")"));
  refuses(person(R"("unit":"7","\u0075nit":"7")"));
  refuses(person(R"("xyz":1,"x\u0079z":1)"));
  refuses(person(R"("x\u0079z":1,"xyz":1)"));
  refuses(person(R"("unit":7)"));
}

BOOST_AUTO_TEST_CASE(lists) {
  accepts(person(R"("tanda":["a"],"riwayat":[],"hari":[],"baris":[],"tepat":[])"));
  refuses(person(R"("tanda":[])"));
  accepts(person(R"("riwayat":[{"tahun":1},{"tahun":2},{"tahun":3}])"));
  refuses(person(R"("riwayat":[{"tahun":1},{"tahun":2},{"tahun":3},{"tahun":4}])"));
  refuses(person(R"("riwayat":[{"tahun":1},{"tahun":2},{"tahun":1}])"));
  refuses(person(R"("riwayat":[{"tahun":1},{}])"));
  refuses(person(R"("riwayat":[{"tahun":1},7])"));
  refuses(person(R"("riwayat":{"tahun":1})"));
  refuses(person(R"("riwayat":"2020")"));
  accepts(person(R"("tepat":[{"nilai":1.5},{"nilai":null},{},{"nilai":15},{"nilai":-1.5}])"));
  refuses(person(R"("tepat":[{"nilai":1.5},{},{"nilai":1.50}])"));
  refuses(person(R"("tepat":[{"nilai":0},{"nilai":-0.0}])"));
  accepts(person(R"("tepat":[{"nilai":999999999999999999},{"nilai":0.00000000000000001}])"));
  for (const char* wrong : {"[,]", "[1,]", "[\"a\",]", "[,\"a\"]", "[\"a\" \"b\"]", "[\"a\"", "[\"a\"}",
                            "[\"a\",,\"b\"]", "\"a\"]", "[a]"}) {
    refuses(person("\"tanda\":" + std::string(wrong)));
    refuses(person("\"xyz\":" + std::string(wrong)));
  }
  accepts(person(R"("baris":[[true,false],[],[true]])"));
  refuses(person(R"("baris":[true])"));
  refuses(person(R"("baris":[[true],[false,1]])"));
  std::string years;  // more than are compared one by one
  std::string days;
  for (int i = 0; i < 40; ++i) {
    years += (i > 0 ? ",{\"nilai\":" : "{\"nilai\":") + std::to_string(i) + "}";
    days += (i > 0 ? ",\"2021-01-01\"" : "\"2021-01-01\"");
  }
  refuses(person("\"tepat\":[" + years + "]"));
  accepts(person("\"hari\":[" + days + "]"));
  Limits few;
  few.list_items = 40;
  accepts(person("\"hari\":[" + days + "]"), few);
  few.list_items = 39;
  refuses(person("\"hari\":[" + days + "]"), few);
}

BOOST_AUTO_TEST_CASE(space_between) {
  accepts(" \t\r\n" + person("") + " \t\r\n");
  accepts(
      R"({ "id" : "7" , "periode" : { "mulai" : "2021-01-01" , "selesai" : "2021-12-31" } , "tanda" : [ "a" , "b" ] })");
  accepts(
      "{\n  \"id\": \"7\",\n  \"periode\": {\n    \"mulai\": \"2021-01-01\",\n    \"selesai\": \"2021-12-31\"\n  },\n  "
      "\"riwayat\": "
      "[\n    {\n      \"tahun\": 2020\n    },\n    {\n      \"tahun\": 2021\n    }\n  ],\n  \"xyz\": [ { \"a\" : [ ] "
      "} , { } ]\n}");
  accepts(
      R"({"id": "7", "periode": {"mulai": "2021-01-01", "selesai": "2021-12-31"}, "tepat": [{"nilai": 1}, {"nilai": 2}], "lain": {}})");
  for (const char* wrong : {"\v", "\f", "\xC2\xA0", "\xEF\xBB\xBF", "//", "/**/"}) {
    refuses(wrong + person(""));
    refuses(person("") + wrong);
    refuses(person(wrong + std::string("\"xyz\":1")));
    refuses(person("\"xyz\":" + std::string(wrong) + "1"));
    refuses(person("\"skor\":" + std::string(wrong) + "1"));
    refuses(person("\"skor\":1" + std::string(wrong)));
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_object_or_more_than_one) {
  for (const char* wrong : {"", " ", "null", "7", "\"7\"", "[]", "[{}]", "{", "}", "{}}", "{]", "{,}", "{\"id\"}",
                            "{\"id\":}", "{id:1}", "{\"id\":\"7\",}", "{1:2}"}) {
    refuses(wrong);
  }
  refuses(person("") + "}");
  refuses(person("") + ",");
  refuses(person("") + person(""));
  refuses(person("") + " x");
  refuses(person("") + std::string(1, '\0'));
  refuses(std::string(1, '\0') + person(""));
  refuses(kStart + ",}");
  refuses(kStart + ",,\"skor\":1}");
  refuses(kStart + " \"skor\":1}");
  refuses(kStart + ",\"skor\"1}");
  refuses(kStart + ",\"skor\"::1}");
}

BOOST_AUTO_TEST_CASE(texts_that_break_off) {
  const std::string whole = person(
      R"("unit":"U1é","skor":97.5,"predikat":"Sangat Baik","ide":false,"riwayat":[{"tahun":2020},{"tahun":2019}],)"
      R"("catatan":{"x":[1,2.5e3,{"y":"\u00e9"}]},"baris":[[true],[false]],"xyz":-1.5,"jeda":1234567)");
  BothReaders fresh(make_shapes(), kPerson);
  BothReaders seen(make_shapes(), kPerson);
  BOOST_TEST((seen.read(whole) == Verdict::accepted), seen.why());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string rest = whole.substr(size) + std::string(64, ' ');
    BOOST_TEST((seen.read(whole.substr(0, size), rest) == Verdict::refused), whole.substr(0, size) << seen.why());
    BOOST_TEST((fresh.read(whole.substr(0, size), rest) == Verdict::refused), whole.substr(0, size) << fresh.why());
    BOOST_TEST((seen.read(whole) == Verdict::accepted), seen.why());
  }
  BOOST_TEST(seen.finish() == "");
}

BOOST_AUTO_TEST_CASE(limits_and_past_them) {
  Limits limits;
  limits.json_depth = 3;
  accepts(person(R"("lain":{"nilai":1},"xyz":[[1]],"baris":[[true]])"), limits);
  refuses(person(R"("xyz":[[[1]]])"), limits);
  refuses(person(R"("lain":{"rinci":[[]]})"), limits);
  limits.json_depth = 2;
  refuses(person(""), limits);  // records in lists are declared deeper: all is the strict decoder's
  std::string deep = std::string(63, '[') + std::string(63, ']');
  accepts(person("\"xyz\":" + deep));
  refuses(person("\"xyz\":[" + deep + "]"));
  limits = {};
  limits.json_depth = 1000;
  deep = std::string(64, '[') + std::string(64, ']');
  accepts(person("\"xyz\":" + deep), limits);
  refuses(person("\"xyz\":[" + deep + "]"), limits);  // the strict decoder's
  limits = {};
  limits.number_digits = 19;
  accepts(person("\"bebas\":" + digits(18)), limits);
  limits.number_digits = 10;
  refuses(person("\"bebas\":1"), limits);
  limits = {};
  limits.record_bytes = person("").size();
  accepts(person(""), limits);
  refuses(person("") + " ", limits);
}

BOOST_AUTO_TEST_CASE(numbers_that_nobody_reads) {
  for (const char* good : {"0", "-0", "1e5", "1E-5", "1.5e+300", "-1.25", "12345678901234567890123"}) {
    accepts(person("\"catatan\":" + std::string(good)));
    accepts(person("\"xyz\":[" + std::string(good) + "]"));
  }
  for (const char* wrong : {"01", "1.", "-", "1e", "1e+", ".1", "+1", "1a", "tru", "nul", "nan", "falsey", "'a'"}) {
    refuses(person("\"catatan\":" + std::string(wrong)));
    refuses(person("\"xyz\":[" + std::string(wrong) + "]"));
  }
  refuses(person("\"xyz\":1e5000"));  // the strict decoder rejects it
  refuses(person("\"xyz\":" + digits(5000)));
}

BOOST_AUTO_TEST_CASE(what_names_the_record) {
  // An `id` that is not declared, or that is no text, is kept as it stands by the strict decoder only.
  Shapes shapes;
  shapes.records.push_back({"R", {field("n", number(0))}});
  BothReaders undeclared(shapes, 0);
  BOOST_TEST((undeclared.read(R"({"n":1})") == Verdict::accepted), undeclared.why());
  BOOST_TEST((undeclared.read(R"({"n":1,"id":"x"})") == Verdict::refused));
  shapes.records[0].fields = {field("id", number(0))};
  BothReaders a_number(shapes, 0);
  BOOST_TEST((a_number.read(R"({"id":1.0})") == Verdict::refused));
  shapes.records[0].fields = {field("id", of(TypeKind::text), true)};
  shapes.records[0].fields[0].key = "nip";
  BothReaders other_key(shapes, 0);
  BOOST_TEST((other_key.read(R"({"nip":"1"})") == Verdict::accepted), other_key.why());
  BOOST_TEST((other_key.read(R"({"nip":null})") == Verdict::accepted), other_key.why());
  BOOST_TEST((other_key.read(R"({"id":7})") == Verdict::accepted), other_key.why());
  shapes.records[0].fields = {with_default(field("id", of(TypeKind::text)), Value(std::string_view("none")))};
  BothReaders defaulted(shapes, 0);
  BOOST_TEST((defaulted.read(R"({"id":"1"})") == Verdict::accepted), defaulted.why());
  BOOST_TEST((defaulted.read("{}") == Verdict::refused));
}

BOOST_AUTO_TEST_CASE(defaults_of_every_kind) {
  Shapes shapes = make_shapes();
  RecordShape record;
  record.name = "R";
  const auto add = [&record](ValueShape shape, Value value) {
    record.fields.push_back(
        with_default(field("f" + std::to_string(record.fields.size()), std::move(shape)), std::move(value)));
  };
  add(number(2), Value(Number::ratio(-5, 4)));
  add(number({}), Value(Number::ratio(1, 1000)));
  add(of(TypeKind::text), Value(std::string_view("bawaan")));
  add(of(TypeKind::boolean), Value(false));
  add(of(TypeKind::date), Value(*Date::from_text("1969-12-31")));
  add(of(TypeKind::days), Value(Days{-4}));
  add(of(TypeKind::months), Value(kaidah::values::Months{12}));
  add(of(TypeKind::enumeration), Value(Member{2}));
  shapes.records = {record};
  BothReaders readers(shapes, 0);
  for (int i = 0; i < 3; ++i) BOOST_TEST((readers.read("{}") == Verdict::accepted), readers.why());
  BOOST_TEST((readers.read(R"({"f2":null,"f3":true})") == Verdict::accepted), readers.why());
  // What no column holds.
  add(number({}), Value(Number::ratio(1, 3)));
  shapes.records = {record};
  BothReaders endless(shapes, 0);
  BOOST_TEST((endless.read("{}") == Verdict::refused));
  BOOST_TEST((endless.read(R"({"f8":1})") == Verdict::accepted), endless.why());
}

BOOST_AUTO_TEST_CASE(many_fields) {
  for (const std::size_t count : {63, 64, 65, 128, 256, 257}) {
    Shapes shapes;
    RecordShape record;
    record.name = "R";
    std::string text;
    std::string backwards;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = "medan_nomor_" + std::to_string(i);
      record.fields.push_back(field(name, number(0), i % 3 == 0));
      const std::string member = "\"" + name + "\":" + std::to_string(i);
      text += (i > 0 ? "," : "") + member;
      backwards = member + (i > 0 ? "," : "") + backwards;
    }
    shapes.records = {record};
    BothReaders readers(shapes, 0);
    const Verdict expected = count <= 256 ? Verdict::accepted : Verdict::refused;
    for (int i = 0; i < 2; ++i) {
      BOOST_TEST((readers.read("{" + text + "}") == expected), readers.why());
      BOOST_TEST((readers.read("{" + backwards + "}") == expected), readers.why());
    }
    BOOST_TEST(
        (readers.read("{" + text + "," + text.substr(text.rfind('"', text.size() - 8)) + "}") == Verdict::refused));
    BOOST_TEST((readers.read("{" + text.substr(0, text.rfind(',')) + "}") ==
                ((count - 1) % 3 == 0 ? expected : Verdict::refused)),
               count << readers.why());
    BOOST_TEST(readers.finish() == "");
  }
}

BOOST_AUTO_TEST_CASE(more_ways_to_write_than_are_remembered) {
  BothReaders readers(make_shapes(), kPerson);
  std::uint64_t random = 1;
  for (int i = 0; i < 20'000; ++i) {
    random = random * 6364136223846793005 + 1442695040888963407;
    std::string members;
    for (const char* member :
         {"\"skor\":1", "\"bebas\":2", "\"ide\":true", "\"unit\":\"u\"", "\"riwayat\":[{\"tahun\":1}]",
          "\"riwayat2\":[]", "\"lain\":{\"x\":1,\"nilai\":2}", "\"tanda\":[\"a\"]"}) {
      random = random * 6364136223846793005 + 1442695040888963407;
      if ((random >> 33) % 2 != 0) continue;
      members = (random >> 40) % 2 == 0 ? member + (members.empty() ? "" : "," + members)
                                        : members + (members.empty() ? "" : ",") + member;
    }
    BOOST_TEST_REQUIRE((readers.read(person(members)) == Verdict::accepted), members << readers.why());
    if (i % 1000 == 0) BOOST_TEST_REQUIRE(readers.finish() == "");
  }
  BOOST_TEST(readers.finish() == "");
}

BOOST_AUTO_TEST_CASE(all_of_it_was_read_right_till_the_end) {
  BOOST_TEST(tested().finish() == "");
}

BOOST_AUTO_TEST_SUITE_END()
