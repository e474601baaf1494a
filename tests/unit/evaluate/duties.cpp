#include "tests/unit/evaluate/running.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_duties)

using kaidah::test::on;
using kaidah::test::Runner;

namespace {

constexpr const char* kDuties = R"(policy "duties" version 1.0.0
enum P from lowest { kurang "Kurang" baik "Baik" }
record Tanggal { diajukan: date, optional }
input I { n: number 0..120 decimals 2  diterima: date, optional  tanggal: Tanggal  ketat: boolean }
article 1 {
  classify p : P { baik when n >= 90  kurang when n < 90 }
  output p
  require cukup: n >= 50 finding warning "N-1" "nilai {n} ({p}) di bawah {50}"
  provisions in case ketat {
    require tinggi: n at least 90 finding breach "N-2" "{n} < 90"
  }
  output patuh : boolean = tinggi is met
}
article 59 {
  require keberatan: tanggal.diajukan is present when diterima is present by diterima + 14 days finding note "K-1" "sampai {diterima}"
  output tepat : boolean, optional = keberatan is met
}
)";

}  // namespace

BOOST_AUTO_TEST_CASE(findings_fill_in_figures_as_they_are_written) {
  kaidah::plan::PlanOptions options;
  Runner run(kDuties, options);
  BOOST_TEST(
      run(R"({"n":49.5,"tanggal":{},"ketat":true})") ==
      R"({"p":"Kurang","patuh":false,"tepat":null,"temuan":[{"kode":"N-1","tingkat":"peringatan","teks":"nilai 49.50 (Kurang) di bawah 50"},{"kode":"N-2","tingkat":"pelanggaran","teks":"49.50 < 90"}]})");
  // Where its provisions do not hold a duty asks for nothing.
  BOOST_TEST(run(R"({"n":60,"tanggal":{},"ketat":false})") == R"({"p":"Kurang","patuh":true,"tepat":null})");
}

BOOST_AUTO_TEST_CASE(a_dated_duty_is_open_until_its_day_has_passed) {
  Runner run(kDuties);
  const auto tail = [&](const char* record, const char* today) {
    const std::string line = run(record, on(today));
    return line.substr(line.find("\"tepat\""));
  };
  const char* const missing = R"({"n":100,"diterima":"2022-01-20","tanggal":{},"ketat":false})";
  const char* const done = R"({"n":100,"diterima":"2022-01-20","tanggal":{"diajukan":"2022-01-25"},"ketat":false})";
  BOOST_TEST(tail(missing, "2022-02-03") == "\"tepat\":null}");
  BOOST_TEST(tail(missing, "2022-02-04") ==
             R"("tepat":false,"temuan":[{"kode":"K-1","tingkat":"catatan","teks":"sampai 2022-01-20"}]})");
  BOOST_TEST(tail(done, "2022-01-26") == "\"tepat\":true}");
  BOOST_TEST(tail(done, "2022-03-01") == "\"tepat\":true}");
  BOOST_TEST(tail(R"({"n":100,"tanggal":{},"ketat":false})", "2022-03-01") == "\"tepat\":true}");
}

BOOST_AUTO_TEST_CASE(conditions_on_the_data_come_first) {
  Runner run(R"(policy "conditions" version 1.0.0
record Aspek { a: number, optional  b: number, optional  condition a is present or b is present "at least one" }
record Kinerja { aspek: Aspek  bobot: whole number 0..100 }
input I {
  mulai: date
  selesai: date
  kinerja: list Kinerja, no more than 10
  condition mulai <= selesai
}
article 1 { output x = sum(k.bobot for k in kinerja) }
)");
  BOOST_TEST(
      run(R"({"mulai":"2022-01-01","selesai":"2022-01-01","kinerja":[{"aspek":{"a":1},"bobot":1}]})").substr(0, 4) ==
      "{\"x\"");
  BOOST_TEST(run(R"({"mulai":"2022-01-02","selesai":"2022-01-01","kinerja":[{"aspek":{},"bobot":1}]})") == "K6007");
  BOOST_TEST(
      run(R"({"mulai":"2022-01-01","selesai":"2022-01-01","kinerja":[{"aspek":{"a":1},"bobot":1},{"aspek":{},"bobot":1}]})") ==
      "K6007 /kinerja/1/aspek");
}

BOOST_AUTO_TEST_SUITE_END()
