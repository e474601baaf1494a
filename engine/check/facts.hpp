#pragma once
// What is known where an expression stands, because a condition around it holds.

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/types/interval.hpp"

namespace kaidah::check {

/// Of one value, named by a key.
struct Fact {
  bool present = false;
  bool absent = false;
  bool nonzero = false;
  types::Interval range;
};
/// All of them hold.
using FactSet = std::unordered_map<std::string, Fact>;

/// Both sets hold.
[[nodiscard]] FactSet all_of(FactSet a, const FactSet& b);
/// One of the sets holds. What is absent in one of them says nothing of the range in it.
[[nodiscard]] FactSet one_of(const FactSet& a, const FactSet& b);

class Facts {
 public:
  [[nodiscard]] bool empty() const noexcept { return facts_.empty(); }
  [[nodiscard]] const Fact* find(const std::string& key) const;
  void learn(const FactSet& facts);

  /// Everything learned while one of these lives is forgotten with it.
  class Scope {
   public:
    explicit Scope(Facts& facts) : facts_(facts), mark_(facts.log_.size()) {}
    ~Scope() { facts_.forget(mark_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Facts& facts_;
    std::size_t mark_;
  };

 private:
  void forget(std::size_t mark);

  FactSet facts_;
  std::vector<std::pair<std::string, std::optional<Fact>>> log_;  // what stood there before
};

}  // namespace kaidah::check
