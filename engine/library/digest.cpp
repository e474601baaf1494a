#include "engine/library/digest.hpp"

#include <kaidah/version.hpp>

#include "engine/library/sha256.hpp"

namespace kaidah::library {
namespace {

// The length in front keeps the border between two files from moving.
void add(Sha256& hash, const syntax::SyntaxTree& tree) {
  const std::string text = syntax::dump(tree, {.spans = false, .canonical = true});
  hash.update(std::to_string(text.size()));
  hash.update("\n");
  hash.update(text);
}

}  // namespace

std::string policy_digest(const syntax::SyntaxTree& policy, const std::vector<check::TreePtr>& used,
                          const std::vector<Composed>& composed) {
  Sha256 hash;
  hash.update("kaidah policy\nlanguage ");
  hash.update(language_version());
  hash.update("\n");
  add(hash, policy);
  for (const check::TreePtr& tree : used) add(hash, *tree);
  for (const Composed& one : composed)
    hash.update("result " + one.policy + " " + one.version + " " + one.digest + "\n");
  return hash.digest();
}

}  // namespace kaidah::library
