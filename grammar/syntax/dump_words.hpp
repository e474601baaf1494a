#pragma once
// What a dump calls the members of the tree's enums: English words that never change, whatever the vocabularies say.

#include <string_view>

#include "grammar/syntax/tree.hpp"

namespace kaidah::syntax {

[[nodiscard]] std::string_view dump_word(DurationUnit value) noexcept;
[[nodiscard]] std::string_view dump_word(RoundingWord value) noexcept;
[[nodiscard]] std::string_view dump_word(MonthEndWord value) noexcept;
[[nodiscard]] std::string_view dump_word(Builtin value) noexcept;
[[nodiscard]] std::string_view dump_word(UnaryOperator value) noexcept;
[[nodiscard]] std::string_view dump_word(BinaryOperator value) noexcept;
[[nodiscard]] std::string_view dump_word(LogicalOperator value) noexcept;
[[nodiscard]] std::string_view dump_word(Comparison value) noexcept;
[[nodiscard]] std::string_view dump_word(ComparisonWords value) noexcept;
[[nodiscard]] std::string_view dump_word(Aggregate value) noexcept;
[[nodiscard]] std::string_view dump_word(Clock value) noexcept;
[[nodiscard]] std::string_view dump_word(PlaceLevel value) noexcept;
[[nodiscard]] std::string_view dump_word(MarkKind value) noexcept;
[[nodiscard]] std::string_view dump_word(BaseType value) noexcept;
[[nodiscard]] std::string_view dump_word(GuardWord value) noexcept;
[[nodiscard]] std::string_view dump_word(PlaceBody value) noexcept;
[[nodiscard]] std::string_view dump_word(RuleRole value) noexcept;
[[nodiscard]] std::string_view dump_word(CaseOrder value) noexcept;
[[nodiscard]] std::string_view dump_word(FindingSeverity value) noexcept;
[[nodiscard]] std::string_view dump_word(ExitKind value) noexcept;
[[nodiscard]] std::string_view dump_word(DurationBound value) noexcept;
[[nodiscard]] std::string_view dump_word(FileKind value) noexcept;
[[nodiscard]] std::string_view dump_word(InForceClock value) noexcept;
[[nodiscard]] std::string_view dump_word(Vocabulary value) noexcept;
[[nodiscard]] std::string_view dump_word(ReferenceDay value) noexcept;

}  // namespace kaidah::syntax
