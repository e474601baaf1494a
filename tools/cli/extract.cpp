#include "tools/cli/extract.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "tools/cli/output_file.hpp"
#include "tools/cli/seals.hpp"

namespace kaidah::cli {
namespace {

namespace fs = std::filesystem;

/// A new file on the disk; 0, or the error.
int write_file(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return error.value();
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor < 0) return errno;
  int failed = write_all(descriptor, bytes);
  if (failed == 0 && fsync(descriptor) != 0) failed = errno;
  if (close(descriptor) != 0 && failed == 0) failed = errno;
  return failed;
}

/// Nothing of the folder is anyone else's: it was made here.
int write_all_files(const fs::path& folder, const Seal& seal, const std::vector<PolicyText>& texts) {
  for (const PolicyText& text : texts) {
    if (const int error = write_file(folder / text.name, text.text); error != 0) return error;
  }
  return write_file(folder / "kaidah.seal", seal.text());
}

MessageKind reason_for(int error) {
  if (error == ENOTEMPTY || error == EEXIST) return MessageKind::reason_not_empty;
  return reason_of(error);
}

}  // namespace

ExitCode extract(const Context& context, const Seal& seal, const std::vector<PolicyText>& texts,
                 const std::string& folder) {
  fs::path target = fs::path(folder).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  const fs::path part = target.string() + ".part";
  const auto complain = [&](const fs::path& path, MessageKind reason) {
    context.complain(MessageKind::cli_cannot_write, {{"path", path.string()}, {"reason", reason}});
    return kTrouble;
  };
  std::error_code error;
  if (fs::exists(target, error) && (!fs::is_directory(target, error) || !fs::is_empty(target, error))) {
    return complain(target,
                    fs::is_directory(target, error) ? MessageKind::reason_not_empty : MessageKind::reason_exists);
  }
  if (mkdir(part.c_str(), 0777) != 0) {
    return complain(part, errno == EEXIST ? MessageKind::reason_exists : reason_of(errno));
  }
  int failed = write_all_files(part, seal, texts);
  if (failed == 0 && std::rename(part.c_str(), target.c_str()) != 0) failed = errno;
  if (failed != 0) {
    fs::remove_all(part, error);
    return complain(target, reason_for(failed));
  }
  std::printf("%s\n",
              context.text(MessageKind::cli_extracted, {file_count(context, seal), {"path", target.string()}}).c_str());
  return kDone;
}

}  // namespace kaidah::cli
