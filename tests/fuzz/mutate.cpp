// How libFuzzer changes texts made of words: by words. Bytes alone seldom make a policy or a record of another.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

enum class Kind : std::uint8_t { space, word, number, text, sign };
struct Token {
  std::string_view text;
  Kind kind{};
};

bool is_word(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    const auto while_it = [&](auto holds) {
      while (end < text.size() && holds(text[end])) ++end;
    };
    Kind kind = Kind::sign;
    const char c = text[begin];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      kind = Kind::space;
      while_it([](char next) { return std::isspace(static_cast<unsigned char>(next)) != 0; });
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      kind = Kind::number;
      while_it([](char next) { return std::isdigit(static_cast<unsigned char>(next)) != 0 || next == '.'; });
    } else if (is_word(c)) {
      kind = Kind::word;
      while_it(is_word);
    } else if (c == '"') {
      kind = Kind::text;
      while_it([](char next) { return next != '"' && next != '\n'; });
      end = std::min(end + 1, text.size());
    }
    tokens.push_back({text.substr(begin, end - begin), kind});
    begin = end;
  }
  return tokens;
}

class Mutation {
 public:
  Mutation(std::vector<Token> tokens, unsigned seed) : tokens_(std::move(tokens)), random_(seed) {}

  std::string operator()() {
    for (std::size_t edits = 1 + below(3); edits > 0 && !tokens_.empty(); --edits) edit();
    std::string text;
    for (const Token& token : tokens_) text += token.text;
    return text;
  }

 private:
  using Place = std::vector<Token>::difference_type;
  std::size_t below(std::size_t count) { return random_() % count; }
  Place place() { return static_cast<Place>(below(tokens_.size())); }

  /// A token of the same kind, from elsewhere in the text.
  const Token& like(const Token& token) {
    for (int tries = 0; tries < 20; ++tries) {
      const Token& other = tokens_[below(tokens_.size())];
      if (other.kind == token.kind && other.text != token.text) return other;
    }
    return token;
  }

  static std::string_view odd_number(std::size_t which) {
    static constexpr std::string_view kNumbers[] = {
        "0",   "1",    "2",   "9999", "0.5", "0.1",  "99999999999999999999",
        "100", "1000", "365", "12",   "31",  "1e99", "18446744073709551616"};
    return kNumbers[which % std::size(kNumbers)];
  }

  void edit() {
    const Place at = place();
    const auto length = static_cast<Place>(1 + below(below(4) == 0 ? 40 : 4));
    const Place end = std::min(at + length, static_cast<Place>(tokens_.size()));
    switch (below(6)) {
      case 0:
        tokens_.erase(tokens_.begin() + at, tokens_.begin() + end);
        return;
      case 1: {  // again, elsewhere
        const std::vector<Token> piece(tokens_.begin() + at, tokens_.begin() + end);
        tokens_.insert(tokens_.begin() + place(), piece.begin(), piece.end());
        return;
      }
      case 2:
        std::swap(tokens_[static_cast<std::size_t>(at)], tokens_[below(tokens_.size())]);
        return;
      default: {
        Token& token = tokens_[static_cast<std::size_t>(at)];
        if (token.kind == Kind::number && below(3) == 0) {
          token.text = odd_number(random_());
        } else {
          token = like(token);
        }
      }
    }
  }

  std::vector<Token> tokens_;
  std::minstd_rand random_;
};

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed) {
  if (size == 0 || seed % 3 == 0) return LLVMFuzzerMutate(data, size, most);
  const std::string copy(reinterpret_cast<const char*>(data), size);
  const std::string changed = Mutation(tokens_of(copy), seed)();
  const std::size_t count = std::min(changed.size(), most);
  std::memcpy(data, changed.data(), count);
  return count;
}
