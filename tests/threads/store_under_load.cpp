// Several threads decide without a pause while the library is edited in every way there is. Each decision must be of
// one edition, whole, and that edition must have been put in force; an edit that is no good must change nothing.
//
// An edition stands in two files, a policy and a module that it uses. One of them alone fails a scenario, so an edition
// that is half of one and half of another can be on the disk, and must never be in force.
#define BOOST_TEST_MODULE store_under_load
#include <time.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <map>
#include <mutex>

#include "tests/unit/store/folder_fixture.hpp"

namespace {

using kaidah::PolicyStore;
using kaidah::Snapshot;
using kaidah::StoreEvent;
using kaidah::StoreEventKind;
using kaidah::StoreOptions;
using kaidah::test::comes_true;
using kaidah::test::TestFolder;

constexpr std::size_t kThreads = 4;
constexpr int kRounds = 6;

std::string module_text(int edition) {
  return "module \"parts\" version 1.0.0\nrule scaled(x: whole number 0..1000): whole number 0.." +
         std::to_string(1000 * edition) + " = x * " + std::to_string(edition) + "\n";
}

std::string policy_text(int edition, int expected) {
  const std::string n = std::to_string(edition);
  return "policy \"rates\" version 1.0.0\nuse scaled from \"parts\"\ninput Record { x: whole number 0..1000 }\n"
         "article 1 {\n  output edition = " +
         n + "\n  output first = x * " + n +
         "\n  output second = scaled(x)\n}\nscenario \"seven\" { given x = 7 expect first = " +
         std::to_string(7 * expected) + " expect second = " + std::to_string(7 * expected) + " }\n";
}

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

int as_number(std::string_view text) {
  return text.empty() ? -1 : std::stoi(std::string(text));
}

/// What one thread has seen.
struct Seen {
  std::uint64_t decisions = 0;
  std::uint64_t wrong = 0;
  double cpu = 0;
  std::map<std::uint64_t, std::pair<std::string, int>> by_number;  // digest and edition of what was in force
};

/// One piece of work under one snapshot: several records, all of the same edition.
void work(const Snapshot& now, Seen& seen) {
  const kaidah::Decider& decider = *now.decider();
  auto& [digest, edition] = seen.by_number.try_emplace(now.number(), decider.policy().digest(), -1).first->second;
  if (digest != decider.policy().digest()) ++seen.wrong;
  for (int i = 0; i < 8; ++i) {
    const int x = static_cast<int>((seen.decisions * 7 + 3) % 1000);
    const kaidah::Decision decision = decider.decide("{\"x\":" + std::to_string(x) + "}");
    ++seen.decisions;
    const int said = as_number(decision["edition"]);
    if (edition < 0) edition = said;
    const bool whole = decision.decided() && said == edition && as_number(decision["first"]) == x * edition &&
                       as_number(decision["second"]) == x * edition;
    if (!whole) ++seen.wrong;
  }
}

void decide_until(const PolicyStore& store, const std::atomic<bool>& end, Seen& seen) {
  const double begin = cpu_seconds();
  std::uint64_t last = 0;
  while (!end) {
    const Snapshot now = store.in_force();
    if (now.number() < last) ++seen.wrong;  // what is in force never goes back by itself
    last = now.number();
    work(now, seen);
  }
  seen.cpu = cpu_seconds() - begin;
}

/// What the store has told, by number.
class Told {
 public:
  void add(const StoreEvent& event) {
    const std::lock_guard lock(mutex_);
    if (event.kind == StoreEventKind::refused) ++refusals_;
    if (event.kind != StoreEventKind::put_in_force && event.kind != StoreEventKind::rolled_back) return;
    in_order_ =
        in_order_ && event.number == event.before + 1 && (by_number_.empty() || by_number_.contains(event.before));
    std::string digest = by_number_.empty() ? "" : by_number_[event.before];
    for (const kaidah::PolicyChange& change : event.policies) {
      in_order_ = in_order_ && change.before == digest;
      digest = change.after;
    }
    by_number_[event.number] = digest;
  }
  [[nodiscard]] bool in_order() const { return in_order_; }
  [[nodiscard]] const std::map<std::uint64_t, std::string>& by_number() const { return by_number_; }
  [[nodiscard]] int refusals() const {
    const std::lock_guard lock(mutex_);
    return refusals_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::uint64_t, std::string> by_number_;
  int refusals_ = 0;
  bool in_order_ = true;
};

class Editor {
 public:
  Editor(const TestFolder& files, PolicyStore& store, const Told& told) : files_(files), store_(store), told_(told) {}

  void round() {
    valid([&](int n) {
      files_.replace("parts.kaidah", module_text(n));
      files_.replace("rates.kaidah", policy_text(n, n));
    });
    broken([&](int n) { files_.replace("rates.kaidah", policy_text(n, n + 1)); });  // its scenario fails
    valid([&](int n) {
      files_.write("rates.kaidah", policy_text(n, n));
      files_.write("parts.kaidah", module_text(n));
    });
    broken([&](int n) {  // the end is missing
      const std::string text = policy_text(n, n);
      files_.write("rates.kaidah", text.substr(0, text.find("  output first")));
    });
    valid([&](int n) { in_halves(n); });
    broken([&](int) { files_.remove("parts.kaidah"); });
    valid([&](int n) {
      files_.replace("rates.kaidah", policy_text(n, n));
      files_.replace("parts.kaidah", module_text(n));
    });
    broken([&](int) { files_.remove("rates.kaidah"); });
    valid([&](int n) {  // very many quick ones; only the last is whole
      for (int i = 0; i < 50; ++i) {
        files_.write("rates.kaidah", policy_text(n + i + 1, n + i + 1));
        files_.write("parts.kaidah", i % 2 == 0 ? module_text(n) : "");
      }
      files_.write("rates.kaidah", policy_text(n, n));
      files_.write("parts.kaidah", module_text(n));
    });
    rolled_back();
  }

  [[nodiscard]] const std::vector<double>& seconds() const { return seconds_; }

 private:
  [[nodiscard]] int in_force() const { return as_number(store_.in_force().decider()->decide(R"({"x":1})")["edition"]); }

  void wait_for(int edition) {
    const auto begin = std::chrono::steady_clock::now();
    BOOST_TEST(comes_true([&] { return in_force() == edition; }), "edition " << edition);
    seconds_.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }

  template <class Edit>
  void valid(const Edit& edit) {
    edition_ += 100;  // the quick edits have numbers in between
    edit(edition_);
    wait_for(edition_);
    BOOST_TEST(comes_true([&] { return !store_.last_refusal(); }));
  }

  template <class Edit>
  void broken(const Edit& edit) {
    const std::uint64_t number = store_.number();
    const int refusals = told_.refusals();
    edit(edition_ + 1);
    BOOST_TEST(comes_true([&] { return told_.refusals() > refusals; }));
    BOOST_TEST(store_.number() == number);
    BOOST_TEST(in_force() == edition_);
    BOOST_TEST(store_.last_refusal().has_value());
  }

  void in_halves(int n) {
    for (const auto& [name, text] : {std::pair{"rates.kaidah", policy_text(n, n)}, {"parts.kaidah", module_text(n)}}) {
      std::ofstream file(files_.path() / name, std::ios::binary);
      file << text.substr(0, text.size() / 2) << std::flush;
      std::this_thread::sleep_for(std::chrono::milliseconds(120));
      file << text.substr(text.size() / 2);
    }
  }

  void rolled_back() {
    const std::uint64_t number = store_.number();
    BOOST_TEST(store_.roll_back());
    BOOST_TEST(store_.number() == number + 1);
    const int before = in_force();
    BOOST_TEST(before != edition_);
    BOOST_TEST((store_.refresh().outcome == kaidah::RefreshOutcome::held_back));
    BOOST_TEST(in_force() == before);
  }

  const TestFolder& files_;
  PolicyStore& store_;
  const Told& told_;
  int edition_ = 0;
  std::vector<double> seconds_;
};

/// Decides on all threads for as long as `meanwhile` takes.
template <class Meanwhile>
std::vector<Seen> decide_while(const PolicyStore& store, const Meanwhile& meanwhile) {
  std::atomic<bool> end = false;
  std::vector<Seen> seen(kThreads);
  std::vector<std::jthread> threads;
  for (Seen& one : seen) threads.emplace_back([&] { decide_until(store, end, one); });
  meanwhile();
  end = true;
  threads.clear();
  return seen;
}

std::uint64_t decisions(const std::vector<Seen>& seen) {
  std::uint64_t sum = 0;
  for (const Seen& one : seen) sum += one.decisions;
  return sum;
}

std::uint64_t a_second(const std::vector<Seen>& seen) {
  double cpu = 0;
  for (const Seen& one : seen) cpu += one.cpu;
  return static_cast<std::uint64_t>(static_cast<double>(decisions(seen)) / cpu);
}

void report(const std::vector<Seen>& quiet, const std::vector<Seen>& edited, std::vector<double> seconds,
            std::size_t snapshots) {
  std::sort(seconds.begin(), seconds.end());
  BOOST_TEST_MESSAGE(decisions(edited) << " decisions under " << snapshots << " snapshots; " << a_second(edited)
                                       << " a second of processor time, " << a_second(quiet)
                                       << " without edits; from the end of an edit to in force "
                                       << seconds[seconds.size() / 2] << " s (median), " << seconds.back()
                                       << " s (longest of " << seconds.size() << ")");
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_decision_is_torn_lost_or_of_half_a_policy) {
  const TestFolder files;
  files.write("parts.kaidah", module_text(1));
  files.write("rates.kaidah", policy_text(1, 1));
  Told told;
  StoreOptions options;
  options.deciders.push_back({"", "rates", {}});
  options.log = [&](const StoreEvent& event) { told.add(event); };
  kaidah::StoreResult opened = PolicyStore::open(files.path().string(), options);
  BOOST_REQUIRE(opened);
  PolicyStore& store = *opened.store;

  const auto quiet = decide_while(store, [] { std::this_thread::sleep_for(std::chrono::milliseconds(300)); });
  Editor editor(files, store, told);
  const auto seen = decide_while(store, [&] {
    for (int i = 0; i < kRounds; ++i) editor.round();
  });
  opened.store.reset();  // nothing is told any more

  BOOST_TEST(told.in_order());
  std::map<std::string, int> edition_of;
  for (const Seen& one : seen) {
    BOOST_TEST(one.wrong == 0U);
    BOOST_TEST(one.decisions > 0U);
    for (const auto& [number, what] : one.by_number) {
      const auto put_in_force = told.by_number().find(number);
      BOOST_REQUIRE(put_in_force != told.by_number().end());
      BOOST_TEST(put_in_force->second == what.first);
      BOOST_TEST(edition_of.try_emplace(what.first, what.second).first->second == what.second);
    }
  }
  report(quiet, seen, editor.seconds(), told.by_number().size());
}
