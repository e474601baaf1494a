#include "grammar/syntax/dump_writer.hpp"

#include <utility>

namespace kaidah::syntax {

DumpNode DumpWriter::node(std::string_view role, std::string_view kind) {
  begin_line(role, kind);
  return DumpNode(*this);
}

DumpNode DumpWriter::node(std::string_view kind) {
  return node({}, kind);
}

DumpNode DumpWriter::node(std::string_view role, std::string_view kind, std::string_view word, Span span) {
  begin_line(role, kind);
  if (!word.empty()) out_.append(" ").append(word);
  if (options_.spans) out_ += " @" + std::to_string(span.begin) + "-" + std::to_string(span.end);
  return DumpNode(*this);
}

void DumpWriter::begin_line(std::string_view role, std::string_view kind) {
  if (!out_.empty()) out_ += '\n';
  out_.append(2 * depth_, ' ');
  if (!role.empty()) out_.append(role).append(": ");
  out_ += kind;
}

std::string DumpWriter::take() {
  out_ += '\n';
  return std::move(out_);
}

DumpNode& DumpNode::word(std::string_view value) {
  writer_.out_ += ' ';
  writer_.out_ += value;
  return *this;
}

DumpNode& DumpNode::attribute(std::string_view key, std::string_view value) {
  word(key);
  writer_.out_ += '=';
  writer_.out_ += value;
  return *this;
}

DumpNode& DumpNode::text(std::string_view key, std::string_view value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  word(key);
  std::string& out = writer_.out_;
  out += "=\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    } else {
      out += c;
    }
  }
  out += '"';
  return *this;
}

DumpNode& DumpNode::flag(bool set, std::string_view name) {
  return set ? word(name) : *this;
}

DumpNode& DumpNode::span(Span span) {
  if (!writer_.options_.spans) return *this;
  word("@" + std::to_string(span.begin) + "-" + std::to_string(span.end));
  return *this;
}

}  // namespace kaidah::syntax
