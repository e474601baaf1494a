#pragma once
// Values that outlive the decision they came from.

#include <forward_list>
#include <string>
#include <vector>

#include "engine/values/value.hpp"

namespace kaidah::evaluate {

/// Keeps deep copies. Moving it does not move what its copies point to.
class OwnedValues {
 public:
  /// The same value, with its text, records and lists held here.
  values::Value copy(const values::Value& value);
  /// Takes over what another holds.
  void take(OwnedValues&& other);

 private:
  std::forward_list<std::string> texts_;
  std::forward_list<std::vector<values::Value>> spans_;
  std::forward_list<values::RecordData> records_;
  std::forward_list<values::ListData> lists_;
};

}  // namespace kaidah::evaluate
