// `result of "pp-46-2011" on semester_1 as lama`: which policy decides, and what its outputs mean in this one.

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "engine/check/expressions.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/provenance.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/check/version_range.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

using types::TypeKind;

/// The types of another policy, told with the enums and records that the same files declare here.
class Translation {
 public:
  Translation(Context& context, const CheckedPolicy& other, const std::vector<TreeId>& trees)
      : context_(context), other_(other), trees_(trees) {}

  Type type(const Type& inner) {
    Type result = inner;
    if (inner.enumeration) result.enumeration = enumeration(inner.enumeration);
    if (inner.record) result.record = record(inner.record);
    if (inner.element) result.element = std::make_shared<const Type>(type(*inner.element));
    return result;
  }

  RecordId record(RecordId inner) const {
    const Location place = here(other_.records[inner].location);
    for (std::size_t i = 0; i < context_.policy.records.size(); ++i)
      if (same(context_.policy.records[RecordId(i)].location, place)) return RecordId(i);
    return {};
  }

 private:
  EnumId enumeration(EnumId inner) {
    const EnumDeclaration& declared = other_.enums[inner];
    const Location place = here(declared.location);
    for (std::size_t i = 0; i < context_.policy.enums.size(); ++i) {
      const EnumDeclaration& known = context_.policy.enums[EnumId(i)];
      if (same(known.location, place) && known.name == declared.name) return EnumId(i);
    }
    // The steps of a procedure, which is not declared here.
    EnumDeclaration copy = declared;
    copy.location = place;
    for (EnumMember& member : copy.members) member.provenance = {};
    std::unordered_map<std::string, std::uint32_t> names;
    for (std::uint32_t i = 0; i < copy.members.size(); ++i) names.emplace(copy.members[i].name, i);
    context_.members.push_back(std::move(names));
    context_.enum_used.push_back(true);
    context_.enum_trees.push_back(trees_.front());
    return context_.policy.enums.push(std::move(copy));
  }

  /// Where the same text stands among the files of this policy.
  [[nodiscard]] Location here(const Location& inner) const {
    for (std::size_t i = 0; i < other_.trees.size(); ++i)
      if (other_.trees[TreeId(i)].tree->source == inner.source) return {context_.tree(trees_[i]).source, inner.span};
    return inner;
  }

  static bool same(const Location& a, const Location& b) {
    return a.source == b.source && a.span.begin == b.span.begin && a.span.end == b.span.end;
  }

  Context& context_;
  const CheckedPolicy& other_;
  const std::vector<TreeId>& trees_;
};

class Results {
 public:
  Results(Context& context, const std::vector<PolicyPtr>& policies) : context_(context), policies_(policies) {}

  void one(const Walked& walked) {
    const syntax::Item& item = context_.tree(walked.tree)[walked.item];
    const auto* written = std::get_if<syntax::ResultItem>(&item.node);
    if (written == nullptr) return;
    const Location location = context_.at(walked.tree, written->as.span);
    if (context_.is_module(walked.tree) || walked.for_each != nullptr || !walked.provisions.empty()) {
      context_.report(MessageKind::result_not_here, location, {{"name", written->as.text}});
      return;
    }
    if (walked.placing->place.parts.empty() && !walked.uncited)
      context_.report(MessageKind::missing_citation, context_.at(walked.tree, item.span))
          .notes.push_back(message(MessageKind::help_put_into_article));
    const PolicyPtr policy = find(*written, context_.at(walked.tree, item.span));
    if (!policy) return;
    if (!policy->input) {
      context_.report(MessageKind::result_without_input, location, {{"name", policy->id}});
      return;
    }
    declare(walked, item, *written, policy, location);
  }

 private:
  PolicyPtr find(const syntax::ResultItem& written, const Location& location) {
    PolicyPtr best;
    std::vector<std::string> ids;
    for (const PolicyPtr& candidate : policies_) {
      ids.push_back(candidate->id);
      if (candidate->id != written.policy || !version_fits(candidate->version, written.version)) continue;
      if (!best || version_parts(best->version) < version_parts(candidate->version)) best = candidate;
    }
    if (best && best->header.kind == syntax::FileKind::module) {
      context_.report(MessageKind::result_of_no_policy, location, {{"name", written.policy}});
      return nullptr;
    }
    if (!best)
      suggest(context_.report(MessageKind::policy_not_found, location, {{"id", written.policy}}), written.policy, ids);
    return best;
  }

  void declare(const Walked& walked, const syntax::Item& item, const syntax::ResultItem& written,
               const PolicyPtr& policy, const Location& location) {
    Result result;
    result.name = written.as.text;
    result.policy = policy;
    result.record = {walked.tree, written.record};
    result.in_force = walked.placing->in_force;
    result.location = location;
    Placing placing = *walked.placing;
    placing.marks = in_effect(placing.marks, item.marks);
    result.provenance = add_provenance(context_, walked.tree, placing, item.span);
    for (const CheckedTree& tree : policy->trees) result.trees.push_back(tree_like(*tree.tree));
    result.first_provenance = static_cast<std::uint32_t>(context_.policy.provenances.size());
    for (Provenance one : policy->provenances) {
      one.tree = result.trees[one.tree.index];
      context_.policy.provenances.push(std::move(one));
    }
    Translation translation(context_, *policy, result.trees);
    ResultDraft draft;
    draft.input = translation.record(policy->input);
    draft.types.resize(policy->rules.size());
    for (const RuleId output : policy->outputs) {
      draft.outputs.emplace(policy->rules[output].name, output);
      draft.types[output.index] = translation.type(policy->rules[output].type);
    }
    const ResultId id = context_.policy.results.push(std::move(result));
    context_.results.push_back(std::move(draft));
    const auto [entry, is_new] =
        context_.scope(walked.tree).names.try_emplace(written.as.text, Named{Named::Kind::result, id.index, location});
    if (!is_new)
      context_.report(MessageKind::duplicate_name, location, {{"name", written.as.text}})
          .related.push_back({entry->second.location, message(MessageKind::first_declared_here)});
  }

  TreeId tree_like(const syntax::SyntaxTree& inner) const {
    for (std::size_t i = 0; i < context_.policy.trees.size(); ++i) {
      const syntax::FileHeader& header = context_.tree(TreeId(i)).header;
      if (header.id == inner.header.id && header.version.text == inner.header.version.text) return TreeId(i);
    }
    return TreeId(0);
  }

  Context& context_;
  const std::vector<PolicyPtr>& policies_;
};

/// A field of the record, or a field of such a field.
bool is_field(const CheckedPolicy& policy, ExprRef ref) {
  const Target& target = policy.target(ref);
  if (std::holds_alternative<InputFieldTarget>(target)) return true;
  const auto* member = std::get_if<syntax::MemberExpr>(&policy.expression(ref).node);
  return member != nullptr && std::holds_alternative<FieldTarget>(target) && is_field(policy, {ref.tree, member->base});
}

}  // namespace

void declare_results(Context& context, const std::vector<Walk>& walks, const std::vector<PolicyPtr>& results) {
  Results declaring(context, results);
  for (const Walk& walk : walks)
    for (const Walked& walked : walk.items) declaring.one(walked);
}

void check_results(Context& context) {
  for (std::size_t i = 0; i < context.results.size(); ++i) {
    const Result& result = context.policy.results[ResultId(i)];
    Surroundings here;
    here.tree = result.record.tree;
    here.reach = Reach::record;
    const Type found = Expressions(context, here).check(result.record.expr);
    if (types::is_error(found)) continue;
    const Location location = context.at(result.record.tree, result.record.expr);
    if (found.kind != TypeKind::record || found.record != context.results[i].input) {
      context.report(MessageKind::result_record, location,
                     {{"policy", result.policy->id},
                      {"record", result.policy->records[result.policy->input].name},
                      {"found", type_name(context, found)}});
    } else if (!is_field(context.policy, result.record)) {
      context.report(MessageKind::result_of_no_field, location);
    }
    context.results[i].optional = found.optional;
  }
}

}  // namespace kaidah::check
