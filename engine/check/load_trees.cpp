#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/check/passes.hpp"

namespace kaidah::check {
namespace {

/// The parts of `1.2.x`, `x` and everything after it left out.
std::vector<int> version_parts(std::string_view text) {
  std::vector<int> parts;
  while (!text.empty()) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    int part = 0;
    const std::string_view word = text.substr(0, dot);
    if (std::from_chars(word.data(), word.data() + word.size(), part).ec != std::errc()) break;
    parts.push_back(part);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return parts;
}

bool version_fits(const std::string& version, const std::optional<syntax::VersionText>& wanted) {
  if (!wanted) return true;
  const std::vector<int> want = version_parts(wanted->text);
  const std::vector<int> have = version_parts(version);
  return want.size() <= have.size() && std::equal(want.begin(), want.end(), have.begin());
}

}  // namespace

UsedTrees load_trees(Context& context, const TreePtr& policy, const std::vector<TreePtr>& modules) {
  std::unordered_map<std::string, std::vector<TreePtr>> by_id;
  std::vector<std::string> ids;
  for (const TreePtr& module : modules) {
    if (!module || module->header.kind != syntax::FileKind::module) continue;
    by_id[module->header.id].push_back(module);
    ids.push_back(module->header.id);
  }
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
    for (const syntax::Use& use : tree->header.uses) {
      TreeId target;
      const Location location{tree->source, use.span};
      const auto found = by_id.find(use.from);
      if (found == by_id.end()) {
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
    }
  }
  context.scopes.resize(context.policy.trees.size());
  return used;
}

}  // namespace kaidah::check
