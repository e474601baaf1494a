#include "tools/cli/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

namespace kaidah::cli {
namespace {

constexpr std::chrono::milliseconds kBetween{250};

/// `4:07`, `1:02:45`.
std::string clock_text(std::uint64_t seconds) {
  const auto two = [](std::uint64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  std::string text =
      seconds >= 3600 ? std::to_string(seconds / 3600) + ":" + two(seconds / 60 % 60) : std::to_string(seconds / 60);
  return text + ":" + two(seconds % 60);
}

}  // namespace

Progress::Progress(const Context& context, std::optional<std::uint64_t> bytes)
    : context_(context), bytes_(bytes), terminal_(isatty(STDERR_FILENO) == 1) {}

void Progress::show(const BatchProgress& progress) {
  const auto now = Clock::now();
  if (!first_) first_ = progress;
  if (!terminal_ || now - begin_ < std::chrono::seconds(1) || (shown_ && now - last_ < kBetween)) return;
  last_ = now;
  const auto elapsed =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now - begin_).count());
  std::vector<Argument> arguments{number("records", progress.records),
                                  number("rate", (progress.records - progress.before) * 1000 / elapsed),
                                  number("rejected", progress.rejected)};
  MessageKind sentence = MessageKind::cli_progress;
  if (bytes_ && progress.bytes > 0 && *bytes_ >= progress.bytes) {
    sentence = MessageKind::cli_progress_left;
    // Kilobytes keep the product inside 64 bits for any file. What an earlier run had read costs next to nothing.
    const std::uint64_t skipped = progress.before > 0 ? first_->bytes : 0;
    const std::uint64_t left =
        (*bytes_ - progress.bytes) / 1024 * elapsed / ((progress.bytes - skipped) / 1024 + 1) / 1000;
    arguments.push_back(number("share", progress.bytes / 1024 * 100 / (*bytes_ / 1024 + 1)));
    arguments.push_back({"left", clock_text(left)});
  }
  std::fprintf(stderr, "\r\x1b[K%s", context_.text(sentence, std::move(arguments)).c_str());
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (!std::exchange(shown_, false)) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
}

}  // namespace kaidah::cli
