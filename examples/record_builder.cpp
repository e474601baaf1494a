// A record without JSON text: values by the names of their fields, figures exactly as they are meant.

#include <iostream>
#include <string>
#include <vector>

#include <kaidah/kaidah.hpp>

namespace {

constexpr const char* kPolicy = R"(
policy "travel" version 1.0.0
title "An invented regulation on travel expenses"

enum Class from lowest { economy business }

record Night { town: text  cost: number 0..10_000 decimals 2 }

input Journey {
  id:     text
  class:  Class
  fare:   number 0..100_000 decimals 2
  began:  date
  nights: list Night, no more than 30
}

article 2 {
  paragraph (1): rule paid_fare = fare
  paragraph (2): exception paid_fare = fare / 2 when class = business
  paragraph (3): output paid = round(paid_fare + sum(n.cost for n in nights), 2, half_up)
}
)";

/// What the host has, in its own types.
struct Night {
  std::string town;
  std::string cost;
};

kaidah::Record journey(const std::string& id, const std::vector<Night>& nights) {
  kaidah::RecordList list;
  for (const Night& night : nights) {
    list.add(kaidah::Record().set("town", night.town).set("cost", kaidah::Decimal(night.cost)));
  }
  kaidah::Record record;
  record.set("id", id)
      .set("class", "business")
      .set("fare", kaidah::Decimal("1200.50"))
      .set("began", "2024-02-29")
      .set("nights", list);
  return record;
}

}  // namespace

int main() {
  const kaidah::CompileResult compiled = kaidah::compile_text("travel", kPolicy);
  for (const kaidah::Diagnostic& diagnostic : compiled.diagnostics) std::cerr << kaidah::render(diagnostic, {});
  if (!compiled) return 2;
  const kaidah::PrepareResult prepared = kaidah::prepare(*compiled.policy);
  if (!prepared) return 1;

  const kaidah::Decision decision =
      prepared.decider->decide(journey("1", {{"Bandung", "410.10"}, {"\"Jogja\"", "399.90"}}));
  std::cout << "paid: " << decision["paid"] << '\n';

  // What is wrong is said where it stands, as it is for JSON.
  const kaidah::Decision rejected = prepared.decider->decide(journey("2", {{"Bandung", "a lot"}}));
  std::cout << rejected.rejection->pointer << ": " << rejected.rejection->message << '\n';
}
