#pragma once
// Where reading goes on after a mistake: at the next element of the block that the mistake stands in.

#include <cstdint>

#include "grammar/parse/expectation.hpp"
#include "grammar/parse/pegtl.hpp"
#include "grammar/parse/state.hpp"

namespace kaidah::parse {

/// What a block holds. Decides where its next element can begin.
enum class Context : std::uint8_t { file, items, members, fields, arms, rows, parts, exits, clauses };

using RuleFunction = bool (*)(Input&, State&);

struct BlockRules {
  Context context{};
  RuleFunction first{};    ///< the first element
  RuleFunction element{};  ///< every other
  bool or_colon = false;   ///< a `:` could have stood for the `{`
};

/// Reads `{ element* }` and leaves the nodes of its elements, with an error node for each that could not be read.
/// REQUIRES: the rule it stands in can no longer fail for good, since what it reports is not taken back.
[[nodiscard]] bool match_block(Input& in, State& state, const BlockRules& rules);

/// Reads elements to the end of the text. `done` is called after each, with its nodes on the stack.
void match_file(Input& in, State& state, RuleFunction element, void (*done)(void*), void* argument);

/// Reads one element; on a mistake reports it, skips, and leaves an error node.
void match_element(Input& in, State& state, Context context, RuleFunction element);

/// Whether an element of the context begins at the token `p`.
[[nodiscard]] bool starts_element(const State& state, Context context, const char* p, const char* end);

/// Where the next element of the context begins, or its block ends. `from` is the beginning of the one that is left: a
/// word no further in that is no keyword may begin the next, misspelt.
/// `braces` are open at `p`.
[[nodiscard]] const char* skip_to_element(const State& state, Context context, const char* from, const char* p,
                                          const char* end, std::size_t braces = 0);

/// Whether `p` is the first token of its line and a declaration or statement begins there.
[[nodiscard]] bool starts_statement_line(const State& state, const char* p, const char* end);

/// Counts one level of nesting while it lives.
class Depth {
 public:
  Depth(const Input& in, State& state);
  ~Depth() { --state_.depth; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;

 private:
  State& state_;
};

/// Ends the element that is being read: `expected` was not found after the input's place.
[[noreturn]] void raise_expected(State& state, const Input& in, const Expectation& expected);

}  // namespace kaidah::parse
