#pragma once
// A policy whose groups need everything that can be gathered, and populations for it.

#include <memory>
#include <random>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/batch/run.hpp"
#include "engine/library/compile.hpp"

namespace kaidah::test {

constexpr const char* kGathering = R"kaidah(policy "uji" version 1.0.0
month end last_day

enum Predikat from lowest { kurang "Kurang" cukup "Cukup" baik "Baik" }
record Masa { mulai: date selesai: date }
input Pegawai {
  id: text
  unit: text
  masa: Masa, period assessed
  skor: number 0..120 decimals 3
  cadangan: number 0..10 decimals 1, optional
  tetap: boolean
}
group unit by unit, masa { batas: number 0..120 decimals 2, if missing 60 }

article 1 {
  paragraph (1): output nilai = round(skor + 1 / 3, 2, half_even)  [interpretation "sepertiga"]
  paragraph (2): classify predikat : Predikat by nilai as x, in order {
    baik when x >= 90
    undetermined "tepat 13" when skor = 13
    cukup when x >= 50  [interpretation "cukup"]
    kurang otherwise
  }
  output predikat
  paragraph (3): rule sepertiga = nilai / 3
  paragraph (4): output lama = masa.selesai - masa.mulai
}
article 2 {
  for each unit {
    output n = count(members)
    output n_baik = count(p in members where p.predikat = Predikat.baik and p.tetap)
    output jumlah = sum(p.nilai for p in members)
    output rata : number, optional = round(mean(p.skor for p in members), 4, half_up)
    output terendah = least(p.predikat for p in members)
    output terakhir = greatest(p.masa.selesai for p in members)
    output terlama = greatest(p.lama for p in members)
    output semua_tetap = all(p.tetap for p in members)
    output cadangan_tertinggi : number, optional = greatest(p.cadangan for p in members where p.cadangan is present)
    output lewat = exists(p in members where p.skor > batas or (p.skor = batas and undetermined "tepat"))
    output di_bawah = count(p in members where p.predikat < Predikat.baik and p.nilai < batas)
    require batas_jumlah: di_bawah <= 3 finding breach "BATAS" "{di_bawah} dari {n}, {jumlah}"
    ranking urutan by sepertiga then skor
  }
}
)kaidah";

inline plan::PlanPtr gathering_plan() {
  static const plan::PlanPtr plan = [] {
    const Limits limits;
    std::vector<Diagnostic> diagnostics;
    const library::PolicyLibrary library({}, limits, diagnostics);
    const auto source = std::make_shared<Source>("uji.kaidah", kGathering);
    const auto result = library::compile(library::read_text(source, limits), library, limits);
    for (const Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
    BOOST_TEST_REQUIRE(result.policy.has_value());
    return plan::make_plan(result.policy->checked);
  }();
  return plan;
}

/// Records, one a line; some are rejected, some lines are no records, some are empty.
inline std::string gathering_population(std::mt19937& random, int count) {
  const auto upto = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  std::string text;
  for (int i = 0; i < count; ++i) {
    std::string line = R"({"id":"p)" + std::to_string(upto(count)) + R"(","unit":"U)" + std::to_string(upto(7)) +
                       R"(","masa":{"mulai":"2021-01-0)" + std::to_string(1 + upto(1)) +
                       R"(","selesai":"2021-12-31"},"skor":)" + std::to_string(upto(9) == 0 ? 13 : 5 * upto(23)) +
                       (upto(2) == 0 ? "" : ".5") + (upto(1) == 0 ? "" : R"(,"cadangan":)" + std::to_string(upto(9))) +
                       R"(,"tetap":)" + (upto(2) != 0 ? "true" : "false") + "}";
    if (upto(15) == 0) line.resize(line.size() / 2);
    if (upto(30) == 0) line.clear();
    text += line + (upto(9) == 0 ? "\r\n" : "\n");
  }
  if (upto(1) == 0) text.pop_back();  // the last line need not end
  return text;
}

inline const std::string& gathering_group_records() {
  static const std::string text = [] {
    std::string records = "{\"unit\":\"U1\"}\n";  // one that is rejected
    for (int unit = 0; unit < 7; ++unit)
      for (const char* from : {"2021-01-01", "2021-01-02"})
        records += R"({"unit":"U)" + std::to_string(unit) + R"(","masa":{"mulai":")" + from +
                   R"(","selesai":"2021-12-31"},"batas":)" + std::to_string(40 + 10 * unit) + "}\n";
    return records;
  }();
  return text;
}

/// Gives the text in pieces of random sizes.
inline batch::ReadBytes in_pieces(std::string_view text, std::mt19937& random, std::size_t most) {
  return [read = batch::read_text(text), &random, most](std::span<char> into) {
    const std::size_t size = std::uniform_int_distribution<std::size_t>(1, most)(random);
    return read(into.first(std::min(size, into.size())));
  };
}

}  // namespace kaidah::test
