#pragma once
// What the targets share: how a broken law is told, and what they read.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/library/compile.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::fuzz {

/// Says which law is broken and ends the program, so that the input is kept.
[[noreturn]] void broken(std::string_view law, std::string_view details = {});
inline void must(bool holds, std::string_view law, std::string_view details = {}) {
  if (!holds) broken(law, details);
}

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Takes the first byte; 0 where there is none.
[[nodiscard]] std::uint8_t take_byte(std::string_view& text);

/// Tight enough that no input takes long.
[[nodiscard]] Limits small_limits();

/// All of them can be shown, lie inside their sources, are no more than the limit, and none is a fault of Kaidah.
void check_diagnostics(const std::vector<Diagnostic>& diagnostics, const Limits& limits);

/// A policy as text, with the standard library at hand.
[[nodiscard]] library::CompileResult compile(std::string_view text, const Limits& limits);

/// The shipped policies that need no others, always the same in the same order.
struct Shipped {
  std::string id;
  std::shared_ptr<const check::CheckedPolicy> policy;
  plan::PlanPtr plan;
  std::vector<std::string> records;  ///< of examples/records
};
[[nodiscard]] const std::vector<Shipped>& shipped();

[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace kaidah::fuzz
