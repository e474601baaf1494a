// Deciding one record, and what was decided.

#include <memory>
#include <string>
#include <utility>

#include "engine/c/call.hpp"
#include "engine/c/kind.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::c {

kaidah_status keep_decision(Decision decision, bool explained, kaidah_decision** slot) {
  auto made = std::make_unique<kaidah_decision>();
  made->decision = std::move(decision);
  made->explained = explained;
  for (const auto& entry : made->decision.rests_on) {
    for (const TrustMark& mark : entry->marks) made->marks.push_back({entry.get(), &mark});
  }
  const kaidah_status status = made->decision.decided() ? KAIDAH_OK : KAIDAH_REJECTED;
  *slot = made.release();
  return status;
}

namespace {

/// One of a list of a decision; nullptr past its end.
template <class Item>
const Item* item(const kaidah_decision* decision, std::vector<Item> Decision::*list, std::size_t index) noexcept {
  if (decision == nullptr || index >= (decision->decision.*list).size()) return nullptr;
  return &(decision->decision.*list)[index];
}

kaidah_text text_of(const kaidah_decision* decision, std::string Decision::*part) noexcept {
  return decision == nullptr ? kaidah_text{} : give(decision->decision.*part);
}

}  // namespace
}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_decide(const kaidah_decider* decider, kaidah_text record, kaidah_decision** decision,
                            kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) {
    c::slot(decision, "decision");
    const Decider& prepared = c::required(decider, "decider")->decider;
    return c::keep_decision(prepared.decide(c::view(record, "record")), false, decision);
  });
}

kaidah_status kaidah_explain(const kaidah_decider* decider, kaidah_text record, kaidah_decision** decision,
                             kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) {
    c::slot(decision, "decision");
    const Decider& prepared = c::required(decider, "decider")->decider;
    return c::keep_decision(prepared.explain(c::view(record, "record")), true, decision);
  });
}

void kaidah_decision_free(kaidah_decision* decision) {
  delete decision;
}

kaidah_text kaidah_decision_json(const kaidah_decision* decision) {
  return c::text_of(decision, &Decision::json);
}
kaidah_text kaidah_decision_id(const kaidah_decision* decision) {
  return c::text_of(decision, &Decision::id);
}
kaidah_text kaidah_decision_policy(const kaidah_decision* decision) {
  return c::text_of(decision, &Decision::policy);
}

kaidah_status kaidah_decision_rejection(const kaidah_decision* decision, kaidah_rejection* rejection,
                                        size_t rejection_size) {
  if (decision == nullptr) return KAIDAH_MISUSE;
  kaidah_rejection filled{};
  const std::optional<DecisionRejection>& why = decision->decision.rejection;
  if (why) {
    filled = {c::give(why->code),  c::give(why->message), c::give(why->pointer), c::give(why->expected),
              c::give(why->found), c::give(why->rule),    c::give(why->article)};
  }
  const kaidah_status status = c::fill(filled, rejection, rejection_size);
  return status == KAIDAH_OK && why ? KAIDAH_REJECTED : status;
}

size_t kaidah_decision_output_count(const kaidah_decision* decision) {
  return decision == nullptr ? 0 : decision->decision.outputs.size();
}

kaidah_status kaidah_decision_output(const kaidah_decision* decision, size_t index, kaidah_output* output,
                                     size_t output_size) {
  const DecidedValue* const value = c::item(decision, &Decision::outputs, index);
  if (value == nullptr) return KAIDAH_MISUSE;
  const kaidah_output filled{c::give(value->name), c::give(value->text), c::kind(value->kind)};
  return c::fill(filled, output, output_size);
}

kaidah_text kaidah_decision_value(const kaidah_decision* decision, kaidah_text name) {
  if (decision == nullptr || name.data == nullptr || name.size > PTRDIFF_MAX) return {};
  return c::give(decision->decision[std::string_view(name.data, name.size)]);
}

size_t kaidah_decision_finding_count(const kaidah_decision* decision) {
  return decision == nullptr ? 0 : decision->decision.findings.size();
}

kaidah_status kaidah_decision_finding(const kaidah_decision* decision, size_t index, kaidah_finding* finding,
                                      size_t finding_size) {
  const DecidedFinding* const one = c::item(decision, &Decision::findings, index);
  if (one == nullptr) return KAIDAH_MISUSE;
  const kaidah_finding filled{c::give(one->code), c::give(one->text), c::give(one->article), c::level(one->level)};
  return c::fill(filled, finding, finding_size);
}

size_t kaidah_decision_procedure_count(const kaidah_decision* decision) {
  return decision == nullptr ? 0 : decision->decision.procedures.size();
}

kaidah_status kaidah_decision_procedure(const kaidah_decision* decision, size_t index, kaidah_procedure* procedure,
                                        size_t procedure_size) {
  const DecidedProcedure* const one = c::item(decision, &Decision::procedures, index);
  if (one == nullptr) return KAIDAH_MISUSE;
  const kaidah_procedure filled{c::give(one->id), c::give(one->step), c::give(one->since), c::give(one->due)};
  return c::fill(filled, procedure, procedure_size);
}

size_t kaidah_decision_mark_count(const kaidah_decision* decision) {
  return decision == nullptr ? 0 : decision->marks.size();
}

kaidah_status kaidah_decision_mark(const kaidah_decision* decision, size_t index, kaidah_mark* mark, size_t mark_size) {
  if (decision == nullptr || index >= decision->marks.size()) return KAIDAH_MISUSE;
  const kaidah_decision::Mark& one = decision->marks[index];
  const kaidah_mark filled{c::give(one.entry->article), c::give(one.entry->title), c::give(one.entry->instrument),
                           c::give(one.mark->text), c::trust(one.mark->trust)};
  return c::fill(filled, mark, mark_size);
}

kaidah_status kaidah_decision_explanation(const kaidah_decision* decision, kaidah_format format,
                                          kaidah_language language, kaidah_string** text, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    c::slot(text, "text");
    const Language shown = c::language(language);
    if (!c::required(decision, "decision")->explained) {
      throw c::Misuse{api::wrong(MessageKind::c_not_explained, {})};
    }
    const std::optional<Explanation>& explanation = decision->decision.explanation;
    if (format == KAIDAH_FORMAT_TEXT) {
      if (explanation) c::give(text, explanation->text(shown));
    } else if (format == KAIDAH_FORMAT_JSON) {
      if (explanation) c::give(text, explanation->json(shown));
    } else if (format == KAIDAH_FORMAT_HTML) {
      if (explanation) c::give(text, explanation->html(shown));
    } else {
      throw c::no_value("format", format);
    }
    return explanation ? KAIDAH_OK : KAIDAH_REJECTED;
  });
}
