// A program of someone else: knows kaidah::kaidah and its headers only.
#include <iostream>

#include <kaidah/kaidah.hpp>

int main() {
  const auto compiled = kaidah::compile_text("consumer", R"(
policy "double" version 1.0.0
input Record { x: number 0..100 decimals 1 }
article 1 { output twice = 2 * x }
)");
  if (!compiled) return 1;
  const auto ready = kaidah::prepare(*compiled.policy);
  if (!ready) return 1;
  const kaidah::Decision decision = ready.decider->decide(R"({"x": 0.1})");
  std::cout << "kaidah " << kaidah::version() << ": " << decision.json << '\n';
  return decision["twice"] == "0.2" ? 0 : 1;
}
