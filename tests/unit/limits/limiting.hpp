#pragma once
// Policies and records under limits, seen from outside: codes of what is said.

#include <kaidah/kaidah.hpp>

#include <functional>
#include <optional>
#include <string>

#include <boost/test/unit_test.hpp>

namespace kaidah::test {

/// What is very many: a twentieth of it where every step is watched.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kVeryMany = 5'000;
#else
constexpr std::size_t kVeryMany = 100'000;
#endif

inline std::string repeat(const std::string& text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// `f(from)` to `f(to - 1)`.
inline std::string lines(std::size_t from, std::size_t to, const std::function<std::string(std::size_t)>& f) {
  std::string result;
  for (std::size_t i = from; i < to; ++i) result += f(i);
  return result;
}

/// Codes with how often they follow each other: `K1001*200 K9020`.
inline std::string codes(const std::vector<Diagnostic>& diagnostics) {
  std::string result;
  for (std::size_t i = 0; i < diagnostics.size();) {
    const std::string& code = info(diagnostics[i].message.kind).code;
    std::size_t end = i;
    while (end < diagnostics.size() && info(diagnostics[end].message.kind).code == code) ++end;
    result += (result.empty() ? "" : " ") + code + (end - i > 1 ? "*" + std::to_string(end - i) : "");
    i = end;
  }
  return result;
}

inline std::string check(const std::string& text, const Limits& limits = {}) {
  CompileOptions options;
  options.limits = limits;
  const CompileResult result = compile_text("test.kaidah", text, options);
  BOOST_TEST((result.policy.has_value() || has_errors(result.diagnostics)), "a policy or why there is none");
  for (const Diagnostic& diagnostic : result.diagnostics) (void)render(diagnostic, {});
  return codes(result.diagnostics);
}

inline Decider decider(const std::string& text, const Limits& limits = {}) {
  const CompileResult compiled = compile_text("test.kaidah", text);
  for (const Diagnostic& diagnostic : compiled.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
  BOOST_TEST_REQUIRE(compiled.policy.has_value());
  DecideOptions options;
  options.limits = limits;
  const PrepareResult ready = prepare(*compiled.policy, options);
  BOOST_TEST_REQUIRE(ready.decider.has_value());
  return *ready.decider;
}

/// `decided`, or the code of the rejection.
inline std::string decide(const Decider& by, const std::string& record) {
  const Decision decision = by.decide(record);
  return decision.rejection ? decision.rejection->code : "decided";
}

}  // namespace kaidah::test
