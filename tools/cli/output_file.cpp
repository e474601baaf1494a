#include "tools/cli/output_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
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

/// A new name is on the disk when its folder is. Where folders cannot be written out this way nothing is lost but time.
void sync_folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  static_cast<void>(fsync(descriptor));
  close(descriptor);
}

/// Whether a path still leads to what a descriptor has open.
bool leads_to(const std::string& path, int descriptor) {
  struct stat named {};
  struct stat opened {};
  return stat(path.c_str(), &named) == 0 && fstat(descriptor, &opened) == 0 && named.st_dev == opened.st_dev &&
         named.st_ino == opened.st_ino;
}

/// The first bytes of an open file, which stays open.
ByteSource first_bytes(int descriptor, std::uint64_t bytes) {
  return
      [descriptor, bytes, at = std::uint64_t{0}](char* buffer, std::size_t size) mutable -> std::optional<std::size_t> {
        const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(size, bytes - at));
        for (;;) {
          const ssize_t count = pread(descriptor, buffer, most, static_cast<off_t>(at));
          if (count < 0 && errno == EINTR) continue;
          if (count < 0) return std::nullopt;
          at += static_cast<std::uint64_t>(count);
          return static_cast<std::size_t>(count);
        }
      };
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
    case EDQUOT:
      return MessageKind::reason_no_space;
    case EFBIG:
      return MessageKind::reason_too_large;
    case EPIPE:
      return MessageKind::reason_reader_gone;
    case EIO:
      return MessageKind::reason_device;
    case EWOULDBLOCK:
      return MessageKind::reason_in_use;
    default:
      return MessageKind::reason_other;
  }
}

bool same_file(const std::string& a, const std::string& b) {
  return resolved(a) == resolved(b) && !is_special(a);
}

bool files_differ(const Context& context, const std::vector<NamedFile>& files) {
  for (auto first = files.begin(); first != files.end(); ++first) {
    for (auto second = first + 1; second != files.end(); ++second) {
      if (first->path.empty() || second->path.empty() || !same_file(first->path, second->path)) continue;
      context.complain(MessageKind::cli_same_file, {{"first", first->name}, {"second", second->name}});
      return false;
    }
  }
  return true;
}

int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd waited{descriptor, POLLOUT, 0};
      static_cast<void>(poll(&waited, 1, -1));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

OutputFile::OutputFile(const Context& context, std::string path, Begin begin)
    : context_(context), path_(std::move(path)) {
  if (is_special(path_)) {
    descriptor_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(errno);
    return;
  }
  path_ = resolved(path_);
  part_ = path_ + ".part";
  open_part();
  if (!good_) return;
  if (begin == Begin::empty && ftruncate(descriptor_, 0) != 0) fail(errno);
  // A file that is replaced keeps who may read it.
  struct stat old {};
  if (stat(path_.c_str(), &old) == 0) static_cast<void>(fchmod(descriptor_, old.st_mode & 07777U));
}

/// Whoever has it locked writes to it. Between opening and locking another run may have moved it to its place.
void OutputFile::open_part() {
  do {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) return fail(errno);
    if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return fail(EWOULDBLOCK);
  } while (!leads_to(part_, descriptor_));
}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  if (!part_.empty() && !keep_) unlink(part_.c_str());
  close(descriptor_);
}

void OutputFile::fail(int error) {
  if (!good_) return;
  good_ = false;
  context_.complain(MessageKind::cli_cannot_write, {{"path", path_}, {"reason", reason_of(error)}});
  if (error != EWOULDBLOCK) return;
  close(std::exchange(descriptor_, -1));  // another run's
}

bool OutputFile::write(std::string_view bytes) {
  if (!good_) return false;
  if (const int error = write_all(descriptor_, bytes); error != 0) fail(error);
  return good_;
}

bool OutputFile::sync() {
  if (good_ && ordinary() && fsync(descriptor_) != 0) fail(errno);
  return good_;
}

std::optional<ByteSource> OutputFile::written(std::uint64_t bytes, bool finished) {
  if (!good_ || !ordinary()) return std::nullopt;
  struct stat about {};
  if (fstat(descriptor_, &about) != 0) return std::nullopt;
  if (static_cast<std::uint64_t>(about.st_size) < bytes) return finished ? in_its_place(bytes) : std::nullopt;
  if (ftruncate(descriptor_, static_cast<off_t>(bytes)) != 0 ||
      lseek(descriptor_, static_cast<off_t>(bytes), SEEK_SET) < 0)
    return std::nullopt;
  return first_bytes(descriptor_, bytes);
}

std::optional<ByteSource> OutputFile::in_its_place(std::uint64_t bytes) {
  const int descriptor = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (descriptor < 0) return std::nullopt;
  if (fstat(descriptor, &about) != 0 || static_cast<std::uint64_t>(about.st_size) != bytes) {
    close(descriptor);
    return std::nullopt;
  }
  in_place_ = true;
  const std::shared_ptr<const int> closing(new int(descriptor), [](const int* open) {
    close(*open);
    delete open;
  });
  return
      [closing, read = first_bytes(descriptor, bytes)](char* buffer, std::size_t size) { return read(buffer, size); };
}

bool OutputFile::commit() {
  if (descriptor_ < 0) return false;
  if (sync() && ordinary()) {
    if ((in_place_ ? unlink(part_.c_str()) : std::rename(part_.c_str(), path_.c_str())) == 0) {
      sync_folder_of(path_);
      part_.clear();
    } else {
      fail(errno);
    }
  }
  if (good_ && close(std::exchange(descriptor_, -1)) != 0) fail(errno);
  return good_;
}

}  // namespace kaidah::cli
