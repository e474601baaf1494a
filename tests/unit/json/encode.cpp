#include "engine/json/encode.hpp"

#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "engine/json/text.hpp"
#include "engine/json/value_text.hpp"
#include "engine/values/arena.hpp"
#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(json_encode)

namespace {

using kaidah::Language;
using kaidah::MessageKind;
using kaidah::evaluate::Outcome;
using kaidah::plan::Plan;
using kaidah::types::Type;
using kaidah::types::TypeKind;
using kaidah::values::Absent;
using kaidah::values::Date;
using kaidah::values::Days;
using kaidah::values::Member;
using kaidah::values::Number;
using kaidah::values::Unread;
using kaidah::values::Value;

Type number_type(std::optional<int> decimals) {
  Type type;
  type.kind = TypeKind::number;
  type.decimals = decimals;
  return type;
}
Type of(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

std::string quoted(std::string_view text) {
  std::string out;
  kaidah::json::append_text(out, text);
  return out;
}

}  // namespace

struct Fixture {
  std::shared_ptr<kaidah::check::CheckedPolicy> policy = std::make_shared<kaidah::check::CheckedPolicy>();
  Plan plan;
  Type grade = of(TypeKind::enumeration);

  Fixture() {
    plan.policy = policy;
    plan.id_field = 0;
    plan.input = 0;
    plan.shapes.enums.push_back({"Predikat", {"baik", "sangat_baik"}, {"Baik", "Sangat \"Baik\""}, {}});
    plan.shapes.records.resize(2);
    kaidah::plan::FieldShape id;
    id.name = id.key = "id";
    id.value.kind = TypeKind::text;
    kaidah::plan::FieldShape unit = id;
    unit.name = "unit_kerja";
    unit.key = "unit";
    kaidah::plan::FieldShape period = id;
    period.name = period.key = "periode";
    period.value.kind = TypeKind::record;
    period.value.record = 1;
    plan.shapes.records[0].fields = {id, unit, period};
    kaidah::plan::FieldShape start = id;
    start.name = "mulai";
    start.key = "mulai";
    start.value.kind = TypeKind::date;
    kaidah::plan::FieldShape weight = start;
    weight.key = "bobot";
    weight.value.kind = TypeKind::number;
    weight.value.decimals = 3;
    plan.shapes.records[1].fields = {start, weight};
    grade.enumeration = kaidah::types::EnumId(0);
  }

  std::string value(const Value& shown, const Type& type) const {
    std::string out;
    kaidah::json::append_value(out, shown, type, plan.shapes);
    return out;
  }
  void output(const std::string& name, const Type& type) {
    kaidah::plan::Output output;
    output.name = name;
    output.type = type;
    plan.outputs.push_back(output);
  }
};

BOOST_FIXTURE_TEST_CASE(numbers_keep_the_decimals_of_their_rule, Fixture) {
  BOOST_TEST(value(Number(90), number_type(2)) == "90.00");
  BOOST_TEST(value(Number::ratio(-1, 4), number_type(2)) == "-0.25");
  BOOST_TEST(value(Number(90), number_type(0)) == "90");
  BOOST_TEST(value(Number(90), number_type({})) == "90");
  BOOST_TEST(value(Number(90), number_type(-3)) == "90");
  BOOST_TEST(value(Number::ratio(1, 8), number_type(2)) == "0.125");  // never less than it is
  BOOST_TEST(value(Number::ratio(1, 3), number_type({})) == "\"1/3\"");
  const std::string large = "1" + std::string(60, '0');
  BOOST_TEST(value(*Number::from_digits("1e60"), number_type(1)) == large + ".0");
}

BOOST_FIXTURE_TEST_CASE(other_values, Fixture) {
  BOOST_TEST(value(true, of(TypeKind::boolean)) == "true");
  BOOST_TEST(value(Absent{}, number_type(2)) == "null");
  BOOST_TEST(value(Unread{}, number_type(2)) == "null");
  BOOST_TEST(value(Member{1}, grade) == R"("Sangat \"Baik\"")");
  BOOST_TEST(value(*Date::from_text("0987-02-03"), of(TypeKind::date)) == "\"0987-02-03\"");
  BOOST_TEST(value(Days{-3}, of(TypeKind::days)) == "-3");
  kaidah::values::Arena arena;
  Type list = of(TypeKind::list);
  list.element = std::make_shared<Type>(number_type(1));
  const auto items = arena.values(2);
  items[0] = Number(1);
  BOOST_TEST(value(arena.list(items), list) == "[1.0,null]");
  BOOST_TEST(value(arena.list({}), list) == "[]");
  Type record = of(TypeKind::record);
  record.record = kaidah::types::RecordId(1);
  const auto fields = arena.values(2);
  fields[0] = *Date::from_text("2021-01-01");
  fields[1] = *Number::from_digits("1.50");
  BOOST_TEST(value(arena.record(fields), record) == R"({"mulai":"2021-01-01","bobot":1.5})");
}

BOOST_AUTO_TEST_CASE(texts_are_escaped) {
  BOOST_TEST(quoted("a\"b\\c/\n\r\t\b\f\x01\x1f\x7f") == "\"a\\\"b\\\\c/\\n\\r\\t\\b\\f\\u0001\\u001f\x7f\"");
  BOOST_TEST(quoted("\xE2\x89\xA4 \xF0\x9F\x98\x80") == "\"\xE2\x89\xA4 \xF0\x9F\x98\x80\"");
  const std::string replaced = "\xEF\xBF\xBD";
  BOOST_TEST(quoted("\xFF") == "\"" + replaced + "\"");
  BOOST_TEST(quoted("a\xC3") == "\"a" + replaced + "\"");
  BOOST_TEST(quoted("\xED\xA0\x80") == "\"" + replaced + replaced + replaced + "\"");  // a surrogate
  BOOST_TEST(quoted("\xC0\x80") == "\"" + replaced + replaced + "\"");                 // overlong
  BOOST_TEST(quoted("\xF4\x90\x80\x80x") == "\"" + replaced + replaced + replaced + replaced + "x\"");
  BOOST_TEST(quoted(std::string_view("\0", 1)) == R"("\u0000")");
}

BOOST_AUTO_TEST_CASE(pointers_and_shortening) {
  std::string pointer;
  kaidah::json::append_pointer_step(pointer, "a/b~c");
  kaidah::json::append_pointer_step(pointer, "");
  BOOST_TEST(pointer == "/a~1b~0c/");
  BOOST_TEST(kaidah::json::shortened("abc", 3) == "abc");
  BOOST_TEST(kaidah::json::shortened("abcd", 3) == "abc\xE2\x80\xA6");
  BOOST_TEST(kaidah::json::shortened("\xC3\xA9\xC3\xA9", 1) == "\xC3\xA9\xE2\x80\xA6");
}

BOOST_FIXTURE_TEST_CASE(a_decision, Fixture) {
  output("nilai", number_type(2));
  output("predikat", grade);
  output("sanksi", of(TypeKind::text));
  Outcome outcome;
  outcome.outputs = {Value(Number(90)), Value(Member{0}), Value(Absent{})};
  std::string line;
  kaidah::json::append_decision(line, plan, "7\"", outcome);
  BOOST_TEST(line == R"({"id":"7\"","nilai":90.00,"predikat":"Baik","sanksi":null})"
                     "\n");

  outcome.findings = {{{}, kaidah::syntax::FindingSeverity::breach, "K-1", "lebih dari 20%", true},
                      {{}, kaidah::syntax::FindingSeverity::note, "K-2", "catatan", false}};
  kaidah::check::Procedure procedure;
  procedure.name = "perbaikan";
  procedure.steps.resize(1);
  procedure.steps[0].name = "awal";
  procedure.ends.resize(1);
  procedure.ends[0].name = "tuntas";
  policy->procedures.push(procedure);
  kaidah::evaluate::ProcedureState first;
  first.procedure = kaidah::check::ProcedureId(0);
  first.since = *Date::from_text("2022-01-01");
  first.due = Date::from_text("2022-06-30");
  kaidah::evaluate::ProcedureState second = first;
  second.step = 1;
  second.due.reset();
  second.ignored = {"/peristiwa/0"};
  outcome.procedures = {first, second};
  line.clear();
  plan.id_field.reset();
  plan.outputs.clear();
  kaidah::json::append_decision(line, plan, std::nullopt, outcome);
  BOOST_TEST(line ==
             R"({"temuan":[{"kode":"K-1","tingkat":"pelanggaran","teks":"lebih dari 20%"},)"
             R"({"kode":"K-2","tingkat":"catatan","teks":"catatan","sementara":true}],)"
             R"("prosedur":[{"id":"perbaikan","tahap":"awal","sejak":"2022-01-01","tenggat":"2022-06-30"},)"
             R"({"id":"perbaikan","tahap":"tuntas","sejak":"2022-01-01","tenggat":null,"diabaikan":["/peristiwa/0"]}]})"
             "\n");
}

BOOST_FIXTURE_TEST_CASE(a_rejection, Fixture) {
  kaidah::evaluate::Rejection rejection;
  rejection.message = {MessageKind::wrong_type, {{"field", "skor"}}};
  rejection.pointer = "/skor";
  rejection.expected = kaidah::Message{MessageKind::expected_number, {}};
  rejection.found = "\"90\"";
  std::string line;
  kaidah::json::append_rejection(line, *policy, 17, "7", rejection, Language::english);
  BOOST_TEST(line == R"({"line":17,"id":"7","code":"K6002","pointer":"/skor","message":"`skor` has the wrong type",)"
                     R"("expected":"a number","found":"\"90\""})"
                     "\n");

  kaidah::check::Provenance provenance;
  provenance.place.parts = {{kaidah::syntax::PlaceLevel::article, "41"},
                            {kaidah::syntax::PlaceLevel::paragraph, "(5)"}};
  rejection = {};
  rejection.article = policy->provenances.push(provenance);
  rejection.rule = "predikat";
  rejection.message = {MessageKind::rejected_nothing_applies, {{"rule", "predikat"}}};
  line.clear();
  kaidah::json::append_rejection(line, *policy, 3, std::nullopt, rejection, Language::indonesian);
  BOOST_TEST(line ==
             R"({"line":3,"id":null,"code":"K5002","pointer":"","message":"tidak ada yang berlaku untuk `predikat`",)"
             R"x("expected":null,"found":null,"rule":"predikat","article":"Pasal 41 ayat (5)"})x"
             "\n");
}

BOOST_FIXTURE_TEST_CASE(a_group, Fixture) {
  kaidah::check::Rule rule;
  rule.name = "n";
  rule.type = number_type(0);
  kaidah::plan::Rule planned_rule;
  planned_rule.id = policy->rules.push(rule);
  plan.rules.push_back(planned_rule);
  kaidah::check::GroupDeclaration declaration;
  declaration.name = "unit_kerja";
  declaration.key = {1, 2};
  declaration.rankings.resize(1);
  declaration.rankings[0].name = "peringkat";
  const kaidah::check::GroupId group = policy->groups.push(declaration);
  kaidah::plan::Group planned;
  planned.outputs = {0};
  planned.rankings.resize(1);
  planned.rankings[0].by_type = number_type(2);
  plan.groups.push_back(planned);

  kaidah::values::Arena arena;
  const auto period = arena.values(2);
  period[0] = *Date::from_text("2021-01-01");
  const auto key = arena.values(2);
  key[0] = arena.text("U1");
  key[1] = arena.record(period);
  kaidah::evaluate::GroupOutcome outcome;
  outcome.key = key;
  outcome.outputs = {Value(Number(50))};
  outcome.rankings = {{{"7", Number(90)}, {"8", Absent{}}}};
  outcome.rejected = 2;
  std::string line;
  kaidah::json::append_group(line, plan, group, outcome, Language::english);
  BOOST_TEST(line == R"({"unit":"U1","periode":{"mulai":"2021-01-01","bobot":null},"n":50,)"
                     R"("peringkat":[{"id":"7","nilai":90.00},{"id":"8","nilai":null}],"ditolak":2})"
                     "\n");

  outcome.rejection.emplace().message = {MessageKind::missing_group_record, {}};
  policy->groups.push(declaration);
  line.clear();
  kaidah::json::append_group(line, plan, group, outcome, Language::english);
  BOOST_TEST(
      line ==
      R"({"unit":"U1","periode":{"mulai":"2021-01-01","bobot":null},"ditolak":2,"penolakan":{"code":"K6010",)"
      R"("pointer":"","message":"the group has no record","expected":null,"found":null},"kelompok":"unit_kerja"})"
      "\n");
  BOOST_TEST(nlohmann::json::accept(line));
}

BOOST_AUTO_TEST_SUITE_END()
