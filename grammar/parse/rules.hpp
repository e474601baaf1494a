#pragma once
// The building blocks that the grammar adds to PEGTL's own.

#include "grammar/parse/expectation.hpp"
#include "grammar/parse/lexical.hpp"
#include "grammar/parse/recover.hpp"

namespace kaidah::parse {

/// Cuts the nodes back when a rule fails. No actions are used: the nodes are all that a rule leaves.
template <class Rule>
struct control : pegtl::normal<Rule> {
  static constexpr bool enable = false;

  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    const std::size_t height = state.nodes.size();
    if (pegtl::match<Rule, A, M, Action, Control>(in, state)) return true;
    state.nodes.resize(height);
    return false;
  }
};

/// A rule as an ordinary function.
template <class Rule>
[[nodiscard]] bool run(Input& in, State& state) {
  return control<Rule>::template match<pegtl::apply_mode::nothing, pegtl::rewind_mode::required, pegtl::nothing,
                                       control>(in, state);
}

/// A token: a function of lexical.hpp with its arguments.
template <auto Function, auto... Arguments>
struct token {
  using rule_t = token;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class>
  [[nodiscard]] static bool match(Input& in, State& state) {
    return Function(in, state, Arguments...);
  }
};

/// A rule whose body is compiled elsewhere. `Definition` need be complete only where the grammar is analysed.
template <bool (*Function)(Input&, State&), class Definition>
struct external {
  using rule_t = external;
  using subs_t = pegtl::type_list<Definition>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class>
  [[nodiscard]] static bool match(Input& in, State& state) {
    return Function(in, state);
  }
};

/// The words of a keyword in the vocabulary of the file.
template <Keyword K>
struct word : token<match_keyword, K, false> {};
/// The same, and leaves a node that says which it was.
template <Keyword K>
struct tag : token<match_keyword, K, true> {};
template <char C>
struct symbol : token<match_symbol, C, false> {};
template <char C>
struct symbol_tag : token<match_symbol, C, true> {};

/// Leaves a node above those of its rules.
template <Kind K, class... Rules>
struct node {
  using rule_t = node;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    const std::size_t first = state.nodes.size();
    const char* begin = token_begin(state, in.current(), in.end());
    if (!Control<pegtl::seq<Rules...>>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, state)) {
      return false;
    }
    state.nodes.push_back({K, 0, state.offset(begin), state.offset(in.current()), static_cast<std::uint32_t>(first)});
    return true;
  }
};

/// The same, but one node alone stays as it is: an operand without its operator.
template <Kind K, class... Rules>
struct wrap {
  using rule_t = wrap;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    const std::size_t first = state.nodes.size();
    const char* begin = token_begin(state, in.current(), in.end());
    if (!Control<pegtl::seq<Rules...>>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, state)) {
      return false;
    }
    if (state.nodes.back().first != first) {
      state.nodes.push_back({K, 0, state.offset(begin), state.offset(in.current()), static_cast<std::uint32_t>(first)});
    }
    return true;
  }
};

/// PEGTL's `must` with the message at the end of the token before: ends the element that is being read.
template <class Rule>
struct need {
  using rule_t = need;
  using subs_t = pegtl::type_list<Rule>;
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    if (Control<Rule>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, state)) return true;
    raise_expected(state, in, expected<Rule>);
  }
};

/// One level deeper; past Limits::nesting the element ends with a diagnostic.
template <class Rule>
struct deeper {
  using rule_t = deeper;
  using subs_t = pegtl::type_list<Rule>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    const Depth depth(in, state);
    return Control<Rule>::template match<A, M, Action, Control>(in, state);
  }
};

/// Inside the braces of a record: a mistake there is still inside them.
template <class Rule>
struct in_record {
  using rule_t = in_record;
  using subs_t = pegtl::type_list<Rule>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    struct Inside {
      State& state;
      explicit Inside(State& in_state) : state(in_state) { ++state.records; }
      ~Inside() { --state.records; }
    };
    const Inside inside(state);
    return Control<Rule>::template match<A, M, Action, Control>(in, state);
  }
};

/// PEGTL's `at` and `not_at`, leaving no nodes.
template <class... Rules>
struct ahead {
  using rule_t = ahead;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    const std::size_t height = state.nodes.size();
    const auto mark = in.template mark<pegtl::rewind_mode::required>();
    const bool found =
        Control<pegtl::seq<Rules...>>::template match<A, pegtl::rewind_mode::active, Action, Control>(in, state);
    state.nodes.resize(height);
    return found;
  }
};
template <class... Rules>
struct not_ahead {
  using rule_t = not_ahead;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    return !ahead<Rules...>::template match<A, M, Action, Control>(in, state);
  }
};

/// A rule whose must-points only mean that it does not match.
template <class... Rules>
struct tentative {
  using rule_t = tentative;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control>
  [[nodiscard]] static bool match(Input& in, State& state) {
    const std::size_t height = state.nodes.size();
    try {
      if (Control<pegtl::seq<Rules...>>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, state)) {
        return true;
      }
    } catch (const Failure&) {  // NOLINT: that it does not match is all there is to say
    }
    state.nodes.resize(height);
    return false;
  }
};

/// `{`, elements, `}`. Each element recovers on its own.
template <Context C, class Element, class First = Element, bool OrColon = false>
struct block {
  using rule_t = block;
  using subs_t = pegtl::type_list<First, Element>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class>
  [[nodiscard]] static bool match(Input& in, State& state) {
    return match_block(in, state, {C, run<First>, run<Element>, OrColon});
  }
};

template <class Rule>
struct listed : pegtl::seq<Rule, pegtl::star<symbol<','>, need<Rule>>> {};

}  // namespace kaidah::parse
