#pragma once
// The diagnostics of reading, made from what was expected and what stands there.

#include <string>
#include <string_view>

#include "grammar/parse/expectation.hpp"
#include "grammar/parse/recover.hpp"

namespace kaidah::parse {

/// `expected` is missing after `before`, the end of the last token. Where the word that stands there belongs to the
/// other vocabulary or looks like a keyword that fits, the diagnostic says so.
[[nodiscard]] Diagnostic expected_but_found(const State& state, const char* before, const char* end,
                                            const Expectation& expected);
/// No element of the context begins after `before`.
[[nodiscard]] Diagnostic unexpected_element(const State& state, const char* before, const char* end, Context context);

[[nodiscard]] Diagnostic simple(const State& state, MessageKind kind, Span span);
/// For the K9 kinds: `{limit}` filled in.
[[nodiscard]] Diagnostic limit_passed(const State& state, MessageKind kind, Span span, std::size_t limit);

/// User text as messages show it.
[[nodiscard]] std::string quoted(std::string_view text);
/// The token at `p`, as far as a message shows it.
[[nodiscard]] const char* shown_token_end(const char* p, const char* end);

}  // namespace kaidah::parse
