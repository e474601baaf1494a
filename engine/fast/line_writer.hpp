#pragma once
// Rows of a batch that was decided -> lines, the same bytes as those of the strict path.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fast/machine.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::fast {

class LineWriter {
 public:
  /// REQUIRES: what is referred to outlives the writer.
  LineWriter(const plan::Plan& plan, const Layout& layout, const Program& program, const std::string& label);

  /// Of a record that has one. REQUIRES: the plan has a field for it.
  [[nodiscard]] std::optional<std::string_view> id(const Batch& batch, std::size_t row) const;
  /// False, with nothing appended, when a figure could not be computed to its last digit.
  [[nodiscard]] bool append(const Machine& machine, const Batch& batch, std::size_t row, std::string& out) const;

 private:
  struct Field {
    std::string before;  ///< `,"nilai":`
    Result result;
    int decimals = 0;                ///< that are always written
    std::vector<std::string> names;  ///< of members, quoted
    const types::Type* type = nullptr;
  };

  const plan::Plan& plan_;
  bool has_id_ = false;
  std::uint32_t id_ = 0;  ///< Batch::text
  std::uint32_t id_present_ = kNone;
  std::string after_id_;
  std::vector<Field> fields_;
};

/// The value that the strict path would hold; false when it could not be computed.
[[nodiscard]] bool value_of(const Result& result, const Machine& machine, std::size_t row, values::Value& value);

/// What a column of wholes holds as the strict path would: a number of 10^-scale, or by its kind.
[[nodiscard]] values::Value whole_value(std::int64_t whole, std::uint8_t scale, types::TypeKind kind);
[[nodiscard]] values::Value decimal_value(std::int64_t mantissa, std::uint8_t decimals);

}  // namespace kaidah::fast
