#include "grammar/parse/recover.hpp"

#include <algorithm>

#include "grammar/parse/lexical.hpp"
#include "grammar/parse/report.hpp"
#include "grammar/parse/starts.hpp"

namespace kaidah::parse {

namespace {

void move_to(Input& in, const char* p) {
  in.bump(static_cast<std::size_t>(p - in.current()));
}

/// Past the token at `p`; REQUIRES: p != end, no white space at p.
const char* next_token(const char* p, const char* end) {
  if (*p == '"') return text_end(p, end).end;
  if (*p == '`') {
    const char* to = quoted_name_end(p, end);
    return to != nullptr ? to : p + 1;
  }
  if (!is_name_char(*p)) return p + 1;
  while (p != end && is_name_char(*p)) ++p;
  return p;
}

/// The `{` on the rest of the line of `p`; null if there is none.
const char* brace_on_line(const char* p, const char* end) {
  while (p != end && *p != '\n' && *p != '#') {
    if (*p == '{') return p;
    if (*p == '}') return nullptr;
    p = next_token(p, end);
  }
  return nullptr;
}

/// A word that is no keyword here.
bool may_be_misspelt(const State& state, const char* p, const char* end) {
  return is_name_start(*p) && !is_keyword(state, p, end);
}

void stop(Input& in, State& state) {
  state.stopped = true;
  move_to(in, in.end());
}

void report_unclosed(State& state, const char* open) {
  if (state.stopped) return;
  const std::uint32_t at = state.offset(open);
  state.report(simple(state, MessageKind::unclosed_brace, {at, at + 1}));
}

[[noreturn]] void raise(const Input& in, State& state, Diagnostic diagnostic) {
  const char* p = token_begin(state, in.current(), in.end());
  throw Failure{state.offset(p), state.records, std::move(diagnostic)};
}

/// Whether the block has been left without its `}`: the text lacks one, and a statement stands no further in than the
/// line that opened the block.
bool left_open(const State& state, const char* open, const char* p, const char* end, bool indented) {
  if (state.missing_closes <= 0 || !indented || !first_on_line(state, p)) return false;
  const std::size_t here = indentation(state, p);
  const std::size_t outer = indentation(state, open);
  if (*p == '}') return here < outer;
  return here <= outer && starts_element(state, Context::items, p, end);
}

const char* opening_brace(Input& in, State& state, const BlockRules& rules) {
  const char* const before = in.current();
  const char* p = token_begin(state, before, in.end());
  if (p != in.end() && *p == '{') {
    move_to(in, p + 1);
    return p;
  }
  Expectation brace{Expectation::Form::symbol, {}, {}, '{'};
  if (rules.or_colon) brace = phrase(MessageKind::expect_block);
  Diagnostic diagnostic = expected_but_found(state, before, in.end(), brace);
  if (!first_on_line(state, p)) {
    if (const char* brace_found = brace_on_line(p, in.end())) {
      state.report(std::move(diagnostic));
      move_to(in, brace_found + 1);
      return brace_found;
    }
  }
  // The text closes what it does not open: most likely this.
  if (state.missing_closes < 0 && starts_element(state, rules.context, p, in.end())) {
    ++state.missing_closes;
    state.report(std::move(diagnostic));
    return before == state.begin ? before : before - 1;
  }
  raise(in, state, std::move(diagnostic));
}

}  // namespace

const char* skip_to_element(const State& state, Context context, const char* from, const char* p, const char* end,
                            std::size_t braces) {
  std::size_t depth = braces;
  bool after_block = false;
  for (p = skip_space(p, end); p != end; p = skip_space(p, end)) {
    if (*p == '}') {
      if (depth == 0) return p;
      after_block = --depth == 0;
      ++p;
      continue;
    }
    const bool first = first_on_line(state, p);
    if (depth == 0 && (after_block || first) && starts_element(state, context, p, end)) return p;
    if (depth == 0 && first && p != from && may_be_misspelt(state, p, end) &&
        indentation(state, p) <= indentation(state, from)) {
      return p;
    }
    after_block = false;
    if (*p == '{') {
      ++depth;
      ++p;
    } else {
      p = next_token(p, end);
    }
  }
  return end;
}

Depth::Depth(const Input& in, State& state) : state_(state) {
  if (state.depth >= state.limits.nesting) {
    const char* p = token_begin(state, in.current(), in.end());
    const Span span{state.offset(p), state.offset(shown_token_end(p, in.end()))};
    raise(in, state, limit_passed(state, MessageKind::limit_nesting, span, state.limits.nesting));
  }
  ++state.depth;
}

void raise_expected(State& state, const Input& in, const Expectation& expected) {
  raise(in, state, expected_but_found(state, in.current(), in.end(), expected));
}

void match_element(Input& in, State& state, Context context, RuleFunction element) {
  const std::size_t height = state.nodes.size();
  const char* const from = token_begin(state, in.current(), in.end());
  if (++state.elements > state.limits.declarations) {
    const Span span{state.offset(from), state.offset(shown_token_end(from, in.end()))};
    state.report(limit_passed(state, MessageKind::limit_declarations, span, state.limits.declarations));
    return stop(in, state);
  }
  const char* resume = nullptr;
  bool too_deep = false;
  std::size_t braces = 0;
  try {
    if (element(in, state)) return;
    state.report(unexpected_element(state, in.current(), in.end(), context));
    resume = from;
  } catch (Failure& failure) {
    too_deep = failure.diagnostic.message.kind == MessageKind::limit_nesting;
    state.report(std::move(failure.diagnostic));
    resume = state.begin + failure.resume;
    braces = failure.braces;
  }
  state.nodes.resize(height);
  if (state.stopped) return move_to(in, in.end());
  move_to(in, std::max(resume, in.current()));
  if (!too_deep && braces == 0 && (context == Context::file || context == Context::items)) {
    // A heading that could not be read still opens a block, whose statements are read for their own mistakes.
    const char* brace = brace_on_line(in.current(), in.end());
    const char* inside = brace != nullptr ? skip_space(brace + 1, in.end()) : nullptr;
    if (inside != nullptr && starts_element(state, Context::items, inside, in.end())) {
      move_to(in, brace);
      try {  // the nodes stay below the error node: build/ reports what it finds in them
        static_cast<void>(match_block(in, state, {Context::items, element, element}));
      } catch (Failure& failure) {
        state.report(std::move(failure.diagnostic));
        state.nodes.resize(height);
        move_to(in, std::max<const char*>(state.begin + failure.resume, in.current()));
      }
    }
  }
  const char* to = in.current();
  if (to == from && to != in.end() && *to != '}') to = *to == '{' ? to : next_token(to, in.end());
  to = skip_to_element(state, context, from, to, in.end(), braces);
  if (to == from && to != in.end() && *to != '}') to = next_token(to, in.end());
  move_to(in, to);
  const char* last = to;
  while (last != from && (last[-1] == ' ' || last[-1] == '\n' || last[-1] == '\r' || last[-1] == '\t')) --last;
  state.nodes.push_back({Kind::error, 0, state.offset(from), state.offset(last), static_cast<std::uint32_t>(height)});
}

bool match_block(Input& in, State& state, const BlockRules& rules) {
  const Depth depth(in, state);
  const char* const open = opening_brace(in, state, rules);
  bool indented = false;
  RuleFunction element = rules.first;
  for (;;) {
    const char* p = token_begin(state, in.current(), in.end());
    if (p == in.end()) {
      report_unclosed(state, open);
      stop(in, state);
      return true;
    }
    if (left_open(state, open, p, in.end(), indented)) {
      report_unclosed(state, open);
      --state.missing_closes;
      return true;
    }
    if (*p == '}') {
      move_to(in, p + 1);
      return true;
    }
    if (element == rules.first) indented = first_on_line(state, p) && indentation(state, p) > indentation(state, open);
    match_element(in, state, rules.context, element);
    element = rules.element;
  }
}

void match_file(Input& in, State& state, RuleFunction element, void (*done)(void*), void* argument) {
  for (;;) {
    const char* p = token_begin(state, in.current(), in.end());
    if (p == in.end()) return;
    if (*p == '}') {
      const std::uint32_t at = state.offset(p);
      state.report(simple(state, MessageKind::stray_brace, {at, at + 1}));
      move_to(in, p + 1);
      continue;
    }
    match_element(in, state, Context::file, element);
    done(argument);
    state.nodes.clear();
  }
}

}  // namespace kaidah::parse
