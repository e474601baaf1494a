#include "tests/bench/reference/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace kaidah::bench {
namespace {

void require(bool good, const std::string& path) {
  if (!good) throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

MappedFile::MappedFile(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  require(file >= 0, path);
  struct stat status {};
  require(::fstat(file, &status) == 0, path);
  size_ = static_cast<std::size_t>(status.st_size);
  // Room for the padding first; the file is then laid over its beginning, and the rest of its last page is zero.
  mapped_ = size_ + kPadding;
  void* room = ::mmap(nullptr, mapped_, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  require(room != MAP_FAILED, path);
  if (size_ > 0) {
    require(::mmap(room, size_, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) != MAP_FAILED, path);
    ::madvise(room, size_, MADV_SEQUENTIAL);
  }
  ::close(file);
  data_ = static_cast<const char*>(room);
}

MappedFile::~MappedFile() {
  ::munmap(const_cast<char*>(data_), mapped_);
}

}  // namespace kaidah::bench
