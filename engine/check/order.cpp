// What needs what, and the order that follows. Names alone decide: types are not known yet.

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/check/children.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/roots.hpp"

namespace kaidah::check {
namespace {

struct Edge {
  std::uint32_t to = 0;
  /// The name may also be a member of an enum. Where it closes a circle it is taken for one.
  bool weak = false;
};

class Graph {
 public:
  explicit Graph(Context& context) : context_(context) {
    rules_ = context.rules.size();
    duties_ = context.duties.size();
    edges_.resize(rules_ + duties_ + context.procedures.size());
    stamps_.resize(edges_.size(), kNobody);
    for (std::size_t i = 0; i < edges_.size(); ++i) collect(static_cast<std::uint32_t>(i));
  }

  std::vector<Checkable> order() {
    tarjan();
    if (drop_weak_edges()) tarjan();
    for (const std::vector<std::uint32_t>& component : components_) report(component);
    std::vector<Checkable> result;
    for (const std::vector<std::uint32_t>& component : components_) {
      for (const std::uint32_t node : component) result.push_back(as_node(node));
    }
    return result;
  }

 private:
  static constexpr std::uint32_t kNobody = 0xffffffff;

  [[nodiscard]] Checkable as_node(std::uint32_t node) const {
    if (node < rules_) return {Checkable::Kind::rule, node};
    if (node < rules_ + duties_) return {Checkable::Kind::duty, node - static_cast<std::uint32_t>(rules_)};
    return {Checkable::Kind::procedure, node - static_cast<std::uint32_t>(rules_ + duties_)};
  }

  // --- edges --------------------------------------------------------------------------------------------------

  void collect(std::uint32_t from) {
    from_ = from;
    const Checkable node = as_node(from);
    group_ = {};
    own_field_.reset();
    if (node.kind == Checkable::Kind::rule) {
      const Rule& rule = context_.policy.rules[RuleId(node.index)];
      group_ = rule.group;
      own_field_ = rule.overrides_field;
      for (const StatementId id : context_.rules[node.index].statements) {
        for_each_root(context_.policy, id, [&](ExprRef root) { walk(root); });
      }
    } else if (node.kind == Checkable::Kind::duty) {
      group_ = context_.policy.duties[DutyId(node.index)].group;
      for_each_root(context_.policy.duties[DutyId(node.index)], [&](ExprRef root) { walk(root); });
    } else {
      for_each_root(context_.policy.procedures[ProcedureId(node.index)], [&](ExprRef root) { walk(root); });
    }
  }

  void walk(ExprRef root) {
    const syntax::Expr& expr = context_.policy.expression(root);
    if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) {
      named(root.tree, name->name.text, false);
    } else if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node)) {
      named(root.tree, call->function.text, true);
    } else if (const auto* member = std::get_if<syntax::MemberExpr>(&expr.node)) {
      // `p.nilai`: rules of members come before those of their group.
      if (group_) of_record(root.tree, member->member.text);
    } else if (const auto* met = std::get_if<syntax::MetExpr>(&expr.node)) {
      const auto& duties = group_ ? context_.group_scopes[group_.index].duties : context_.scope(root.tree).duties;
      const auto found = duties.find(met->duty.text);
      if (found != duties.end()) edge(static_cast<std::uint32_t>(rules_) + found->second.id.index, false);
    } else if (const auto* builtin = std::get_if<syntax::BuiltinExpr>(&expr.node)) {
      if (is_about_procedure(*builtin)) {
        procedure(root, *builtin);
        return;
      }
    }
    for_each_child(expr, [&](ExprId child) { walk({root.tree, child}); });
  }

  static bool is_about_procedure(const syntax::BuiltinExpr& builtin) {
    return builtin.function == syntax::Builtin::step || builtin.function == syntax::Builtin::since ||
           builtin.function == syntax::Builtin::due;
  }

  void procedure(ExprRef root, const syntax::BuiltinExpr& builtin) {
    if (builtin.arguments.empty()) return;
    const auto* name = std::get_if<syntax::NameExpr>(&context_.tree(root.tree)[builtin.arguments.front()].node);
    if (name == nullptr) return;
    const auto& procedures = context_.scope(root.tree).procedures;
    const auto found = procedures.find(name->name.text);
    if (found == procedures.end()) return;
    edge(static_cast<std::uint32_t>(rules_ + duties_) + found->second.id.index, false);
  }

  void named(TreeId tree, const std::string& name, bool call) {
    const Named* found = nullptr;
    if (group_) {
      const Names& names = context_.group_scopes[group_.index].names;
      const auto entry = names.find(name);
      if (entry != names.end()) found = &entry->second;
    }
    if (found == nullptr) {
      const Names& names = context_.scope(tree).names;
      const auto entry = names.find(name);
      if (entry != names.end()) found = &entry->second;
    }
    if (found != nullptr) target(*found, !call && context_.enums_with.contains(name));
  }

  void of_record(TreeId tree, const std::string& name) {
    const Names& names = context_.scope(tree).names;
    const auto entry = names.find(name);
    if (entry != names.end()) target(entry->second, false);
  }

  void target(const Named& named, bool weak) {
    if (named.kind == Named::Kind::rule) {
      edge(named.index, weak);
    } else if (named.kind == Named::Kind::field && own_field_ != named.index && context_.field_rules[named.index]) {
      edge(context_.field_rules[named.index].index, weak);
    }
  }

  void edge(std::uint32_t to, bool weak) {
    if (stamps_[to] == from_) {
      if (weak) return;
      for (Edge& known : edges_[from_]) {
        if (known.to == to) known.weak = false;
      }
      return;
    }
    stamps_[to] = from_;
    edges_[from_].push_back({to, weak});
  }

  // --- strongly connected components, without recursion ---------------------------------------------------------

  void tarjan() {
    const std::size_t count = edges_.size();
    components_.clear();
    component_of_.assign(count, kNobody);
    std::vector<std::uint32_t> index(count, kNobody);
    std::vector<std::uint32_t> low(count, 0);
    std::vector<bool> on_stack(count, false);
    std::vector<std::uint32_t> stack;
    std::uint32_t next = 0;
    struct Visit {
      std::uint32_t node;
      std::size_t edge = 0;
    };
    std::vector<Visit> path;
    for (std::uint32_t root = 0; root < count; ++root) {
      if (index[root] != kNobody) continue;
      path.push_back({root});
      while (!path.empty()) {
        Visit& top = path.back();
        const std::uint32_t node = top.node;
        if (top.edge == 0 && index[node] == kNobody) {
          index[node] = low[node] = next++;
          stack.push_back(node);
          on_stack[node] = true;
        }
        if (top.edge < edges_[node].size()) {
          const std::uint32_t to = edges_[node][top.edge++].to;
          if (index[to] == kNobody) {
            path.push_back({to});
          } else if (on_stack[to]) {
            low[node] = std::min(low[node], index[to]);
          }
          continue;
        }
        path.pop_back();
        if (!path.empty()) low[path.back().node] = std::min(low[path.back().node], low[node]);
        if (low[node] != index[node]) continue;
        std::vector<std::uint32_t> component;
        std::uint32_t member = kNobody;
        do {
          member = stack.back();
          stack.pop_back();
          on_stack[member] = false;
          component_of_[member] = static_cast<std::uint32_t>(components_.size());
          component.push_back(member);
        } while (member != node);
        std::sort(component.begin(), component.end());
        components_.push_back(std::move(component));
      }
    }
  }

  [[nodiscard]] bool is_cycle(const std::vector<std::uint32_t>& component) const {
    if (component.size() > 1) return true;
    const std::vector<Edge>& edges = edges_[component.front()];
    return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) { return edge.to == component.front(); });
  }

  /// Where names of members close a circle they are not rules. True when there were any.
  bool drop_weak_edges() {
    bool dropped = false;
    for (const std::vector<std::uint32_t>& component : components_) {
      if (!is_cycle(component)) continue;
      for (const std::uint32_t node : component) {
        std::vector<Edge>& edges = edges_[node];
        const auto gone = std::remove_if(edges.begin(), edges.end(), [&](const Edge& edge) {
          return edge.weak && component_of_[edge.to] == component_of_[node];
        });
        dropped = dropped || gone != edges.end();
        edges.erase(gone, edges.end());
      }
    }
    return dropped;
  }

  // --- messages -----------------------------------------------------------------------------------------------

  [[nodiscard]] std::pair<std::string, Location> title(std::uint32_t id) const {
    const Checkable node = as_node(id);
    switch (node.kind) {
      case Checkable::Kind::rule:
        return {context_.policy.rules[RuleId(node.index)].name, context_.policy.rules[RuleId(node.index)].location};
      case Checkable::Kind::duty:
        return {context_.policy.duties[DutyId(node.index)].name, context_.policy.duties[DutyId(node.index)].location};
      case Checkable::Kind::procedure:
        break;
    }
    const Procedure& procedure = context_.policy.procedures[ProcedureId(node.index)];
    return {procedure.name, procedure.location};
  }

  /// The shortest way from a node back to itself.
  [[nodiscard]] std::vector<std::uint32_t> circle(std::uint32_t start) const {
    std::unordered_map<std::uint32_t, std::uint32_t> came_from;
    std::vector<std::uint32_t> queue{start};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const Edge& edge : edges_[queue[i]]) {
        if (component_of_[edge.to] != component_of_[start]) continue;
        if (edge.to == start) {
          std::vector<std::uint32_t> path{start};
          for (std::uint32_t node = queue[i]; node != start; node = came_from[node]) path.push_back(node);
          std::reverse(path.begin() + 1, path.end());
          return path;
        }
        if (came_from.try_emplace(edge.to, queue[i]).second) queue.push_back(edge.to);
      }
    }
    return {start};
  }

  void report(const std::vector<std::uint32_t>& component) {
    if (!is_cycle(component)) return;
    for (const std::uint32_t id : component) {
      if (as_node(id).kind == Checkable::Kind::rule) context_.rules[id].used = true;
    }
    const std::vector<std::uint32_t> path = circle(component.front());
    std::string text;
    for (const std::uint32_t id : path) text += title(id).first + " → ";
    const auto [name, location] = title(path.front());
    text += name;
    Diagnostic& diagnostic = context_.report(MessageKind::cycle, location, {{"name", name}, {"path", text}});
    for (std::size_t i = 1; i < path.size() && i <= 5; ++i) {
      diagnostic.related.push_back({title(path[i]).second, message(MessageKind::part_of_cycle)});
    }
    in_cycle(component);
  }

  /// Their types are taken as declared, or unknown: nothing else is said of them.
  void in_cycle(const std::vector<std::uint32_t>& component) {
    for (const std::uint32_t id : component) {
      const Checkable node = as_node(id);
      if (node.kind != Checkable::Kind::rule) continue;
      RuleDraft& draft = context_.rules[node.index];
      context_.policy.rules[RuleId(node.index)].type = draft.declared.value_or(Type{});
      draft.in_cycle = true;
    }
  }

  Context& context_;
  std::size_t rules_ = 0;
  std::size_t duties_ = 0;
  std::vector<std::vector<Edge>> edges_;
  std::vector<std::uint32_t> stamps_;
  std::uint32_t from_ = 0;
  GroupId group_;
  std::optional<std::uint32_t> own_field_;
  std::vector<std::vector<std::uint32_t>> components_;
  std::vector<std::uint32_t> component_of_;
};

}  // namespace

std::vector<Checkable> evaluation_order(Context& context) {
  return Graph(context).order();
}

}  // namespace kaidah::check
