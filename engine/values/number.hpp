#pragma once
// Exact numbers: ratios of whole numbers of any size, with a fast path for those that fit 128 bits.
// Nothing here rounds unless asked, and nothing overflows.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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
  Number() noexcept;
  Number(std::int64_t whole) noexcept;  // NOLINT(google-explicit-constructor): a whole number is a number
  Number(const Number&) noexcept;
  Number(Number&&) noexcept;
  Number& operator=(const Number&) noexcept;
  Number& operator=(Number&&) noexcept;
  ~Number();

  /// `numerator / denominator`. REQUIRES: denominator is not zero.
  static Number ratio(std::int64_t numerator, std::int64_t denominator);

  /// Reads the digits of a JSON number (`-0.50`, `1e3`), exactly. Nothing when the text is not one or has
  /// more than `max_digits` digits once its exponent is written out; `error` then says which.
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
  [[nodiscard]] Number rounded(int decimals, RoundingMode mode) const;

  /// Plain decimal text with exactly `decimals` digits after the point, never an exponent, never `-0`.
  /// REQUIRES: the number has no more decimals than that.
  [[nodiscard]] std::string to_decimal(int decimals) const;
  /// Plain decimal text with as few digits as are exact, or `numerator/denominator` in lowest terms.
  [[nodiscard]] std::string to_string() const;

  /// An upper bound on the decimal digits of the larger of numerator and denominator, cheap to compute.
  [[nodiscard]] std::size_t digits_bound() const noexcept;

 private:
  struct Wide;  // numerator and denominator as Boost.Multiprecision integers, reference counted
  __extension__ using Int128 = __int128;

  // INVARIANT: wide_ == nullptr -> the value is numerator_ / denominator_, denominator_ > 0, not necessarily in
  // lowest terms; otherwise numerator_ and denominator_ are unused.
  Int128 numerator_;
  Int128 denominator_;
  const Wide* wide_;

  friend struct NumberAccess;  // the arithmetic in number.cpp
};

}  // namespace kaidah::values
