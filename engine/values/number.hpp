#pragma once
// Exact numbers: ratios of whole numbers of any size, with a fast path for those that fit 128 bits.
// Nothing here rounds unless asked, and nothing overflows.

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kaidah::values {

/// How `round(x, n, mode)` treats what lies between two figures.
enum class RoundingMode : std::uint8_t {
  half_up,    ///< nearest; ties away from zero
  half_down,  ///< nearest; ties toward zero
  half_even,  ///< nearest; ties to the even last digit
  up,         ///< away from zero
  down,       ///< toward zero
  ceiling,    ///< toward plus infinity
  floor,      ///< toward minus infinity
};

enum class NumberError : std::uint8_t { malformed, too_many_digits };

class Number {
 public:
  /// Zero.
  Number() noexcept = default;
  /// A whole number is a number; truth values and floating point are not.
  template <std::integral Whole>
  requires(!std::same_as<Whole, bool>) Number(Whole whole)
  noexcept : numerator_(whole) {}  // NOLINT(google-explicit-constructor)
  template <std::floating_point Inexact>
  Number(Inexact) = delete;

  /// Copies share what is wide, also between threads.
  Number(const Number& other) noexcept
      : numerator_(other.numerator_), denominator_(other.denominator_), wide_(other.wide_) {
    if (wide_ != nullptr) retain();
  }
  Number(Number&& other) noexcept
      : numerator_(other.numerator_), denominator_(other.denominator_), wide_(std::exchange(other.wide_, nullptr)) {}
  Number& operator=(const Number& other) noexcept {
    Number copy(other);
    swap(copy);
    return *this;
  }
  Number& operator=(Number&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Number() {
    if (wide_ != nullptr) release();
  }

  /// `numerator / denominator`. REQUIRES: denominator is not zero.
  static Number ratio(std::int64_t numerator, std::int64_t denominator);

  /// Reads the digits of a JSON number (`-0.50`, `1e3`), exactly. Nothing when the text is not one or has
  /// more than `max_digits` digits once its exponent is written out (leading zeros do not count, zero is
  /// zero whatever its exponent); `error` then says which. Refusing takes no longer than reading the text.
  static std::optional<Number> from_digits(std::string_view digits, std::size_t max_digits = 400,
                                           NumberError* error = nullptr);

  friend Number operator+(const Number&, const Number&);
  friend Number operator-(const Number&, const Number&);
  friend Number operator*(const Number&, const Number&);
  /// Exact quotient. REQUIRES: the divisor is not zero.
  friend Number operator/(const Number&, const Number&);
  Number operator-() const;

  friend bool operator==(const Number&, const Number&);
  friend std::strong_ordering operator<=>(const Number&, const Number&);

  /// -1, 0 or 1.
  [[nodiscard]] int sign() const noexcept;
  [[nodiscard]] bool is_whole() const;
  /// The value as a machine integer when it is whole and fits.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;

  /// The fewest digits after the point that write the number exactly; nothing when no number of digits does (1/3).
  [[nodiscard]] std::optional<int> decimals() const;
  /// `decimals` may be negative: -3 rounds to thousands.
  /// REQUIRES: the caller bounds `decimals`; work and memory grow with it.
  [[nodiscard]] Number rounded(int decimals, RoundingMode mode) const;

  /// Plain decimal text with exactly `decimals` digits after the point, never an exponent, never `-0`.
  /// A negative count prints no point. REQUIRES: the number has no more decimals than that.
  [[nodiscard]] std::string to_decimal(int decimals) const;
  /// Plain decimal text with as few digits as are exact, or `numerator/denominator` in lowest terms.
  [[nodiscard]] std::string to_string() const;

  /// An upper bound on the decimal digits of the larger of numerator and denominator, cheap to compute. At most
  /// 39 where 128 bits hold the number, and exact to one digit of the lowest terms beyond: a limit past 39 does
  /// not depend on the order of the operations that led here.
  [[nodiscard]] std::size_t digits_bound() const noexcept;

 private:
  struct Wide;  // numerator and denominator as Boost.Multiprecision integers, reference counted
  __extension__ using Int128 = __int128;

  void retain() const noexcept;
  void release() noexcept;
  void swap(Number& other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
    std::swap(wide_, other.wide_);
  }

  // INVARIANT: wide_ == nullptr -> the value is numerator_ / denominator_, denominator_ > 0, not necessarily in
  // lowest terms, and neither is -2^127; otherwise the value is *wide_, in lowest terms and too large for 128 bits
  // (so a narrow number never equals a wide one), and the two hold 0 and 1.
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
  const Wide* wide_ = nullptr;

  friend struct NumberAccess;  // how the arithmetic sees the inside: number_access.hpp
};

}  // namespace kaidah::values
