#include "engine/trust/verify.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/library/sha256.hpp"
#include "engine/trust/file_name.hpp"
#include "engine/trust/problem.hpp"
#include "engine/trust/seal_text.hpp"

namespace kaidah::trust {
namespace {

/// Of `sha256:…`.
std::string digits_of(std::string digest) {
  return digest.substr(digest.find(':') + 1);
}

Message who_signed(const Seal& seal) {
  if (seal.signatures.empty()) return {MessageKind::note_signed_by_nobody, {}};
  std::string keys;
  for (const SealSignature& signature : seal.signatures) keys += (keys.empty() ? "" : ", ") + signature.key.id();
  return {MessageKind::note_signed_by, {{"keys", std::move(keys)}}};
}

std::size_t trusted_signatures(const Seal& seal, const TrustedKeys& trust) {
  return static_cast<std::size_t>(
      std::count_if(seal.signatures.begin(), seal.signatures.end(), [&](const SealSignature& signature) {
        return std::find(trust.keys.keys.begin(), trust.keys.keys.end(), signature.key) != trust.keys.keys.end();
      }));
}

Diagnostic not_the_files(MessageKind kind, const std::string& path) {
  return problem(kind, {{"path", path}});
}

}  // namespace

bool somebody_is_trusted(const TrustedKeys& trust, std::vector<Diagnostic>& diagnostics) {
  if (trust.anyone) return true;
  const std::vector<Diagnostic>& wrong = trust.keys.diagnostics;
  diagnostics.insert(diagnostics.end(), wrong.begin(), wrong.end());
  if (trust.keys.keys.empty() && wrong.empty()) diagnostics.push_back(problem(MessageKind::nobody_trusted, {}));
  return wrong.empty() && !trust.keys.keys.empty();
}

bool is_trusted(const std::string& name, const Seal& seal, const TrustedKeys& trust,
                std::vector<Diagnostic>& diagnostics) {
  const std::size_t before = diagnostics.size();
  if (!trust.anyone) {
    if (!somebody_is_trusted(trust, diagnostics)) return false;
    const std::size_t count = trusted_signatures(seal, trust);
    const std::size_t needed = std::max<std::size_t>(trust.signatures, 1);
    if (count == 0) {
      diagnostics.push_back(problem(MessageKind::not_trusted, {{"path", name}}, {who_signed(seal)}));
    } else if (count < needed) {
      diagnostics.push_back(problem(MessageKind::too_few_signatures,
                                    {{"path", name}, figure("count", count), figure("needed", needed)},
                                    {who_signed(seal)}));
    }
  }
  if (seal.release < trust.release) {
    diagnostics.push_back(problem(MessageKind::release_too_old,
                                  {{"path", name}, figure("release", seal.release), figure("least", trust.release)}));
  }
  return diagnostics.size() == before;
}

bool is_file(const SealedFile& file, std::string_view text) {
  return text.size() == file.bytes && digits_of(library::sha256(text)) == file.sha256;
}

SealResult make_seal(const std::vector<PolicyText>& texts, std::uint64_t release, const Limits& limits) {
  SealResult result;
  Seal seal;
  seal.release = std::min(release, kMostRelease);
  for (const PolicyText& text : texts) {
    seal.files.push_back({text.name, text.text.size(), digits_of(library::sha256(text.text))});
  }
  std::sort(seal.files.begin(), seal.files.end(),
            [](const SealedFile& a, const SealedFile& b) { return a.name < b.name; });
  for (const SealedFile& file : seal.files) {
    if (auto wrong = wrong_name(file.name, limits)) result.diagnostics.push_back(std::move(*wrong));
  }
  // The limits, and how names stand together, are those of reading: what is made can always be read.
  if (result.diagnostics.empty()) {
    static_cast<void>(parse_seal("kaidah.seal", seal_text(seal), limits, result.diagnostics));
  }
  keep_within(result.diagnostics, limits);
  if (result.diagnostics.empty()) result.seal = std::move(seal);
  return result;
}

Verified verify_texts(const std::string& name, const std::string& folder, std::vector<PolicyText> texts,
                      std::string_view seal, const TrustedKeys& trust, const Limits& limits) {
  Verified verified;
  ParsedSeal parsed = parse_seal(name, seal, limits, verified.diagnostics);
  if (parsed.seal && parsed.bytes != seal.size()) {
    verified.diagnostics.push_back(problem(MessageKind::bundle_too_long, {{"path", name}}));
    return verified;
  }
  if (!parsed.seal) return verified;
  verified.seal = std::move(parsed.seal);
  // Who signed is told first, and the files all the same: both are wanted to know what happened.
  is_trusted(name, *verified.seal, trust, verified.diagnostics);

  std::multimap<std::string_view, PolicyText*> given;
  for (PolicyText& text : texts) given.emplace(text.name, &text);
  std::vector<PolicyText*> in_order;
  for (const SealedFile& file : verified.seal->files) {
    const auto [begin, end] = given.equal_range(file.name);
    if (begin == end) {
      verified.diagnostics.push_back(not_the_files(MessageKind::sealed_missing, folder + file.name));
      continue;
    }
    if (!is_file(file, begin->second->text)) {
      verified.diagnostics.push_back(not_the_files(MessageKind::sealed_changed, folder + file.name));
    }
    in_order.push_back(begin->second);
    given.erase(begin);
  }
  // What is left over, also a second text of one name.
  for (const auto& [left, text] : given) {
    verified.diagnostics.push_back(not_the_files(MessageKind::not_sealed, folder + printable(std::string(left))));
  }
  keep_within(verified.diagnostics, limits);
  if (!verified.diagnostics.empty()) return verified;
  verified.texts.reserve(in_order.size());
  for (PolicyText* text : in_order) verified.texts.push_back(std::move(*text));
  return verified;
}

}  // namespace kaidah::trust
