#include "tools/cli/seals.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

/// Whether someone else's signature stands there too.
bool signed_by_others(const Seal& seal, const std::optional<PrivateKey>& key) {
  return std::any_of(seal.signatures.begin(), seal.signatures.end(),
                     [&](const SealSignature& signature) { return !key || !(signature.key == key->public_key()); });
}

bool signed_by(const Seal& seal, const PublicKey& key) {
  return std::any_of(seal.signatures.begin(), seal.signatures.end(),
                     [&](const SealSignature& signature) { return signature.key == key; });
}

NextSeal refuse(const Context& context, MessageKind kind, const std::string& path, Message help) {
  Diagnostic diagnostic;
  diagnostic.message = {kind, {{"path", path}}};
  diagnostic.notes.push_back(std::move(help));
  context.show({diagnostic}, DiagnosticFormat::human, stderr);
  return {std::nullopt, code_for({diagnostic})};
}

/// `seal` signed, if there is a key for it.
NextSeal with_signature(Seal seal, const std::optional<PrivateKey>& key) {
  if (!key) return {std::move(seal), kDone};
  std::optional<Seal> done = sign(std::move(seal), *key);
  const ExitCode code = done ? kDone : kTrouble;
  return {std::move(done), code};
}

}  // namespace

std::optional<PrivateKey> read_signing_key(const Context& context, const std::string& path) {
  PrivateKeyResult result = read_private_key(path);
  context.show(result.diagnostics, DiagnosticFormat::human, stderr);
  return std::move(result.key);
}

std::optional<FolderTexts> read_policies(const Context& context, const std::string& folder) {
  FolderTexts found = read_folder_texts(folder);
  if (found.diagnostics.empty() && found.texts.empty()) {
    Diagnostic& nothing = found.diagnostics.emplace_back();
    nothing.message = {MessageKind::no_policies_to_seal, {{"path", folder}}};
  }
  context.show(found.diagnostics, DiagnosticFormat::human, stderr);
  if (has_errors(found.diagnostics)) return std::nullopt;
  return found;
}

NextSeal next_seal(const Context& context, const std::string& folder, const FolderTexts& found,
                   const std::optional<PrivateKey>& key, std::optional<std::uint64_t> release) {
  std::optional<Seal> old;
  if (found.seal) {
    SealResult read = read_seal(folder + "/kaidah.seal", *found.seal);
    if (!read.seal && !release) {
      read.diagnostics.front().notes.push_back({MessageKind::help_release, {}});
      context.show(read.diagnostics, DiagnosticFormat::human, stderr);
      return {std::nullopt, code_for(read.diagnostics)};
    }
    old = std::move(read.seal);
  }
  SealResult made = make_seal(found.texts, release.value_or(1));
  if (!made.seal) {
    context.show(made.diagnostics, DiagnosticFormat::human, stderr);
    return {std::nullopt, kTrouble};
  }
  if (!old) return with_signature(std::move(*made.seal), key);
  const bool same = old->files == made.seal->files;
  if (same && release.value_or(old->release) == old->release) return with_signature(std::move(*old), key);
  if (!release) {
    if (!key) {
      return refuse(context, MessageKind::seal_out_of_date, folder, {MessageKind::help_sign, {{"path", folder}}});
    }
    if (!signed_by(*old, key->public_key())) {
      return refuse(context, MessageKind::other_release, folder, {MessageKind::help_release, {}});
    }
    made.seal->release = old->release + 1;
  }
  if (signed_by_others(*old, key)) context.tell(MessageKind::cli_seals_dropped, {{"path", folder}});
  return with_signature(std::move(*made.seal), key);
}

Argument file_count(const Context& context, const Seal& seal) {
  return {"files", seal.files.size() == 1 ? context.text(MessageKind::cli_one_file)
                                          : context.text(MessageKind::cli_files, {number("count", seal.files.size())})};
}

std::string signers(const Context& context, const Seal& seal, const TrustedKeys& trust) {
  std::string text;
  for (const SealSignature& signature : seal.signatures) {
    const auto& keys = trust.keys.keys;
    const auto known = std::find(keys.begin(), keys.end(), signature.key);
    if (!text.empty()) text += ", ";
    if (keys.empty()) {
      text += signature.key.id();
    } else if (known != keys.end()) {
      text += context.text(MessageKind::cli_signed_by_trusted, {{"key", known->id()}, {"name", known->name}});
    } else {
      text += context.text(MessageKind::cli_signed_by_unknown, {{"key", signature.key.id()}});
    }
  }
  return text;
}

void print_seal(const Context& context, const std::string& path, const Seal& seal, const TrustedKeys& trust) {
  const MessageKind sentence = seal.signatures.empty() ? MessageKind::cli_not_signed : MessageKind::cli_verified;
  std::vector<Argument> arguments{{"path", path}, file_count(context, seal), number("release", seal.release)};
  if (!seal.signatures.empty()) arguments.push_back({"keys", signers(context, seal, trust)});
  std::printf("%s\n", context.text(sentence, std::move(arguments)).c_str());
}

}  // namespace kaidah::cli
