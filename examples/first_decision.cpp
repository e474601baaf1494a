// The smallest program with Kaidah in it: a policy, a record, the decision, and why.

#include <iostream>

#include <kaidah/kaidah.hpp>

namespace {

constexpr const char* kPolicy = R"(
policy "meal-allowance" version 1.0.0
title "An invented regulation on meal allowances"

enum Rank from lowest { junior "Junior"  senior "Senior" }

input Claim {
  id:   text
  rank: Rank
  days: whole number 0..31
}

article 3 "Rate" {
  paragraph (1): rule rate = 35000
  paragraph (2): exception rate = 41000 when rank = senior
}

article 4 "Allowance" {
  paragraph (1): rule paid_days = least(days, 22)
  paragraph (2): output allowance = rate * paid_days
}
)";

constexpr const char* kRecord = R"({"id": "198001012005011001", "rank": "senior", "days": 25})";

void show(const std::vector<kaidah::Diagnostic>& diagnostics) {
  for (const kaidah::Diagnostic& diagnostic : diagnostics) std::cerr << kaidah::render(diagnostic, {});
}

}  // namespace

int main() {
  const kaidah::CompileResult compiled = kaidah::compile_text("meal-allowance", kPolicy);
  show(compiled.diagnostics);
  if (!compiled) return 2;

  const kaidah::PrepareResult prepared = kaidah::prepare(*compiled.policy);
  show(prepared.diagnostics);
  if (!prepared) return 1;

  const kaidah::Decision decision = prepared.decider->explain(kRecord);
  if (decision.rejection) {
    std::cerr << decision.rejection->code << ": " << decision.rejection->message << '\n';
    return 3;
  }
  std::cout << "allowance: " << decision["allowance"] << "\n\n"
            << decision.json << "\n\n"
            << decision.explanation->text(kaidah::Language::english);
}
