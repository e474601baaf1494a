#include "engine/library/settings.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "engine/json/decode.hpp"
#include "engine/json/text.hpp"
#include "engine/library/parameter_article.hpp"
#include "engine/library/setting_text.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"
#include "grammar/format/format.hpp"

namespace kaidah::library {
namespace {

using types::TypeKind;
using values::Date;

Diagnostic wrong(const Setting& setting, MessageKind kind, std::vector<Argument> arguments) {
  Diagnostic diagnostic;
  diagnostic.message = {kind, std::move(arguments)};
  diagnostic.location = setting.location;
  return diagnostic;
}

void add_choices(Diagnostic& diagnostic, const std::vector<std::string>& choices) {
  std::string joined;
  for (const std::string& choice : choices) joined += (joined.empty() ? "" : ", ") + choice;
  if (!choices.empty()) diagnostic.notes.push_back({MessageKind::note_choices, {{"choices", std::move(joined)}}});
}

/// The value as a record would write it. What cannot be a figure or a truth value is quoted, so that nothing but one
/// value can come in.
std::string as_json(TypeKind kind, const std::string& text) {
  const bool figure = kind == TypeKind::number || kind == TypeKind::days || kind == TypeKind::months;
  const bool bare = (figure && values::Number::from_digits(text)) ||
                    (kind == TypeKind::boolean && (text == "true" || text == "false"));
  return bare ? text : json::quoted(text);
}

}  // namespace

std::vector<Setting> settings_of(const Adoption& adoption, std::vector<Diagnostic>& diagnostics) {
  const syntax::SyntaxTree& tree = *adoption.profile->tree;
  std::vector<Setting> settings;
  for (const syntax::FieldValue& written : adoption.written().settings) {
    Setting setting;
    setting.name = written.name.text;
    setting.location = {tree.source, tree[written.value].span};
    if (auto text = setting_text(tree, written.value)) {
      setting.value = std::move(*text);
      setting.location.span.begin = written.name.span.begin;
      settings.push_back(std::move(setting));
    } else {
      const std::string value = format::format_expression(tree, written.value, tree.vocabulary);
      diagnostics.push_back(wrong(setting, MessageKind::parameter_value, {{"value", value}, {"name", setting.name}}));
    }
  }
  return settings;
}

Authority::Authority(std::shared_ptr<const check::CheckedPolicy> policy)
    : policy_(std::move(policy)),
      plan_(plan::make_plan(policy_, {.select = {}, .groups = false, .everything = true})),
      evaluator_(plan_) {}

ParameterValues Authority::read(const std::vector<Setting>& settings, const SettingsContext& context,
                                values::Arena& arena, const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  ParameterValues values(policy_->parameters.size());
  std::vector<std::pair<check::ParameterId, const Setting*>> read;
  std::set<std::string> seen;
  for (const Setting& setting : settings) {
    std::optional<check::ParameterId> id;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < policy_->parameters.size(); ++i) {
      known.push_back(policy_->parameters[check::ParameterId(i)].name);
      if (known.back() == setting.name) id = check::ParameterId(i);
    }
    if (!id) {
      Diagnostic diagnostic = wrong(setting, MessageKind::unknown_parameter, {{"name", setting.name}});
      suggest_nearest(diagnostic, setting.name, known);
      diagnostics.push_back(std::move(diagnostic));
      continue;
    }
    const check::ParameterDeclaration& parameter = policy_->parameters[*id];
    Diagnostic problem;
    problem.location = setting.location;
    if (!seen.insert(setting.name).second) {
      problem.message = {MessageKind::parameter_twice, {{"name", setting.name}}};
    } else if (parameter.decided_by.empty()) {
      problem.message = {MessageKind::parameter_not_open, {{"name", setting.name}}};
      cite(problem, *id);
    } else if (setting.location.source && !context.decider.empty() && parameter.decided_by != context.decider) {
      problem.message = {MessageKind::parameter_other_decider,
                         {{"name", setting.name}, {"decider", parameter.decided_by}, {"other", context.decider}}};
      cite(problem, *id);
    } else if (auto value = read_value(parameter, setting, arena, problem)) {
      const std::vector<values::Value>& allowed = plan_->parameters[id->index].one_of;
      if (allowed.empty() || std::find(allowed.begin(), allowed.end(), *value) != allowed.end()) {
        values[id->index] = std::move(*value);
        read.emplace_back(*id, &setting);
        continue;
      }
      problem.message = {MessageKind::parameter_not_allowed, {{"value", setting.value}, {"name", setting.name}}};
      add_choices(problem, parameter_choices(*policy_, parameter));
      cite(problem, *id);
    } else {
      cite(problem, *id);
    }
    diagnostics.push_back(std::move(problem));
  }
  for (const auto& [id, setting] : read) check_allowed(id, *setting, values, context.days, limits, diagnostics);
  return values;
}

/// Reads one value by the rules for records, so that it is checked as the value of a field would be.
std::optional<values::Value> Authority::read_value(const check::ParameterDeclaration& parameter, const Setting& setting,
                                                   values::Arena& arena, Diagnostic& problem) const {
  plan::Shapes shapes;
  shapes.enums = plan_->shapes.enums;
  plan::FieldShape field;
  field.name = field.key = parameter.name;
  field.value.kind = parameter.type.kind;
  field.value.range = parameter.type.range;
  field.value.decimals = parameter.type.decimals;
  if (parameter.type.enumeration) field.value.enumeration = parameter.type.enumeration.index;
  shapes.records.push_back({"", {std::move(field)}});
  std::string record = "{";
  json::append_text(record, parameter.name);
  record += ":" + as_json(parameter.type.kind, setting.value) + "}";
  // However little a record may have: this is none.
  const json::DecodeResult decoded = json::decode(record, shapes, 0, arena, Limits());
  if (!decoded.rejection && decoded.record != nullptr) return decoded.record->fields.front();

  problem.message = {MessageKind::parameter_value, {{"value", setting.value}, {"name", setting.name}}};
  const std::vector<std::string> choices = parameter_choices(*policy_, parameter);
  suggest_nearest(problem, setting.value, choices);
  add_choices(problem, choices);
  if (choices.empty() && decoded.rejection && decoded.rejection->expected) {
    problem.notes.push_back(
        {MessageKind::note_expected, {{"expected", Listing{{*decoded.rejection->expected}, false}}}});
  }
  return std::nullopt;
}

/// The first of the days, and every day on which a parameter of the policy takes another value.
std::vector<Date> Authority::days_to_try(const DayRange& days) const {
  std::set<Date> all;
  const auto add = [&](const std::optional<Date>& day) {
    if (day && days.holds(*day)) all.insert(*day);
  };
  for (const check::ParameterDeclaration& parameter : policy_->parameters) {
    for (const check::DatedValue& value : parameter.values) add(value.from);
    if (parameter.through) add(day_after(*parameter.through));
  }
  if (days.from) {
    all.insert(*days.from);
  } else if (days.through) {
    all.insert(*days.through);
  } else if (all.empty()) {
    all.insert(Date());  // no value depends on it
  }
  return {all.begin(), all.end()};
}

void Authority::check_allowed(check::ParameterId id, const Setting& setting, const ParameterValues& values,
                              const DayRange& days, const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  const check::ExprRef condition = policy_->parameters[id].allowed_when;
  if (!condition) return;
  const std::vector<Date> tried = days_to_try(days);
  for (std::size_t i = 0; i < tried.size(); ++i) {
    evaluate::Settings given;
    given.limits = limits;
    given.parameters = values;
    given.period = evaluate::Period{tried[i], tried[i]};
    given.decision_day = tried[i];
    const evaluate::RuleResult result = evaluator_.evaluate_allowed(id, given);
    const bool* allowed = std::get_if<bool>(&result.value);
    if (!result.rejection && allowed != nullptr && *allowed) continue;
    const syntax::SyntaxTree& tree = *policy_->trees[condition.tree].tree;
    Diagnostic diagnostic = wrong(setting, MessageKind::parameter_not_permitted,
                                  {{"name", setting.name},
                                   {"value", setting.value},
                                   {"condition", format::format_expression(tree, condition.expr, tree.vocabulary)}});
    if (result.rejection) {
      diagnostic.notes.push_back(
          {MessageKind::note_condition_unknown, {{"why", Listing{{result.rejection->message}, false}}}});
    } else if (tried.size() > 1) {
      DayRange affected{tried[i], i + 1 < tried.size() ? day_before(tried[i + 1]) : days.through};
      diagnostic.notes.push_back({MessageKind::note_allowed_on, {days_argument("days", affected)}});
    }
    cite(diagnostic, id);
    diagnostics.push_back(std::move(diagnostic));
    return;
  }
}

void Authority::cite(Diagnostic& diagnostic, check::ParameterId id) const {
  const std::string article = parameter_article(*policy_, id);
  if (!article.empty()) diagnostic.notes.push_back({MessageKind::note_article_limits, {{"article", article}}});
  diagnostic.related.push_back({policy_->parameters[id].location, {MessageKind::related_parameter, {}}});
}

namespace {

/// Whether the setting, as it is called within `policy`, means a parameter of it or of a result in it.
bool has_parameter(const check::CheckedPolicy& policy, const std::string& name) {
  const auto is = [](std::string_view wanted) { return [wanted](const auto& one) { return one.name == wanted; }; };
  const std::size_t dot = name.find('.');
  if (dot != std::string::npos) {
    const auto result =
        std::find_if(policy.results.begin(), policy.results.end(), is(std::string_view(name).substr(0, dot)));
    return result != policy.results.end() && has_parameter(*result->policy, name.substr(dot + 1));
  }
  return std::any_of(policy.parameters.begin(), policy.parameters.end(), is(name)) ||
         std::any_of(policy.results.begin(), policy.results.end(),
                     [&](const check::Result& result) { return has_parameter(*result.policy, name); });
}

/// What of the settings concerns one result, called as its policy calls it.
std::vector<Setting> settings_for(const check::Result& result, const std::vector<Setting>& settings) {
  std::vector<Setting> own;
  for (const Setting& setting : settings) {
    if (!setting.name.starts_with(result.name + ".")) continue;
    own.push_back(setting);
    own.back().name = setting.name.substr(result.name.size() + 1);
  }
  const std::size_t named = own.size();
  for (const Setting& setting : settings) {
    if (setting.name.find('.') != std::string::npos || !has_parameter(*result.policy, setting.name)) continue;
    const bool given = std::any_of(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(named),
                                   [&](const Setting& one) { return one.name == setting.name; });
    if (!given) own.push_back(setting);
  }
  return own;
}

}  // namespace

evaluate::ResultSettings read_with_results(Authority& authority, const check::CheckedPolicy& policy,
                                           const std::vector<Setting>& settings, const SettingsContext& context,
                                           values::Arena& arena, const Limits& limits,
                                           std::vector<Diagnostic>& diagnostics) {
  // What no policy here has is the first one's to report.
  std::vector<Setting> own;
  for (const Setting& setting : settings) {
    const bool here = std::any_of(policy.parameters.begin(), policy.parameters.end(),
                                  [&](const auto& parameter) { return parameter.name == setting.name; });
    if (here || !has_parameter(policy, setting.name)) own.push_back(setting);
  }
  evaluate::ResultSettings read;
  read.parameters = authority.read(own, context, arena, limits, diagnostics);
  for (const check::Result& result : policy.results) {
    const std::vector<Setting> inner = settings_for(result, settings);
    if (inner.empty()) {
      read.results.emplace_back();
      continue;
    }
    // It applies to its own record, whose period is not that of the whole.
    SettingsContext within = context;
    within.days = period_ends(result.policy->header).value_or(DayRange());
    Authority of_result(result.policy);
    read.results.push_back(read_with_results(of_result, *result.policy, inner, within, arena, limits, diagnostics));
  }
  return read;
}

std::vector<std::string> parameter_choices(const check::CheckedPolicy& policy,
                                           const check::ParameterDeclaration& parameter) {
  std::vector<std::string> names;
  for (const check::ExprRef choice : parameter.one_of) {
    const syntax::SyntaxTree& tree = *policy.trees[choice.tree].tree;
    names.push_back(format::format_expression(tree, choice.expr, tree.vocabulary));
  }
  if (names.empty() && parameter.type.kind == TypeKind::enumeration) {
    for (const check::EnumMember& member : policy.enums[parameter.type.enumeration].members) {
      names.push_back(member.name);
    }
  }
  return names;
}

}  // namespace kaidah::library
