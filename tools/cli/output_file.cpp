#include "tools/cli/output_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace kaidah::cli {
namespace {

namespace fs = std::filesystem;

bool is_special(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status);
}

/// Where a link leads is what is replaced, not the link.
std::string resolved(const std::string& path) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(path, error);
  return error ? path : target.string();
}

}  // namespace

MessageKind reason_of(int error) {
  switch (error) {
    case ENOENT:
      return MessageKind::reason_not_found;
    case EACCES:
    case EPERM:
    case EROFS:
      return MessageKind::reason_permission;
    case EISDIR:
      return MessageKind::reason_folder;
    case ENOTDIR:
      return MessageKind::reason_not_folder;
    case ENOSPC:
      return MessageKind::reason_no_space;
    default:
      return MessageKind::reason_other;
  }
}

bool same_file(const std::string& a, const std::string& b) {
  return resolved(a) == resolved(b) && !is_special(a);
}

OutputFile::OutputFile(const Context& context, std::string path) : context_(context), path_(std::move(path)) {
  if (!is_special(path_)) {
    path_ = resolved(path_);
    temporary_ = path_ + ".part-" + std::to_string(getpid());
  }
  file_ = std::fopen(temporary_.empty() ? path_.c_str() : temporary_.c_str(), "wb");
  if (file_ == nullptr) {
    temporary_.clear();
    fail(errno);
    return;
  }
  // A file that is replaced keeps who may read it.
  struct stat old {};
  if (!temporary_.empty() && stat(path_.c_str(), &old) == 0)
    static_cast<void>(fchmod(fileno(file_), old.st_mode & 07777U));
}

OutputFile::~OutputFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void OutputFile::fail(int error) {
  if (!good_) return;
  good_ = false;
  context_.complain(MessageKind::cli_cannot_write, {{"path", path_}, {"reason", reason_of(error)}});
}

bool OutputFile::write(std::string_view bytes) {
  if (good_ && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail(errno);
  return good_;
}

bool OutputFile::commit() {
  if (file_ == nullptr) return false;
  if (std::fflush(file_) != 0) fail(errno);
  if (std::fclose(std::exchange(file_, nullptr)) != 0) fail(errno);
  if (good_ && !temporary_.empty()) {
    if (std::rename(temporary_.c_str(), path_.c_str()) == 0) {
      temporary_.clear();
    } else {
      fail(errno);
    }
  }
  return good_;
}

}  // namespace kaidah::cli
