// Policies that stand in no folder: the host brings the texts, here from a table as a database would give them. One
// uses the other; Kaidah looks for nothing by itself.

#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/kaidah.hpp>

namespace {

/// Whatever holds the texts: a database, an archive, an answer over a wire.
class Table {
 public:
  void put(std::string name, std::string text) { rows_.insert_or_assign(std::move(name), std::move(text)); }

  [[nodiscard]] std::vector<kaidah::PolicyText> texts() const {
    std::vector<kaidah::PolicyText> all;
    for (const auto& [name, text] : rows_) all.push_back({name, text});
    return all;
  }

 private:
  std::map<std::string, std::string> rows_;
};

Table filled() {
  Table table;
  table.put("row 1", R"(module "pay" version 1.0.0
rule half(x: number 0..1_000_000 decimals 2) = x / 2
)");
  table.put("row 2", R"(policy "leave-pay" version 1.0.0
use half from "pay" 1.x
input Leave { id: text  pay: number 0..1_000_000 decimals 2  maternity: boolean }
article 7 {
  rule part = half(pay)
  exception part = pay when maternity
  output paid = round(part, 2, half_up)
}
)");
  return table;
}

}  // namespace

int main() {
  kaidah::CompileOptions options;
  options.library = kaidah::Library::of(filled().texts());
  const kaidah::CompileResult compiled = kaidah::compile_id("leave-pay@1.x", options);
  for (const kaidah::Diagnostic& diagnostic : compiled.diagnostics) std::cerr << kaidah::render(diagnostic, {});
  if (!compiled) return 2;
  const kaidah::PrepareResult prepared = kaidah::prepare(*compiled.policy);
  if (!prepared) return 1;
  std::cout << compiled.policy->id() << " from " << compiled.policy->source_name() << '\n'
            << prepared.decider->decide(R"({"id": "1", "pay": 1000.01, "maternity": false})").json << '\n'
            << prepared.decider->decide(R"({"id": "2", "pay": 1000.01, "maternity": true})").json << '\n';
}
