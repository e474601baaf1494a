// Leaving a decision: why, where in the policy, where in the record.

#include "engine/evaluate/interpreter.hpp"
#include "engine/evaluate/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {
namespace {

using values::Value;

std::string escaped(const std::string& key) {
  std::string text;
  for (const char c : key) {
    if (c == '~')
      text += "~0";
    else if (c == '/')
      text += "~1";
    else
      text += c;
  }
  return text;
}

}  // namespace

void Evaluator::Interpreter::reject(Message message) {
  Rejection& made = rejection_.emplace();
  made.message = std::move(message);
  if (here_.name != nullptr) made.rule = *here_.name;
  if (here_.article) made.article = here_.article;
  throw Rejected{};
}

const std::string& Evaluator::Interpreter::name_here() const {
  return here_.name != nullptr ? *here_.name : policy_.id;
}

void Evaluator::Interpreter::reject_field(const values::RecordData* record, std::uint32_t shape, std::uint32_t field) {
  Rejection& made = rejection_.emplace();
  made.message = {MessageKind::missing_field, {{"field", plan_.shapes.records[shape].fields[field].key}}};
  made.pointer = pointer_to(record, shape, field);
  throw Rejected{};
}

// The checker lets nothing that may be absent come here; a scenario can, by what it assumes or leaves out.
void Evaluator::Interpreter::reject_missing(plan::NodeId id, const Value& value) {
  const plan::Node& node = plan_.nodes[id];
  if (value.is_unread() && lenient_) throw Unknown{};
  if (node.op == plan::Op::input_field) reject_field(input_, plan_.input, node.a);
  if (node.op == plan::Op::rule)
    reject({MessageKind::rejected_nothing_applies, {{"rule", policy_.rules[plan_.rules[node.a].id].name}}});
  reject({MessageKind::rejected_nothing_applies, {{"rule", name_here()}}});
}

void Evaluator::Interpreter::reject_conflict(const plan::Rule& rule, const Value& first,
                                             check::ProvenanceId first_place, const Value& second,
                                             check::ProvenanceId second_place) {
  const check::Rule& declared = policy_.rules[rule.id];
  const std::size_t most = settings_->limits.decision_bytes;
  Rejection& made = rejection_.emplace();
  made.message = {MessageKind::rejected_conflict,
                  {{"rule", declared.name},
                   {"first", text_of(first, declared.type, plan_.shapes, most)},
                   {"second", text_of(second, declared.type, plan_.shapes, most)}}};
  made.rule = declared.name;
  made.article = first_place;
  made.others.push_back(second_place);
  throw Rejected{};
}

void Evaluator::Interpreter::reject_date(values::Date date, const Value& duration, bool minus) {
  const std::string sign = minus ? "-" : "";
  if (const auto* months = std::get_if<values::Months>(&duration))
    reject({MessageKind::rejected_day_refused,
            {{"rule", name_here()}, {"date", date.to_string()}, {"months", sign + std::to_string(months->count)}}});
  const auto* days = std::get_if<values::Days>(&duration);
  const std::string count = days != nullptr ? std::to_string(days->count) : "0";
  reject({MessageKind::rejected_no_such_day,
          {{"rule", name_here()}, {"day", date.to_string() + (minus ? " - " : " + ") + count}}});
}

void Evaluator::Interpreter::index_paths(const Value& value, const plan::ValueShape& shape, const std::string& path) {
  if (const auto* record = std::get_if<const values::RecordData*>(&value)) {
    paths_.emplace(*record, path);
    const plan::RecordShape& fields = plan_.shapes.records[shape.record];
    for (std::size_t i = 0; i < (*record)->fields.size() && i < fields.fields.size(); ++i)
      index_paths((*record)->fields[i], fields.fields[i].value, path + '/' + escaped(fields.fields[i].key));
  } else if (const auto* list = std::get_if<const values::ListData*>(&value)) {
    for (std::size_t i = 0; i < (*list)->items.size(); ++i)
      index_paths((*list)->items[i], shape.element.front(), path + '/' + std::to_string(i));
  }
}

// Records are known by where they lie in memory; the way to each is only looked for when someone asks.
const std::string& Evaluator::Interpreter::path_of(const values::RecordData* record) {
  if (paths_.empty()) {
    plan::ValueShape shape;
    shape.kind = types::TypeKind::record;
    if (input_ != nullptr) {
      shape.record = plan_.input;
      index_paths(Value(input_), shape, around_ != nullptr ? around_->path_of(input_) : std::string());
    }
    if (group_record_ != nullptr) {
      shape.record = policy_.groups[group_].record.index;
      index_paths(Value(group_record_), shape, "");
    }
  }
  return paths_[record];
}

std::string Evaluator::Interpreter::pointer_to(const values::RecordData* record, std::uint32_t shape,
                                               std::uint32_t field) {
  return path_of(record) + '/' + escaped(plan_.shapes.records[shape].fields[field].key);
}

}  // namespace kaidah::evaluate
