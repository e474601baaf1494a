#include "tools/cli/input_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "tools/cli/interrupts.hpp"
#include "tools/cli/output_file.hpp"

namespace kaidah::cli {

std::optional<InputFile> InputFile::open(const Context& context, const std::string& path) {
  if (path == "-") return InputFile(STDIN_FILENO);
  InputFile input(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  int error = input.descriptor_ < 0 ? errno : 0;
  if (error == 0 && fstat(input.descriptor_, &about) == 0 && S_ISDIR(about.st_mode)) error = EISDIR;
  if (error == 0) return input;
  context.complain(MessageKind::cli_cannot_open, {{"path", path}, {"reason", reason_of(error)}});
  return std::nullopt;
}

InputFile::~InputFile() {
  if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

ByteSource InputFile::source() const {
  return [descriptor = descriptor_, error = error_](char* buffer, std::size_t size) -> std::optional<std::size_t> {
    while (Interrupts::wait_for_input(descriptor)) {
      const ssize_t count = read(descriptor, buffer, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      *error = errno;
      if (errno != EINTR) return std::nullopt;
    }
    return std::nullopt;
  };
}

std::optional<std::string> InputFile::read_at(std::uint64_t offset, std::uint64_t size) const {
  const ByteSource from_here = source();
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
  std::uint64_t to_drop = offset;
  if (offset <= kMost && lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) >= 0) to_drop = 0;
  std::string text;
  char block[1 << 16];
  while (text.size() < size) {
    const std::uint64_t wanted = to_drop > 0 ? to_drop : size - text.size();
    const auto count = from_here(block, static_cast<std::size_t>(std::min<std::uint64_t>(wanted, sizeof block)));
    if (!count) return std::nullopt;
    if (*count == 0) break;
    if (to_drop > 0) {
      to_drop -= *count;
    } else {
      text.append(block, *count);
    }
  }
  return text;
}

std::optional<std::uint64_t> InputFile::size() const {
  struct stat about {};
  if (fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(about.st_size);
}

std::optional<std::string> read_whole(const Context& context, const std::string& path) {
  auto input = InputFile::open(context, path);
  if (!input) return std::nullopt;
  auto text = read_all(input->source());
  if (!text) context.complain(MessageKind::cli_cannot_open, {{"path", path}, {"reason", reason_of(input->error())}});
  return text;
}

}  // namespace kaidah::cli
