// One policy, compiled once, decided with from several threads at the same time. No lock, no copy.
//   many_threads POLICY RECORDS     decides every line of RECORDS on each thread; all must agree

#include <cstddef>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <kaidah/kaidah.hpp>

namespace {

constexpr std::size_t kThreads = 4;

/// Each thread begins elsewhere, so that different records are decided at the same moment.
std::vector<std::string> decide_from(const kaidah::Decider& decider, const std::vector<std::string>& records,
                                     std::size_t begin) {
  std::vector<std::string> decisions(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::size_t at = (begin + i) % records.size();
    decisions[at] = decider.decide(records[at]).json;
  }
  return decisions;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "many_threads POLICY RECORDS\n";
    return 1;
  }
  const kaidah::CompileResult compiled = kaidah::compile_file(argv[1]);
  for (const kaidah::Diagnostic& diagnostic : compiled.diagnostics) std::cerr << kaidah::render(diagnostic, {});
  if (!compiled) return 2;
  kaidah::DecideOptions options;
  options.parameters = {{"mekanisme", "survei"}};
  const kaidah::PrepareResult prepared = kaidah::prepare(*compiled.policy, options);
  if (!prepared) return 1;

  std::ifstream file(argv[2]);
  std::vector<std::string> records;
  for (std::string line; std::getline(file, line);) records.push_back(line);
  if (records.empty()) return 1;

  std::vector<std::vector<std::string>> results(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back(
          [&, i] { results[i] = decide_from(*prepared.decider, records, i * records.size() / kThreads); });
    }
  }
  for (const std::vector<std::string>& result : results) {
    if (result != results.front()) {
      std::cerr << "the threads do not agree\n";
      return 4;
    }
  }
  std::cout << records.size() << " records, " << kThreads << " threads, the same decisions\n" << results[0][0] << '\n';
}
