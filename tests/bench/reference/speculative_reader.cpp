#include "tests/bench/reference/speculative_reader.hpp"

#include <array>
#include <cstring>

#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace kaidah::bench {
namespace {

/// Where the reader stands. Each function returns false where the text is not as expected.
class Expectation {
 public:
  explicit Expectation(const char* position) : at_(position) {}

  [[nodiscard]] const char* position() const { return at_; }

  template <std::size_t Size>
  [[nodiscard]] bool literal(const char (&expected)[Size]) {
    if (std::memcmp(at_, expected, Size - 1) != 0) return false;
    at_ += Size - 1;
    return true;
  }
  [[nodiscard]] bool next(char expected) {
    if (*at_ != expected) return false;
    ++at_;
    return true;
  }
  /// Up to the closing quotation mark, and that.
  [[nodiscard]] bool text(std::string_view& out) {
    const char* const begin = at_;
    if (!to_quote()) return false;
    out = {begin, static_cast<std::size_t>(at_ - begin)};
    ++at_;
    return true;
  }
  [[nodiscard]] bool skip_text() {
    std::string_view unused;
    return text(unused);
  }
  [[nodiscard]] bool figure(Millionths& out) { return take_usual_figure(at_, out); }

 private:
  /// False at a character that needs a closer look: escapes, control characters, anything but ASCII.
  [[nodiscard]] bool to_quote() {
#ifdef __AVX2__
    for (;; at_ += 32) {
      const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at_));
      const auto mask = [](__m256i flags) { return static_cast<unsigned>(_mm256_movemask_epi8(flags)); };
      const unsigned quotes = mask(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"')));
      // As signed bytes, everything from 0x80 on is below the space too.
      const unsigned odd = mask(_mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\')),
                                                _mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), bytes)));
      if (quotes == 0) {
        if (odd != 0) return false;
        continue;
      }
      const auto ahead = static_cast<unsigned>(__builtin_ctz(quotes));
      if ((odd & ((1U << ahead) - 1)) != 0) return false;
      at_ += ahead;
      return true;
    }
#else
    for (; *at_ != '"'; ++at_) {
      if (*at_ == '\\' || static_cast<signed char>(*at_) < 0x20) return false;
    }
    return true;
#endif
  }

  const char* at_;
};

bool indicator(Expectation& text, Indicator& out) {
  return text.literal(R"({"target":)") && text.figure(out.target) && out.target != 0 &&
         text.literal(R"(,"realisasi":)") && text.figure(out.realised) && text.next('}');
}

bool tasks(Expectation& text, std::vector<Task>& out) {
  do {
    Task& task = out.emplace_back();
    task.count = 3;
    if (!text.literal(R"({"uraian":")") || !text.skip_text() || !text.literal(R"(,"aspek":{"kuantitas":)") ||
        !indicator(text, task.aspects[0]) || !text.literal(R"(,"kualitas":)") || !indicator(text, task.aspects[1]) ||
        !text.literal(R"(,"waktu":)") || !indicator(text, task.aspects[2]) || !text.literal("}}")) {
      return false;
    }
  } while (text.next(','));
  return text.next(']');
}

bool extra_tasks(Expectation& text) {
  if (text.next(']')) return true;
  do {
    Millionths unused = 0;
    if (!text.literal(R"({"uraian":")") || !text.skip_text() || !text.literal(R"(,"nilai":)") || !text.figure(unused) ||
        !text.next('}')) {
      return false;
    }
  } while (text.next(','));
  return text.next(']');
}

bool rater(Expectation& text, Rater& out) {
  std::array<Millionths, 4> marks{};
  if (!text.literal(R"({"orientasi_pelayanan":)") || !text.figure(marks[0]) || !text.literal(R"(,"komitmen":)") ||
      !text.figure(marks[1]) || !text.literal(R"(,"inisiatif_kerja":)") || !text.figure(marks[2]) ||
      !text.literal(R"(,"kerja_sama":)") || !text.figure(marks[3])) {
    return false;
  }
  out.sum = marks[0] + marks[1] + marks[2] + marks[3];
  out.seen = 0b01111;
  if (text.next('}')) return true;
  out.seen = 0b11111;
  return text.literal(R"(,"kepemimpinan":)") && text.figure(out.leadership) && text.next('}');
}

bool raters(Expectation& text, std::vector<Rater>& out) {
  if (text.next(']')) return true;
  do {
    if (!rater(text, out.emplace_back())) return false;
  } while (text.next(','));
  return text.next(']');
}

bool history(Expectation& text, std::vector<PastYear>& out) {
  if (text.next(']')) return true;
  do {
    Millionths year = 0;
    std::string_view grade;
    if (!text.literal(R"({"tahun":)") || !text.figure(year) || !text.literal(R"(,"predikat":")") || !text.text(grade) ||
        !text.next('}')) {
      return false;
    }
    out.push_back({static_cast<int>(year / kOne), grade_named(grade)});
  } while (text.next(','));
  return text.next(']');
}

bool head(Expectation& text, Record& record) {
  std::string_view post;
  if (!text.literal(R"({"id":")") || !text.text(record.id) || !text.literal(R"(,"nama":")") || !text.skip_text() ||
      !text.literal(R"(,"instansi":")") || !text.text(record.agency) || !text.literal(R"(,"unit_kerja":")") ||
      !text.text(record.unit) || !text.literal(R"(,"jenis_jabatan":")") || !text.text(post) ||
      !text.literal(R"(,"periode":{"mulai":")") || !text.text(record.from) || !text.literal(R"(,"selesai":")") ||
      !text.text(record.to)) {
    return false;
  }
  record.post = post_named(post);
  return true;
}

bool idea(Expectation& text, bool& out) {
  out = text.literal("true");
  return out || text.literal("false");
}

}  // namespace

bool read_expected(const char*& position, Record& record) {
  record.clear();
  Expectation text(position);
  if (!head(text, record) || !text.literal(R"(},"skp":{"kinerja_utama":[)") || !tasks(text, record.tasks) ||
      !text.literal(R"(,"kinerja_tambahan":[)") || !extra_tasks(text) || !text.literal(R"(},"perilaku":{"atasan":)") ||
      !rater(text, record.superior) || !text.literal(R"(,"rekan":[)") || !raters(text, record.peers) ||
      !text.literal(R"(,"bawahan":[)") || !raters(text, record.below) || !text.literal(R"(},"ide_baru":)") ||
      !idea(text, record.idea) || !text.literal(R"(,"riwayat":[)") || !history(text, record.history) ||
      !text.literal("}\n")) {
    return false;
  }
  position = text.position();
  return true;
}

}  // namespace kaidah::bench
