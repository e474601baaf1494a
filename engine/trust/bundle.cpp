#include "engine/trust/bundle.hpp"

#include <unordered_map>
#include <utility>

#include "engine/trust/problem.hpp"
#include "engine/trust/seal_text.hpp"
#include "engine/trust/verify.hpp"

namespace kaidah::trust {

std::optional<std::string> write_bundle(const Seal& seal, const std::vector<PolicyText>& texts) {
  std::unordered_map<std::string_view, const PolicyText*> given;
  for (const PolicyText& text : texts) given.emplace(text.name, &text);
  if (given.size() != texts.size() || given.size() != seal.files.size()) return std::nullopt;
  std::string bytes = seal_text(seal);
  for (const SealedFile& file : seal.files) {
    const auto found = given.find(file.name);
    if (found == given.end() || !is_file(file, found->second->text)) return std::nullopt;
    bytes += found->second->text;
  }
  return bytes;
}

Verified read_bundle(const std::string& name, std::string_view bytes, const TrustedKeys& trust, const Limits& limits) {
  Verified verified;
  ParsedSeal parsed = parse_seal(name, bytes, limits, verified.diagnostics);
  if (!parsed.seal) return verified;
  verified.seal = std::move(parsed.seal);
  if (!is_trusted(name, *verified.seal, trust, verified.diagnostics)) return verified;

  std::string_view left = bytes.substr(parsed.bytes);
  std::uint64_t all = 0;
  for (const SealedFile& file : verified.seal->files) all += file.bytes;
  if (left.size() != all) {
    const MessageKind kind = left.size() < all ? MessageKind::bundle_cut_off : MessageKind::bundle_too_long;
    verified.diagnostics.push_back(problem(kind, {{"path", name}}));
    return verified;
  }
  for (const SealedFile& file : verified.seal->files) {
    const std::string_view text = left.substr(0, file.bytes);
    left.remove_prefix(text.size());
    if (!is_file(file, text)) {
      verified.diagnostics.push_back(problem(MessageKind::sealed_changed, {{"path", name + "/" + file.name}}));
    }
  }
  keep_within(verified.diagnostics, limits);
  if (!verified.diagnostics.empty()) return verified;
  left = bytes.substr(parsed.bytes);
  for (const SealedFile& file : verified.seal->files) {
    verified.texts.push_back({file.name, std::string(left.substr(0, file.bytes))});
    left.remove_prefix(file.bytes);
  }
  return verified;
}

}  // namespace kaidah::trust
