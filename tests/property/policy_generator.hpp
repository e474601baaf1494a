#pragma once
// Random policies that are well typed by construction, and random records for them.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace kaidah::property {

/// The same seed gives the same policies and records on every machine.
class PolicyGenerator {
 public:
  explicit PolicyGenerator(std::uint64_t seed) : random_(seed) {}

  /// A policy of the shape of `record()`, in the English vocabulary. Its rules may conflict, leave gaps and divide:
  /// that is what the evaluators must agree on.
  std::string policy();
  /// A JSON record that satisfies the input of every generated policy.
  std::string record();

 private:
  enum class Kind : std::uint8_t { number, boolean, colour, date };
  struct Rule {
    std::string name;
    Kind kind{};
    bool optional = false;
  };

  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool chance(std::size_t percent) { return pick(100) < percent; }
  template <typename T>
  const T& any(const std::vector<T>& items) {
    return items[pick(items.size())];
  }
  std::string figure();
  std::string colour();
  std::string day();
  std::string reference(Kind kind);
  std::string number(int depth);
  std::string boolean(int depth);
  std::string value(Kind kind, int depth);
  std::string type(Kind kind) const;
  std::string guard(int depth);
  std::string rule(const Rule& rule);
  std::string cases(const Rule& rule, bool in_article);
  std::string table(const Rule& rule);
  std::string exceptions(const Rule& rule);
  std::string article(const std::string& body);

  std::mt19937_64 random_;
  std::vector<Rule> rules_;
  std::vector<std::string> functions_;
  int article_ = 0;
  bool in_function_ = false;
};

}  // namespace kaidah::property
