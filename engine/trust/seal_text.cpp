#include "engine/trust/seal_text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/library/sha256.hpp"
#include "engine/trust/ed25519.hpp"
#include "engine/trust/file_name.hpp"
#include "engine/trust/hex.hpp"
#include "engine/trust/problem.hpp"

namespace kaidah::trust {
namespace {

/// What a signature is for, so that it can never be taken for one of something else made with the same key.
constexpr std::string_view kContext = "kaidah: all files of a library, format 1\n";

std::string end_line(std::string_view before) {
  return "{\"end\":\"" + library::sha256(before) + "\"}\n";
}

void append_signatures(std::string& text, const Seal& seal) {
  for (const SealSignature& signature : seal.signatures) {
    text += "{\"key\":\"";
    append_hex(text, signature.key.bytes);
    text += "\",\"signature\":\"";
    append_hex(text, signature.bytes);
    text += "\"}\n";
  }
}

/// Takes a text apart from its beginning. Each function takes what it names and is false where that does not stand.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool literal(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  [[nodiscard]] bool comes(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }
  /// Without zeros in front, up to 2^53 - 1.
  bool number(std::uint64_t& value) {
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc() || value > kMostRelease || (*begin == '0' && end != begin + 1)) return false;
    at_ += static_cast<std::size_t>(end - begin);
    return true;
  }
  bool hex(std::size_t digits, std::string_view& taken) {
    taken = text_.substr(at_, digits);
    if (taken.size() != digits || !is_hex(taken)) return false;
    at_ += digits;
    return true;
  }
  /// Up to the next quote, on the same line.
  bool quoted(std::string_view& taken) {
    const std::size_t end = text_.substr(at_).find_first_of("\"\n");
    if (end == std::string_view::npos || text_[at_ + end] != '"') return false;
    taken = text_.substr(at_, end);
    at_ += end;
    return true;
  }
  bool line_end() {
    if (!literal("\"}\n")) return false;
    ++line_;
    return true;
  }
  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  [[nodiscard]] std::string_view taken() const noexcept { return text_.substr(0, at_); }
  [[nodiscard]] std::size_t line() const noexcept { return line_; }
  void next_line() noexcept { ++line_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

class SealParser {
 public:
  SealParser(const std::string& name, std::string_view text, const Limits& limits, std::vector<Diagnostic>& diagnostics)
      : name_(name), scan_(text), limits_(limits), diagnostics_(diagnostics) {}

  ParsedSeal parse() {
    if (!first_line() || !files()) return {};
    const std::string_view list = scan_.taken();
    if (!names_fit() || !signatures() || !end() || !signatures_hold(list)) return {};
    return {std::move(seal_), scan_.at()};
  }

 private:
  bool refuse(Diagnostic diagnostic) {
    diagnostics_.push_back(std::move(diagnostic));
    return false;
  }
  bool malformed() {
    return refuse(problem(MessageKind::seal_malformed, {{"path", name_}, figure("line", scan_.line())}));
  }
  bool passed(MessageKind kind, std::uint64_t limit) {
    return refuse(
        problem(kind, {{"path", name_}, figure("limit", limit)}, {{MessageKind::note_in_file, {{"path", name_}}}}));
  }

  bool first_line() {
    if (!scan_.literal(kSealBegin) || !scan_.literal("\"release\":") || !scan_.number(seal_.release) ||
        !scan_.literal(",\"files\":") || !scan_.number(files_) || !scan_.literal("}\n"))
      return malformed();
    scan_.next_line();
    return files_ <= limits_.library_files || passed(MessageKind::limit_library_files, limits_.library_files);
  }

  bool files() {
    std::uint64_t bytes = 0;
    while (seal_.files.size() < files_) {
      SealedFile file;
      std::string_view file_name;
      std::string_view digest;
      if (!scan_.literal("{\"file\":\"") || !scan_.quoted(file_name) || !scan_.literal("\",\"bytes\":") ||
          !scan_.number(file.bytes) || !scan_.literal(",\"sha256\":\"") || !scan_.hex(64, digest) || !scan_.line_end())
        return malformed();
      if (auto wrong = wrong_name(file_name, limits_)) return refuse(std::move(*wrong));
      if (file.bytes > limits_.source_bytes) {
        return refuse(
            problem(MessageKind::limit_sealed_file,
                    {{"path", name_}, {"name", std::string(file_name)}, figure("limit", limits_.source_bytes)}));
      }
      bytes += file.bytes;
      if (bytes > limits_.library_bytes) return passed(MessageKind::limit_library_bytes, limits_.library_bytes);
      file.name = file_name;
      file.sha256 = digest;
      seal_.files.push_back(std::move(file));
    }
    return true;
  }

  bool names_fit() {
    std::vector<std::string_view> names;
    names.reserve(seal_.files.size());
    for (const SealedFile& file : seal_.files) names.emplace_back(file.name);
    auto wrong = wrong_together(names);
    return !wrong || refuse(std::move(*wrong));
  }

  bool signatures() {
    while (scan_.comes("{\"key\":\"")) {
      if (seal_.signatures.size() == limits_.signatures) {
        return passed(MessageKind::limit_signatures, limits_.signatures);
      }
      std::string_view key;
      std::string_view bytes;
      if (!scan_.literal("{\"key\":\"") || !scan_.hex(64, key) || !scan_.literal("\",\"signature\":\"") ||
          !scan_.hex(128, bytes))
        return malformed();
      SealSignature signature;
      from_hex(key, signature.key.bytes);
      from_hex(bytes, signature.bytes);
      if (!seal_.signatures.empty() && seal_.signatures.back().key.bytes >= signature.key.bytes) return malformed();
      if (!scan_.line_end()) return malformed();
      seal_.signatures.push_back(std::move(signature));
    }
    return true;
  }

  bool end() {
    const std::string_view before = scan_.taken();
    std::string_view digest;
    Scanner form = scan_;
    if (!form.literal("{\"end\":\"sha256:") || !form.hex(64, digest) || !form.line_end()) return malformed();
    if (!scan_.literal(end_line(before))) return refuse(problem(MessageKind::seal_damaged, {{"path", name_}}));
    return true;
  }

  bool signatures_hold(std::string_view list) {
    if (seal_.signatures.empty()) return true;
    const std::string message = signed_text(list);
    bool all = true;
    for (const SealSignature& signature : seal_.signatures) {
      if (holds(signature.key, signature.bytes, message)) continue;
      all = refuse(problem(MessageKind::signature_wrong, {{"path", name_}, {"key", signature.key.id()}}));
    }
    return all;
  }

  const std::string& name_;
  Scanner scan_;
  const Limits& limits_;
  std::vector<Diagnostic>& diagnostics_;
  Seal seal_;
  std::uint64_t files_ = 0;
};

}  // namespace

std::string list_text(const Seal& seal) {
  std::string text(kSealBegin);
  text += "\"release\":" + std::to_string(seal.release) + ",\"files\":" + std::to_string(seal.files.size()) + "}\n";
  for (const SealedFile& file : seal.files) {
    text += "{\"file\":\"" + file.name + "\",\"bytes\":" + std::to_string(file.bytes) + ",\"sha256\":\"" + file.sha256 +
            "\"}\n";
  }
  return text;
}

std::string signed_text(std::string_view list) {
  std::string text(kContext);
  text += list;
  return text;
}

std::string seal_text(const Seal& seal) {
  std::string text = list_text(seal);
  append_signatures(text, seal);
  return text + end_line(text);
}

std::size_t most_seal_bytes(const Limits& limits) {
  constexpr std::size_t kAround = 256;  // what stands around a name, or in a line without one
  return (limits.library_files + limits.signatures + 2) * kAround + limits.library_files * limits.sealed_name;
}

ParsedSeal parse_seal(const std::string& name, std::string_view text, const Limits& limits,
                      std::vector<Diagnostic>& diagnostics) {
  return SealParser(name, text, limits, diagnostics).parse();
}

}  // namespace kaidah::trust
