#include "engine/batch/stream.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <istream>
#include <ostream>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace kaidah::batch {
namespace {

/// While it lives, a broken pipe is an error of `write` and not a signal for this thread.
class PipeSignalHeldBack {
 public:
  PipeSignalHeldBack() {
    sigemptyset(&pipe_signal_);
    sigaddset(&pipe_signal_, SIGPIPE);
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_signal_, &before_);
  }
  ~PipeSignalHeldBack() {
    const int error = errno;
    const timespec now{};
    // A signal raised by our own writing is taken away, one that was there before is left.
    if (!was_pending_) {
      while (sigtimedwait(&pipe_signal_, nullptr, &now) == -1 && errno == EINTR) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = error;
  }
  PipeSignalHeldBack(const PipeSignalHeldBack&) = delete;
  PipeSignalHeldBack& operator=(const PipeSignalHeldBack&) = delete;

 private:
  sigset_t pipe_signal_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

/// Whether the call should be made again; waits first when a descriptor that does not block is not ready.
bool again(int descriptor, std::int16_t event) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  pollfd waited{descriptor, event, 0};
  return poll(&waited, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

ReadBytes read_text(std::string_view text) {
  return [text](std::span<char> into) mutable -> std::optional<std::size_t> {
    const std::size_t count = std::min(into.size(), text.size());
    std::copy_n(text.begin(), count, into.begin());
    text.remove_prefix(count);
    return count;
  };
}

ReadBytes read_stream(std::istream& stream) {
  return [&stream](std::span<char> into) -> std::optional<std::size_t> {
    if (stream.eof()) return 0;
    stream.read(into.data(), static_cast<std::streamsize>(into.size()));
    if (stream.bad() || (stream.fail() && !stream.eof())) return std::nullopt;
    return static_cast<std::size_t>(stream.gcount());
  };
}

ReadBytes digested(ReadBytes read, library::Sha256& digest) {
  return [read = std::move(read), &digest](std::span<char> into) {
    const std::optional<std::size_t> count = read(into);
    if (count) digest.update({into.data(), *count});
    return count;
  };
}

WriteBytes write_stream(std::ostream& stream) {
  return [&stream](std::string_view bytes) {
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.flush();  // a full disk is noticed here and not after the count
    return stream.good();
  };
}

ReadBytes read_descriptor(int descriptor) {
  return [descriptor](std::span<char> into) -> std::optional<std::size_t> {
    for (;;) {
      const ssize_t count = ::read(descriptor, into.data(), into.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (!again(descriptor, POLLIN)) return std::nullopt;
    }
  };
}

WriteBytes write_descriptor(int descriptor) {
  return [descriptor](std::string_view bytes) {
    const PipeSignalHeldBack held_back;
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
      if (count >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(count));
      } else if (!again(descriptor, POLLOUT)) {
        return false;
      }
    }
    return true;
  };
}

}  // namespace kaidah::batch
