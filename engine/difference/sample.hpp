#pragma once
// Records made up for a search: JSON that can be altered piece by piece.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/check/checked_policy.hpp"

namespace kaidah::difference {

/// Figures, days and texts that the policies speak of, with their neighbours.
struct Constants {
  std::vector<values::Number> numbers;
  std::vector<values::Date> days;
  std::vector<std::int64_t> spans;  ///< days; months as thirty
  std::vector<std::string> texts;
  std::int32_t year = 2021;  ///< most of what is dated should lie in it

  void gather(const check::CheckedPolicy& policy);
  /// Sorted, each once. REQUIRES: asked after the last policy.
  void settle();
};

/// The same sequence of choices wherever and whenever it runs.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t roll();
  /// 0 to below - 1. REQUIRES: below > 0.
  std::size_t below(std::size_t below) { return static_cast<std::size_t>(roll() % below); }

 private:
  std::uint64_t state_;
};

/// A value of a record with its declared type.
struct Sample {
  const check::Type* type = nullptr;
  bool present = true;
  std::string scalar;             ///< JSON, of what has no parts
  std::string raw;                ///< JSON instead of everything else; empty: none
  std::vector<std::string> keys;  ///< of a record
  std::vector<Sample> parts;      ///< of a record: by key; of a list: its items
  bool period = false;            ///< the period that is assessed

  void append_json(std::string& out) const;
  [[nodiscard]] std::string json() const;
};

/// Makes and alters records of a policy's input.
class SampleMaker {
 public:
  SampleMaker(const check::CheckedPolicy& policy, const Constants& constants)
      : policy_(policy), constants_(constants) {}

  [[nodiscard]] const check::CheckedPolicy& policy() const noexcept { return policy_; }

  /// A whole record. `lean`: as little in it as may be.
  [[nodiscard]] Sample make(Dice& dice, bool lean) const;
  /// Any record of the policy, not only its input.
  [[nodiscard]] Sample make_record(check::RecordId id, Dice& dice) const;
  /// Another value for one part that can have one.
  void alter(Sample& record, Dice& dice) const;
  /// The parts that are numbers, and their lowest and highest value that makes sense.
  struct Leaf {
    Sample* part;
    values::Number low;
    values::Number high;
    int decimals;
  };
  [[nodiscard]] std::vector<Leaf> numbers(Sample& record) const;
  /// Everything in a record that could be left out or made smaller, as copies of the record.
  [[nodiscard]] std::vector<Sample> simpler(const Sample& record) const;

 private:
  Sample record(check::RecordId id, Dice& dice, bool lean, bool period, int depth) const;
  Sample value(const check::Type& type, Dice& dice, bool lean, bool period, int depth) const;
  std::string scalar(const check::Type& type, Dice& dice, bool lean) const;
  [[nodiscard]] std::string number(const check::Type& type, Dice& dice, bool lean) const;

  const check::CheckedPolicy& policy_;
  const Constants& constants_;
};

}  // namespace kaidah::difference
