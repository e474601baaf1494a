#pragma once
// Single values of JSON -> values of a policy, checked against the shape they should have.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/plan/shape.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::json {

/// What is wrong with a value. Where it stands, and its `{field}`, are added by whoever knows.
struct Problem {
  Message message;
  std::optional<Message> expected;
  std::string found;  ///< as it stands in the input, shortened
};

/// Each reader returns false when the value does not fit; `problem` then says why.
class ScalarReader {
 public:
  ScalarReader(const plan::Shapes& shapes, const Limits& limits) : shapes_(shapes), limits_(limits) {}

  [[nodiscard]] bool boolean(const plan::ValueShape& shape, bool value, values::Value& out);
  [[nodiscard]] bool whole(const plan::ValueShape& shape, std::int64_t value, values::Value& out);
  /// `digits` as they stand in the text; never through a binary fraction.
  [[nodiscard]] bool number(const plan::ValueShape& shape, std::string_view digits, values::Value& out);
  [[nodiscard]] bool text(const plan::ValueShape& shape, const std::string& value, values::Arena& arena,
                          values::Value& out);
  /// Always false: `found` does not fit the shape.
  bool wrong_type(const plan::ValueShape& shape, std::string found);

  [[nodiscard]] Problem& problem() noexcept { return problem_; }

 private:
  bool fits(const plan::ValueShape& shape, values::Number number, std::string_view digits, values::Value& out);
  bool fail(MessageKind kind, std::optional<Message> expected, std::string found);

  const plan::Shapes& shapes_;
  const Limits& limits_;
  Problem problem_;
};

}  // namespace kaidah::json
