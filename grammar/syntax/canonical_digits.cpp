#include "grammar/syntax/canonical_digits.hpp"

#include <algorithm>
#include <cstddef>

namespace kaidah::syntax {

std::string canonical_digits(std::string_view digits, bool percent) {
  const std::size_t dot = std::min(digits.find('.'), digits.size());
  std::string whole(digits.substr(0, dot));
  std::string fraction(digits.substr(std::min(dot + 1, digits.size())));
  std::erase(whole, '_');
  std::erase(fraction, '_');
  if (percent) {
    whole.insert(0, "00");
    fraction.insert(0, whole.substr(whole.size() - 2));
    whole.resize(whole.size() - 2);
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (whole.empty()) whole = "0";
  return fraction.empty() ? whole : whole + "." + fraction;
}

}  // namespace kaidah::syntax
