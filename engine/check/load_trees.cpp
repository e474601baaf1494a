#include <algorithm>
#include <string>
#include <unordered_map>

#include "engine/check/passes.hpp"
#include "engine/check/version_range.hpp"

namespace kaidah::check {

UsedTrees load_trees(Context& context, const TreePtr& policy, const std::vector<TreePtr>& files,
                     const std::vector<PolicyPtr>& results) {
  std::unordered_map<std::string, std::vector<TreePtr>> by_id;
  std::vector<std::string> ids;
  // One file may come more than once, read for each of its users: the first stands for all.
  const auto known = [&](const TreePtr& file) {
    const auto found = by_id.find(file->header.id);
    if (found == by_id.end()) return TreePtr();
    for (const TreePtr& other : found->second)
      if (other->header.version.text == file->header.version.text) return other;
    return TreePtr();
  };
  const auto offer = [&](const TreePtr& file) {
    const bool usable =
        file && (file->header.kind == syntax::FileKind::module || file->header.kind == syntax::FileKind::policy);
    if (!usable || known(file)) return;
    by_id[file->header.id].push_back(file);
    ids.push_back(file->header.id);
  };
  // The trees that were checked before any that was only read: a policy may have been consolidated in between.
  for (const PolicyPtr& result : results)
    for (const CheckedTree& tree : result->trees) offer(tree.tree);
  for (const TreePtr& file : files) offer(file);
  for (auto& [id, versions] : by_id) {
    std::sort(versions.begin(), versions.end(), [](const TreePtr& a, const TreePtr& b) {
      return version_parts(b->header.version.text) < version_parts(a->header.version.text);
    });
  }

  std::unordered_map<const syntax::SyntaxTree*, TreeId> loaded;
  const auto load = [&](const TreePtr& tree) {
    const auto [entry, is_new] = loaded.try_emplace(tree.get(), TreeId(context.policy.trees.size()));
    if (is_new) {
      CheckedTree checked;
      checked.tree = tree;
      checked.types.resize(tree->expressions.size());
      checked.targets.resize(tree->expressions.size());
      context.policy.trees.push(std::move(checked));
    }
    return entry->second;
  };

  load(policy);
  UsedTrees used;
  for (std::size_t i = 0; i < context.policy.trees.size(); ++i) {
    const TreeId id(i);
    const TreePtr tree = context.policy.trees[id].tree;
    used.emplace_back();
    // Checked on their own: what they take from each other is only looked up.
    const bool quiet = context.is_other_policy(id);
    for (const syntax::Use& use : tree->header.uses) {
      TreeId target;
      const Location location{tree->source, use.span};
      const auto found = by_id.find(use.from);
      if (quiet) {
        if (found != by_id.end())
          for (const TreePtr& candidate : found->second)
            if (!target && version_fits(candidate->header.version.text, use.version)) target = load(candidate);
      } else if (found == by_id.end()) {
        suggest(context.report(MessageKind::unknown_module, location, {{"name", use.from}}), use.from, ids);
      } else {
        const auto match = std::find_if(found->second.begin(), found->second.end(), [&](const TreePtr& candidate) {
          return version_fits(candidate->header.version.text, use.version);
        });
        if (match == found->second.end()) {
          context.report(MessageKind::module_version,
                         use.version ? Location{tree->source, use.version->span} : location,
                         {{"name", use.from},
                          {"wanted", use.version ? use.version->text : std::string()},
                          {"found", found->second.front()->header.version.text}});
        } else if (loaded.size() > context.limits.modules && !loaded.contains(match->get())) {
          context.report(MessageKind::limit_modules, location, {{"limit", std::to_string(context.limits.modules)}});
        } else {
          target = load(*match);
        }
      }
      used.back().push_back(target);
      context.taken.resize(std::max(context.taken.size(), context.policy.trees.size()));
      if (target && !quiet)
        for (const syntax::Name& name : use.names) context.taken[target.index].insert(name.text);
    }
    // The trees of results come after everything that is used by name, with what they use themselves.
    if (i + 1 == context.policy.trees.size())
      for (const PolicyPtr& result : results)
        for (const CheckedTree& other : result->trees) load(known(other.tree));
  }
  context.taken.resize(context.policy.trees.size());
  context.scopes.resize(context.policy.trees.size());
  return used;
}

}  // namespace kaidah::check
