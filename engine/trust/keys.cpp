#include "engine/trust/keys.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "engine/trust/ed25519.hpp"
#include "engine/trust/hex.hpp"
#include "engine/trust/problem.hpp"

namespace kaidah {
namespace trust {
namespace {

namespace fs = std::filesystem;

/// Hundreds of public keys one after another; no file that is one key comes near.
constexpr std::size_t kMostBytes = 64U << 10;

/// Wiped when it is no longer needed.
struct Secret {
  std::string text;
  Secret() = default;
  ~Secret() { OPENSSL_cleanse(text.data(), text.size()); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
};

Diagnostic unusable(const std::string& path, MessageKind reason) {
  Diagnostic diagnostic = problem(MessageKind::key_unusable, {{"path", path}, {"reason", reason}});
  if (reason == MessageKind::key_reason_passphrase) diagnostic.notes.push_back({MessageKind::help_unlock, {}});
  return diagnostic;
}

/// The text of a key file into `text`; false, and why, when it cannot be.
bool read_key_file(const std::string& path, std::string& text, std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  MessageKind reason = MessageKind::reason_permission;
  if (!fs::exists(status)) {
    reason = MessageKind::reason_not_found;
  } else if (!fs::is_regular_file(status)) {
    reason = fs::is_directory(status) ? MessageKind::reason_folder : MessageKind::reason_not_file;
  } else if (std::ifstream stream(path, std::ios::binary); stream) {
    text.resize(kMostBytes + 1);  // at once, so that no copies of a secret stay behind
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() <= kMostBytes && !stream.bad()) return true;
    reason = stream.bad() ? MessageKind::reason_other : MessageKind::key_reason_large;
  }
  diagnostics.push_back(unusable(path, reason));
  return false;
}

void add_keys(const std::string& name, std::string_view pem, PublicKeys& result) {
  auto parsed = parse_public_keys(pem);
  if (const auto* reason = std::get_if<MessageKind>(&parsed)) {
    result.diagnostics.push_back(unusable(name, *reason));
    return;
  }
  for (PublicKey& key : std::get<std::vector<PublicKey>>(parsed)) {
    if (std::find(result.keys.begin(), result.keys.end(), key) != result.keys.end()) continue;
    key.name = name;
    result.keys.push_back(std::move(key));
  }
}

/// The `*.pem` of a folder, in order.
std::vector<std::string> key_files(const std::string& folder, std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".pem") files.push_back(entry->path().string());
  }
  if (error || files.empty()) {
    diagnostics.push_back(unusable(folder, error ? MessageKind::reason_other : MessageKind::key_reason_no_keys));
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

PublicKeys public_keys(const std::string& name, std::string_view pem) {
  PublicKeys result;
  if (pem.size() > kMostBytes) {
    result.diagnostics.push_back(unusable(name, MessageKind::key_reason_large));
  } else {
    add_keys(name, pem, result);
  }
  return result;
}

PublicKeys read_public_keys(const std::vector<std::string>& paths) {
  PublicKeys result;
  for (const std::string& path : paths) {
    std::error_code error;
    const std::vector<std::string> files =
        fs::is_directory(path, error) ? key_files(path, result.diagnostics) : std::vector<std::string>{path};
    for (const std::string& file : files) {
      std::string text;
      if (read_key_file(file, text, result.diagnostics)) add_keys(file, text, result);
    }
  }
  return result;
}

PrivateKeyResult private_key(const std::string& name, std::string_view pem) {
  PrivateKeyResult result;
  using Parsed = std::variant<PrivateKey, MessageKind>;
  Parsed parsed = pem.size() > kMostBytes ? Parsed(MessageKind::key_reason_large) : parse_private_key(pem);
  if (const auto* reason = std::get_if<MessageKind>(&parsed)) {
    result.diagnostics.push_back(unusable(name, *reason));
  } else {
    result.key = std::get<PrivateKey>(std::move(parsed));
  }
  return result;
}

PrivateKeyResult read_private_key(const std::string& path) {
  PrivateKeyResult result;
  Secret secret;
  if (!read_key_file(path, secret.text, result.diagnostics)) return result;
  return private_key(path, secret.text);
}

}  // namespace trust

std::string PublicKey::id() const {
  std::string text = "ed25519:";
  trust::append_hex(text, bytes);
  return text;
}

}  // namespace kaidah
