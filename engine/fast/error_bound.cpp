#include "engine/fast/error_bound.hpp"

#include <algorithm>
#include <cstdint>

#include "engine/values/number_access.hpp"

namespace kaidah::fast {
namespace {

double nearly(const values::Number& number) {
  if (!values::NumberAccess::is_narrow(number)) return std::numeric_limits<double>::quiet_NaN();
  const values::Ratio ratio = values::NumberAccess::ratio(number);
  return static_cast<double>(ratio.numerator) / static_cast<double>(ratio.denominator);
}

}  // namespace

Size size_of(const types::Interval& range) {
  Size size;
  const bool low = range.low.has_value();
  const bool high = range.high.has_value();
  const double at_low = low ? nearly(range.low->value) : 0;
  const double at_high = high ? nearly(range.high->value) : 0;
  if (low && range.low->value.sign() >= 0) size.sign = 1;
  if (high && range.high->value.sign() <= 0) size.sign = -1;
  if (low && high && !std::isnan(at_low) && !std::isnan(at_high))
    size.most = std::max(std::fabs(at_low), std::fabs(at_high)) * kSlack;
  if (size.sign > 0 && !std::isnan(at_low)) size.least = at_low / kSlack;
  if (size.sign < 0 && !std::isnan(at_high)) size.least = -at_high / kSlack;
  return size;
}

ErrorBound error_of_sum(ErrorBound a, Size size_a, ErrorBound b, Size size_b, bool same_sign) {
  ErrorBound sum;
  sum.largest = (a.largest + b.largest) * kSlack;
  sum.tiniest = std::min(a.tiniest, b.tiniest);
  if (same_sign) {
    sum.relative = (std::max(a.relative, b.relative) + kRounding) * kSlack;
    sum.absolute = (a.absolute + b.absolute) * kSlack;
  } else {
    const auto all = [](ErrorBound error, Size size) {
      return error.absolute + (error.relative == 0 ? 0 : error.relative * size.most);
    };
    sum.tiniest *= kRounding;  // what is left of two numbers that nearly cancel
    sum.relative = kRounding * kSlack;
    sum.absolute = (all(a, size_a) + all(b, size_b)) * kSlack;
  }
  return is_known(sum) ? sum : unknown_error();
}

ErrorBound error_of_product(ErrorBound a, Size size_a, ErrorBound b, Size size_b) {
  ErrorBound product;
  product.largest = a.largest * b.largest * kSlack;
  product.tiniest = a.tiniest * b.tiniest / kSlack;
  if (a.absolute != 0) product.absolute += a.absolute * size_b.most * kSlack;
  if (b.absolute != 0) product.absolute += b.absolute * size_a.most * kSlack;
  if (a.absolute != 0 && b.absolute != 0) product.absolute += a.absolute * b.absolute * kSlack;
  product.relative = (a.relative + b.relative + kRounding) * kSlack;
  return is_known(product) ? product : unknown_error();
}

ErrorBound error_of_quotient(ErrorBound a, ErrorBound b, Size size_b) {
  ErrorBound quotient;
  quotient.largest = a.largest / b.tiniest * kSlack;
  quotient.tiniest = a.tiniest / b.largest / kSlack;
  double relative = b.relative;
  if (b.absolute != 0) relative += b.absolute / size_b.least;
  if (a.absolute != 0) quotient.absolute = a.absolute / size_b.least * kSlack;
  quotient.relative = (a.relative + relative + kRounding) * kSlack;
  return is_known(quotient) ? quotient : unknown_error();
}

ErrorBound error_of_choice(ErrorBound a, ErrorBound b) {
  return {std::max(a.relative, b.relative) * kSlack, std::max(a.absolute, b.absolute) * kSlack,
          std::min(a.tiniest, b.tiniest), std::max(a.largest, b.largest)};
}

ErrorBound error_of_total(ErrorBound item, Size size, std::uint64_t count) {
  const auto items = static_cast<double>(count);
  ErrorBound total;
  total.largest = item.largest * items * kSlack;
  total.tiniest = item.tiniest;
  if (size.sign != 0) {
    total.relative = (item.relative + items * kRounding) * kSlack;
    total.absolute = items * item.absolute * kSlack;
  } else {
    const double each = item.absolute + (item.relative == 0 ? 0 : item.relative * size.most);
    total.tiniest *= kRounding;
    total.relative = kRounding;
    total.absolute = items * (each + items * kRounding * size.most) * kSlack;
  }
  return is_known(total) ? total : unknown_error();
}

}  // namespace kaidah::fast
