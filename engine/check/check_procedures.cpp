// Procedures: their events, their steps, and where the exits lead.

#include <algorithm>
#include <string>
#include <utility>

#include "engine/check/children.hpp"
#include "engine/check/frame.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

using types::TypeKind;

/// Records that may be events: an enum says which, a date when.
struct EventShape {
  std::optional<std::uint32_t> field;  ///< of the input, when nobody wrote which list is meant
  EnumId events;
  std::uint32_t kind_field = 0;
  std::uint32_t date_field = 0;
  std::size_t known = 0;  ///< how many of the exits' names are members
};

class ProcedureChecker {
 public:
  ProcedureChecker(Context& context, ProcedureId id)
      : context_(context),
        standing_(context.procedures[id.index]),
        tree_(standing_.tree),
        item_(std::get<syntax::ProcedureItem>(context.tree(tree_)[standing_.item].node)),
        procedure_(context.policy.procedures[id]),
        expressions_(context, surroundings(context, standing_)) {}

  void run() {
    const Facts::Scope scope(expressions_.facts());
    enter_provisions(context_, expressions_, standing_);
    if (item_.starts_when) {
      expressions_.check_condition(item_.starts_when);
      // A step is only ever entered when this held.
      expressions_.facts().learn(expressions_.learned({tree_, item_.starts_when}, true));
    }
    if (item_.starts_from) {
      expressions_.check_optional(item_.starts_from, types::of_kind(TypeKind::date));
    } else {
      context_.report(MessageKind::procedure_without_start, procedure_.location, {{"name", procedure_.name}});
    }
    find_events();
    expressions_.name_events(procedure_.events);
    for (std::size_t i = 0; i < item_.steps.size(); ++i) step(i);
    procedure_.locals = expressions_.frame_size();
    check_ways();
  }

 private:
  [[nodiscard]] Location at(Span span) const { return context_.at(tree_, span); }

  // --- events -------------------------------------------------------------------------------------------------

  /// The names after `upon`, and the bare names in conditions of exits that mean nothing else.
  void collect_names() {
    for (const syntax::ProcedureStep& step : item_.steps) {
      for (const syntax::StepExit& exit : step.exits) {
        if (exit.kind == syntax::ExitKind::upon) upon_.push_back(exit.event.text);
        if (exit.condition) collect_bare(exit.condition);
      }
    }
  }

  void collect_bare(ExprId id) {
    const syntax::Expr& expr = context_.tree(tree_)[id];
    if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) {
      if (!context_.scope(tree_).names.contains(name->name.text)) bare_.push_back(name->name.text);
    }
    for_each_child(expr, [&](ExprId child) { collect_bare(child); });
  }

  /// One for each enum of the record, if it has exactly one date.
  void add_shapes(RecordId record, std::optional<std::uint32_t> field, std::vector<EventShape>& shapes) const {
    const std::vector<FieldDeclaration>& fields = context_.policy.records[record].fields;
    std::vector<std::uint32_t> dates;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      if (fields[i].type.kind == TypeKind::date && !fields[i].type.optional) dates.push_back(i);
    }
    if (dates.size() != 1) return;
    const std::vector<std::string>& names = upon_.empty() ? bare_ : upon_;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      if (fields[i].type.kind != TypeKind::enumeration || fields[i].type.optional) continue;
      EventShape shape{field, fields[i].type.enumeration, i, dates.front(), 0};
      const auto& members = context_.members[shape.events.index];
      shape.known = static_cast<std::size_t>(
          std::count_if(names.begin(), names.end(), [&](const std::string& name) { return members.contains(name); }));
      shapes.push_back(shape);
    }
  }

  void find_events() {
    collect_names();
    std::vector<EventShape> shapes;
    if (item_.events) {
      const Type list = expressions_.present(item_.events->list, expressions_.check(item_.events->list));
      const Type element = list.element ? *list.element : Type{};
      if (element.kind == TypeKind::record) add_shapes(element.record, std::nullopt, shapes);
      if (shapes.empty() && !types::is_error(list)) {
        context_.report(MessageKind::not_events, context_.at(tree_, item_.events->list));
      }
      procedure_.event_local = expressions_.declare_local(item_.events->variable, element);
      if (item_.events->where) {
        const Facts::Scope scope(expressions_.facts());
        expressions_.check_condition(item_.events->where);
      }
      expressions_.end_local(static_cast<bool>(item_.events->where));
      if (shapes.empty()) return;
    } else if (context_.policy.input && (!upon_.empty() || !bare_.empty())) {
      const std::vector<FieldDeclaration>& fields = context_.policy.records[context_.policy.input].fields;
      for (std::uint32_t i = 0; i < fields.size(); ++i) {
        const Type& type = fields[i].type;
        if (type.kind != TypeKind::list || type.optional || !type.element) continue;
        if (type.element->kind == TypeKind::record) add_shapes(type.element->record, i, shapes);
      }
    }
    choose(shapes);
  }

  void choose(std::vector<EventShape>& shapes) {
    std::size_t most = 0;
    for (const EventShape& shape : shapes) most = std::max(most, shape.known);
    shapes.erase(
        std::remove_if(shapes.begin(), shapes.end(), [&](const EventShape& shape) { return shape.known < most; }),
        shapes.end());
    if (most == 0 && !(shapes.size() == 1 && (item_.events || !upon_.empty()))) {
      if (!upon_.empty()) {
        context_.report(MessageKind::no_event_list, procedure_.location, {{"name", procedure_.name}})
            .notes.push_back(message(MessageKind::help_event_list));
      }
      return;
    }
    if (shapes.size() > 1) {
      context_.report(MessageKind::several_event_lists, procedure_.location, {{"name", procedure_.name}})
          .notes.push_back(message(MessageKind::help_event_list));
      return;
    }
    const EventShape& shape = shapes.front();
    procedure_.events = shape.events;
    procedure_.event_field = shape.field;
    procedure_.event_kind_field = shape.kind_field;
    procedure_.event_date_field = shape.date_field;
  }

  // --- steps --------------------------------------------------------------------------------------------------

  void step(std::size_t index) {
    const syntax::ProcedureStep& written = item_.steps[index];
    ProcedureStep& step = procedure_.steps[index];
    if (written.duration) {
      const Type type = expressions_.present(written.duration, expressions_.check(written.duration));
      if (!types::fits_all(type) && !types::is_duration(type)) {
        context_.report(MessageKind::type_mismatch, context_.at(tree_, written.duration),
                        {{"expected", MessageKind::type_days}, {"found", type_name(context_, type)}});
      } else if (type.kind == TypeKind::months && !context_.tree(tree_).header.month_end) {
        context_.report(MessageKind::month_end_missing, context_.at(tree_, written.duration))
            .notes.push_back(message(MessageKind::help_month_end));
      }
    }
    for (std::size_t i = 0; i < written.exits.size(); ++i) exit(written, written.exits[i], step.exits[i]);
    for (std::size_t i = 0; i < written.suspensions.size(); ++i) {
      suspension(written.suspensions[i], step.suspensions[i]);
    }
  }

  void exit(const syntax::ProcedureStep& step, const syntax::StepExit& written, ProcedureExit& exit) {
    if (written.kind == syntax::ExitKind::on_expiry) {
      if (!step.duration) {
        context_.report(MessageKind::expiry_without_duration, at(written.span), {{"name", step.name.text}});
      }
    } else if (procedure_.events) {
      const auto& members = context_.members[procedure_.events.index];
      const auto found = members.find(written.event.text);
      if (found != members.end()) {
        exit.event = found->second;
      } else {
        std::vector<std::string> visible;
        for (const auto& [name, member] : members) visible.push_back(name);
        suggest(context_.report(MessageKind::unknown_event, at(written.event.span), {{"name", written.event.text}}),
                written.event.text, visible);
      }
    }
    if (written.condition) expressions_.check_condition(written.condition);
    const auto& states = context_.members[procedure_.states.index];
    const auto to = states.find(written.to.text);
    if (to != states.end()) {
      exit.to = to->second;
      return;
    }
    exit.to = kUnknown;
    broken_ = true;
    std::vector<std::string> visible;
    for (const auto& [name, state] : states) visible.push_back(name);
    suggest(context_.report(MessageKind::unknown_step, at(written.to.span), {{"name", written.to.text}}),
            written.to.text, visible);
  }

  void suspension(const syntax::Suspension& written, Suspension& suspension) {
    const Type list = expressions_.present(written.list, expressions_.check(written.list));
    if (!types::fits_all(list) && list.kind != TypeKind::list) {
      context_.report(MessageKind::not_a_list_here, context_.at(tree_, written.list),
                      {{"found", type_name(context_, list)}});
    }
    const Facts::Scope scope(expressions_.facts());
    suspension.local = expressions_.declare_local(written.variable, list.element ? *list.element : Type{});
    if (written.where) {
      expressions_.check_condition(written.where);
      expressions_.facts().learn(expressions_.learned({tree_, written.where}, true));
    }
    const Type date = types::of_kind(TypeKind::date);
    expressions_.check_as(written.from, date);
    expressions_.check_as(written.through, date);
    expressions_.end_local();
  }

  // --- the ways through ---------------------------------------------------------------------------------------

  static constexpr std::uint32_t kUnknown = 0xffffffff;

  void check_ways() {
    if (procedure_.steps.empty()) {
      context_.report(MessageKind::procedure_without_steps, procedure_.location, {{"name", procedure_.name}});
      return;
    }
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      if (!procedure_.steps[i].exits.empty()) continue;
      context_.report(MessageKind::step_without_exit, at(item_.steps[i].name.span),
                      {{"name", procedure_.steps[i].name}});
    }
    if (!visit_forward()) return;
    if (broken_) return;  // An unknown name may be just what is missing here.
    for (std::size_t i = 0; i < state_.size(); ++i) {
      if (state_[i] != 0) continue;
      const bool is_step = i < procedure_.steps.size();
      const Span span = is_step ? item_.steps[i].name.span : item_.ends[i - procedure_.steps.size()].name.span;
      const EnumMember& member = context_.policy.enums[procedure_.states].members[i];
      context_.report(is_step ? MessageKind::step_unreachable : MessageKind::end_unreachable, at(span),
                      {{"name", member.name}});
    }
  }

  /// False when a way leads back, which is reported.
  bool visit_forward() {
    state_.assign(procedure_.steps.size() + procedure_.ends.size(), 0);
    struct Visit {
      std::size_t step;
      std::size_t exit = 0;
    };
    std::vector<Visit> path{{0}};
    state_[0] = 1;
    bool forward = true;
    while (!path.empty()) {
      Visit& top = path.back();
      const std::vector<ProcedureExit>& exits = procedure_.steps[top.step].exits;
      if (top.exit == exits.size()) {
        state_[top.step] = 2;
        path.pop_back();
        continue;
      }
      const std::size_t written = top.exit++;
      const std::uint32_t to = exits[written].to;
      if (to == kUnknown) continue;
      if (to >= procedure_.steps.size()) {
        state_[to] = 2;
      } else if (state_[to] == 1) {
        forward = false;
        context_.report(MessageKind::step_cycle, at(item_.steps[top.step].exits[written].to.span),
                        {{"name", procedure_.steps[to].name}});
      } else if (state_[to] == 0) {
        state_[to] = 1;
        path.push_back({to});
      }
    }
    return forward;
  }

  Context& context_;
  const Standing& standing_;
  TreeId tree_;
  const syntax::ProcedureItem& item_;
  Procedure& procedure_;
  Expressions expressions_;
  std::vector<std::string> upon_;
  std::vector<std::string> bare_;
  std::vector<int> state_;
  bool broken_ = false;
};

}  // namespace

void check_procedure(Context& context, ProcedureId id) {
  ProcedureChecker(context, id).run();
}

}  // namespace kaidah::check
