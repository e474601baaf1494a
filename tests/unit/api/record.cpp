// Records that are built: the same decisions and rejections as from JSON.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <string>

#include <kaidah/kaidah.hpp>

BOOST_AUTO_TEST_SUITE(api_record)

namespace {

using kaidah::Decimal;
using kaidah::Record;
using kaidah::RecordList;

kaidah::Decider ready() {
  const auto compiled = kaidah::compile_text("p", R"(policy "p" version 1.0.0
enum Rank from lowest { junior senior }
record Part { text: text  figure: number 0..1000 decimals 3 }
input R { id: text  rank: Rank  on: date  yes: boolean  parts: list Part, optional  figures: list number 0..9 decimals 3 }
article 1 {
  output total = sum(p.figure for p in parts if missing []) + sum(figures)
  output first = on  output second = yes  output third = rank
}
)");
  BOOST_REQUIRE(compiled);
  const auto prepared = kaidah::prepare(*compiled.policy);
  BOOST_REQUIRE(prepared);
  return *prepared.decider;
}

Record whole() {
  Record record;
  record.set("id", "a \"b\" \\ \n \u00e9").set("rank", "senior").set("on", "2024-02-29").set("yes", true);
  record.set("figures", RecordList().add(1).add(std::uint64_t{2}).add(Decimal("3")));
  record.set("parts", RecordList()
                          .add(Record().set("text", "x").set("figure", Decimal("0.1")))
                          .add(Record().set("text", std::string("y")).set("figure", Decimal(20'005, 3))));
  return record;
}

std::string rejected(const kaidah::Decider& decider, const Record& record) {
  const auto decision = decider.decide(record);
  return decision.rejection
             ? decision.rejection->code + " " + decision.rejection->pointer + " " + decision.rejection->found
             : "decided";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_record_that_is_built_is_decided_as_its_json) {
  const auto decider = ready();
  const auto decision = decider.decide(whole());
  BOOST_TEST(decision.decided(), decision.json);
  BOOST_TEST(decision["total"] == "26.105");
  BOOST_TEST(decision["first"] == "2024-02-29");
  BOOST_TEST(decision.json == decider.decide(whole().json()).json);
  BOOST_TEST(decider.explain(whole()).json == decision.json);
  BOOST_TEST(whole().json() ==
             R"({"id":"a \"b\" \\ \u000a é","rank":"senior","on":"2024-02-29","yes":true,"figures":[1,2,3],)"
             R"("parts":[{"text":"x","figure":0.1},{"text":"y","figure":20.005}]})");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_rejected_where_it_stands) {
  const auto decider = ready();
  BOOST_TEST(rejected(decider, Record()) == "K6003 /id ");
  BOOST_TEST(rejected(decider, Record().set("id", "1").set_absent("rank")) == "K6003 /rank null");
  Record record = whole();
  record.set("rank", "senior");
  BOOST_TEST(rejected(decider, record).substr(0, 11) == "K6006 /rank");
  record = whole();
  record.clear();
  record.set("id", "1").set("rank", "none");
  BOOST_TEST(rejected(decider, record) == "K6005 /rank \"none\"");
}

BOOST_AUTO_TEST_CASE(figures_are_exact_or_refused) {
  const auto decider = ready();
  const auto with = [&](const Decimal& figure) {
    Record record;
    record.set("id", "1").set("rank", "junior").set("on", "2024-02-29").set("yes", false).set("figures", RecordList());
    record.set("parts", RecordList().add(Record().set("text", "x").set("figure", figure)));
    const auto decision = decider.decide(record);
    return decision.rejection ? decision.rejection->code + " " + decision.rejection->pointer
                              : std::string(decision["total"]);
  };
  BOOST_TEST(with(Decimal("0.100")) == "0.100");
  BOOST_TEST(with(Decimal("1e2")) == "100.000");
  BOOST_TEST(with(Decimal(5, 3)) == "0.005");
  BOOST_TEST(with(Decimal(-5, 3)) == "K6004 /parts/0/figure");
  // What is no figure cannot become anything else either.
  for (const char* text :
       {"", "-", "1,5", ".5", "5.", "+1", "01", "1e", "0x1", " 1", "1 ", "NaN", "1},{\"text\":\"y\"", "null"}) {
    BOOST_TEST(with(Decimal(text)) == "K6002 /parts/0/figure", text);
  }
}

BOOST_AUTO_TEST_CASE(scaled_figures_are_written_out) {
  BOOST_TEST(Decimal(0, 0).digits() == "0");
  BOOST_TEST(Decimal(0, 2).digits() == "0.00");
  BOOST_TEST(Decimal(-7, 1).digits() == "-0.7");
  BOOST_TEST(Decimal(1234, 2).digits() == "12.34");
  BOOST_TEST(Decimal(std::numeric_limits<std::int64_t>::min(), 18).digits() == "-9.223372036854775808");
}

BOOST_AUTO_TEST_CASE(names_and_texts_cannot_leave_their_place) {
  Record record;
  record.set("a\":1,\"b", "x\",\"c\":\"y\0");
  BOOST_TEST(record.json() == R"({"a\":1,\"b":"x\",\"c\":\"y"})");
  record.clear();
  record.set("a", std::string_view("\0\x1f", 2));
  BOOST_TEST(record.json() == R"({"a":"\u0000\u001f"})");
}

BOOST_AUTO_TEST_CASE(what_is_not_utf8_is_rejected_and_not_mended) {
  const auto decider = ready();
  Record record = whole();
  record.set("note", "\xff");
  BOOST_TEST(rejected(decider, record).substr(0, 5) == "K6001");
}

BOOST_AUTO_TEST_SUITE_END()
