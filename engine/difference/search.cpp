#include "engine/difference/search.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/analysis/term.hpp"
#include "engine/check/children.hpp"
#include "engine/difference/group_search.hpp"
#include "engine/difference/sample.hpp"

namespace kaidah::difference {
namespace {

using values::Number;

// Records kept to go on from.
constexpr std::size_t kPool = 400;
constexpr std::size_t kMembers = 200;
// Rules behind rules whose fields are looked for.
constexpr int kDeepestRead = 4;
constexpr int kHalvings = 26;
constexpr std::size_t kLeavesTried = 12;
constexpr int kRoundsOfSimplifying = 40;

/// A figure that a changed condition holds a rule against.
struct Target {
  bool of_to = false;
  check::RuleId rule;
  Number limit;
};

/// What speaks for a change having been at work.
class Evidence {
 public:
  Evidence(const check::CheckedPolicy& from, const check::CheckedPolicy& to) : from_(from), to_(to) {}

  [[nodiscard]] bool direct(const Change& change, const SideRun& a, const SideRun& b) const {
    return arms(change, a, b) || duties(change, a, b) || parameters(change, a, b) || procedures(change, a, b) ||
           fields(change, a, b);
  }

 private:
  static bool arms(const Change& change, const SideRun& a, const SideRun& b) {
    const auto given = [](const std::vector<check::ArmId>& arms, const SideRun& run) {
      std::string values;
      for (const check::ArmId arm : arms)
        if (const auto found = run.arms.find(arm.index); found != run.arms.end()) values += found->second + "|";
      return values;
    };
    return given(change.from_touched.arms, a) != given(change.to_touched.arms, b);
  }
  bool duties(const Change& change, const SideRun& a, const SideRun& b) const {
    const auto found = [](const check::CheckedPolicy& policy, const std::vector<check::DutyId>& duties,
                          const SideRun& run) {
      std::string texts;
      for (const check::DutyId id : duties)
        if (const auto one = run.findings.find(policy.duties[id].code); one != run.findings.end()) texts += one->second;
      return texts;
    };
    return a.decided() && b.decided() &&
           found(from_, change.from_touched.duties, a) != found(to_, change.to_touched.duties, b);
  }
  static bool parameters(const Change& change, const SideRun& a, const SideRun& b) {
    const auto read = [](const std::vector<check::ParameterId>& parameters, const SideRun& run) {
      std::string texts;
      for (const check::ParameterId id : parameters)
        if (const auto one = run.parameters.find(id.index); one != run.parameters.end()) texts += one->second + "|";
      return texts;
    };
    return read(change.from_touched.parameters, a) != read(change.to_touched.parameters, b);
  }
  bool procedures(const Change& change, const SideRun& a, const SideRun& b) const {
    const auto stands = [](const check::CheckedPolicy& policy, const std::vector<check::ProcedureId>& procedures,
                           const SideRun& run) {
      std::string texts;
      for (const check::ProcedureId id : procedures)
        if (const auto one = run.procedures.find(policy.procedures[id].name); one != run.procedures.end())
          texts += one->second + "|";
      return texts;
    };
    return a.decided() && b.decided() &&
           stands(from_, change.from_touched.procedures, a) != stands(to_, change.to_touched.procedures, b);
  }
  bool fields(const Change& change, const SideRun& a, const SideRun& b) const {
    const auto refused = [](const check::CheckedPolicy& policy, const std::vector<std::uint32_t>& fields,
                            const SideRun& run) {
      return std::any_of(fields.begin(), fields.end(), [&](std::uint32_t field) {
        const std::string pointer = "/" + policy.records[policy.input].fields[field].key;
        return run.pointer.compare(0, pointer.size(), pointer) == 0;
      });
    };
    return refused(from_, change.from_touched.fields, a) != refused(to_, change.to_touched.fields, b);
  }

  const check::CheckedPolicy& from_;
  const check::CheckedPolicy& to_;
};

class Search {
 public:
  Search(const PolicyPtr& from, const PolicyPtr& to, const std::vector<Variant>& variants, std::uint64_t most_decisions,
         Language language, std::vector<Change>& changes)
      : from_(*from),
        to_(*to),
        variants_(variants),
        most_(most_decisions),
        changes_(changes),
        runner_(from, to, language),
        evidence_(from_, to_),
        quality_(changes.size(), 0),
        dice_(0x6B61696461680001U) {
    constants_.gather(from_);
    constants_.gather(to_);
    constants_.settle();
    for (std::size_t i = 0; i < changes.size(); ++i)
      if (changes[i].weight == Weight::decisive && !changes[i].of_group) wanted_.push_back(i);
    gather_targets();
    reads_.resize(changes.size());
    for (const std::size_t i : wanted_) {
      reads_[i] = fields_read(from_, changes[i].from_touched);
      for (std::string& key : fields_read(to_, changes[i].to_touched)) reads_[i].push_back(std::move(key));
    }
    groups_wanted_ = std::any_of(changes.begin(), changes.end(), [](const Change& change) {
      return change.weight == Weight::decisive && change.of_group;
    });
  }

  [[nodiscard]] const std::vector<Member>& members() const noexcept { return members_; }

  std::uint64_t run() {
    if (wanted_.empty() && !groups_wanted_) return 0;
    const SampleMaker makers[] = {SampleMaker(to_, constants_), SampleMaker(from_, constants_)};
    // Lean records first: they make examples that can be read.
    for (const SampleMaker& maker : makers)
      for (std::size_t v = 0; v < variants_.size() && !done(); ++v) observe(maker.make(dice_, true), v, maker);
    for (std::uint64_t round = 0; !done(); ++round) {
      const SampleMaker& maker = makers[round % 4 == 3 ? 1 : 0];
      const std::size_t variant = dice_.below(variants_.size());
      if (pool_.empty() || round % 16 == 15) {
        observe(maker.make(dice_, dice_.below(2) == 0), variant, maker);
      } else if (!targets_.empty() && round % 8 == 7) {
        approach(targets_[dice_.below(targets_.size())], maker);
      } else {
        Kept next = pool_[dice_.below(pool_.size())];
        for (std::size_t i = 0; i <= dice_.below(3); ++i) alter(next);
        observe(next.sample, dice_.below(4) == 0 ? variant : next.variant, *next.maker);
      }
      if (groups_wanted_ && fresh_) keep_member(*std::exchange(fresh_, std::nullopt));
    }
    return runner_.decisions();
  }

 private:
  struct Kept {
    Sample sample;
    std::size_t variant = 0;
    const SampleMaker* maker = nullptr;
  };

  [[nodiscard]] bool done() const {
    if (runner_.decisions() >= most_) return true;
    if (groups_wanted_ && runner_.decisions() < most_ / 2) return false;
    return std::all_of(wanted_.begin(), wanted_.end(), [&](std::size_t i) { return quality_[i] == kBest; });
  }

  // --- what the changes read
  /// The fields of the input, by key, that an expression reads, also through rules.
  void gather_fields(const check::CheckedPolicy& policy, check::ExprRef ref, int depth, std::set<std::string>& keys) {
    if (!ref || depth > kDeepestRead) return;
    const check::Target& target = policy.target(ref);
    if (const auto* field = std::get_if<check::InputFieldTarget>(&target))
      keys.insert(policy.records[policy.input].fields[field->field].key);
    if (const auto* rule = std::get_if<check::RuleTarget>(&target))
      for (const auto* statements : {&policy.rules[rule->rule].base, &policy.rules[rule->rule].exceptions})
        for (const check::StatementId id : *statements) gather_fields(policy, policy.statements[id], depth + 1, keys);
    check::for_each_child(policy.expression(ref), [&](syntax::ExprId child) {
      gather_fields(policy, {ref.tree, child}, depth, keys);
    });
  }
  void gather_fields(const check::CheckedPolicy& policy, const check::Statement& statement, int depth,
                     std::set<std::string>& keys) {
    for (const check::ExprRef expr : statement.provisions) gather_fields(policy, expr, depth, keys);
    gather_fields(policy, statement.subject, depth, keys);
    for (const check::ArmId arm : statement.arms) gather_fields(policy, policy.arms[arm], depth, keys);
  }
  void gather_fields(const check::CheckedPolicy& policy, const check::Arm& arm, int depth,
                     std::set<std::string>& keys) {
    gather_fields(policy, arm.value, depth, keys);
    for (const check::Guard& guard : arm.guards) {
      const auto* cell = std::get_if<check::CellGuard>(&guard);
      gather_fields(policy, cell != nullptr ? cell->input : std::get<check::ExprRef>(guard), depth, keys);
    }
  }
  std::vector<std::string> fields_read(const check::CheckedPolicy& policy, const Touched& touched) {
    std::set<std::string> keys;
    for (const check::ArmId arm : touched.arms) gather_fields(policy, policy.arms[arm], 0, keys);
    for (const check::DutyId id : touched.duties) {
      const check::Duty& duty = policy.duties[id];
      for (const check::ExprRef guard : duty.guards) gather_fields(policy, guard, 0, keys);
      gather_fields(policy, duty.condition, 0, keys);
      gather_fields(policy, duty.by, 0, keys);
    }
    for (const check::ProcedureId id : touched.procedures) {
      gather_fields(policy, policy.procedures[id].starts_when, 0, keys);
      gather_fields(policy, policy.procedures[id].starts_from, 0, keys);
    }
    for (const std::uint32_t field : touched.fields) keys.insert(policy.records[policy.input].fields[field].key);
    return {keys.begin(), keys.end()};
  }
  /// Every other time where a change that still lacks its example reads.
  void alter(Kept& kept) {
    const std::size_t i = wanted_.empty() ? 0 : wanted_[dice_.below(wanted_.size())];
    if (!wanted_.empty() && quality_[i] < kBest && !reads_[i].empty() && dice_.below(2) == 0) {
      const std::string& key = reads_[i][dice_.below(reads_[i].size())];
      const auto found = std::find(kept.sample.keys.begin(), kept.sample.keys.end(), key);
      if (found != kept.sample.keys.end()) {
        kept.maker->alter(kept.sample.parts[static_cast<std::size_t>(found - kept.sample.keys.begin())], dice_);
        return;
      }
    }
    kept.maker->alter(kept.sample, dice_);
  }

  // --- limits of changed conditions
  void gather_targets() {
    for (const std::size_t i : wanted_) {
      const Change& change = changes_[i];
      for (const check::ArmId arm : change.from_touched.arms) gather_targets(from_, arm, false);
      for (const check::ArmId arm : change.to_touched.arms) gather_targets(to_, arm, true);
    }
  }
  void gather_targets(const check::CheckedPolicy& policy, check::ArmId id, bool of_to) {
    const check::Arm& arm = policy.arms[id];
    const check::Statement& statement = policy.statements[arm.statement];
    const auto rule_behind = [&](check::ExprRef expr) -> check::RuleId {
      const check::Target* target = &policy.target(expr);
      if (const auto* local = std::get_if<check::LocalTarget>(target);
          local != nullptr && statement.subject && local->local == statement.subject_local)
        target = &policy.target(statement.subject);
      const auto* rule = std::get_if<check::RuleTarget>(target);
      return rule != nullptr && policy.rules[rule->rule].parameters.empty() ? rule->rule : check::RuleId();
    };
    const auto add = [&](check::ExprRef tested, check::ExprRef limit) {
      const check::RuleId rule = rule_behind(tested);
      const auto* number = std::get_if<syntax::NumberLiteral>(&policy.expression(limit).node);
      if (rule && number != nullptr) targets_.push_back({of_to, rule, analysis::number_of(*number)});
    };
    for (const check::Guard& guard : arm.guards) {
      if (const auto* cell = std::get_if<check::CellGuard>(&guard)) {
        for (const auto& tests : cell->alternatives)
          for (const check::CellTest& test : tests) add(cell->input, test.right);
      } else {
        comparisons(policy, std::get<check::ExprRef>(guard), add);
      }
    }
  }
  template <class Add>
  void comparisons(const check::CheckedPolicy& policy, check::ExprRef expr, const Add& add) {
    const syntax::ExprNode& node = policy.expression(expr).node;
    if (const auto* all = std::get_if<syntax::LogicalExpr>(&node)) {
      for (const syntax::ExprId one : all->operands) comparisons(policy, {expr.tree, one}, add);
    } else if (const auto* not_so = std::get_if<syntax::UnaryExpr>(&node)) {
      comparisons(policy, {expr.tree, not_so->operand}, add);
    } else if (const auto* comparison = std::get_if<syntax::ComparisonExpr>(&node)) {
      std::vector<check::ExprRef> operands{{expr.tree, comparison->first}};
      for (const syntax::ComparisonTest& test : comparison->tests) operands.push_back({expr.tree, test.right});
      for (const check::ExprRef a : operands)
        for (const check::ExprRef b : operands) add(a, b);
    }
  }

  /// Leads a record to where the rule comes to the limit, part by part.
  void approach(const Target& target, const SampleMaker& maker) {
    if (pool_.empty()) return;
    Kept kept = pool_[dice_.below(pool_.size())];
    std::vector<SampleMaker::Leaf> leaves = maker.numbers(kept.sample);
    for (std::size_t tried = 0; tried < std::min(leaves.size(), kLeavesTried) && !done(); ++tried) {
      const SampleMaker::Leaf& leaf = leaves[dice_.below(leaves.size())];
      const std::string old = leaf.part->scalar;
      const auto value_at = [&](const Number& figure) {
        leaf.part->scalar = figure.to_string();
        runner_.run(kept.sample.json(), variants_[kept.variant]);
        // First, for giving an example runs other records.
        const auto value = runner_.number(target.of_to, target.rule);
        inspect(kept.sample, kept.variant, *kept.maker);
        return value;
      };
      Number low = leaf.low;
      Number high = leaf.high;
      const auto at_low = value_at(low);
      const auto at_high = value_at(high);
      if (!at_low || !at_high || *at_low == *at_high) {
        leaf.part->scalar = old;
        continue;
      }
      const bool rising = *at_low < *at_high;
      if ((rising ? *at_low : *at_high) > target.limit) {
        leaf.part->scalar = (rising ? low : high).to_string();
        continue;
      }
      if ((rising ? *at_high : *at_low) < target.limit) {
        leaf.part->scalar = (rising ? high : low).to_string();
        continue;
      }
      for (int i = 0; i < kHalvings && !done(); ++i) {
        const Number middle = ((low + high) / Number(2)).rounded(leaf.decimals, values::RoundingMode::half_up);
        if (middle == low || middle == high) break;
        const auto at_middle = value_at(middle);
        if (!at_middle || *at_middle == target.limit) break;
        ((*at_middle < target.limit) == rising ? low : high) = middle;
      }
      return;
    }
  }

  // --- what a record shows
  void observe(const Sample& sample, std::size_t variant, const SampleMaker& maker) {
    runner_.run(sample.json(), variants_[variant]);
    inspect(sample, variant, maker);
  }
  void inspect(const Sample& sample, std::size_t variant, const SampleMaker& maker) {
    keep(sample, variant, maker);
    if (!runner_.differs()) return;
    const SideRun a = runner_.from();
    const SideRun b = runner_.to();
    for (const std::size_t i : wanted_) {
      if (quality_[i] == kBest || !speaks_for(i, a, b)) continue;
      const int quality = quality_of(i, a, b);
      if (quality_[i] >= quality) continue;
      quality_[i] = quality;
      give(i, sample, variant, maker, quality);
    }
  }

  /// Best is a record that both decide and that no change of something else has a part in.
  int quality_of(std::size_t i, const SideRun& a, const SideRun& b) const {
    const bool alone = std::none_of(wanted_.begin(), wanted_.end(), [&](std::size_t other) {
      return changes_[other].name != changes_[i].name && evidence_.direct(changes_[other], a, b);
    });
    const int decided = a.decided() && b.decided() ? 3 : a.decided() || b.decided() ? 2 : 1;
    return alone ? decided + 3 : decided;
  }

  /// A change with nothing to be touched is at work where no other is.
  bool speaks_for(std::size_t i, const SideRun& a, const SideRun& b) const {
    if (evidence_.direct(changes_[i], a, b)) return true;
    const bool touches = !changes_[i].from_touched.empty() || !changes_[i].to_touched.empty();
    if (touches && changes_[i].from_touched.fields.empty() && changes_[i].to_touched.fields.empty()) return false;
    return std::none_of(wanted_.begin(), wanted_.end(),
                        [&](std::size_t other) { return other != i && evidence_.direct(changes_[other], a, b); });
  }

  void keep(const Sample& sample, std::size_t variant, const SampleMaker& maker) {
    std::string signature = runner_.from().rejection + "|" + runner_.to().rejection;
    for (const SideRun* run : {&runner_.from(), &runner_.to()}) {
      for (const auto& [arm, value] : run->arms) signature += "," + std::to_string(arm);
      signature += "|";
      for (const auto& [duty, holds] : run->duties) signature += "," + std::to_string(static_cast<int>(holds));
      for (const auto& [name, state] : run->procedures) signature += "," + name + state.substr(0, state.find(' '));
    }
    const bool decided = runner_.from().decided() || runner_.to().decided();
    // Nothing decided yet: whatever is refused further on is better than nothing.
    if (!decided && any_decided_) return;
    if (!seen_.insert(std::move(signature)).second) return;
    if (decided && !any_decided_) {
      any_decided_ = true;
      pool_.clear();
    }
    if (decided) fresh_ = Kept{sample, variant, &maker};
    if (pool_.size() < kPool) {
      pool_.push_back({sample, variant, &maker});
    } else {
      pool_[dice_.below(pool_.size())] = {sample, variant, &maker};
    }
  }

  /// As a member of the one group that all are put into, where it is of a kind not met yet.
  void keep_member(Kept kept) {
    const check::CheckedPolicy& policy = &kept.maker->policy() == &to_ ? to_ : from_;
    Dice same(1);
    const Sample lean = kept.maker->make(same, true);
    for (const check::GroupDeclaration& group : policy.groups)
      for (const std::uint32_t field : group.key) kept.sample.parts[field] = lean.parts[field];
    const std::string record = kept.sample.json();
    runner_.run(record, variants_[kept.variant]);
    if (!runner_.from().decided() || !runner_.to().decided()) return;
    // Kinds are told apart by what is not a figure.
    std::string kind = std::to_string(kept.variant);
    for (const SideRun* run : {&runner_.from(), &runner_.to()})
      for (const auto& [name, value] : run->outputs)
        if (value.find_first_of("0123456789") != 0 && value.front() != '-') kind += "|" + value;
    if (members_.size() < kMembers && kinds_.insert(std::move(kind)).second) members_.push_back({record, kept.variant});
  }

  /// The example as small as it goes on showing the same.
  void give(std::size_t i, Sample sample, std::size_t variant, const SampleMaker& maker, int quality) {
    const auto still = [&](const Sample& other, std::size_t under) {
      runner_.run(other.json(), variants_[under]);
      if (!runner_.differs()) return false;
      const SideRun& a = runner_.from();
      const SideRun& b = runner_.to();
      return speaks_for(i, a, b) && quality_of(i, a, b) >= quality;
    };
    // The first variants set the least.
    for (std::size_t under = 0; under < variant; ++under)
      if (still(sample, under)) variant = under;
    for (int round = 0; round < kRoundsOfSimplifying; ++round) {
      const std::vector<Sample> simpler = maker.simpler(sample);
      const auto found =
          std::find_if(simpler.begin(), simpler.end(), [&](const Sample& other) { return still(other, variant); });
      if (found == simpler.end()) break;
      sample = *found;
    }
    const std::string record = sample.json();
    runner_.run(record, variants_[variant]);
    changes_[i].example = ExampleRecord{record, variants_[variant].shown, runner_.differences()};
  }

  static constexpr int kBest = 6;

  const check::CheckedPolicy& from_;
  const check::CheckedPolicy& to_;
  const std::vector<Variant>& variants_;
  std::uint64_t most_;
  std::vector<Change>& changes_;
  PairRunner runner_;
  Evidence evidence_;
  Constants constants_;
  std::vector<std::size_t> wanted_;
  std::vector<int> quality_;
  std::vector<std::vector<std::string>> reads_;  // by change: keys of the input
  std::vector<Target> targets_;
  std::vector<Kept> pool_;
  std::set<std::string> seen_;
  bool any_decided_ = false;
  bool groups_wanted_ = false;
  std::optional<Kept> fresh_;
  std::set<std::string> kinds_;
  std::vector<Member> members_;
  Dice dice_;
};

}  // namespace

std::uint64_t find_examples(const PolicyPtr& from, const PolicyPtr& to, const std::vector<Variant>& variants,
                            std::uint64_t most_decisions, Language language, std::vector<Change>& changes) {
  Search search(from, to, variants, most_decisions, language, changes);
  const std::uint64_t decisions = search.run();
  return decisions + find_group_examples(from, to, variants, search.members(), most_decisions, changes);
}

}  // namespace kaidah::difference
