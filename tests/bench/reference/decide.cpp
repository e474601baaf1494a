#include "tests/bench/reference/decide.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "tests/bench/reference/exact.hpp"

namespace kaidah::bench {
namespace {

constexpr std::uint8_t kFourAspects = 0b01111;
constexpr std::uint8_t kFiveAspects = 0b11111;

bool leads(Post post) {
  return post >= Post::pengawas;
}

/// Hundredths, half up; nothing when a tie is so close that an error of 1e-10 in the value could cross it.
std::optional<std::int64_t> hundredths(double value) {
  const double shifted = value * 100 + 0.5;
  const double whole = std::floor(shifted);
  const double rest = shifted - whole;
  if (rest < 1e-7 || rest > 1 - 1e-7) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

double mean(const Rater& rater, bool leading) {
  return leading ? static_cast<double>(rater.sum + rater.leadership) / (5.0 * kOne)
                 : static_cast<double>(rater.sum) / (4.0 * kOne);
}

double mean(const std::vector<Rater>& raters, bool leading) {
  double sum = 0;
  for (const Rater& rater : raters) sum += mean(rater, leading);
  return sum / static_cast<double>(raters.size());
}

double mean(const std::vector<Task>& tasks) {
  double sum = 0;
  for (const Task& task : tasks) {
    double achieved = 0;
    for (std::size_t i = 0; i < task.count; ++i) {
      const Indicator& indicator = task.aspects[i];
      achieved +=
          std::min(120.0, 100.0 * static_cast<double>(indicator.realised) / static_cast<double>(indicator.target));
    }
    sum += achieved / task.count;
  }
  return sum / static_cast<double>(tasks.size());
}

/// Floating point, where it can tell.
///
/// Its error is below 1e-10. With u = 2^-53: whole numbers of millionths are below 2^53 and exact as doubles, sums of
/// five too; 100 * r / t is two roundings of a value whose minimum with 120 is taken, so off by at most 120 * 2u
/// * 1.01. A sum of at most 4 of these, a division, a sum of at most 100 tasks (each partial sum at most 12,000, so
/// 12,000u for each addition) and a division: below (240 + 480 + 120 + 12,000) * u * 1.01 < 2e-12. Means of at most 100
/// raters likewise; weights have an error of u and multiply values of at most 120. `shifted` adds two roundings of at
/// most 12,001u.
std::optional<Decision> by_floating_point(const Record& record, bool leading, bool survey) {
  const double targets = mean(record.tasks);
  double conduct = mean(record.superior, leading);
  double value = 0;
  if (survey) {
    conduct = 0.6 * conduct + 0.2 * mean(record.peers, leading) + 0.2 * mean(record.below, leading);
    value = 0.6 * targets + 0.4 * conduct;
  } else {
    value = 0.7 * targets + 0.3 * conduct;
  }
  const auto nilai_skp = hundredths(targets);
  const auto nilai_perilaku = hundredths(conduct);
  const auto nilai = hundredths(value);
  if (!nilai_skp || !nilai_perilaku || !nilai) return std::nullopt;
  Decision decision;
  decision.nilai_skp = *nilai_skp;
  decision.nilai_perilaku = *nilai_perilaku;
  decision.nilai = *nilai;
  return decision;
}

void check(const Rater& rater, bool leading) {
  const std::uint8_t needed = leading ? kFiveAspects : kFourAspects;
  if ((rater.seen & needed) != needed) throw Unreadable("a rating that the post calls for is missing");
}

void check(const Record& record, bool leading) {
  if (record.tasks.empty() || record.tasks.size() > 100) throw Unreadable("no kinerja_utama, or more than 100");
  if (record.peers.size() > 100 || record.below.size() > 100) throw Unreadable("more than 100 raters");
  if (record.id.empty() || record.unit.empty() || record.to.size() != 10) throw Unreadable("a field is missing");
  check(record.superior, leading);
  for (const Rater& rater : record.peers) check(rater, leading);
  for (const Rater& rater : record.below) check(rater, leading);
}

Grade grade(std::int64_t nilai, bool idea) {
  if (nilai >= 11000 && idea) return Grade::sangat_baik;
  if (nilai >= 9000) return Grade::baik;
  if (nilai >= 7000) return Grade::cukup;
  return nilai >= 5000 ? Grade::kurang : Grade::sangat_kurang;
}

/// By the predikat of this year and of the one before.
Reward reward(const Record& record, Grade now) {
  const int year =
      (record.to[0] - '0') * 1000 + (record.to[1] - '0') * 100 + (record.to[2] - '0') * 10 + (record.to[3] - '0');
  const auto before = std::find_if(record.history.begin(), record.history.end(),
                                   [year](const PastYear& past) { return past.year == year - 1; });
  if (before == record.history.end()) return Reward::none;
  if (now == Grade::sangat_baik && before->grade == Grade::sangat_baik) return Reward::talent_pool;
  return now >= Grade::baik && before->grade >= Grade::baik ? Reward::pengembangan_kompetensi : Reward::none;
}

}  // namespace

Decision decide(const Record& record) {
  const bool leading = leads(record.post);
  check(record, leading);
  const bool survey = !record.peers.empty() && !record.below.empty();
  Decision decision;
  if (const auto quick = by_floating_point(record, leading, survey)) {
    decision = *quick;
  } else {
    const ExactValues exact = exact_values(record, leading, survey);
    decision.nilai_skp = exact.nilai_skp;
    decision.nilai_perilaku = exact.nilai_perilaku;
    decision.nilai = exact.nilai;
    decision.by_ratios = true;
  }
  decision.predikat = grade(decision.nilai, record.idea);
  decision.sanksi = decision.predikat <= (record.post >= Post::jpt_pratama ? Grade::cukup : Grade::kurang);
  decision.penghargaan = reward(record, decision.predikat);
  return decision;
}

}  // namespace kaidah::bench
