#include "tests/bench/population/disorder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace kaidah::bench {
namespace {

/// Missing, these say what they say when they are there: nothing reads them, or the value is the default.
bool may_be_missing(const Node& member) {
  if (member.key == "nama" || member.key == "uraian" || member.key == "kinerja_tambahan") return true;
  return member.key == "ide_baru" && member.text == "false";
}

/// Members that are declared with what is taken when they are missing, or that no declaration names.
void add_members(Node& object, Random& random) {
  const auto add = [&](Node member) { object.children.push_back(std::move(member)); };
  const auto has = [&](std::string_view key) {
    return std::any_of(object.children.begin(), object.children.end(), [key](const Node& n) { return n.key == key; });
  };
  if (has("kuantitas")) {
    if (random.once_in(3)) add(Node::scalar("biaya", "null"));
  } else if (has("orientasi_pelayanan")) {
    if (!has("kepemimpinan") && random.once_in(3)) add(Node::scalar("kepemimpinan", "null"));
  } else if (has("jenis_jabatan")) {
    if (random.once_in(2)) add(Node::scalar("tugas_belajar", "false"));
    if (random.once_in(2)) add(Node::scalar("jf", "null"));
    if (random.once_in(2)) {
      Node address =
          Node::object("alamat", {Node::text_of("jalan", "Jl. \\\"Merdeka\\\" No. 1"),
                                  Node::list("koordinat", {Node::scalar({}, "-6.2"), Node::scalar({}, "1.068e2")})});
      add(std::move(address));
    }
  }
  if (random.once_in(8)) add(Node::text_of("catatan", "dari sistem lama \\u2013 “belum diperiksa”, {[\\n]}"));
}

/// The same number, otherwise written.
void respell_figure(std::string& figure, Random& random) {
  const bool whole = figure.find('.') == std::string::npos;
  if (random.once_in(4)) {
    figure += whole ? ".0" : "0";
  } else if (whole && figure.size() > 1 && figure.back() == '0' && random.once_in(2)) {
    figure.pop_back();
    figure += random.once_in(2) ? "e1" : "E+1";
  }
}

/// The same text with one character as an escape.
void respell_text(std::string& quoted, Random& random) {
  if (quoted.size() < 3 || quoted.find('\\') != std::string::npos || !random.once_in(64)) return;
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::size_t at = 1 + static_cast<std::size_t>(random.next() % (quoted.size() - 2));
  const auto code = static_cast<unsigned char>(quoted[at]);
  if (code >= 0x80) return;
  quoted.replace(at, 1, {'\\', 'u', '0', '0', kDigits[code >> 4U], kDigits[code & 15U]});
}

void respell(Node& scalar, Random& random) {
  const char first = scalar.text.front();
  if (first == '"') {
    respell_text(scalar.text, random);
  } else if (first == '-' || (first >= '0' && first <= '9')) {
    respell_figure(scalar.text, random);
  }
}

}  // namespace

void disorder(Node& record, Random& random) {
  if (record.kind == Node::Kind::scalar) {
    if (record.key != "tahun") respell(record, random);
    return;
  }
  for (Node& child : record.children) disorder(child, random);
  if (record.kind != Node::Kind::object) return;
  std::erase_if(record.children, [&](const Node& member) { return may_be_missing(member) && random.once_in(4); });
  add_members(record, random);
  for (std::size_t left = record.children.size(); left > 1; --left) {
    std::swap(record.children[left - 1], record.children[static_cast<std::size_t>(random.next() % left)]);
  }
}

}  // namespace kaidah::bench
