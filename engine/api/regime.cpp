// What `resolve` found, in words and as JSON.

#include <kaidah/regime.hpp>

#include <utility>

#include "engine/json/object.hpp"
#include "engine/library/days.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

library::DayRange range(const std::string& from, const std::string& through) {
  return {values::Date::from_text(from), values::Date::from_text(through)};
}

std::string place(const Location& location) {
  if (!location.source) return {};
  return location.source->name(location.span.begin) + ":" +
         std::to_string(location.source->position(location.span.begin).line);
}

Message sentence(const Regime& regime) {
  std::vector<Argument> arguments{{"day", regime.on},
                                  {"agency", regime.decider + " " + regime.agency},
                                  {"policy", regime.policy},
                                  {"version", regime.version},
                                  {"title", regime.title},
                                  {"profile", regime.profile},
                                  library::days_argument("days", range(regime.from, regime.through)),
                                  {"place", place(regime.adopted)}};
  if (regime.across.empty()) return {MessageKind::resolved, std::move(arguments)};
  arguments.push_back({"across", regime.across});
  return {MessageKind::resolved_across, std::move(arguments)};
}

Message settings_sentence(const Regime& regime) {
  if (regime.settings.empty()) return {MessageKind::resolved_no_settings, {}};
  Listing listing;
  for (const ParameterSetting& setting : regime.settings) {
    listing.items.push_back({MessageKind::resolved_setting, {{"name", setting.name}, {"value", setting.value}}});
  }
  return {MessageKind::resolved_settings, {{"settings", std::move(listing)}}};
}

Message amendment_sentence(const RegimeAmendment& amendment) {
  const MessageKind kind =
      amendment.supplements
          ? amendment.for_decisions ? MessageKind::resolved_supplemented_decisions : MessageKind::resolved_supplemented
      : amendment.for_decisions ? MessageKind::resolved_amended_decisions
                                : MessageKind::resolved_amended;
  return {kind,
          {{"id", amendment.id},
           {"version", amendment.version},
           library::days_argument("days", range(amendment.from, amendment.through)),
           {"place", place(amendment.location)}}};
}

std::optional<std::string_view> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

}  // namespace

std::string Regime::text(Language language) const {
  std::string text = kaidah::text(sentence(*this), language) + "\n";
  const auto add = [&](const Message& message) { text += "  " + kaidah::text(message, language) + "\n"; };
  add(settings_sentence(*this));
  if (amendments.empty()) add({MessageKind::resolved_no_amendments, {}});
  for (const RegimeAmendment& amendment : amendments) add(amendment_sentence(amendment));
  return text;
}

std::string Regime::json(Language language) const {
  std::string out;
  {
    json::Object object(out);
    object.text("agency", agency);
    object.text("on", on);
    object.text_or_null("subject", unless_empty(subject));
    object.text("policy", policy);
    object.text("version", version);
    object.text("title", title);
    object.text("path", path);
    {
      json::Object by(object.at("profile"));
      by.text("id", profile);
      by.text("path", adopted.source ? adopted.source->name(adopted.span.begin) : std::string());
      by.number("line", adopted.source ? adopted.source->position(adopted.span.begin).line : 0);
      by.text_or_null("from", unless_empty(from));
      by.text_or_null("through", unless_empty(through));
    }
    object.text_or_null("across", unless_empty(across));
    {
      json::Object parameters(object.at("parameters"));
      for (const ParameterSetting& setting : settings) parameters.text(setting.name, setting.value);
    }
    json::append_list(object.at("amendments"), amendments, [&out](const RegimeAmendment& amendment) {
      json::Object item(out);
      item.text("id", amendment.id);
      item.text("version", amendment.version);
      item.at("supplements") += amendment.supplements ? "true" : "false";
      item.text("clock", amendment.for_decisions ? "decision_day" : "end_of_period");
      item.text_or_null("from", unless_empty(amendment.from));
      item.text_or_null("through", unless_empty(amendment.through));
    });
    object.text("because", kaidah::text(sentence(*this), language));
  }
  return out;
}

}  // namespace kaidah
