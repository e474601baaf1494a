#include "engine/trust/paths.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "engine/library/file.hpp"
#include "engine/trust/bundle.hpp"
#include "engine/trust/problem.hpp"
#include "engine/trust/seal_text.hpp"
#include "engine/trust/verify.hpp"

namespace kaidah::trust {
namespace {

namespace fs = std::filesystem;

Diagnostic unreadable(const fs::path& path, MessageKind reason) {
  return problem(MessageKind::file_unreadable, {{"path", path.string()}, {"reason", reason}});
}

/// All bytes of an ordinary file, or one more than `most` of them.
std::optional<std::string> read_bytes(const fs::path& path, std::size_t most, std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    diagnostics.push_back(unreadable(path, MessageKind::reason_not_found));
    return std::nullopt;
  }
  if (!fs::is_regular_file(status)) {
    diagnostics.push_back(unreadable(path, MessageKind::reason_not_file));
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    diagnostics.push_back(unreadable(path, MessageKind::reason_permission));
    return std::nullopt;
  }
  std::string bytes;
  char block[1 << 16];
  while (stream && bytes.size() <= most) {
    stream.read(block, static_cast<std::streamsize>(std::min(sizeof block, most + 1 - bytes.size())));
    bytes.append(block, static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.bad()) return bytes;
  diagnostics.push_back(unreadable(path, MessageKind::reason_other));
  return std::nullopt;
}

/// The text of a folder's seal; nothing, without a diagnostic, where it has none.
std::optional<std::string> read_seal_file(const std::string& folder, const Limits& limits,
                                          std::vector<Diagnostic>& diagnostics) {
  const fs::path path = fs::path(folder) / kSealName;
  std::error_code error;
  if (!fs::exists(fs::symlink_status(path, error))) return std::nullopt;
  if (!library::stays_within(path, folder, diagnostics)) return std::nullopt;
  return read_bytes(path, most_seal_bytes(limits), diagnostics);
}

struct FolderFile {
  fs::path path;
  std::string name;  // below the folder
};
std::vector<FolderFile> files_of(const std::string& folder, std::vector<Diagnostic>& diagnostics) {
  std::vector<FolderFile> files;
  for (fs::path& path : library::policy_files(folder, diagnostics)) {
    std::string name = path.lexically_relative(folder).generic_string();
    files.push_back({std::move(path), std::move(name)});
  }
  return files;
}

/// Only what the seal names is read, so that what stands beside it costs nothing.
Verified verify_folder(const std::string& folder, const TrustedKeys& trust, const Limits& limits) {
  Verified verified;
  const std::string name = name_in(folder, kSealName);
  const std::optional<std::string> text = read_seal_file(folder, limits, verified.diagnostics);
  if (!text) {
    if (verified.diagnostics.empty()) {
      verified.diagnostics.push_back(
          problem(MessageKind::seal_missing, {{"path", folder}}, {{MessageKind::help_sign, {{"path", folder}}}}));
    }
    return verified;
  }
  ParsedSeal parsed = parse_seal(name, *text, limits, verified.diagnostics);
  if (!parsed.seal) return verified;
  if (!is_trusted(name, *parsed.seal, trust, verified.diagnostics)) {
    verified.seal = std::move(parsed.seal);
    return verified;
  }
  std::vector<PolicyText> texts;
  for (FolderFile& file : files_of(folder, verified.diagnostics)) {
    PolicyText read{std::move(file.name), {}};
    const auto& sealed = parsed.seal->files;
    const auto known =
        std::lower_bound(sealed.begin(), sealed.end(), read.name,
                         [](const SealedFile& one, const std::string& other) { return one.name < other; });
    if (known != sealed.end() && known->name == read.name) {
      const auto bytes = read_bytes(file.path, static_cast<std::size_t>(known->bytes), verified.diagnostics);
      if (bytes) read.text = *bytes;
    }
    texts.push_back(std::move(read));
  }
  Verified held = verify_texts(name, name_in(folder, ""), std::move(texts), *text, trust, limits);
  held.diagnostics.insert(held.diagnostics.begin(), verified.diagnostics.begin(), verified.diagnostics.end());
  keep_within(held.diagnostics, limits);
  if (!held.diagnostics.empty()) held.texts.clear();
  return held;
}

}  // namespace

std::string name_in(const std::string& path, const std::string& name) {
  return path.ends_with('/') ? path + name : path + "/" + name;
}

FolderTexts read_folder(const std::string& folder, const Limits& limits) {
  FolderTexts result;
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
    result.diagnostics.push_back(unreadable(folder, MessageKind::reason_not_folder));
    return result;
  }
  std::size_t bytes = 0;
  for (FolderFile& file : files_of(folder, result.diagnostics)) {
    if (result.texts.size() == limits.library_files) {
      result.diagnostics.push_back(problem(MessageKind::limit_library_files, {figure("limit", limits.library_files)},
                                           {{MessageKind::note_in_file, {{"path", folder}}}}));
      break;
    }
    std::optional<std::string> text = read_bytes(file.path, limits.source_bytes, result.diagnostics);
    if (!text) continue;
    bytes += text->size();
    if (bytes > limits.library_bytes) {
      result.diagnostics.push_back(problem(MessageKind::limit_library_bytes, {figure("limit", limits.library_bytes)},
                                           {{MessageKind::note_in_file, {{"path", folder}}}}));
      break;
    }
    result.texts.push_back({std::move(file.name), std::move(*text)});
  }
  result.seal = read_seal_file(folder, limits, result.diagnostics);
  return result;
}

Verified verify_path(const std::string& path, const TrustedKeys& trust, const Limits& limits) {
  std::error_code error;
  if (fs::is_directory(path, error)) return verify_folder(path, trust, limits);
  Verified verified;
  const std::optional<std::string> bytes =
      read_bytes(path, most_seal_bytes(limits) + limits.library_bytes, verified.diagnostics);
  if (!bytes) return verified;
  if (!bytes->starts_with(kSealBegin)) {
    // A policy file by itself, most likely.
    verified.diagnostics.push_back(problem(MessageKind::seal_missing, {{"path", path}}));
    return verified;
  }
  return trust::read_bundle(path, *bytes, trust, limits);
}

bool is_bundle(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  std::ifstream stream(path, std::ios::binary);
  std::string begin(kSealBegin.size(), '\0');
  return stream.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == kSealBegin;
}

}  // namespace kaidah::trust
