#include "engine/library/record_regime.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/json/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/quoted_names.hpp"

namespace kaidah::library {
namespace {

using check::CheckedPolicy;
using types::TypeKind;
using values::Date;

/// Nothing when a record does not say its period.
std::optional<RecordKeys> keys_of(const CheckedPolicy& policy, const std::string& decider) {
  if (!policy.period_field) return std::nullopt;
  RecordKeys keys;
  const std::vector<check::FieldDeclaration>& fields = policy.records[policy.input].fields;
  for (const check::FieldDeclaration& field : fields) {
    if (field.name == decider && field.type.kind == TypeKind::text) keys.agency = field.key;
  }
  const check::FieldDeclaration& period = fields[*policy.period_field];
  const std::vector<check::FieldDeclaration>& days = policy.records[period.type.record].fields;
  keys.period = period.key;
  keys.start = days[policy.period_start].key;
  keys.end = days[policy.period_end].key;
  return keys;
}

/// The field of that key, made when there is none. All are optional: what is missing depends on the layout.
std::uint32_t field_of(plan::RecordShape& record, const std::string& key, TypeKind kind) {
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].key == key) return static_cast<std::uint32_t>(i);
  }
  plan::FieldShape field;
  field.name = field.key = key;
  field.value.kind = kind;
  field.optional = true;
  record.fields.push_back(std::move(field));
  return static_cast<std::uint32_t>(record.fields.size() - 1);
}

std::string decider_of(const Regimes& regimes) {
  return regimes.profiles().empty() ? std::string() : regimes.profiles().front().decider();
}

std::string pointer_to(const std::string& key, const std::string& inner = {}) {
  std::string pointer;
  json::append_pointer_step(pointer, key);
  if (!inner.empty()) json::append_pointer_step(pointer, inner);
  return pointer;
}

evaluate::Rejection rejection(Message message, std::string pointer, std::optional<Message> expected,
                              std::string found) {
  evaluate::Rejection made;
  made.message = std::move(message);
  made.pointer = std::move(pointer);
  made.expected = std::move(expected);
  made.found = std::move(found);
  return made;
}

}  // namespace

std::shared_ptr<const RecordRegimes> RecordRegimes::make(std::shared_ptr<const Regimes> regimes,
                                                         const LibraryFile* only, const Limits& limits,
                                                         std::vector<Diagnostic>& diagnostics) {
  auto made = std::make_shared<RecordRegimes>();
  made->only_ = only;
  made->limits_ = limits;
  made->shapes_.records.emplace_back();
  const std::string decider = decider_of(*regimes);
  std::set<const CheckedPolicy*> told;
  bool usable = true;
  for (const Regime& regime : regimes->all()) {
    const CheckedPolicy& policy = *regime.compiled.checked;
    const std::optional<RecordKeys> keys = keys_of(policy, decider);
    if (!keys || (keys->agency.empty() && only == nullptr)) {
      usable = false;
      if (!told.insert(&policy).second) continue;
      Diagnostic diagnostic;
      diagnostic.message = {keys ? MessageKind::no_decider_field : MessageKind::no_period_to_choose_by,
                            {{"policy", policy.id}, {"decider", decider}}};
      diagnostic.location = policy.records[policy.input].location;
      diagnostics.push_back(std::move(diagnostic));
      continue;
    }
    auto layout = std::find(made->layouts_.begin(), made->layouts_.end(), *keys);
    if (layout == made->layouts_.end()) {
      layout = made->layouts_.insert(made->layouts_.end(), *keys);
      Fields fields;
      // Record 0 may move while records are added; it is named anew each time.
      if (!keys->agency.empty()) fields.agency = field_of(made->shapes_.records[0], keys->agency, TypeKind::text);
      fields.period = field_of(made->shapes_.records[0], keys->period, TypeKind::record);
      plan::ValueShape& period = made->shapes_.records[0].fields[fields.period].value;
      if (period.record == 0) {
        period.record = static_cast<std::uint32_t>(made->shapes_.records.size());
        made->shapes_.records.emplace_back();
      }
      plan::RecordShape& days = made->shapes_.records[made->shapes_.records[0].fields[fields.period].value.record];
      fields.start = field_of(days, keys->start, TypeKind::date);
      fields.end = field_of(days, keys->end, TypeKind::date);
      made->fields_.push_back(fields);
    }
    made->layout_.push_back(static_cast<std::size_t>(layout - made->layouts_.begin()));
    plan::PlanOptions options;
    options.groups = false;
    made->plans_.push_back(plan::make_plan(regime.compiled.checked, std::move(options)));
  }
  made->regimes_ = std::move(regimes);
  if (!usable) return nullptr;
  return made;
}

RegimeChooser::RegimeChooser(std::shared_ptr<const RecordRegimes> shared)
    : shared_(std::move(shared)), decoder_(shared_->shapes_, 0, shared_->limits_) {}

RegimeChooser::Choice RegimeChooser::choose(std::string_view text, values::Arena& arena, RecordKind kind) {
  kind_ = kind;
  Choice choice;
  json::DecodeResult decoded = decoder_.decode(text, arena);
  if (decoded.rejection || decoded.record == nullptr) {
    choice.rejected = std::move(decoded);
    return choice;
  }
  std::optional<evaluate::Rejection> problem;  // so far: of what the record does not say, or of its agency
  std::vector<Verdict> verdicts;
  for (std::size_t layout = 0; layout < shared_->layouts_.size(); ++layout) {
    if (const auto one = said(*decoded.record, layout, problem)) judge(*one, layout, verdicts, problem);
  }
  // Only where there is a choice does the record itself have to tell.
  const std::optional<std::size_t> chosen = verdicts.size() > 1 ? narrow(text, verdicts) : 0;
  if (!verdicts.empty() && chosen) {
    Verdict& verdict = verdicts[*chosen];
    if (verdict.adoption != nullptr) {
      choice.regime = verdict.regime;
      choice.adoption = verdict.adoption;
      return choice;
    }
    problem = std::move(verdict.problem);
  } else if (!verdicts.empty()) {
    std::vector<std::string> subjects;
    for (const Verdict& verdict : verdicts) subjects.push_back(verdict.subject->name);
    problem = rejection({MessageKind::regime_several_subjects, {{"subjects", quoted_names(subjects)}}}, {},
                        Message{MessageKind::expect_one_subject, {}}, {});
  }
  choice.rejected = std::move(decoded);
  choice.rejected.record = nullptr;  // it has the shape of no policy
  choice.rejected.rejection = std::move(problem);
  return choice;
}

std::optional<RegimeChooser::Said> RegimeChooser::said(const values::RecordData& record, std::size_t layout,
                                                       std::optional<evaluate::Rejection>& missing) const {
  const RecordRegimes::Fields& fields = shared_->fields_[layout];
  const RecordKeys& keys = shared_->layouts_[layout];
  const auto lacks = [&](const std::string& key, std::string pointer, MessageKind expected) {
    if (!missing) {
      missing =
          rejection({MessageKind::missing_field, {{"field", key}}}, std::move(pointer), Message{expected, {}}, {});
    }
    return std::nullopt;
  };
  Said one;
  if (fields.agency) {
    const auto* agency = std::get_if<std::string_view>(&record.fields[*fields.agency]);
    if (agency == nullptr) return lacks(keys.agency, pointer_to(keys.agency), MessageKind::expected_text);
    one.agency = *agency;
  } else {
    one.agency = shared_->regimes_->agencies().begin()->first;  // all agencies of one profile are under the same
  }
  const auto* period = std::get_if<const values::RecordData*>(&record.fields[fields.period]);
  if (period == nullptr) return lacks(keys.period, pointer_to(keys.period), MessageKind::expected_object);
  const auto* start = std::get_if<Date>(&(*period)->fields[fields.start]);
  if (start == nullptr) return lacks(keys.start, pointer_to(keys.period, keys.start), MessageKind::expected_date);
  const auto* end = std::get_if<Date>(&(*period)->fields[fields.end]);
  if (end == nullptr) return lacks(keys.end, pointer_to(keys.period, keys.end), MessageKind::expected_date);
  one.period = {*start, *end};
  return one;
}

void RegimeChooser::judge(const Said& said, std::size_t layout, std::vector<Verdict>& verdicts,
                          std::optional<evaluate::Rejection>& missing) const {
  const RecordKeys& keys = shared_->layouts_[layout];
  const Regimes& regimes = *shared_->regimes_;
  const Regimes::Agency* agency = regimes.agency(said.agency);
  const std::string code(said.agency);
  if (agency == nullptr) {
    Message expected{MessageKind::expect_agency_with_profile, {}};
    if (shared_->only_ != nullptr) {
      std::string known;
      for (const auto& [other, one] : regimes.agencies()) known += (known.empty() ? "" : ", ") + other;
      expected = {MessageKind::expected_one_of, {{"values", known}}};
    }
    missing = rejection({MessageKind::regime_no_profile, {{"agency", code}}}, pointer_to(keys.agency),
                        std::move(expected), json::shortened(said.agency));
    return;
  }
  if (agency->subjects.empty()) {
    missing =
        rejection({MessageKind::regime_no_subject, {{"agency", code}, {"subject", regimes.subject().value_or("")}}},
                  pointer_to(keys.agency), {}, json::shortened(said.agency));
  }
  const std::string day = said.period.end.to_string();
  const std::string shown = said.period.start.to_string() + ".." + day;
  for (const Regimes::Subject& subject : agency->subjects) {
    const auto known = std::find_if(verdicts.begin(), verdicts.end(),
                                    [&](const Verdict& verdict) { return verdict.subject == &subject; });
    if (known != verdicts.end() && known->adoption != nullptr) continue;
    Verdict verdict;
    verdict.subject = &subject;
    verdict.agency = agency;
    const RegimeAnswer answer = subject.calendar.of(said.period.start, said.period.end);
    if (answer.regime == nullptr) {
      verdict.problem = rejection(*answer.problem, pointer_to(keys.period), answer.expected, shown);
    } else if (const auto regime = agency->regime_of.find(answer.regime); regime == agency->regime_of.end()) {
      verdict.problem = rejection(
          {MessageKind::regime_other_policy, {{"agency", code}, {"policy", answer.regime->policy()}, {"day", day}}},
          pointer_to(keys.period), {}, shown);
    } else if (shared_->layout_[regime->second] == layout) {
      verdict.regime = regime->second;
      verdict.adoption = answer.regime;
    } else {
      continue;  // its records say it in other fields
    }
    if (known == verdicts.end()) {
      verdicts.push_back(std::move(verdict));
    } else if (verdict.adoption != nullptr) {
      *known = std::move(verdict);
    }
  }
}

std::optional<std::size_t> RegimeChooser::narrow(std::string_view text, const std::vector<Verdict>& verdicts) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const Verdict& verdict = verdicts[i];
    bool able = false;
    if (verdict.adoption != nullptr) {
      able = can_read(text, verdict.regime);
    } else {
      // A record of a subject that has no regime that day must not be taken for one of another subject.
      for (const auto& [adoption, regime] : verdict.agency->regime_of) {
        able = able || (adoption->subject == verdict.subject->name && can_read(text, regime));
      }
    }
    if (!able) continue;
    if (only) return std::nullopt;
    only = i;
  }
  return only.value_or(0);  // when none can read it, the first subject says what is wrong
}

bool RegimeChooser::can_read(std::string_view text, std::uint32_t regime) {
  const plan::Plan& plan = *shared_->plans_[regime];
  if (kind_ == RecordKind::group_record) {
    return std::any_of(plan.policy->groups.begin(), plan.policy->groups.end(),
                       [](const check::GroupDeclaration& group) { return group.has_record; });
  }
  auto reader = readers_.find(regime);
  if (reader == readers_.end()) {
    reader = readers_.emplace(regime, json::Decoder(plan.shapes, plan.input, shared_->limits_)).first;
  }
  scratch_.clear();
  return !reader->second.decode(text, scratch_).rejection;
}

}  // namespace kaidah::library
