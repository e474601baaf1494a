#include "engine/explain/sentence.hpp"

#include <algorithm>
#include <cctype>

#include "engine/explain/shown.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::explain {
namespace {

using evaluate::Holds;

class Writer {
 public:
  Writer(const Explanation& explanation, Language language) : explanation_(explanation), language_(language) {}

  Line line(const Because& because) const {
    Line line;
    const std::string value = text(because.value, language_);
    const std::string written = formula(*explanation_.policy, because.expr, language_);
    switch (because.kind) {
      case BecauseKind::rule:
        line.words = because.name + " = " + value;
        if (because.holds == Holds::failed) line.words = say(MessageKind::explain_could_not, {{"what", because.name}});
        if (says_more(written, value)) line.formula = written;
        break;
      case BecauseKind::again:
        line.words = because.name + " = " + value;
        line.remarks.push_back(say(MessageKind::explain_see_above));
        break;
      case BecauseKind::assumed:
        line.words = because.name + " = " + value;
        line.remarks.push_back(say(MessageKind::explain_assumed));
        break;
      case BecauseKind::argument:
        line.words = say(MessageKind::explain_argument) + " " + (written.empty() ? value : written + " = " + value);
        break;
      case BecauseKind::alternative:
        line.words = say(alternative_kind(because.holds), {{"what", written.empty() ? because.name : written}});
        break;
      case BecauseKind::condition:
        line.words = say(because.holds == Holds::yes ? MessageKind::explain_since : MessageKind::explain_not_since,
                         {{"condition", written}});
        break;
      case BecauseKind::field:
        line.words = (written.empty() ? because.name : written) + " = " + value;
        if (!because.pointer.empty())
          line.remarks.push_back(say(MessageKind::explain_from_record, {{"pointer", because.pointer}}));
        break;
      case BecauseKind::group_field:
        line.words = because.name + " = " + value;
        line.remarks.push_back(say(MessageKind::explain_from_group));
        break;
      case BecauseKind::parameter:
      case BecauseKind::dated:
        line.words = because.name + " = " + value;
        line.remarks.push_back(because.kind == BecauseKind::parameter ? set_by(because.name)
                                                                      : say(MessageKind::explain_dated));
        break;
      case BecauseKind::clock:
        line.words = written + " = " + value;
        break;
      case BecauseKind::aggregate:
        line.words = written + " = " + value;
        break;
      case BecauseKind::item:
        line.words = say(because.holds == Holds::no ? MessageKind::explain_item_left_out : MessageKind::explain_item,
                         {{"number", because.name}});
        break;
      case BecauseKind::folded:
        line.words = written + " = " + value;
        line.remarks.push_back(say(MessageKind::explain_members));
        break;
      case BecauseKind::duty:
        line.words = duty(because);
        line.formula = written;
        break;
      case BecauseKind::promise:
        line.words = say(MessageKind::explain_promise, {{"condition", written}});
        break;
      case BecauseKind::procedure:
        line.words = say(procedure_kind(because.holds), {{"name", because.name}});
        break;
      case BecauseKind::start:
        line.words = say(MessageKind::explain_starts, {{"day", value}});
        break;
      case BecauseKind::step:
        line.words = say(MessageKind::explain_step, {{"name", because.name}, {"day", value}});
        break;
      case BecauseKind::due:
        line.words = say(MessageKind::explain_due, {{"day", value}});
        break;
      case BecauseKind::exit:
        line.words = say(MessageKind::explain_exit, {{"day", value}});
        break;
      case BecauseKind::event:
        line.words = say(event_kind(because.holds), {{"name", because.name}, {"day", value}});
        break;
      case BecauseKind::not_encoded:
        line.words = say(MessageKind::explain_not_encoded, {{"why", because.name}});
        break;
      case BecauseKind::data_condition:
        line.words = say(MessageKind::explain_data_condition, {{"condition", because.name}});
        break;
      case BecauseKind::result:
        line.words = because.name + " = " + value;
        if (because.holds == Holds::failed) line.words = say(MessageKind::explain_could_not, {{"what", because.name}});
        line.remarks.push_back(
            say(MessageKind::explain_by_policy, {{"policy", because.policy}, {"version", because.version}}));
        break;
    }
    cite(line, because);
    return line;
  }

 private:
  std::string say(MessageKind kind, std::vector<Argument> arguments = {}) const {
    return text(Message{kind, std::move(arguments)}, language_);
  }

  std::string set_by(const std::string& parameter) const {
    const auto profile = explanation_.set_by.find(parameter);
    if (profile == explanation_.set_by.end()) return say(MessageKind::explain_set);
    return say(MessageKind::explain_set_by_profile, {{"profile", profile->second}});
  }

  /// A formula that is the value itself, a bare figure or a member's name, adds nothing.
  static bool says_more(const std::string& written, const std::string& value) {
    if (written.empty() || written == value || written.find_first_not_of("0123456789._%") == std::string::npos)
      return false;
    return std::ranges::any_of(written, [](unsigned char c) { return c == ' ' || c == '(' || c == '.'; });
  }

  static MessageKind alternative_kind(Holds holds) {
    switch (holds) {
      case Holds::yes:
        return MessageKind::explain_applies;
      case Holds::not_reached:
      case Holds::unknown:
        return MessageKind::explain_not_reached;
      case Holds::not_in_force:
        return MessageKind::explain_not_in_force;
      case Holds::failed:
        return MessageKind::explain_could_not;
      case Holds::open:
        return MessageKind::explain_needs_day;
      case Holds::no:
        break;
    }
    return MessageKind::explain_does_not_apply;
  }

  static MessageKind event_kind(Holds holds) {
    if (holds == Holds::no) return MessageKind::explain_event_before;
    return holds == Holds::not_reached ? MessageKind::explain_event_after : MessageKind::explain_event;
  }

  static MessageKind procedure_kind(Holds holds) {
    if (holds == Holds::yes) return MessageKind::explain_procedure;
    return holds == Holds::open ? MessageKind::explain_procedure_waits : MessageKind::explain_procedure_not_started;
  }

  std::string duty(const Because& because) const {
    if (because.holds == Holds::no) {
      const auto finding = std::ranges::find(explanation_.findings, because.name, &evaluate::Finding::code);
      return say(MessageKind::explain_duty_unmet,
                 {{"code", because.name}, {"text", finding == explanation_.findings.end() ? "" : finding->text}});
    }
    return say(because.holds == Holds::yes    ? MessageKind::explain_duty_met
               : because.holds == Holds::open ? MessageKind::explain_duty_open
                                              : MessageKind::explain_duty_elsewhere,
               {{"code", because.name}});
  }

  void cite(Line& line, const Because& because) const {
    if (!because.provenance) return;
    line.article = article(*explanation_.policy, *because.provenance, language_);
    for (const syntax::Mark& mark : explanation_.policy->provenances[*because.provenance].marks)
      if (mark.kind != syntax::MarkKind::verbatim) line.marks.push_back(text(mark, language_));
  }

  const Explanation& explanation_;
  Language language_;
};

}  // namespace

Line line_of(const Explanation& explanation, const Because& because, Language language) {
  return Writer(explanation, language).line(because);
}

std::string headline(const Explanation& explanation, Language language) {
  const std::string id = explanation.id.empty() ? "-" : explanation.id;
  if (!explanation.rejection) return text(Message{MessageKind::explain_decision, {{"id", id}}}, language);
  return text(Message{MessageKind::explain_rejected,
                      {{"id", id},
                       {"reason", info(explanation.rejection->message.kind).code + " " +
                                      text(explanation.rejection->message, language)}}},
              language);
}

}  // namespace kaidah::explain
