// `{…}` in the text of a finding, read by the grammar of expressions.
#include <algorithm>
#include <utility>

#include "grammar/parse/build/builder.hpp"
#include "grammar/parse/grammar/externals.hpp"
#include "grammar/parse/lexical.hpp"

namespace kaidah::parse {

// Leaves `p` behind the closing brace.
ExprId Builder::template_expression(const char*& p, const char* end) {
  Input in(p, static_cast<std::size_t>(end - p), "");
  std::vector<Node> outer = std::exchange(state_.nodes, {});
  state_.space_from = nullptr;  // what follows ends earlier than the text around it
  ExprId result;
  const char* close = nullptr;
  try {
    if (!match_expression(in, state_)) raise_expected(state_, in, phrase(MessageKind::expect_expression));
    result = expression(static_cast<NodeIndex>(state_.nodes.size() - 1));
    if (!match_symbol(in, state_, '}', false)) {
      raise_expected(state_, in, {Expectation::Form::symbol, {}, {}, '}'});
    }
    close = in.current();
  } catch (Failure& failure) {
    state_.report(std::move(failure.diagnostic));
    close = std::find(std::max<const char*>(p, state_.begin + std::min(failure.resume, state_.offset(end))), end, '}');
    if (close != end) ++close;
    result = failed({state_.offset(p), state_.offset(close)});
  }
  state_.nodes = std::move(outer);
  state_.space_from = nullptr;
  p = close;
  return result;
}

}  // namespace kaidah::parse
