// New rules without a restart: threads decide while the library is edited. What is broken is told and changes nothing.
//   live_store FOLDER     writes a policy into FOLDER, and changes it while three threads decide under it

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <kaidah/store.hpp>

namespace {

std::string policy(int rate) {
  return "policy \"allowance\" version 1.0.0\ninput Trip { days: whole number 1..30 }\n"
         "article 1 { output allowance = days * " +
         std::to_string(rate) + " }\nscenario \"a day\" { given days = 1 expect allowance = " + std::to_string(rate) +
         " }\n";
}

/// Beside the old one, then renamed over it: nobody ever sees half of it.
void put(const std::filesystem::path& folder, const std::string& text) {
  std::ofstream(folder / "allowance.new") << text;
  std::filesystem::rename(folder / "allowance.new", folder / "allowance.kaidah");
}

/// Two trips at a time, which must be paid at the same rate, whatever happens in between.
void pay(const kaidah::PolicyStore& store, const std::atomic<bool>& end, std::atomic<int>& paid,
         std::atomic<int>& odd) {
  while (!end) {
    const kaidah::Snapshot now = store.in_force();
    const auto one = now.decider()->decide(R"({"days": 1})");
    const auto ten = now.decider()->decide(R"({"days": 10})");
    if (std::string(one["allowance"]) + "0" != ten["allowance"]) ++odd;
    paid += 2;
  }
}

template <class Condition>
bool wait_until(const Condition& condition) {
  for (int i = 0; i < 3000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return condition();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "live_store FOLDER\n";
    return 1;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  put(folder, policy(35000));

  kaidah::StoreOptions options;
  options.deciders.push_back({"", "allowance", {}});
  options.log = [](const kaidah::StoreEvent& event) {
    std::cout << event.json(kaidah::Language::english) << std::endl;
  };
  kaidah::StoreResult opened = kaidah::PolicyStore::open(folder.string(), options);
  for (const kaidah::Diagnostic& diagnostic : opened.diagnostics) std::cerr << kaidah::render(diagnostic, {});
  if (!opened) return 2;
  kaidah::PolicyStore& store = *opened.store;

  std::atomic<bool> end = false;
  std::atomic<int> paid = 0;
  std::atomic<int> odd = 0;
  bool as_expected = true;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i) threads.emplace_back([&] { pay(store, end, paid, odd); });
    put(folder, policy(41000));
    as_expected = wait_until([&] { return store.number() == 2; }) && as_expected;
    put(folder, "policy \"allowance\" version 1.0.0\ninput Trip {");
    as_expected = wait_until([&] { return store.last_refusal().has_value(); }) && as_expected;
    store.roll_back();
    end = true;
  }
  const auto now = store.in_force().decider()->decide(R"({"days": 1})");
  std::cout << paid << " trips paid, " << odd << " of them at two rates; in force: " << now["allowance"] << '\n';
  return as_expected && odd == 0 ? 0 : 4;
}
