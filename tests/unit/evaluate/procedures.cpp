#include "tests/unit/evaluate/running.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_procedures)

using kaidah::test::on;
using kaidah::test::Runner;

namespace {

constexpr const char* kLadder = R"(policy "ladder" version 1.0.0
month end last_day
enum E { tercapai ditempatkan tidak_tersedia tersedia }
record Peristiwa { jenis: E  tanggal: date }
record Cuti { dari: date  sampai: date, optional }
input I {
  buruk: boolean
  ditetapkan: date, optional
  peristiwa: list Peristiwa, no more than 20
  cuti: list Cuti, no more than 20
}
article 58 {
  procedure p {
    starts when buruk, from ditetapkan
    step perbaikan for 6 months {
      suspended while c in cuti from c.dari through (c.sampai if missing decision day)
      on expiry and tercapai to tuntas
      on expiry to uji
    }
    step uji {
      upon ditempatkan to jabatan_lain
      upon tidak_tersedia to sementara
    }
    step sementara no longer than 1 year {
      upon ditempatkan to jabatan_lain
      on expiry to diberhentikan
    }
    end tuntas, jabatan_lain
    end diberhentikan "Diberhentikan"
  }
  output tahap_kini : boolean = step(p) is present
  output tenggat_kini : date, optional = due(p)
}
)";

/// `step since due`, or nothing.
std::string state(Runner& run, const std::string& events, const char* today, const std::string& leave = "",
                  const std::string& start = R"("2022-01-14")") {
  const auto& outcome = run.decide(
      R"({"buruk":true,"ditetapkan":)" + start + R"(,"peristiwa":[)" + events + R"(],"cuti":[)" + leave + "]}",
      on(today));
  if (outcome.rejection) return kaidah::test::shown(*outcome.rejection);
  if (outcome.procedures.empty()) return "";
  const auto& where = outcome.procedures.front();
  const auto& procedure = run.plan()->policy->procedures[where.procedure];
  std::string text = where.step < procedure.steps.size() ? procedure.steps[where.step].name
                                                         : procedure.ends[where.step - procedure.steps.size()].name;
  text += " " + where.since.to_string() + (where.due ? " " + where.due->to_string() : "");
  for (const std::string& pointer : where.ignored) text += " ignored " + pointer;
  return text;
}

std::string event(const char* kind, const char* day) {
  return std::string(R"({"jenis":")") + kind + R"(","tanggal":")" + day + "\"}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_due_day_belongs_to_the_step) {
  Runner run(kLadder);
  BOOST_TEST(state(run, "", "2022-01-13") == "");
  BOOST_TEST(state(run, "", "2022-01-14") == "perbaikan 2022-01-14 2022-07-14");
  BOOST_TEST(state(run, "", "2022-07-14") == "perbaikan 2022-01-14 2022-07-14");
  BOOST_TEST(state(run, "", "2022-07-15") == "uji 2022-07-15");
  // An event on the due day counts, one on the day after does not.
  BOOST_TEST(state(run, event("tercapai", "2022-07-14"), "2022-07-14") == "perbaikan 2022-01-14 2022-07-14");
  BOOST_TEST(state(run, event("tercapai", "2022-07-14"), "2022-07-15") == "tuntas 2022-07-15");
  BOOST_TEST(state(run, event("tercapai", "2022-07-15"), "2022-08-01") == "uji 2022-07-15");
}

BOOST_AUTO_TEST_CASE(events_before_a_step_do_not_count_in_it) {
  Runner run(kLadder);
  BOOST_TEST(state(run, event("tercapai", "2022-01-13"), "2022-07-15") == "uji 2022-07-15");
  BOOST_TEST(state(run, event("tercapai", "2022-01-14"), "2022-07-15") == "tuntas 2022-07-15");
  BOOST_TEST(state(run, event("ditempatkan", "2022-07-14"), "2022-12-31") == "uji 2022-07-15");
  BOOST_TEST(state(run, event("ditempatkan", "2022-07-15"), "2022-12-31") == "jabatan_lain 2022-07-15");
}

BOOST_AUTO_TEST_CASE(events_after_the_decision_day_are_ignored_and_named) {
  Runner run(kLadder);
  const std::string events = event("tidak_tersedia", "2022-08-01") + "," + event("ditempatkan", "2022-09-02");
  BOOST_TEST(state(run, events, "2022-09-01") == "sementara 2022-08-01 2023-08-01 ignored /peristiwa/1");
  BOOST_TEST(state(run, events, "2022-09-02") == "jabatan_lain 2022-09-02");
  BOOST_TEST(state(run, events, "2022-07-31") == "uji 2022-07-15 ignored /peristiwa/0 ignored /peristiwa/1");
  BOOST_TEST(state(run, event("tidak_tersedia", "2022-08-01"), "2023-08-01") == "sementara 2022-08-01 2023-08-01");
  BOOST_TEST(state(run, event("tidak_tersedia", "2022-08-01"), "2023-08-02") == "diberhentikan 2023-08-02");
}

BOOST_AUTO_TEST_CASE(one_event_moves_one_step) {
  Runner run(kLadder);
  const std::string both = event("ditempatkan", "2022-08-01") + "," + event("tidak_tersedia", "2022-08-01");
  // On one day the exit written first is taken, whatever the order of the record.
  BOOST_TEST(state(run, both, "2022-08-01") == "jabatan_lain 2022-08-01");
  BOOST_TEST(state(run, event("tidak_tersedia", "2022-08-01") + "," + event("ditempatkan", "2022-08-01"),
                   "2022-08-01") == "jabatan_lain 2022-08-01");
}

BOOST_AUTO_TEST_CASE(suspended_days_move_the_due_day) {
  Runner run(kLadder);
  const std::string leave = R"({"dari":"2022-03-01","sampai":"2022-03-10"})";
  BOOST_TEST(state(run, "", "2022-07-20", leave) == "perbaikan 2022-01-14 2022-07-24");
  BOOST_TEST(state(run, "", "2022-07-25", leave) == "uji 2022-07-25");
  // Overlapping days count once, days before the step do not.
  const std::string overlapping =
      leave + R"(,{"dari":"2022-03-05","sampai":"2022-03-12"},{"dari":"2022-01-01","sampai":"2022-01-14"})";
  BOOST_TEST(state(run, "", "2022-07-20", overlapping) == "perbaikan 2022-01-14 2022-07-27");
  // One that begins after the due day, or after the moved one, comes too late; one that begins on it does not.
  BOOST_TEST(state(run, "", "2022-07-20", R"({"dari":"2022-07-15","sampai":"2022-08-01"})") == "uji 2022-07-15");
  BOOST_TEST(state(run, "", "2022-07-20", R"({"dari":"2022-07-14","sampai":"2022-07-15"})") == "uji 2022-07-17");
  BOOST_TEST(state(run, "", "2022-07-16", R"({"dari":"2022-07-14","sampai":"2022-07-15"})") ==
             "perbaikan 2022-01-14 2022-07-16");
  // One that has not ended holds the step open.
  BOOST_TEST(state(run, "", "2024-01-01", R"({"dari":"2022-07-14"})").substr(0, 20) == "perbaikan 2022-01-14");
}

BOOST_AUTO_TEST_CASE(a_procedure_waits_for_its_date) {
  Runner run(kLadder);
  BOOST_TEST(state(run, "", "2022-07-20", "", "null") == "");
  const std::string record = R"({"buruk":true,"ditetapkan":"2022-01-14","peristiwa":[],"cuti":[]})";
  BOOST_TEST(
      run(record, on("2022-02-01")) ==
      R"({"tahap_kini":true,"tenggat_kini":"2022-07-14","prosedur":[{"id":"p","tahap":"perbaikan","sejak":"2022-01-14","tenggat":"2022-07-14"}]})");
  // Without the decision day procedures are left out.
  BOOST_TEST(run(record) == R"({"tahap_kini":false,"tenggat_kini":null})");
  BOOST_TEST(run(R"({"buruk":false,"ditetapkan":"2022-01-14","peristiwa":[],"cuti":[]})", on("2022-02-01")) ==
             R"({"tahap_kini":false,"tenggat_kini":null})");
}

BOOST_AUTO_TEST_SUITE_END()
