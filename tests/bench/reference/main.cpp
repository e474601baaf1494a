// reference [--speculative] INPUT DECISIONS UNITS: pp-30-2019 by a program written by hand, of one thread.

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "tests/bench/reference/decide.hpp"
#include "tests/bench/reference/mapped_file.hpp"
#include "tests/bench/reference/simdjson_reader.hpp"
#include "tests/bench/reference/speculative_reader.hpp"
#include "tests/bench/reference/units.hpp"

namespace {

using namespace kaidah::bench;

class Output {
 public:
  explicit Output(const char* path) : file_(std::fopen(path, "wb")) {
    if (file_ == nullptr) throw Unreadable(std::string("cannot write ") + path);
    buffer_.reserve(2 * kFull);
  }
  std::string& buffer() { return buffer_; }
  void flush_if_full() {
    if (buffer_.size() >= kFull) flush();
  }
  void flush() {
    const bool written = std::fwrite(buffer_.data(), 1, buffer_.size(), file_) == buffer_.size();
    if (!written || std::fflush(file_) != 0) throw Unreadable("cannot write");
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kFull = std::size_t{1} << 20U;
  std::FILE* file_;  // closed with the program
  std::string buffer_;
};

struct Counts {
  std::uint64_t records = 0;
  std::uint64_t by_ratios = 0;   ///< of the records: a tie was too close for floating point
  std::uint64_t unexpected = 0;  ///< of the records: the speculative reader gave up
};

Counts run(std::string_view bytes, bool speculative, Output& decisions, Output& units_file) {
  Counts counts;
  SimdjsonReader reader;
  Record record;
  Units units;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end) {
    if (!speculative || !read_expected(at, record)) {
      const std::size_t line_end = std::string_view(at, static_cast<std::size_t>(end - at)).find('\n');
      const std::size_t size = line_end == std::string_view::npos ? static_cast<std::size_t>(end - at) : line_end;
      if (speculative) ++counts.unexpected;
      reader.read({at, size}, record);
      at += size + 1;
    }
    const Decision decision = decide(record);
    ++counts.records;
    counts.by_ratios += decision.by_ratios ? 1U : 0U;
    write_decision(record.id, decision, decisions.buffer());
    units.count(record, decision.predikat);
    decisions.flush_if_full();
  }
  decisions.flush();
  units.write(units_file.buffer());
  units_file.flush();
  return counts;
}

}  // namespace

int main(int argc, char** argv) {
  const bool speculative = argc == 5 && std::string_view(argv[1]) == "--speculative";
  if (argc != 4 && !speculative) {
    std::fputs("usage: reference [--speculative] INPUT DECISIONS UNITS\n", stderr);
    return 2;
  }
  char** const files = argv + (speculative ? 2 : 1);
  try {
    const MappedFile input(files[0]);
    Output decisions(files[1]);
    Output units(files[2]);
    const Counts counts = run(input.bytes(), speculative, decisions, units);
    std::fprintf(stderr, "%llu records, %llu by ratios, %llu not as expected\n",
                 static_cast<unsigned long long>(counts.records), static_cast<unsigned long long>(counts.by_ratios),
                 static_cast<unsigned long long>(counts.unexpected));
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "reference: %s\n", problem.what());
    return 1;
  }
  return 0;
}
