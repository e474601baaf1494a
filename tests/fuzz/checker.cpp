// Any text through checker, analysis (compiling does both), plan and scenarios: diagnostics or a policy, in bounded
// time.
#include <string>

#include "engine/check/dump.hpp"
#include "engine/scenario/run.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace kaidah;

/// The scenarios that stand in the policy itself.
void run_scenarios(const library::CompileResult& compiled, const plan::PlanPtr& everything, const Limits& limits) {
  if (!everything->policy->input) return;
  const scenario::Suite suite = scenario::read_scenarios(*everything->policy, {compiled.file->tree}, limits);
  fuzz::check_diagnostics(suite.diagnostics, limits);
  (void)scenario::run(everything, suite, {}, limits);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Limits limits = fuzz::small_limits();
  const library::CompileResult compiled = fuzz::compile(fuzz::text_of(data, size), limits);
  fuzz::check_diagnostics(compiled.diagnostics, limits);
  fuzz::must(compiled.policy.has_value() || has_errors(compiled.diagnostics), "no policy without a reason");
  if (!compiled.policy) return 0;
  fuzz::must(!has_errors(compiled.diagnostics), "no policy with errors");
  const auto& policy = compiled.policy->checked;
  fuzz::must(!check::dump(*policy).empty(), "a checked policy can be shown");
  const plan::PlanPtr everything = plan::make_plan(policy, {.select = {}, .groups = true, .everything = true});
  fuzz::must(!dump(*everything).empty(), "a plan can be shown");
  (void)dump(*plan::make_plan(policy));
  run_scenarios(compiled, everything, limits);
  return 0;
}
