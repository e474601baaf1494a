// What `use A, B from "…"` makes visible: exactly those names.

#include <string>
#include <utility>
#include <vector>

#include "engine/check/passes.hpp"

namespace kaidah::check {
namespace {

template <class Visit>
void for_each_use(Context& context, const UsedTrees& used, Visit&& visit) {
  for (std::size_t tree = 0; tree < used.size(); ++tree) {
    const std::vector<syntax::Use>& uses = context.tree(TreeId(tree)).header.uses;
    for (std::size_t i = 0; i < uses.size() && i < used[tree].size(); ++i) {
      if (!used[tree][i]) {
        for (const syntax::Name& name : uses[i].names) context.scope(TreeId(tree)).not_imported.insert(name.text);
        continue;
      }
      for (const syntax::Name& name : uses[i].names) visit(TreeId(tree), used[tree][i], uses[i], name);
    }
  }
}

/// Declared there, not taken from elsewhere.
template <class Map>
auto own(const TreeScope& scope, const Map& map, const std::string& name) {
  return scope.import_of.contains(name) ? map.end() : map.find(name);
}

void remember(Context& context, TreeId tree, const syntax::Name& name) {
  TreeScope& scope = context.scope(tree);
  const auto [entry, is_new] = scope.import_of.try_emplace(name.text, scope.imports.size());
  if (is_new) scope.imports.push_back({name.text, context.at(tree, name.span), false});
}

}  // namespace

void import_types(Context& context, const UsedTrees& used) {
  // Taken together before any is added: what a module took from another is not its own.
  std::vector<std::pair<TreeId, std::pair<const syntax::Name*, NamedType>>> found;
  for_each_use(context, used, [&](TreeId tree, TreeId from, const syntax::Use&, const syntax::Name& name) {
    const auto entry = context.scope(from).types.find(name.text);
    if (entry != context.scope(from).types.end()) found.push_back({tree, {&name, entry->second}});
  });
  for (const auto& [tree, named] : found) {
    const auto [entry, is_new] = context.scope(tree).types.try_emplace(named.first->text, named.second);
    if (is_new) {
      remember(context, tree, *named.first);
    } else {
      report_clash(context, tree, *named.first, entry->second.location);
    }
  }
}

void import_names(Context& context, const UsedTrees& used) {
  std::vector<std::pair<TreeId, std::pair<const syntax::Name*, Named>>> found;
  for_each_use(context, used, [&](TreeId tree, TreeId from, const syntax::Use& use, const syntax::Name& name) {
    const TreeScope& scope = context.scope(from);
    const auto entry = own(scope, scope.names, name.text);
    const bool is_type = own(scope, scope.types, name.text) != scope.types.end();
    if (entry != scope.names.end()) {
      found.push_back({tree, {&name, entry->second}});
    } else if (!is_type && !context.is_other_policy(tree)) {
      context.scope(tree).not_imported.insert(name.text);
      std::vector<std::string> visible;
      for (const auto& [other, named] : scope.names) visible.push_back(other);
      for (const auto& [other, type] : scope.types) visible.push_back(other);
      suggest(context.report(MessageKind::not_in_module, context.at(tree, name.span),
                             {{"module", use.from}, {"name", name.text}}),
              name.text, visible);
    }
  });
  for (const auto& [tree, named] : found) {
    const auto [entry, is_new] = context.scope(tree).names.try_emplace(named.first->text, named.second);
    if (is_new) {
      remember(context, tree, *named.first);
    } else {
      report_clash(context, tree, *named.first, entry->second.location);
    }
  }
}

void check_name_clashes(Context& context) {
  // Inside `for each` the parameters and functions of the file are visible too.
  const TreeScope& file = context.scope(TreeId(0));
  for (const GroupScope& group : context.group_scopes) {
    for (const auto& [name, named] : group.names) {
      const auto outside = file.names.find(name);
      if (outside == file.names.end()) continue;
      const Named& other = outside->second;
      const bool visible =
          other.kind == Named::Kind::parameter ||
          (other.kind == Named::Kind::rule && context.policy.rules[other.rule()].scope == RuleScope::module);
      if (!visible) continue;
      context.report(MessageKind::duplicate_name, named.location, {{"name", name}})
          .related.push_back({other.location, message(MessageKind::first_declared_here)});
    }
  }
}

}  // namespace kaidah::check
