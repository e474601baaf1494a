// bench_policy_stages FILE: how long each stage takes that makes a plan of a policy's text, in milliseconds of
// processor time. The policy stands alone: it uses no modules.

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/analyse.hpp"
#include "engine/check/check.hpp"
#include "engine/library/digest.hpp"
#include "engine/plan/plan.hpp"
#include "grammar/parse/parse.hpp"

namespace {

using namespace kaidah;

/// Runs one stage and prints what it took.
template <typename Stage>
auto timed(const char* name, const Stage& stage) {
  const std::clock_t begin = std::clock();
  auto result = stage();
  std::printf("%-8s %9.1f ms\n", name, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  return result;
}

int show(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) std::fputs(render(diagnostic, {}).c_str(), stderr);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench_policy_stages FILE\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) {
    std::fprintf(stderr, "bench_policy_stages: cannot read %s\n", argv[1]);
    return 1;
  }
  const auto source = std::make_shared<const Source>(argv[1], std::move(text));
  auto parsed = timed("parse", [&] { return parse::parse(source); });
  if (has_errors(parsed.diagnostics)) return show(parsed.diagnostics);
  const auto tree = std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree));
  const check::CheckResult checked = timed("check", [&] { return check::check(tree, {}); });
  if (!checked.policy) return show(checked.diagnostics);
  const auto found = timed("analyse", [&] { return analysis::analyse(checked.policy, {}); });
  if (has_errors(found)) return show(found);
  timed("digest", [&] { return library::policy_digest(*tree, {}, {}); });
  timed("plan", [&] { return plan::make_plan(checked.policy); });
  return 0;
}
