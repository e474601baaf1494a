#pragma once
// A folder of its own for a test, and policies to put into it.

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <kaidah/store.hpp>

namespace kaidah::test {

class TestFolder {
 public:
  TestFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "kaidah-store-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    outer_ = pattern;
    std::filesystem::create_directory(path());
  }
  ~TestFolder() {
    std::error_code error;
    std::filesystem::remove_all(outer_, error);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  /// What surrounds it, gone with it.
  [[nodiscard]] const std::filesystem::path& outer() const { return outer_; }
  [[nodiscard]] std::filesystem::path path() const { return outer_ / "library"; }

  /// In place, as a careless editor does.
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path() / name).parent_path());
    std::ofstream(path() / name, std::ios::binary) << text;
  }
  /// Beside it, then renamed.
  void replace(const std::string& name, const std::string& text) const {
    const std::filesystem::path beside = path() / (name + ".new");
    std::ofstream(beside, std::ios::binary) << text;
    std::filesystem::rename(beside, path() / name);
  }
  void remove(const std::string& name) const { std::filesystem::remove_all(path() / name); }

 private:
  std::filesystem::path outer_;
};

/// Decides `first` and `second`, both x times the factor.
inline std::string rates(int factor, const std::string& expected = {}) {
  const std::string f = std::to_string(factor);
  const std::string rule = " = round(x * " + f + ", 2, half_up)\n";
  const std::string e = expected.empty() ? std::to_string(5 * factor) : expected;
  return "policy \"rates\" version 1.0.0\ninput Record { x: number 0..100 decimals 2 }\narticle 1 {\n  output first" +
         rule + "  output second" + rule + "}\nscenario \"five\" { given x = 5 expect first = " + e +
         " expect second = " + e + " }\n";
}

inline std::string decided(const Snapshot& snapshot, const std::string& output = "first") {
  BOOST_REQUIRE(snapshot.decider() != nullptr);
  return std::string(snapshot.decider()->decide(R"({"x": 5})")[output]);
}

/// The shortest that is safe, and no thread.
inline StoreOptions by_hand() {
  StoreOptions options;
  options.watch = Watch::none;
  options.settle = std::chrono::milliseconds(20);
  options.deciders.push_back({"", "rates", {}});
  return options;
}

inline std::string codes(const std::vector<Diagnostic>& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics) {
    all += (all.empty() ? "" : " ") + info(diagnostic.message.kind).code;
  }
  return all;
}

/// Generous: machines that test are slow. What is waited for usually takes a fraction of a second.
template <class Condition>
bool comes_true(const Condition& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace kaidah::test
