#pragma once
// The inside of a Number, for the files that implement it.

#include <atomic>
#include <cstddef>

#include "engine/values/number.hpp"
#include "engine/values/wide.hpp"

namespace kaidah::values {

/// INVARIANT: in lowest terms, and one of the parts does not fit 128 bits.
struct Number::Wide {
  WideRatio value;
  /// Counts the Numbers that point here. Constants are shared between threads, hence atomic.
  mutable std::atomic<std::size_t> uses{1};
};

struct NumberAccess {
  static Number narrow(Ratio value) {
    Number result;
    result.numerator_ = value.numerator;
    result.denominator_ = value.denominator;
    return result;
  }

  /// Reduces, and comes back to 128 bits when that is enough.
  static Number wide(WideRatio value) {
    reduce(value);
    Ratio small;
    if (narrowed(value, small)) return narrow(small);
    Number result;
    result.wide_ = new Number::Wide{std::move(value)};
    return result;
  }

  [[nodiscard]] static bool is_narrow(const Number& number) { return number.wide_ == nullptr; }
  /// REQUIRES: is_narrow.
  [[nodiscard]] static Ratio ratio(const Number& number) { return {number.numerator_, number.denominator_}; }

  /// Whatever the form, as a wide ratio; `storage` holds it when it is not one already.
  [[nodiscard]] static const WideRatio& widened(const Number& number, WideRatio& storage) {
    if (!is_narrow(number)) return number.wide_->value;
    storage = values::widened(ratio(number));
    return storage;
  }
};

}  // namespace kaidah::values
