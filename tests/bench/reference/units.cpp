#include "tests/bench/reference/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <vector>

namespace kaidah::bench {
namespace {

void write_whole(std::uint64_t value, std::string& out) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void write_hundredths(std::int64_t value, std::string& out) {
  const auto positive = static_cast<std::uint64_t>(value);
  write_whole(positive / 100, out);
  out += {'.', static_cast<char>('0' + positive % 100 / 10), static_cast<char>('0' + positive % 10)};
}

/// In quotation marks. What would need an escape is not in the keys of a population.
void write_text(std::string_view text, std::string& out) {
  const auto special = [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; };
  if (std::any_of(text.begin(), text.end(), special)) throw Unreadable("a key with characters that need escapes");
  out += '"';
  out += text;
  out += '"';
}

void member(std::string_view name, std::uint64_t value, std::string& out) {
  out += name;
  write_whole(value, out);
}

}  // namespace

void write_decision(std::string_view id, const Decision& decision, std::string& out) {
  out += R"({"id":)";
  write_text(id, out);
  out += R"(,"nilai_skp":)";
  write_hundredths(decision.nilai_skp, out);
  out += R"(,"nilai_perilaku":)";
  write_hundredths(decision.nilai_perilaku, out);
  out += R"(,"nilai":)";
  write_hundredths(decision.nilai, out);
  out += R"(,"predikat":")";
  out += name_of(decision.predikat);
  out += decision.sanksi ? R"(","sanksi":"6_bulan","penghargaan":)" : R"(","sanksi":null,"penghargaan":)";
  switch (decision.penghargaan) {
    case Reward::none:
      out += "null}\n";
      break;
    case Reward::pengembangan_kompetensi:
      out += "\"pengembangan_kompetensi\"}\n";
      break;
    case Reward::talent_pool:
      out += "\"talent_pool\"}\n";
      break;
  }
}

void Units::count(const Record& record, Grade grade) {
  key_.clear();
  for (const std::string_view part : {record.agency, record.unit, record.from, record.to}) {
    key_ += part;
    key_ += '\0';
  }
  auto found = units_.find(key_);
  if (found == units_.end()) {
    Counts counts{std::string(record.agency), std::string(record.unit), std::string(record.from),
                  std::string(record.to)};
    found = units_.emplace(key_, std::move(counts)).first;
  }
  Counts& counts = found->second;
  ++(grade == Grade::sangat_baik ? counts.above : grade == Grade::baik ? counts.within : counts.below);
}

void Units::write(std::string& out) const {
  std::vector<const Counts*> sorted;
  for (const auto& unit : units_) sorted.push_back(&unit.second);
  const auto key = [](const Counts* counts) {
    return std::tie(counts->agency, counts->unit, counts->from, counts->to);
  };
  std::sort(sorted.begin(), sorted.end(), [&](const Counts* a, const Counts* b) { return key(a) < key(b); });
  for (const Counts* counts : sorted) write(*counts, out);
}

void Units::write(const Counts& counts, std::string& out) {
  const std::uint64_t n = counts.above + counts.within + counts.below;
  const bool above_kept = 5 * counts.above <= n;
  const bool within_kept = 10 * counts.within >= 6 * n && 10 * counts.within <= 7 * n;
  const bool below_kept = 5 * counts.below <= n;
  constexpr std::array<std::uint64_t, 8> kImpossible{1, 2, 3, 4, 7, 8, 9, 14};
  out += R"({"instansi":)";
  write_text(counts.agency, out);
  out += R"(,"unit_kerja":)";
  write_text(counts.unit, out);
  out += R"(,"periode":{"mulai":)";
  write_text(counts.from, out);
  out += R"(,"selesai":)";
  write_text(counts.to, out);
  member(R"(},"n":)", n, out);
  member(R"(,"di_atas":)", counts.above, out);
  member(R"(,"sesuai":)", counts.within, out);
  member(R"(,"di_bawah":)", counts.below, out);
  out +=
      above_kept && within_kept && below_kept ? R"(,"memenuhi":true,"ditolak":0)" : R"(,"memenuhi":false,"ditolak":0)";
  std::string_view before = R"(,"temuan":[)";
  const auto finding = [&](std::string_view code, std::uint64_t heads, std::string_view rest) {
    out += before;
    before = ",";
    out += R"({"kode":")";
    out += code;
    member(R"(","tingkat":"pelanggaran","teks":")", heads, out);
    member(" dari ", n, out);
    out += rest;
  };
  if (!above_kept) finding("DIST-ATAS", counts.above, R"( pegawai di atas ekspektasi, paling tinggi 20%"})");
  if (!within_kept) {
    finding("DIST-TENGAH", counts.within, R"( pegawai sesuai ekspektasi, paling rendah 60% dan paling tinggi 70%"})");
  }
  if (!below_kept) finding("DIST-BAWAH", counts.below, R"( pegawai di bawah ekspektasi, paling tinggi 20%"})");
  if (std::find(kImpossible.begin(), kImpossible.end(), n) != kImpossible.end()) {
    out += before;
    before = ",";
    member(R"({"kode":"DIST-UKURAN","tingkat":"catatan","teks":"tidak ada sebaran )", n, out);
    out += R"( pegawai yang memenuhi ketiga batas"})";
  }
  out += before == "," ? "]}\n" : "}\n";
}

}  // namespace kaidah::bench
