#include <utility>

#include "engine/check/declare_arms.hpp"
#include "engine/check/provenance.hpp"
#include "engine/check/walk.hpp"

namespace kaidah::check {
namespace {

class StepDeclarer {
 public:
  StepDeclarer(Context& context, TreeId tree, const Placing& placing, const syntax::ProcedureItem& node,
               Procedure& procedure)
      : context_(context), tree_(tree), placing_(placing), node_(node), procedure_(procedure) {}

  void run() {
    states_.name = node_.name.text;
    states_.ordered = false;
    states_.location = context_.at(tree_, node_.name.span);
    if (node_.events) {
      procedure_.event_list = {tree_, node_.events->list};
      if (node_.events->where) procedure_.event_where = {tree_, node_.events->where};
    }
    if (node_.starts_when) procedure_.starts_when = {tree_, node_.starts_when};
    if (node_.starts_from) procedure_.starts_from = {tree_, node_.starts_from};
    for (const syntax::ProcedureStep& written : node_.steps) step(written);
    for (const syntax::ProcedureEnd& written : node_.ends) end(written);
    procedure_.states = context_.policy.enums.push(std::move(states_));
    context_.members.push_back(std::move(names_));
    context_.enum_used.push_back(true);
    context_.enum_trees.push_back(tree_);
  }

 private:
  Placing inside(const Placing& around, const std::optional<syntax::Place>& place,
                 const std::vector<syntax::Mark>& marks) {
    Placing result = around;
    if (place) result.place = joined(around.place, *place);
    check_marks(context_, tree_, marks);
    result.marks = in_effect(around.marks, marks);
    return result;
  }

  void state(const syntax::Name& name, const std::optional<std::string>& label, ProvenanceId provenance) {
    const auto index = static_cast<std::uint32_t>(states_.members.size());
    const auto [entry, is_new] = names_.try_emplace(name.text, index);
    if (is_new) {
      spans_.push_back(name.span);
      context_.enums_with[name.text].push_back(EnumId(context_.policy.enums.size()));
    } else {
      spans_.push_back(name.span);
      context_.report(MessageKind::duplicate_name, context_.at(tree_, name.span), {{"name", name.text}})
          .related.push_back({context_.at(tree_, spans_[entry->second]), message(MessageKind::first_declared_here)});
    }
    states_.members.push_back({name.text, label.value_or(""), "", {}, provenance});
  }

  void step(const syntax::ProcedureStep& written) {
    const Placing placing = inside(placing_, written.place, written.marks);
    ProcedureStep result;
    result.name = written.name.text;
    result.label = written.label.value_or("");
    result.bound = written.bound;
    if (written.duration) result.duration = {tree_, written.duration};
    result.provenance = add_provenance(context_, tree_, placing, written.span);
    for (const syntax::StepExit& exit : written.exits) {
      ProcedureExit out;
      out.on_expiry = exit.kind == syntax::ExitKind::on_expiry;
      if (exit.condition) out.condition = {tree_, exit.condition};
      out.provenance = add_provenance(context_, tree_, inside(placing, exit.place, exit.marks), exit.span);
      result.exits.push_back(std::move(out));
    }
    for (const syntax::Suspension& suspension : written.suspensions) {
      Suspension out;
      out.list = {tree_, suspension.list};
      if (suspension.where) out.where = {tree_, suspension.where};
      out.from = {tree_, suspension.from};
      out.through = {tree_, suspension.through};
      result.suspensions.push_back(std::move(out));
    }
    state(written.name, written.label, result.provenance);
    procedure_.steps.push_back(std::move(result));
  }

  void end(const syntax::ProcedureEnd& written) {
    const Placing placing = inside(placing_, written.place, written.marks);
    const ProvenanceId provenance = add_provenance(context_, tree_, placing, written.name.span);
    procedure_.ends.push_back({written.name.text, written.label.value_or(""), provenance});
    state(written.name, written.label, provenance);
  }

  Context& context_;
  TreeId tree_;
  const Placing& placing_;
  const syntax::ProcedureItem& node_;
  Procedure& procedure_;
  EnumDeclaration states_;
  std::unordered_map<std::string, std::uint32_t> names_;
  std::vector<Span> spans_;
};

}  // namespace

void declare_steps(Context& context, TreeId tree, const Placing& placing, const syntax::ProcedureItem& node,
                   Procedure& procedure) {
  StepDeclarer(context, tree, placing, node, procedure).run();
}

}  // namespace kaidah::check
