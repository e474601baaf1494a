#include "tests/bench/fixture.hpp"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include <kaidah/policy.hpp>

#include "tests/bench/population/employee.hpp"

namespace kaidah::bench {
namespace {

constexpr std::size_t kCount = 1000;

std::vector<std::string> make_population() {
  std::vector<std::string> lines;
  Random random(1);
  for (std::size_t i = 0; i < kCount; ++i) write(employee(i, kCount, random), "", lines.emplace_back());
  return lines;
}

[[noreturn]] void give_up(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) std::fputs(render(diagnostic, {}).c_str(), stderr);
  std::exit(1);
}

Decider make_decider() {
  const CompileResult compiled = compile_file(KAIDAH_ROOT "/policies/pp-30-2019/1.0.0.kaidah");
  if (!compiled.policy) give_up(compiled.diagnostics);
  DecideOptions options;
  options.parameters = {{"mekanisme", "survei"}};
  options.select = {"nilai_skp", "nilai_perilaku", "nilai", "predikat", "sanksi", "penghargaan"};
  const PrepareResult prepared = prepare(*compiled.policy, options);
  if (!prepared.decider) give_up(prepared.diagnostics);
  return *prepared.decider;
}

}  // namespace

const std::vector<std::string>& population() {
  static const std::vector<std::string> lines = make_population();
  return lines;
}

const std::string& population_text() {
  static const std::string text = [] {
    std::string all;
    for (const std::string& line : population()) (all += line) += '\n';
    return all;
  }();
  return text;
}

const Decider& decider() {
  static const Decider made = make_decider();
  return made;
}

}  // namespace kaidah::bench
