#include <algorithm>
#include <memory>
#include <utility>

#include <kaidah/trust.hpp>

#include "engine/trust/paths.hpp"
#include "engine/trust/problem.hpp"

namespace kaidah {
namespace {

/// What a store has been told to trust, and how far it has come.
struct Requirement {
  TrustedKeys keys;
  Limits limits;
  Accept then;
};

std::vector<Diagnostic> accept_signed(Requirement& requirement, const StoreTexts& texts) {
  const auto seal = std::find_if(texts.others.begin(), texts.others.end(),
                                 [](const PolicyText& other) { return other.name == trust::kSealName; });
  if (seal == texts.others.end()) {
    return {trust::problem(MessageKind::seal_missing, {{"path", trust::kSealName}})};
  }
  const Verified verified =
      verify_texts(trust::kSealName, texts.policies, seal->text, requirement.keys, requirement.limits);
  if (!verified) return verified.diagnostics;
  std::vector<Diagnostic> more;
  if (requirement.then) more = requirement.then(texts);
  if (!has_errors(more)) requirement.keys.release = std::max(requirement.keys.release, verified.seal->release);
  return more;
}

}  // namespace

void require_signatures(StoreOptions& options, TrustedKeys keys) {
  const auto requirement =
      std::make_shared<Requirement>(Requirement{std::move(keys), options.limits, std::move(options.accept)});
  options.accept = [requirement](const StoreTexts& texts) { return accept_signed(*requirement, texts); };
  options.other_endings.emplace_back(".seal");
}

Loader bundle_loader(std::string path, const Limits& limits) {
  return [path = std::move(path), limits] {
    Verified read = verify_path(path, TrustedKeys::of_anyone(), limits);
    LoadedTexts loaded;
    loaded.diagnostics = std::move(read.diagnostics);
    if (!read.seal || has_errors(loaded.diagnostics)) return loaded;
    loaded.texts.policies = std::move(read.texts);
    loaded.texts.others.push_back({trust::kSealName, read.seal->text()});
    return loaded;
  };
}

}  // namespace kaidah
