#pragma once
// Policies that take the results of others.

#include <memory>
#include <string>
#include <vector>

#include "engine/check/citation.hpp"
#include "tests/unit/evaluate/running.hpp"

namespace kaidah::test {

/// The last one is the policy; each takes what it needs of those before it.
inline std::shared_ptr<const check::CheckedPolicy> composed(const std::vector<std::string>& others,
                                                            const std::string& policy) {
  std::vector<check::TreePtr> trees;
  std::vector<check::PolicyPtr> results;
  std::vector<std::string> all = others;
  all.push_back(policy);
  check::PolicyPtr last;
  for (const std::string& text : all) {
    auto parsed = parse::parse(std::make_shared<const Source>("test.kaidah", text));
    for (const Diagnostic& diagnostic : parsed.diagnostics)
      BOOST_TEST_MESSAGE(render(diagnostic, {.format = DiagnosticFormat::plain}));
    BOOST_REQUIRE(!has_errors(parsed.diagnostics));
    const auto tree = std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree));
    auto result = check::check(tree, trees, {}, results);
    for (const Diagnostic& diagnostic : result.diagnostics)
      BOOST_TEST_MESSAGE(render(diagnostic, {.format = DiagnosticFormat::plain}));
    BOOST_REQUIRE(result.policy != nullptr);
    last = result.policy;
    trees.push_back(tree);
    results.push_back(last);
  }
  return last;
}

inline constexpr const char* kOld = R"(policy "old" version 1.0.0
in force through 2021-06-30
enum Predikat from lowest { kurang "Kurang" baik "Baik" }
record Masa { mulai: date  selesai: date }
input Lama { id: text  masa: Masa, period assessed  n: whole number 0..100 }
article 1 {
  paragraph (1): output nilai = n when n > 0  rule nilai = undetermined "nothing is said of zero" when n = 0
  paragraph (2): classify predikat : Predikat by nilai as x { baik when x >= 50  kurang when x < 50 }
                 output predikat
}
)";

inline constexpr const char* kNew = R"(policy "new" version 1.0.0
in force from 2021-07-01
enum Predikat from lowest { kurang "Di Bawah" baik "Sesuai" }
record Periode { mulai: date  selesai: date }
input Baru { id: text  periode: Periode, period assessed  n: whole number 0..100 }
article 3 {
  output nilai = n when n > 0
  rule nilai = undetermined "nothing is said of zero" when n = 0
  classify predikat : Predikat by nilai as x { baik when x >= 50  kurang when x < 50 }
  output predikat
}
)";

inline constexpr const char* kTransition = R"(policy "transition" version 1.0.0
in force for periods across 2021-07-01
use Lama, Masa from "old"
use Baru from "new"
input Tahun { id: text  masa: Masa, period assessed  semester_1: Lama  semester_2: Baru }
article 5 "Penggabungan" {
  paragraph (1): result of "old" 1.x on semester_1 as lama
  paragraph (2): result of "new" 1.x on semester_2 as baru
  paragraph (3) {
    output nilai = (lama.nilai + baru.nilai) * 0.5
    output predikat = lama.predikat
    output sama : boolean = true when lama.predikat = baik and baru.predikat = baik
    rule sama = false when not (lama.predikat = baik and baru.predikat = baik)
  }
}
)";

inline std::shared_ptr<const check::CheckedPolicy> composed() {
  return composed({kOld, kNew}, kTransition);
}

/// A record of the year 2021, by the figures of its halves.
inline std::string year(const std::string& first, const std::string& second) {
  return R"({"id":"a","masa":{"mulai":"2021-01-01","selesai":"2021-12-31"},)"
         R"("semester_1":{"id":"a","masa":{"mulai":"2021-01-01","selesai":"2021-06-30"},"n":)" +
         first + R"(},"semester_2":{"id":"a","periode":{"mulai":"2021-07-01","selesai":"2021-12-31"},"n":)" + second +
         "}}";
}

}  // namespace kaidah::test
