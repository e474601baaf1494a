#include "engine/difference/group_search.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/difference/sample.hpp"
#include "engine/json/members.hpp"
#include "engine/json/value_text.hpp"

namespace kaidah::difference {
namespace {

constexpr std::size_t kMostMembers = 24;
constexpr std::size_t kMostKinds = 4;

/// What became of the groups of one record's key, in texts.
struct GroupRun {
  bool decided = false;
  std::map<std::string, std::string> findings;  ///< by code
  std::map<std::string, std::string> outputs;
};

class GroupSide {
 public:
  explicit GroupSide(const PolicyPtr& policy)
      : policy_(*policy),
        plan_(plan::make_plan(policy)),
        decoder_(plan_->shapes, plan_->input, Limits()),
        evaluator_(plan_) {}

  [[nodiscard]] const check::CheckedPolicy& policy() const noexcept { return policy_; }

  void begin() {
    groups_.emplace(plan_);
    arena_.clear();
  }
  /// The record of a group, by its name; kept until the next begin.
  void set_record(const std::string& group, const std::string& record) {
    for (std::size_t i = 0; i < policy_.groups.size(); ++i) {
      const check::GroupDeclaration& declared = policy_.groups[check::GroupId(i)];
      if (declared.name != group || !declared.has_record) continue;
      json::Decoder decoder(plan_->shapes, declared.record.index, Limits());
      const json::DecodeResult decoded = decoder.decode(record, arena_);
      records_[i] = decoded.rejection ? nullptr : decoded.record;
    }
  }
  /// Whether it was decided.
  bool add(const std::string& record, const evaluate::Settings& settings) {
    evaluate::Settings with_records = settings;
    with_records.group_records.assign(policy_.groups.size(), nullptr);
    for (const auto& [group, own] : records_) with_records.group_records[group] = own;
    const json::DecodeResult decoded = decoder_.decode(record, arena_);
    if (decoded.rejection) return false;
    const evaluate::Outcome& outcome = evaluator_.decide(*decoded.record, with_records);
    if (outcome.rejection) return false;
    groups_->add(evaluator_);
    return true;
  }
  GroupRun decide(const evaluate::Settings& settings) {
    GroupRun run;
    for (std::size_t i = 0; i < policy_.groups.size(); ++i) {
      const check::GroupId id(i);
      // All members have one key.
      if (groups_->groups(id).size() != 1) continue;
      const auto own = records_.find(i);
      const evaluate::GroupOutcome& outcome = evaluator_.decide_group(
          id, *groups_->groups(id).front(), own == records_.end() ? nullptr : own->second, settings);
      if (outcome.rejection) return {};
      run.decided = true;
      for (const evaluate::Finding& finding : outcome.findings) run.findings[finding.code] += finding.text;
      for (std::size_t o = 0; o < plan_->groups[i].outputs.size(); ++o) {
        const check::Rule& rule = policy_.rules[plan_->rules[plan_->groups[i].outputs[o]].id];
        json::append_value(run.outputs[rule.name], outcome.outputs[o], rule.type, plan_->shapes);
      }
    }
    return run;
  }

 private:
  const check::CheckedPolicy& policy_;
  plan::PlanPtr plan_;
  json::Decoder decoder_;
  evaluate::Evaluator evaluator_;
  values::Arena arena_;
  std::optional<evaluate::GroupAccumulator> groups_;
  std::map<std::size_t, const values::RecordData*> records_;
};

class GroupSearch {
 public:
  GroupSearch(const PolicyPtr& from, const PolicyPtr& to, const std::vector<Variant>& variants,
              const std::vector<Member>& members, std::uint64_t most, std::vector<Change>& changes)
      : from_(from), to_(to), variants_(variants), members_(members), most_(most), changes_(changes) {
    for (std::size_t i = 0; i < changes.size(); ++i)
      if (changes[i].weight == Weight::decisive && changes[i].of_group) wanted_.push_back(i);
    constants_.gather(*from);
    constants_.gather(*to);
    constants_.settle();
  }

  std::uint64_t run() {
    if (wanted_.empty() || members_.empty()) return 0;
    while (decisions_ < most_ &&
           std::any_of(wanted_.begin(), wanted_.end(), [&](std::size_t i) { return !changes_[i].example.has_value(); }))
      try_group();
    return decisions_;
  }

 private:
  struct Part {
    const Member* member;
    std::size_t count;
  };

  void try_group() {
    const Member& first = members_[dice_.below(members_.size())];
    std::vector<Part> parts{{&first, 1 + dice_.below(kMostMembers / 2)}};
    for (std::size_t kinds = dice_.below(kMostKinds); kinds > 0; --kinds) {
      const Member& other = members_[dice_.below(members_.size())];
      const bool known =
          std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.member == &other; });
      if (!known && other.variant == first.variant) parts.push_back({&other, 1 + dice_.below(kMostMembers / 3)});
    }
    const Variant& variant = variants_[first.variant];
    from_.begin();
    to_.begin();
    const std::string records = set_group_records(first.record);
    for (const Part& part : parts) {
      for (std::size_t i = 0; i < part.count; ++i) {
        decisions_ += 2;
        if (!from_.add(part.member->record, variant.from) || !to_.add(part.member->record, variant.to)) return;
      }
    }
    const GroupRun a = from_.decide(variant.from);
    const GroupRun b = to_.decide(variant.to);
    if (!a.decided || !b.decided) return;
    const std::vector<ExampleRecord::Output> differences = differing(a, b);
    if (differences.empty()) return;
    for (const std::size_t i : wanted_) {
      if (changes_[i].example || !speaks_for(changes_[i], differences)) continue;
      changes_[i].example = ExampleRecord{shown(parts, records), variant.shown, differences};
    }
  }

  /// Made up, with the key of the member; as members of a JSON object. Empty: no group has a record of its own.
  std::string set_group_records(const std::string& member) {
    std::string text;
    const check::CheckedPolicy& policy = to_.policy();
    const auto of_member = json::raw_members(member);
    for (const check::GroupDeclaration& group : policy.groups) {
      if (!group.has_record || !of_member) continue;
      Sample sample = SampleMaker(policy, constants_).make_record(group.record, dice_);
      for (std::size_t i = 0; i < group.key.size(); ++i) {
        // The first fields of a group's record are its key.
        const std::string& key = policy.records[policy.input].fields[group.key[i]].key;
        for (const json::RawMember& one : *of_member)
          if (one.name == "\"" + key + "\"") sample.parts[i].raw = std::string(one.value);
      }
      const std::string record = sample.json();
      from_.set_record(group.name, record);
      to_.set_record(group.name, record);
      text += (text.empty() ? "" : ",") + ("\"" + group.name + "\":" + record);
    }
    return text;
  }

  static std::string shown(const std::vector<Part>& parts, const std::string& records) {
    std::string text = "{";
    if (!records.empty()) text += records + ",";
    text += "\"members\":[";
    for (std::size_t i = 0; i < parts.size(); ++i)
      text += (i > 0 ? "," : "") + ("{\"count\":" + std::to_string(parts[i].count)) +
              ",\"record\":" + parts[i].member->record + "}";
    return text + "]}";
  }

  static std::vector<ExampleRecord::Output> differing(const GroupRun& a, const GroupRun& b) {
    std::vector<ExampleRecord::Output> all;
    for (const auto& [name, value] : a.outputs)
      if (const auto other = b.outputs.find(name); other != b.outputs.end() && other->second != value)
        all.push_back({name, value, other->second});
    const std::string nothing = "–";
    for (const auto& [code, text] : a.findings) {
      const auto other = b.findings.find(code);
      if (other == b.findings.end() || other->second != text)
        all.push_back({code, text, other == b.findings.end() ? nothing : other->second});
    }
    for (const auto& [code, text] : b.findings)
      if (a.findings.count(code) == 0) all.push_back({code, nothing, text});
    return all;
  }

  /// By the code of the duty, or the name of the output. Anything else only where nothing else can be the reason.
  bool speaks_for(const Change& change, const std::vector<ExampleRecord::Output>& differences) const {
    const auto told = [&](const std::string& name) {
      return std::any_of(differences.begin(), differences.end(), [&](const auto& one) { return one.name == name; });
    };
    if (!change.from_touched.duties.empty() || !change.to_touched.duties.empty()) {
      for (const check::DutyId id : change.from_touched.duties)
        if (told(from_.policy().duties[id].code)) return true;
      for (const check::DutyId id : change.to_touched.duties)
        if (told(to_.policy().duties[id].code)) return true;
      return false;
    }
    return told(change.name) || wanted_.size() == 1;
  }

  GroupSide from_;
  GroupSide to_;
  const std::vector<Variant>& variants_;
  const std::vector<Member>& members_;
  std::uint64_t most_;
  std::vector<Change>& changes_;
  std::vector<std::size_t> wanted_;
  Constants constants_;
  Dice dice_{0x6B61696461680002U};
  std::uint64_t decisions_ = 0;
};

}  // namespace

std::uint64_t find_group_examples(const PolicyPtr& from, const PolicyPtr& to, const std::vector<Variant>& variants,
                                  const std::vector<Member>& members, std::uint64_t most_decisions,
                                  std::vector<Change>& changes) {
  return GroupSearch(from, to, variants, members, most_decisions, changes).run();
}

}  // namespace kaidah::difference
