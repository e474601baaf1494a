#include "engine/batch/trace_line.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <charconv>

#include "engine/json/text.hpp"

namespace kaidah::batch {
namespace {

void append_number(std::string& to, std::uint64_t number) {
  std::array<char, 20> digits{};
  to.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void append_sum(std::string& to, std::uint64_t sum) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<char, 16> text{};
  for (std::size_t i = text.size(); i-- > 0; sum >>= 4U) text[i] = kDigits[sum & 0xFU];
  to.append(text.data(), text.size());
}

}  // namespace

void append_trace_line(std::string& to, const TraceLine& line) {
  to += R"({"id":)";
  if (line.id) {
    json::append_text(to, *line.id);
  } else {
    to += "null";
  }
  if (line.regime) {
    to += R"(,"regime":)";
    append_number(to, *line.regime);
  }
  if (line.is_record) {
    to += R"(,"bytes":[)";
    append_number(to, line.offset);
    to += ',';
    append_number(to, line.bytes);
    to += ']';
  } else {
    to += R"(,"bytes":null)";
  }
  if (line.sum) {
    to += R"(,"sum":")";
    append_sum(to, *line.sum);
    to += '"';
  }
  to += R"(,"ways":")";
  if (line.ways != nullptr) evaluate::append_hex(to, *line.ways);
  to += '"';
  if (!line.rejected.empty()) ((to += R"(,"rejected":")") += line.rejected) += '"';
  to += "}\n";
}

std::uint64_t record_sum(std::string_view bytes) noexcept {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::string sum_text(std::uint64_t sum) {
  std::string text;
  append_sum(text, sum);
  return text;
}

}  // namespace kaidah::batch
