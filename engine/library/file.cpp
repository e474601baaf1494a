#include "engine/library/file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {
namespace {

namespace fs = std::filesystem;

Diagnostic unreadable(const fs::path& path, MessageKind reason) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::file_unreadable, {{"path", path.string()}, {"reason", reason}}};
  return diagnostic;
}

MessageKind reason_of(const std::error_code& error) {
  if (error == std::errc::permission_denied) return MessageKind::reason_permission;
  if (error == std::errc::no_such_file_or_directory) return MessageKind::reason_not_found;
  if (error == std::errc::not_a_directory) return MessageKind::reason_not_folder;
  if (error == std::errc::is_a_directory) return MessageKind::reason_folder;
  return MessageKind::reason_other;
}

bool hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.size() > 1 && name.front() == '.';
}

Diagnostic outside(const fs::path& path, const fs::path& folder) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::leads_outside, {{"path", path.string()}, {"folder", folder.string()}}};
  diagnostic.notes.push_back({MessageKind::help_leads_outside, {}});
  return diagnostic;
}

/// Whether what stands in a folder may be read.
bool may_be_read(const fs::directory_entry& entry, const fs::path& folder, std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  if (entry.is_symlink(error) && !stays_within(entry.path(), folder, diagnostics)) return false;
  if (entry.is_regular_file(error)) return true;
  diagnostics.push_back(unreadable(entry.path(), error ? reason_of(error) : MessageKind::reason_not_file));
  return false;
}

}  // namespace

bool stays_within(const fs::path& path, const fs::path& folder, std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) {
    diagnostics.push_back(unreadable(path, reason_of(error)));
    return false;
  }
  const fs::path root = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
  if (!error && std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first == root.end()) return true;
  diagnostics.push_back(outside(path, folder));
  return false;
}

SourcePtr read_source(const fs::path& path, const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    diagnostics.push_back(unreadable(path, MessageKind::reason_not_found));
    return nullptr;
  }
  if (fs::is_directory(status)) {
    diagnostics.push_back(unreadable(path, MessageKind::reason_folder));
    return nullptr;
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    diagnostics.push_back(unreadable(path, MessageKind::reason_permission));
    return nullptr;
  }
  // One byte past the limit is enough for the parser to say that the limit was passed; no more is kept.
  std::string text;
  char block[1 << 16];
  while (text.size() <= limits.source_bytes && stream) {
    const std::size_t wanted = std::min(sizeof block, limits.source_bytes + 1 - text.size());
    stream.read(block, static_cast<std::streamsize>(wanted));
    text.append(block, static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) {
    diagnostics.push_back(unreadable(path, MessageKind::reason_other));
    return nullptr;
  }
  return std::make_shared<const Source>(path.string(), std::move(text));
}

std::vector<fs::path> policy_files(const fs::path& path, std::vector<Diagnostic>& diagnostics) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    diagnostics.push_back(unreadable(path, error ? reason_of(error) : MessageKind::reason_not_found));
    return {};
  }
  if (!fs::is_directory(status)) return {path};

  std::vector<fs::path> files;
  fs::recursive_directory_iterator entry(path, error);
  if (error) {
    diagnostics.push_back(unreadable(path, reason_of(error)));
    return {};
  }
  const fs::recursive_directory_iterator end;
  while (entry != end) {
    if (entry->is_directory(error)) {
      if (hidden(entry->path())) entry.disable_recursion_pending();
    } else if (entry->path().extension() == ".kaidah" && !hidden(entry->path())) {
      if (may_be_read(*entry, path, diagnostics)) files.push_back(entry->path());
    }
    entry.increment(error);
    if (error) {
      diagnostics.push_back(unreadable(path, reason_of(error)));
      break;
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace kaidah::library
