#include "tests/bench/population/employee.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaidah::bench {
namespace {

constexpr std::array kGivenNames{"Agus",   "Budi", "Citra",   "Dewi",    "Eko",   "Fitri", "Gunawan", "Hendra",
                                 "Indah",  "Joko", "Kartika", "Lestari", "Made",  "Nur",   "Oka",     "Putri",
                                 "Rahmat", "Sri",  "Tri",     "Wayan",   "Yusuf", "Zainal"};
constexpr std::array kFamilyNames{"Santoso", "Wijaya",   "Lestari",     "Saputra", "Hidayat", "Nugroho",
                                  "Siregar", "Nasution", "Simanjuntak", "Pratama", "Kusuma",  "Rahayu",
                                  "Purnomo", "Setiawan", "Wibowo",      "Harahap"};
constexpr std::array kTasks{"Menyusun laporan kinerja bulanan",   "Memverifikasi berkas kenaikan pangkat",
                            "Melayani konsultasi kepegawaian",    "Menyiapkan bahan rapat koordinasi",
                            "Mengolah data presensi pegawai",     "Menyusun rancangan anggaran unit",
                            "Melaksanakan audit internal",        "Mengelola arsip digital",
                            "Menyelesaikan pengaduan masyarakat", "Menyusun peta jabatan dan analisis beban kerja"};
constexpr std::array kTargets{1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 12,  12,  12,  12,  15,  18,  20,  24,  24,  30,
                              36, 40, 45, 48, 50, 52, 60, 72, 90, 96, 100, 120, 125, 144, 150, 180, 200, 240, 250, 300};
constexpr std::array kGrades{"Sangat Kurang", "Kurang", "Cukup", "Baik", "Sangat Baik"};
/// Limits of predikat, and figures that two decimals round up or down to one.
constexpr std::array kEdges{90.0, 89.995, 70.0, 69.995, 110.0, 109.995, 50.0, 49.995, 89.994, 90.005};
constexpr std::array kAspectsOfConduct{"orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama",
                                       "kepemimpinan"};

struct Post {
  const char* name;
  int up_to;  ///< in a thousand
  bool leads;
};
constexpr std::array kPosts{Post{"pelaksana", 450, false},  Post{"fungsional", 850, false},
                            Post{"pengawas", 920, true},    Post{"administrator", 970, true},
                            Post{"jpt_pratama", 995, true}, Post{"jpt_madya", 1000, true}};

template <typename... Values>
std::string printed(const char* format, Values... values) {
  std::array<char, 64> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), format, values...);
  return {buffer.data(), static_cast<std::size_t>(size)};
}

/// At most six decimals, none that says nothing.
std::string figure(double value) {
  std::string text = printed("%.6f", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

class Maker {
 public:
  Maker(std::uint64_t index, Random& random) : random_(random), index_(index) {
    quality_ = std::clamp(94 + random.normal() * 11, 35.0, 125.0);
    const int draw = random.between(0, 999);
    post_ = &*std::find_if(kPosts.begin(), kPosts.end(), [draw](const Post& post) { return draw < post.up_to; });
    if (random.once_in(200)) edge_ = random.any(kEdges);
  }

  Node record(std::uint64_t units) {
    std::vector<Node> fields;
    fields.push_back(Node::text_of("id", printed("%018llu", 100000000000000000ULL + index_ * 7919ULL)));
    const std::string given = random_.any(kGivenNames);
    fields.push_back(Node::text_of("nama", given + ' ' + random_.any(kFamilyNames)));
    const auto unit = static_cast<unsigned long long>(random_.next() % units);
    fields.push_back(Node::text_of("instansi", printed("K%04llu", unit % 83 + 1)));
    fields.push_back(Node::text_of("unit_kerja", printed("U%06llu", unit)));
    fields.push_back(Node::text_of("jenis_jabatan", post_->name));
    fields.push_back(
        Node::object("periode", {Node::text_of("mulai", "2021-01-01"), Node::text_of("selesai", "2021-12-31")}));
    fields.push_back(targets());
    fields.push_back(conduct());
    const bool idea = quality_ > 100 ? random_.once_in(2) : random_.once_in(20);
    fields.push_back(Node::scalar("ide_baru", idea ? "true" : "false"));
    fields.push_back(history());
    return Node::object({}, std::move(fields));
  }

 private:
  static Node indicator(const char* name, double target, double realised) {
    return Node::object(name, {Node::scalar("target", figure(target)), Node::scalar("realisasi", figure(realised))});
  }
  double achieved(double target, double spread) {
    return std::max(0.0, std::round(target * (quality_ + random_.normal() * spread) / 100));
  }

  /// Aspects whose mean is exactly the edge: through thirds, or for every other employee through one that divides.
  std::vector<Node> aspects_on(double edge) const {
    if (index_ % 2 == 1) {
      return {indicator("kuantitas", 3, (3 * edge + 10) / 100), indicator("kualitas", 3, (3 * edge + 10) / 100),
              indicator("waktu", 3, (3 * edge - 20) / 100)};
    }
    return {indicator("kuantitas", 3, (3 * edge - 20) / 100), indicator("kualitas", 3, (3 * edge + 20) / 100),
            indicator("waktu", 100, edge)};
  }
  std::vector<Node> aspects() {
    std::vector<Node> made;
    const double quantity = random_.once_in(14) ? random_.between(1, 400) : random_.any(kTargets);
    made.push_back(indicator("kuantitas", quantity, achieved(quantity, 9)));
    const double quality = std::clamp(quality_ + random_.normal() * 6, 0.0, 118.0);
    made.push_back(
        indicator("kualitas", 100, random_.once_in(2) ? std::round(quality) : std::round(quality * 10) / 10));
    const double months = random_.between(1, 12);
    made.push_back(indicator("waktu", months, achieved(months, 8)));
    return made;
  }

  Node targets() {
    Node main = Node::list("kinerja_utama");
    for (int count = random_.between(3, 6); count > 0; --count) {
      Node task = Node::text_of("uraian", random_.any(kTasks));
      Node measured = Node::object("aspek", edge_ ? aspects_on(*edge_) : aspects());
      main.children.push_back(Node::object({}, {std::move(task), std::move(measured)}));
    }
    Node extra = Node::list("kinerja_tambahan");
    for (int count = random_.between(0, 2); count > 0; --count) {
      Node task = Node::text_of("uraian", random_.any(kTasks));
      extra.children.push_back(
          Node::object({}, {std::move(task), Node::scalar("nilai", figure(random_.between(1, 3)))}));
    }
    return Node::object("skp", {std::move(main), std::move(extra)});
  }

  double mark() {
    if (edge_) return *edge_;
    const double value = std::clamp(quality_ + random_.normal() * 5, 40.0, 120.0);
    if (!random_.once_in(12)) return std::round(value);
    return std::min(120.0, std::floor(value) + 0.5);
  }
  Node rater(const char* name) {
    Node one = Node::object(name);
    for (const char* aspect : kAspectsOfConduct) {
      if (aspect == kAspectsOfConduct.back() && !post_->leads) continue;
      one.children.push_back(Node::scalar(aspect, figure(mark())));
    }
    return one;
  }
  Node raters(const char* name, int count) {
    Node all = Node::list(name);
    for (; count > 0; --count) all.children.push_back(rater(""));
    return all;
  }
  Node conduct() {
    Node superior = rater("atasan");
    Node peers = raters("rekan", random_.once_in(20) ? 0 : random_.between(2, 3));
    Node below = raters("bawahan", random_.between(0, 3));
    return Node::object("perilaku", {std::move(superior), std::move(peers), std::move(below)});
  }

  Node history() {
    Node years = Node::list("riwayat");
    for (int year = 2020; year >= 2019; --year) {
      const double value = quality_ + random_.normal() * 6;
      const std::size_t grade = value >= 108 ? 4 : value >= 88 ? 3 : value >= 70 ? 2 : value >= 50 ? 1 : 0;
      years.children.push_back(Node::object(
          {}, {Node::scalar("tahun", std::to_string(year)), Node::text_of("predikat", kGrades.at(grade))}));
    }
    return years;
  }

  Random& random_;
  std::uint64_t index_;
  double quality_ = 0;
  const Post* post_ = nullptr;
  std::optional<double> edge_;
};

}  // namespace

Node employee(std::uint64_t index, std::uint64_t count, Random& random) {
  return Maker(index, random).record(std::max<std::uint64_t>(1, count / 50));
}

}  // namespace kaidah::bench
