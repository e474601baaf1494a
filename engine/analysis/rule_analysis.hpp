#pragma once
// One rule: its gaps, its conflicts, and the arms that never apply.

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "engine/analysis/cells.hpp"
#include "engine/analysis/facts.hpp"
#include "engine/analysis/finding.hpp"
#include "engine/analysis/witness.hpp"
#include "engine/analysis/wording.hpp"

namespace kaidah::analysis {

class RuleAnalysis {
 public:
  RuleAnalysis(const check::CheckedPolicy& policy, check::RuleId rule, Witness& witness, const Limits& limits);

  std::vector<Finding> run();

 private:
  /// A level with what was worked out about it before the model is cut.
  struct Question {
    Level level;
    Differences differences;
    std::vector<FormulaId> decides;  ///< by contender; of long levels empty
    std::vector<AtomId> needed;      ///< what an example has to set
  };
  /// A hole with how sure it is.
  struct Hole {
    Region region;
    Assignment assignment;         ///< of the box that came first
    std::optional<Message> doubt;  ///< why it is not proved; nothing: it was run
    std::size_t first = 0;         ///< of conflicts: the contenders
    std::size_t second = 0;
  };

  [[nodiscard]] bool has_cases() const;
  Question ask(Level level);
  void collect_needed(Question& question);
  void answer(const Question& question);
  void gaps(const Question& question, const Cells& cells);
  void conflicts(const Question& question, const Cells& cells);
  void never_applying(const Question& question, const Cells& cells);
  void falling(const Question& question);

  /// Looks closer at a box; nothing when it cannot come true.
  std::optional<Hole> look_closer(const Question& question, const Box& box, FormulaId extra, MessageKind expected);
  [[nodiscard]] std::optional<Message> doubt_about(const Region& region) const;
  [[nodiscard]] bool settable(AtomId atom, int depth = 0) const;
  [[nodiscard]] std::vector<AtomId> settings_for(const std::vector<AtomId>& needed) const;
  static void add_hole(const Model& model, std::vector<Hole>& holes, Hole hole);

  void report_gap(const Question& question, const Hole& hole);
  void report_conflict(const Question& question, const Hole& hole);
  void report_doubts(MessageKind kind, const Question& question, const std::vector<Hole>& holes);
  void report_more(const Question& question, std::size_t shown);
  void covered_neighbours(const Question& question, const Hole& hole, Diagnostic& diagnostic) const;
  [[nodiscard]] Location location_of(const Contender& contender) const;
  [[nodiscard]] std::vector<check::ProvenanceId> provenances(const Question& question) const;
  [[nodiscard]] bool indonesian() const;

  const check::CheckedPolicy& policy_;
  check::RuleId id_;
  const check::Rule& rule_;
  Witness& witness_;
  const Limits& limits_;
  Model model_;
  Compiler compiler_;
  LevelBuilder builder_;
  Facts facts_;
  std::vector<FormulaId> known_;  ///< all facts
  std::vector<Finding> findings_;
};

}  // namespace kaidah::analysis
