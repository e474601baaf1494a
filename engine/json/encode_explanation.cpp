#include "engine/json/encode_explanation.hpp"

#include <string_view>

#include "engine/explain/shown.hpp"
#include "engine/json/text.hpp"

namespace kaidah::json {
namespace {

using explain::Because;
using explain::BecauseKind;
using explain::Explanation;
using explain::Shown;

std::string_view name_of(BecauseKind kind) {
  switch (kind) {
    case BecauseKind::rule:
      return "rule";
    case BecauseKind::again:
      return "again";
    case BecauseKind::assumed:
      return "assumed";
    case BecauseKind::argument:
      return "argument";
    case BecauseKind::alternative:
      return "alternative";
    case BecauseKind::condition:
      return "condition";
    case BecauseKind::field:
      return "field";
    case BecauseKind::group_field:
      return "group_field";
    case BecauseKind::parameter:
      return "parameter";
    case BecauseKind::dated:
      return "dated";
    case BecauseKind::clock:
      return "clock";
    case BecauseKind::aggregate:
      return "aggregate";
    case BecauseKind::item:
      return "item";
    case BecauseKind::folded:
      return "over_members";
    case BecauseKind::duty:
      return "duty";
    case BecauseKind::promise:
      return "promise";
    case BecauseKind::procedure:
      return "procedure";
    case BecauseKind::start:
      return "start";
    case BecauseKind::step:
      return "step";
    case BecauseKind::due:
      return "due";
    case BecauseKind::exit:
      return "exit";
    case BecauseKind::event:
      return "event";
    case BecauseKind::not_encoded:
      return "not_encoded";
    case BecauseKind::data_condition:
      return "data_condition";
    case BecauseKind::result:
      return "result";
  }
  return "";
}

std::string_view name_of(evaluate::Holds holds) {
  switch (holds) {
    case evaluate::Holds::unknown:
      return "";
    case evaluate::Holds::yes:
      return "yes";
    case evaluate::Holds::no:
      return "no";
    case evaluate::Holds::not_reached:
      return "not_reached";
    case evaluate::Holds::not_in_force:
      return "not_in_force";
    case evaluate::Holds::open:
      return "open";
    case evaluate::Holds::failed:
      return "failed";
  }
  return "";
}

class Encoder {
 public:
  Encoder(std::string& out, const Explanation& explanation, Language language)
      : out_(out), explanation_(explanation), language_(language) {}

  void run() {
    out_ += '{';
    member("id", explanation_.id);
    member("policy", explanation_.policy->id);
    member("version", explanation_.policy->version);
    if (explanation_.rejection) {
      key("rejection");
      out_ += '{';
      member("code", info(explanation_.rejection->message.kind).code);
      member("message", text(explanation_.rejection->message, language_));
      out_ += '}';
    }
    steps("because", explanation_.because);
    key("rests_on");
    out_ += '[';
    for (std::size_t i = 0; i < explanation_.rests_on.size(); ++i) {
      if (i > 0) out_ += ',';
      out_ += '{';
      provenance(explanation_.rests_on[i]);
      out_ += '}';
    }
    out_ += "]}";
  }

 private:
  void key(std::string_view name) {
    if (out_.back() != '{' && out_.back() != '[') out_ += ',';
    append_text(out_, name);
    out_ += ':';
  }

  /// Nothing for empty text.
  void member(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    append_text(out_, value);
  }

  void steps(std::string_view name, const std::vector<Because>& list) {
    if (list.empty()) return;
    key(name);
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out_ += ',';
      step(list[i]);
    }
    out_ += ']';
  }

  void step(const Because& because) {
    out_ += '{';
    member("kind", name_of(because.kind));
    member("name", because.name);
    member("expression", explain::formula(*explanation_.policy, because.expr, language_));
    value(because.value);
    member("holds", name_of(because.holds));
    member("pointer", because.pointer);
    member("policy", because.policy);
    member("version", because.version);
    if (because.provenance) provenance(*because.provenance);
    steps("because", because.inside);
    out_ += '}';
  }

  void value(const Shown& shown) {
    switch (shown.kind) {
      case Shown::Kind::none:
        return;
      case Shown::Kind::absent:
        key("value");
        out_ += "null";
        return;
      case Shown::Kind::figure:
      case Shown::Kind::boolean:
        key("value");
        out_ += shown.text;
        return;
      case Shown::Kind::fraction:
        member("value", shown.text);
        member("approximately", shown.approximate);
        return;
      case Shown::Kind::days:
        member("value", "P" + shown.text + "D");
        return;
      case Shown::Kind::months:
        member("value", "P" + shown.text + "M");
        return;
      case Shown::Kind::text:
        key("value");
        append_text(out_, shown.text);
        return;
    }
  }

  void provenance(check::ProvenanceId id) {
    member("article", explain::article(*explanation_.policy, id, language_));
    member("title", explanation_.policy->provenances[id].title);
    const auto& marks = explanation_.policy->provenances[id].marks;
    if (marks.empty()) return;
    key("marks");
    out_ += '[';
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (i > 0) out_ += ',';
      append_text(out_, explain::text(marks[i], language_));
    }
    out_ += ']';
  }

  std::string& out_;
  const Explanation& explanation_;
  Language language_;
};

}  // namespace

void append_explanation(std::string& out, const Explanation& explanation, Language language) {
  Encoder(out, explanation, language).run();
}

}  // namespace kaidah::json
