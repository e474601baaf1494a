#pragma once
// What one thread needs to compare: records in, counts out.

#include <optional>
#include <string>

#include "engine/compare/run.hpp"

namespace kaidah::compare {

class Worker {
 public:
  explicit Worker(const Setup& setup, const Causes& causes);

  void process(batch::Chunk& chunk);

  [[nodiscard]] Side& from() noexcept { return from_; }
  [[nodiscard]] Side& to() noexcept { return to_; }
  [[nodiscard]] const Tally& tally() const noexcept { return tally_; }

 private:
  void process(const batch::RawRecord& raw, const batch::Chunk& chunk);
  static Verdict decide(Side& side, const batch::RawRecord& raw, std::string_view text);
  Verdict decide_second(const batch::RawRecord& raw, std::string_view text, const Verdict& from, bool& by_bridge);
  void count(const Verdict& from, const Verdict& to, bool by_bridge, std::uint64_t line);
  void count_outputs(const Verdict& from, const Verdict& to);
  void count_findings(const Verdict& from, const Verdict& to);
  static void count_rejection(std::map<RejectionKey, RejectionTally>& into, const Verdict& verdict, bool by_bridge,
                              std::uint64_t line, const std::string& id);

  const Setup& setup_;
  const Causes& causes_;
  Side from_;
  Side to_;
  std::optional<Bridge> bridge_;
  Tally tally_;
};

}  // namespace kaidah::compare
