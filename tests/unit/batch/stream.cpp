#include "engine/batch/stream.hpp"

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>

#include <fcntl.h>
#include <unistd.h>
#include <boost/test/unit_test.hpp>

#include "engine/batch/record_reader.hpp"
#include "engine/library/sha256.hpp"

BOOST_AUTO_TEST_SUITE(batch_stream)

namespace {

using kaidah::batch::Chunk;
using kaidah::batch::ReadBytes;
using kaidah::batch::RecordReader;
using kaidah::batch::WriteBytes;

std::string read_all(const ReadBytes& read) {
  std::string text;
  std::array<char, 3> buffer{};
  for (;;) {
    const auto count = read(buffer);
    if (!count) return "failed";
    if (*count == 0) return text;
    text.append(buffer.data(), *count);
  }
}

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() { BOOST_TEST_REQUIRE(::pipe(ends.data()) == 0); }
  ~Pipe() {
    for (const int end : ends) {
      if (end >= 0) ::close(end);
    }
  }
  void close(std::size_t end) { ::close(std::exchange(ends[end], -1)); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(all_bytes_come_through) {
  BOOST_TEST(read_all(kaidah::batch::read_text("abcdefgh")) == "abcdefgh");
  std::istringstream stream("abcdefgh");
  BOOST_TEST(read_all(kaidah::batch::read_stream(stream)) == "abcdefgh");
  std::ifstream missing("/nonexistent");
  BOOST_TEST(read_all(kaidah::batch::read_stream(missing)) == "failed");
  BOOST_TEST(read_all(kaidah::batch::read_descriptor(-1)) == "failed");

  Pipe pipe;
  BOOST_TEST(kaidah::batch::write_descriptor(pipe.ends[1])("abcdefgh"));
  pipe.close(1);
  BOOST_TEST(read_all(kaidah::batch::read_descriptor(pipe.ends[0])) == "abcdefgh");
}

BOOST_AUTO_TEST_CASE(a_reader_that_has_gone_is_an_error_and_not_a_signal) {
  Pipe pipe;
  pipe.close(0);
  const WriteBytes write = kaidah::batch::write_descriptor(pipe.ends[1]);
  BOOST_TEST(!write("x"));  // the signal would end the test
  BOOST_TEST(!write("y"));
  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  BOOST_TEST(sigismember(&pending, SIGPIPE) == 0);
  struct sigaction action {};
  BOOST_TEST(sigaction(SIGPIPE, nullptr, &action) == 0);
  BOOST_TEST((action.sa_handler == SIG_DFL));  // nothing of the host was touched
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_an_error) {
  const int full = ::open("/dev/full", O_WRONLY);
  if (full >= 0) {
    BOOST_TEST(!kaidah::batch::write_descriptor(full)("x"));
    ::close(full);
    std::ofstream stream("/dev/full");
    BOOST_TEST(!kaidah::batch::write_stream(stream)("x"));
  }
}

BOOST_AUTO_TEST_CASE(what_is_read_can_be_digested) {
  const std::string text = "\n{\"a\":1}\n\n{\"a\":2}";
  kaidah::library::Sha256 digest;
  RecordReader reader(kaidah::batch::digested(kaidah::batch::read_text(text), digest), 1000);
  Chunk chunk;
  std::size_t records = 0;
  while (reader.next(chunk)) records += chunk.records.size();
  BOOST_TEST(records == 2U);
  BOOST_TEST(reader.bytes() == text.size());
  BOOST_TEST(digest.digest() == kaidah::library::sha256(text));
  BOOST_TEST(!reader.failed());
}

BOOST_AUTO_TEST_CASE(what_was_read_before_a_failure_is_not_lost) {
  int calls = 0;
  RecordReader reader(
      [&calls](std::span<char> into) -> std::optional<std::size_t> {
        if (calls++ > 0) return std::nullopt;
        return kaidah::batch::read_text("{}\n{\"a\":")(into);
      },
      1000);
  Chunk chunk;
  BOOST_TEST(reader.next(chunk));
  BOOST_TEST(chunk.records.size() == 1U);
  BOOST_TEST(!reader.next(chunk));
  BOOST_TEST(reader.failed());
}

BOOST_AUTO_TEST_SUITE_END()
