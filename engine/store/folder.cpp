#include "engine/store/folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <utility>

#include "engine/store/descriptor.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::store {
namespace {

constexpr int kNothingElse = O_CLOEXEC | O_NOCTTY | O_NONBLOCK;

MessageKind reason_of(int error) {
  switch (error) {
    case ENOENT:
      return MessageKind::reason_not_found;
    case EACCES:
    case EPERM:
      return MessageKind::reason_permission;
    case ENOTDIR:
      return MessageKind::reason_not_folder;
    case EXDEV:
    case ELOOP:
      return MessageKind::store_leads_out;
    default:
      return MessageKind::reason_other;
  }
}

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileState state_of(std::string name, const struct stat& found) {
  FileState state;
  state.name = std::move(name);
  state.device = found.st_dev;
  state.inode = found.st_ino;
  state.size = static_cast<std::uint64_t>(found.st_size);
  state.written_ns = nanoseconds(found.st_mtim);
  state.changed_ns = nanoseconds(found.st_ctim);
  return state;
}

/// An open folder, and what it is read with.
struct Entries {
  explicit Entries(Descriptor folder) : stream(::fdopendir(folder.number()), &::closedir) {
    if (stream) static_cast<void>(folder.release());
  }
  std::unique_ptr<DIR, int (*)(DIR*)> stream;
};

bool is_folder(int folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
  struct stat found {};
  return ::fstatat(folder, entry.d_name, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(found.st_mode);
}

/// Every part of the name by itself, none of them a link.
int open_without_links(int root, const std::string& name, int flags) {
  Descriptor folder;
  std::size_t begin = 0;
  for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', begin)) {
    const std::string part = name.substr(begin, slash - begin);
    Descriptor next(
        ::openat(folder ? folder.number() : root, part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next) return -1;
    folder = std::move(next);
    begin = slash + 1;
  }
  return ::openat(folder ? folder.number() : root, name.c_str() + begin, flags | O_NOFOLLOW);
}

}  // namespace

Folder::Folder(std::string path, std::vector<std::string> other_endings, const Limits& limits, Confine confine)
    : path_(std::move(path)), endings_(std::move(other_endings)), limits_(limits), confine_(confine) {
  endings_.emplace_back(".kaidah");
}

bool Folder::wanted(std::string_view name) const {
  return std::any_of(endings_.begin(), endings_.end(),
                     [&](const std::string& ending) { return name.size() > ending.size() && name.ends_with(ending); });
}

int Folder::open_below(int root, const std::string& name, int flags) const {
  if (confine_ == Confine::no_links) return open_without_links(root, name, flags);
  open_how how{};
  how.flags = static_cast<std::uint64_t>(static_cast<unsigned>(flags));
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  for (int tries = 0; tries < 10; ++tries) {
    const long opened = ::syscall(SYS_openat2, root, name.c_str(), &how, sizeof how);
    if (opened >= 0) return static_cast<int>(opened);
    if (errno == ENOSYS || errno == EPERM || errno == E2BIG || errno == EINVAL) {
      return open_without_links(root, name, flags);  // an old system, or one that does not let us ask
    }
    if (errno != EAGAIN) return -1;  // something on the way was renamed just now
  }
  return -1;
}

int Folder::open_file(int root, const std::string& name, int flags) const {
  return open_below(root, name, flags | kNothingElse);
}

void Folder::list_file(int root, int folder, const std::string& name, const char* last, Listing& listing) const {
  const auto add_problem = [&](MessageKind kind) {
    FileState state;
    state.name = name;
    state.problem = kind;
    listing.files.push_back(std::move(state));
  };
  struct stat found {};
  if (::fstatat(folder, last, &found, AT_SYMLINK_NOFOLLOW) != 0) return;  // gone by now
  if (!S_ISREG(found.st_mode) && !S_ISLNK(found.st_mode)) return add_problem(MessageKind::store_not_a_file);
  const Descriptor file(open_file(root, name, O_RDONLY));
  if (!file) return add_problem(reason_of(errno));
  if (::fstat(file.number(), &found) != 0) return add_problem(reason_of(errno));
  if (S_ISDIR(found.st_mode)) return;  // a link to a folder
  if (!S_ISREG(found.st_mode)) return add_problem(MessageKind::store_not_a_file);
  FileState state = state_of(name, found);
  if (state.size > limits_.source_bytes) state.problem = MessageKind::limit_source;
  listing.files.push_back(std::move(state));
}

void Folder::list_one(int root, const std::string& folder, Listing& listing) const {
  const auto add_problem = [&] {
    FileState state;
    state.name = folder;
    state.problem = reason_of(errno);
    listing.files.push_back(std::move(state));
  };
  Descriptor opened(folder.empty() ? ::openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                                   : open_without_links(root, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened) {
    if (errno != ENOENT) add_problem();
    return;
  }
  const int number = opened.number();
  const Entries entries(std::move(opened));
  if (!entries.stream) return add_problem();
  const std::string before = folder.empty() ? folder : folder + "/";
  // What the system says of one entry may be an error; it is told apart from the end by errno.
  for (errno = 0; const dirent* entry = ::readdir(entries.stream.get()); errno = 0) {
    const std::string_view last = entry->d_name;
    if (last.front() == '.') continue;
    if (is_folder(number, *entry)) {
      if (listing.folders.size() <= limits_.library_files) listing.folders.push_back(before + std::string(last));
    } else if (wanted(last)) {
      if (listing.files.size() >= limits_.library_files) {
        listing.too_many = true;
        return;
      }
      list_file(root, number, before + std::string(last), entry->d_name, listing);
    }
  }
  if (errno != 0) add_problem();
}

Listing Folder::list() const {
  Listing listing;
  const Descriptor root(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) {
    FileState state;
    state.problem = reason_of(errno);
    listing.files.push_back(std::move(state));
    return listing;
  }
  listing.folders.emplace_back();
  for (std::size_t at = 0; at < listing.folders.size() && !listing.too_many; ++at) {
    if (at > limits_.library_files) listing.too_many = true;
    list_one(root.number(), std::string(listing.folders[at]), listing);
  }
  std::sort(listing.files.begin(), listing.files.end(),
            [](const FileState& a, const FileState& b) { return a.name < b.name; });
  std::sort(listing.folders.begin(), listing.folders.end());
  return listing;
}

std::optional<std::string> Folder::read(const FileState& listed) const {
  const Descriptor root(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) return std::nullopt;
  const Descriptor file(open_file(root.number(), listed.name, O_RDONLY));
  if (!file) return std::nullopt;
  const auto as_listed = [&] {
    struct stat found {};
    return ::fstat(file.number(), &found) == 0 && state_of(listed.name, found) == listed;
  };
  if (!as_listed()) return std::nullopt;
  std::string text(listed.size, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = ::read(file.number(), text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    size += static_cast<std::size_t>(count);
  }
  if (!as_listed()) return std::nullopt;
  return text;
}

Diagnostic Folder::problem(MessageKind kind, const std::string& name, std::vector<Argument> arguments) const {
  Diagnostic diagnostic;
  diagnostic.message = {kind, std::move(arguments)};
  diagnostic.location.source = std::make_shared<const Source>(name.empty() ? path_ : name, "");
  return diagnostic;
}

std::vector<Diagnostic> Folder::problems(const Listing& listing) const {
  std::vector<Diagnostic> found;
  std::uint64_t bytes = 0;
  for (const FileState& file : listing.files) {
    bytes += file.size;
    if (!file.problem) continue;
    const std::string path = file.name.empty() ? path_ : path_ + "/" + file.name;
    if (info(*file.problem).code.empty()) {  // a reason only
      found.push_back(problem(MessageKind::file_unreadable, file.name, {{"path", path}, {"reason", *file.problem}}));
    } else {
      found.push_back(problem(*file.problem, file.name, {{"limit", Figure{std::to_string(limits_.source_bytes)}}}));
    }
  }
  if (listing.too_many) {
    found.push_back(
        problem(MessageKind::limit_library_files, "", {{"limit", Figure{std::to_string(limits_.library_files)}}}));
  } else if (bytes > limits_.library_bytes) {
    found.push_back(
        problem(MessageKind::limit_library_bytes, "", {{"limit", Figure{std::to_string(limits_.library_bytes)}}}));
  }
  return found;
}

}  // namespace kaidah::store
