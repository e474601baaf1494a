#include "tests/bench/reference/exact.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>
#include <type_traits>

namespace kaidah::bench {
namespace {

__extension__ typedef __int128 Int128;
using Any = boost::multiprecision::cpp_int;

struct TooLarge {};

Int128 times(Int128 a, Int128 b) {
  Int128 product = 0;
  if (__builtin_mul_overflow(a, b, &product)) throw TooLarge{};
  return product;
}
Int128 plus(Int128 a, Int128 b) {
  Int128 sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) throw TooLarge{};
  return sum;
}
Any times(const Any& a, const Any& b) {
  return a * b;
}
Any plus(const Any& a, const Any& b) {
  return a + b;
}

Int128 divisor(Int128 a, Int128 b) {
  while (b != 0) {
    if (a <= INT64_MAX && b <= INT64_MAX) return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
Any divisor(const Any& a, const Any& b) {
  return boost::multiprecision::gcd(a, b);
}

/// A sum of ratios over their common denominator.
template <typename Whole>
class Sum {
 public:
  /// REQUIRES: below is positive.
  void add(const Whole& above, const Whole& below) {
    if (below_ % below == 0) {
      above_ = plus(above_, times(above, below_ / below));
      return;
    }
    const Whole shared = divisor(below_, below);
    const Whole scale = below / shared;
    above_ = plus(times(above_, scale), times(above, below_ / shared));
    below_ = times(below_, scale);
  }
  /// The sum, `above / below` of it.
  void add(const Sum& other, int above, Whole below) {
    add(times(other.above_, Whole(above)), times(other.below_, below));
  }
  [[nodiscard]] std::int64_t hundredths() const {
    return static_cast<std::int64_t>(plus(times(above_, Whole(200)), below_) / times(below_, Whole(2)));
  }

 private:
  Whole above_ = 0;
  Whole below_ = 1;
};

template <typename Whole>
Sum<Whole> targets(const Record& record) {
  Sum<Whole> all;
  for (const Task& task : record.tasks) {
    Sum<Whole> one;
    for (std::size_t i = 0; i < task.count; ++i) {
      const auto& [target, realised] = task.aspects[i];
      const Int128 hundredfold = static_cast<Int128>(realised) * 100;
      if (hundredfold >= static_cast<Int128>(target) * 120) {
        one.add(Whole(120), Whole(1));
      } else {
        const Millionths shared = std::gcd(realised, target);
        one.add(Whole(realised / shared * 100), Whole(target / shared));
      }
    }
    all.add(one, 1, Whole(task.count * record.tasks.size()));
  }
  return all;
}

template <typename Whole>
void add(Sum<Whole>& sum, const Rater& rater, bool leading, int above, std::int64_t below) {
  const Millionths marks = rater.sum + (leading ? rater.leadership : 0);
  sum.add(Whole(marks * above), Whole(below * kOne * (leading ? 5 : 4)));
}

template <typename Whole>
Sum<Whole> conduct(const Record& record, bool leading, bool survey) {
  Sum<Whole> sum;
  add(sum, record.superior, leading, survey ? 6 : 10, 10);
  if (!survey) return sum;
  for (const auto* raters : {&record.peers, &record.below}) {
    for (const Rater& rater : *raters) add(sum, rater, leading, 2, 10 * static_cast<std::int64_t>(raters->size()));
  }
  return sum;
}

template <typename Whole>
ExactValues values(const Record& record, bool leading, bool survey) {
  const Sum<Whole> of_targets = targets<Whole>(record);
  const Sum<Whole> of_conduct = conduct<Whole>(record, leading, survey);
  Sum<Whole> both;
  both.add(of_targets, survey ? 6 : 7, Whole(10));
  both.add(of_conduct, survey ? 4 : 3, Whole(10));
  return {of_targets.hundredths(), of_conduct.hundredths(), both.hundredths()};
}

}  // namespace

ExactValues exact_values(const Record& record, bool leading, bool survey) {
  try {
    return values<Int128>(record, leading, survey);
  } catch (TooLarge) {
    return values<Any>(record, leading, survey);
  }
}

}  // namespace kaidah::bench
