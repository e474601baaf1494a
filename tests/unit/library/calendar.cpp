#include "engine/library/calendar.hpp"

#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/library/check_calendar.hpp"
#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(library_calendar)

namespace {

namespace fs = std::filesystem;
using kaidah::Diagnostic;
using kaidah::Language;
using kaidah::MessageKind;
using kaidah::library::Adoption;
using kaidah::library::PolicyLibrary;
using kaidah::library::Profile;
using kaidah::library::RegimeAnswer;
using kaidah::library::RegimeCalendar;
using kaidah::values::Date;

Date day(const char* text) {
  return *Date::from_text(text);
}

/// A library in a folder of its own, gone at the end.
class Library {
 public:
  Library() : path_(fs::temp_directory_path() / ("kaidah-calendar-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Library() { fs::remove_all(path_); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  void policy(const std::string& id, const std::string& header) {
    write("policy-" + id, "policy \"" + id + "\" version 1.0.0\n" + header);
  }
  void profile(const std::string& id, const std::string& agencies, const std::string& lines) {
    write("profile-" + id, "profile \"" + id + "\" for instansi " + agencies + "\n" + lines);
  }
  /// What a line adopts, in short.
  static std::string adopts(const std::string& policy, const std::string& from, const std::string& through) {
    const std::string days = from.empty() && through.empty() ? "" : " for periods ending";
    return "adopts \"" + policy + "\"" + days + (from.empty() ? "" : " from " + from) +
           (through.empty() ? "" : " through " + through) + "\n";
  }

  const std::vector<Profile>& read() {
    diagnostics.clear();
    library_.emplace(std::vector<fs::path>{path_}, kaidah::Limits(), diagnostics);
    for (const auto& file : library_->files()) BOOST_TEST(file->diagnostics.empty());
    profiles_ = kaidah::library::read_profiles(*library_, diagnostics);
    return profiles_;
  }
  /// Messages, one a line.
  std::string check() {
    read();
    std::string said;
    for (const Diagnostic& diagnostic : kaidah::library::check_calendar(profiles_, *library_)) {
      said += kaidah::info(diagnostic.message.kind).code + ": " + text(diagnostic.message, Language::english) + "\n";
    }
    return said;
  }
  RegimeCalendar calendar(const std::string& agency) {
    read();
    return RegimeCalendar(agency, kaidah::library::adoptions_of(profiles_, agency));
  }

  std::vector<Diagnostic> diagnostics;

 private:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / (name + ".kaidah")) << text;
  }

  fs::path path_;
  std::optional<PolicyLibrary> library_;
  std::vector<Profile> profiles_;
};

std::string name(const RegimeAnswer& answer) {
  if (answer.regime != nullptr) return answer.regime->policy();
  return kaidah::info(answer.problem->kind).code;
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_day_is_missing_at_the_end_of_february) {
  Library library;
  library.policy("a", "in force for periods ending from 2019-01-01\n");
  library.policy("b", "in force for periods ending from 2019-01-01\n");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "2019-01-01", "2020-02-28") + Library::adopts("b", "2020-03-01", ""));
  BOOST_TEST(library.check() ==
             "K4101: no regime applies to `K1` for periods ending from 2020-02-29 through 2020-02-29 (subject: not "
             "named)\n");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "2019-01-01", "2020-02-29") + Library::adopts("b", "2020-03-01", ""));
  BOOST_TEST(library.check() == "");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "2019-01-01", "2020-02-29") + Library::adopts("b", "2020-02-29", ""));
  BOOST_TEST(library.check() ==
             "K4102: two regimes apply to `K1` for periods ending from 2020-02-29 through 2020-02-29 (subject: not "
             "named): `a@1.0.0` and `b@1.0.0`\n");
}

BOOST_AUTO_TEST_CASE(february_of_a_common_year_has_no_such_day) {
  Library library;
  library.policy("a", "");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "2019-01-01", "2100-02-28") + Library::adopts("a", "2100-03-01", ""));
  BOOST_TEST(library.check() == "");
}

BOOST_AUTO_TEST_CASE(open_ends) {
  Library library;
  library.policy("a", "");
  library.profile("p", "\"K1\"", Library::adopts("a", "", ""));
  BOOST_TEST(library.check() == "");
  // Since ever, and then a hole without an end.
  library.profile("p", "\"K1\"", Library::adopts("a", "", "2021-12-31"));
  BOOST_TEST(library.check() ==
             "K4101: no regime applies to `K1` for periods ending from 2022-01-01 on (subject: not named)\n");
  // Two that have no beginning.
  library.profile("p", "\"K1\"", Library::adopts("a", "", "2021-12-31") + Library::adopts("a", "", ""));
  BOOST_TEST(library.check() ==
             "K4102: two regimes apply to `K1` for periods ending through 2021-12-31 (subject: not named): `a@1.0.0` "
             "and `a@1.0.0`\n");
  // The last day of the calendar leaves nothing behind it.
  library.profile("p", "\"K1\"", Library::adopts("a", "", "9999-12-31"));
  BOOST_TEST(library.check() == "");
}

BOOST_AUTO_TEST_CASE(days_before_the_first_line_count_when_they_are_regulated) {
  Library library;
  library.policy("old", "subject \"s\"\nin force for periods ending from 2014-01-01 through 2021-06-30\n");
  library.policy("new", "subject \"s\"\nin force from 2021-07-01\n");
  library.profile("p", "\"K1\", \"K2\"", Library::adopts("new", "2021-07-02", ""));
  BOOST_TEST(library.check() ==
             "K4101: no regime applies to `K1` and `K2` for periods ending from 2014-01-01 through 2021-07-01 "
             "(subject: s)\n");
  // Unless the profile says that it does not speak of them.
  library.profile("p", "\"K1\", \"K2\"", "in force from 2021-07-02\n" + Library::adopts("new", "2021-07-02", ""));
  BOOST_TEST(library.check() == "");
  // What is adopted before that does not count either.
  library.profile("p", "\"K1\", \"K2\"",
                  "in force from 2021-07-01\n" + Library::adopts("old", "2014-01-01", "2021-07-01") +
                      Library::adopts("new", "2021-07-02", ""));
  BOOST_TEST(
      library.check() ==
      "K4103: `old` 1.0.0 is not in force for periods ending from 2021-07-01 through 2021-07-01, for which it is "
      "adopted\n");
}

BOOST_AUTO_TEST_CASE(agencies_of_one_profile_may_differ_by_another) {
  Library library;
  library.policy("a", "");
  library.profile("p", "\"K1\", \"K2\"", Library::adopts("a", "2020-01-01", "2020-12-31"));
  library.profile("q", "\"K2\"", Library::adopts("a", "2021-01-01", ""));
  BOOST_TEST(library.check() ==
             "K4101: no regime applies to `K1` for periods ending from 2021-01-01 on (subject: not named)\n");
}

BOOST_AUTO_TEST_CASE(subjects_have_sequences_of_their_own) {
  Library library;
  library.policy("a", "subject \"one\"\n");
  library.policy("b", "subject \"two\"\nin force from 2020-01-01\n");
  library.profile("p", "\"K1\"", Library::adopts("a", "2019-01-01", "") + Library::adopts("b", "2020-01-01", ""));
  BOOST_TEST(library.check() == "");
  library.profile("p", "\"K1\"", Library::adopts("a", "2019-01-01", ""));
  BOOST_TEST(library.check() ==
             "K4104: the profiles of `K1` say nothing of the subject `two`, regulated from 2020-01-01 on\n");
}

BOOST_AUTO_TEST_CASE(a_line_whose_policy_is_missing_is_told_once) {
  Library library;
  library.policy("a", "");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "2019-01-01", "2020-12-31") + Library::adopts("z", "2021-01-01", ""));
  BOOST_TEST(library.check() == "");  // the days of the line are not a hole
  BOOST_TEST_REQUIRE(library.diagnostics.size() == 1U);
  BOOST_CHECK(library.diagnostics.front().message.kind == MessageKind::policy_not_found);
  BOOST_TEST(library.diagnostics.front().location.source != nullptr);
}

BOOST_AUTO_TEST_CASE(the_highest_version_in_the_range) {
  Library library;
  library.policy("a", "");
  library.profile("p", "\"K1\"", "adopts \"a\" 2.x\nadopts \"a\" 1.0.x for decisions from 2020-01-01\n");
  const std::vector<Profile>& profiles = library.read();
  BOOST_TEST_REQUIRE(library.diagnostics.size() == 2U);
  BOOST_CHECK(library.diagnostics[0].message.kind == MessageKind::version_not_found);
  BOOST_CHECK(library.diagnostics[1].message.kind == MessageKind::adoption_clock);
  BOOST_TEST(profiles.front().adoptions.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_regime_of_a_day) {
  Library library;
  library.policy("a", "");
  library.policy("b", "");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "2019-01-01", "2020-12-31") + Library::adopts("b", "2021-02-01", "2021-12-31"));
  const RegimeCalendar calendar = library.calendar("K1");
  BOOST_TEST(name(calendar.at(day("2018-12-31"))) == "K5012");
  BOOST_TEST(name(calendar.at(day("2019-01-01"))) == "a@1.0.0");
  BOOST_TEST(name(calendar.at(day("2020-12-31"))) == "a@1.0.0");
  BOOST_TEST(name(calendar.at(day("2021-01-01"))) == "K5014");
  BOOST_TEST(name(calendar.at(day("2021-02-01"))) == "b@1.0.0");
  const RegimeAnswer ended = calendar.at(day("2022-01-01"));
  BOOST_TEST(text(*ended.problem, Language::english) ==
             "no regime applies to `K1` on 2022-01-01: the last, `b@1.0.0`, ended on 2021-12-31");
  BOOST_TEST(text(*ended.problem, Language::indonesian) ==
             "tidak ada rezim yang berlaku bagi `K1` pada 2022-01-01: yang terakhir, `b@1.0.0`, berakhir 2021-12-31");
}

BOOST_AUTO_TEST_CASE(a_period_that_crosses_a_change) {
  Library library;
  library.policy("a", "");
  library.policy("b", "");
  library.policy("bridge", "in force for periods across 2021-07-01\n");
  const std::string lines = Library::adopts("a", "2019-01-01", "2021-06-30") + Library::adopts("b", "2021-07-01", "");
  library.profile("p", "\"K1\"", lines);
  {
    const RegimeCalendar calendar = library.calendar("K1");
    BOOST_TEST(name(calendar.of(day("2021-01-01"), day("2021-06-30"))) == "a@1.0.0");
    BOOST_TEST(name(calendar.of(day("2021-07-01"), day("2021-12-31"))) == "b@1.0.0");
    const RegimeAnswer crossed = calendar.of(day("2021-06-30"), day("2021-07-01"));
    BOOST_TEST(text(*crossed.problem, Language::english) ==
               "the period 2021-06-30 to 2021-07-01 crosses a change of regime; `b@1.0.0` takes periods that begin on "
               "2021-07-01 or later");
  }
  library.profile("p", "\"K1\"", lines + Library::adopts("bridge", "2021-07-01", "2021-12-31"));
  BOOST_TEST(library.check() == "");
  const RegimeCalendar calendar = library.calendar("K1");
  BOOST_TEST(name(calendar.of(day("2021-06-30"), day("2021-07-01"))) == "bridge@1.0.0");
  BOOST_TEST(name(calendar.of(day("2021-01-01"), day("2021-12-31"))) == "bridge@1.0.0");
  BOOST_TEST(name(calendar.of(day("2021-07-01"), day("2021-12-31"))) == "b@1.0.0");
  // It is adopted for periods that end in 2021 only.
  BOOST_TEST(name(calendar.of(day("2021-01-01"), day("2022-01-01"))) == "K5006");
  BOOST_TEST(name(calendar.at(day("2021-12-31"))) == "b@1.0.0");
  BOOST_TEST(calendar.across(day("2021-12-31")).size() == 1U);
  BOOST_TEST(calendar.across(day("2021-06-30")).empty());
}

BOOST_AUTO_TEST_CASE(other_settings_are_no_other_regime) {
  Library library;
  library.policy("a", "");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "2019-01-01", "2020-12-31") + Library::adopts("a", "2021-01-01", ""));
  const RegimeCalendar calendar = library.calendar("K1");
  BOOST_TEST(name(calendar.of(day("2020-07-01"), day("2021-06-30"))) == "a@1.0.0");
}

BOOST_AUTO_TEST_CASE(two_that_take_one_period_across_a_change) {
  Library library;
  library.policy("a", "");
  library.policy("x", "in force for periods across 2021-07-01\n");
  library.policy("y", "in force for periods across 2021-10-01\n");
  library.profile("p", "\"K1\"",
                  Library::adopts("a", "", "") + Library::adopts("x", "", "") + Library::adopts("y", "", ""));
  const RegimeCalendar calendar = library.calendar("K1");
  BOOST_TEST(name(calendar.of(day("2021-01-01"), day("2021-09-30"))) == "x@1.0.0");
  BOOST_TEST(name(calendar.of(day("2021-07-01"), day("2021-12-31"))) == "y@1.0.0");
  BOOST_TEST(name(calendar.of(day("2021-01-01"), day("2021-12-31"))) == "K5015");
}

BOOST_AUTO_TEST_SUITE_END()
