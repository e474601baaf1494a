#include <kaidah/kaidah.hpp>

#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_regimes)

namespace {

namespace fs = std::filesystem;
using kaidah::DecideOptions;
using kaidah::Decision;
using kaidah::PrepareResult;

/// A library of two policies and two profiles, gone at the end.
class Library {
 public:
  Library() : path_(fs::temp_directory_path() / ("kaidah-regimes-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    policy("one", "1");
    policy("two", "2");
    write("first", R"(profile "first" for instansi "K1", "K2"
adopts "one" 1.x for periods ending through 2021-12-31 with { way = a }
adopts "two" 1.x for periods ending from 2022-01-01 with { way = b }
)");
    write("second", R"(profile "second" for instansi "K3"
adopts "one" 1.x with { way = b }
)");
  }
  ~Library() { fs::remove_all(path_); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  [[nodiscard]] kaidah::CompileOptions options() const {
    kaidah::CompileOptions options;
    options.library = kaidah::Library::read({path_.string()});
    return options;
  }
  [[nodiscard]] DecideOptions decide_options() const {
    DecideOptions decide;
    decide.library = options();
    return decide;
  }

 private:
  void policy(const std::string& id, const std::string& factor) const {
    write(id, "policy \"" + id + R"(" version 1.0.0
title "T"
enum Way { a b }
record Span { from_day "mulai": date to_day "selesai": date }
input Person { id: text instansi "kode": text period "masa": Span, period assessed score: number 0..100 decimals 0 }
parameter way : Way decided by instansi
article 1 {
  rule plus = 10 when way = a
  rule plus = 20 when way = b
  output value : number 0..220 decimals 0 = score * )" +
                  factor + R"( + plus
}
)");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / (name + ".kaidah")) << text;
  }
  fs::path path_;
};

std::string record(const std::string& agency, const std::string& from, const std::string& to) {
  return R"({"id":"x","kode":")" + agency + R"(","masa":{"mulai":")" + from + R"(","selesai":")" + to +
         R"("},"score":7})";
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_record_under_its_own_regime) {
  const Library library;
  const PrepareResult ready = kaidah::prepare_auto(library.decide_options());
  for (const auto& diagnostic : ready.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
  BOOST_TEST_REQUIRE(ready.decider.has_value());
  const kaidah::Decider& decider = *ready.decider;
  BOOST_TEST(decider.policies().size() == 3U);  // `one` under two settings

  BOOST_TEST(decider.decide(record("K1", "2021-01-01", "2021-12-31")).json ==
             R"({"id":"x","kebijakan":"one@1.0.0","value":17})");
  BOOST_TEST(decider.decide(record("K2", "2022-01-01", "2022-12-31")).json ==
             R"({"id":"x","kebijakan":"two@1.0.0","value":34})");
  const Decision third = decider.decide(record("K3", "2022-01-01", "2022-12-31"));
  BOOST_TEST(third["value"] == "27");
  BOOST_TEST(third.policy == "one@1.0.0");

  const Decision crossed = decider.decide(record("K1", "2021-12-31", "2022-01-01"));
  BOOST_TEST_REQUIRE(crossed.rejection.has_value());
  BOOST_TEST(crossed.rejection->code == "K5006");
  BOOST_TEST(crossed.rejection->pointer == "/masa");
  BOOST_TEST(crossed.id == "x");
  BOOST_TEST(decider.decide(record("K4", "2021-01-01", "2021-12-31")).rejection->pointer == "/kode");
  BOOST_TEST(decider.decide(record("K1", "2021-01-01", "2021-02-29")).rejection->pointer == "/masa/selesai");
  BOOST_TEST(decider.decide("[]").rejection->code == "K6002");

  const Decision explained = decider.explain(record("K2", "2022-01-01", "2022-12-31"));
  BOOST_TEST_REQUIRE(explained.explanation.has_value());
  BOOST_TEST(explained.explanation->text(kaidah::Language::english).find("policy two 1.0.0") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_decider_for_many_threads) {
  const Library library;
  const PrepareResult ready = kaidah::prepare_auto(library.decide_options());
  BOOST_TEST_REQUIRE(ready.decider.has_value());
  std::vector<int> right(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < right.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const bool old = (static_cast<std::size_t>(i) + t) % 2 == 0;
        const Decision decision = ready.decider->decide(old ? record("K1", "2021-01-01", "2021-12-31")
                                                            : record("K1", "2022-01-01", "2022-12-31"));
        if (decision["value"] == (old ? "17" : "34")) ++right[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : right) BOOST_TEST(count == 200);
}

BOOST_AUTO_TEST_CASE(a_profile_for_one_policy) {
  const Library library;
  const auto compiled = kaidah::compile_id("one", library.options());
  BOOST_TEST_REQUIRE(compiled.policy.has_value());
  DecideOptions options = library.decide_options();
  options.profile = "first";
  const PrepareResult ready = kaidah::prepare(*compiled.policy, options);
  BOOST_TEST_REQUIRE(ready.decider.has_value());
  BOOST_TEST(ready.decider->decide(record("K1", "2021-01-01", "2021-12-31")).json == R"({"id":"x","value":17})");
  BOOST_TEST(ready.decider->decide(record("K1", "2022-01-01", "2022-12-31")).rejection->code == "K5017");
  BOOST_TEST(ready.decider->decide(record("K3", "2021-01-01", "2021-12-31")).rejection->code == "K5016");

  // What is set for the run goes before the profile.
  options.parameters = {{"way", "b"}};
  BOOST_TEST(
      kaidah::prepare(*compiled.policy, options).decider->decide(record("K1", "2021-01-01", "2021-12-31"))["value"] ==
      "27");
  options.parameters.clear();
  options.profile = "frist";
  BOOST_TEST(!kaidah::prepare(*compiled.policy, options).decider.has_value());
}

BOOST_AUTO_TEST_CASE(which_regime_and_why) {
  const Library library;
  const auto found = kaidah::resolve({"K2", "2022-01-01", {}}, library.options());
  BOOST_TEST_REQUIRE(found.regimes.size() == 1U);
  const kaidah::Regime& regime = found.regimes.front();
  BOOST_TEST(regime.policy == "two");
  BOOST_TEST(regime.profile == "first");
  BOOST_TEST(regime.from == "2022-01-01");
  BOOST_TEST(regime.through.empty());
  BOOST_TEST(regime.settings.front().value == "b");
  BOOST_TEST(regime.adopted.source->position(regime.adopted.span.begin).line == 3U);
  BOOST_TEST(kaidah::resolve({"K9", "2022-01-01", {}}, library.options()).regimes.empty());
  BOOST_TEST(kaidah::has_errors(kaidah::resolve({"K2", "2022", {}}, library.options()).diagnostics));
}

BOOST_AUTO_TEST_SUITE_END()
