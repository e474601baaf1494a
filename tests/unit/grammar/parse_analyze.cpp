// The grammar has no rule that can loop without consuming.
#include <boost/test/unit_test.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/parse/messages.hpp"

namespace kaidah::parse {

/// Tokens that may match without consuming, and therefore prove nothing.
template <auto Function>
inline constexpr bool consumes = true;
template <>
inline constexpr bool consumes<match_end> = false;
template <>
inline constexpr bool consumes<match_empty_cell> = false;
template <>
inline constexpr bool consumes<match_name_on_line> = false;
template <>
inline constexpr bool consumes<goes_down> = false;

}  // namespace kaidah::parse

namespace tao::pegtl {

namespace kp = kaidah::parse;

template <class Name, auto F, auto... Arguments>
struct analyze_traits<Name, kp::token<F, Arguments...>>
    : std::conditional_t<kp::consumes<F>, analyze_any_traits<>, analyze_opt_traits<>> {};
template <class Name, bool (*F)(kp::Input&, kp::State&), class Definition>
struct analyze_traits<Name, kp::external<F, Definition>> : analyze_seq_traits<Definition> {};
template <class Name, kp::Kind K, class... Rules>
struct analyze_traits<Name, kp::node<K, Rules...>> : analyze_seq_traits<Rules...> {};
template <class Name, kp::Kind K, class... Rules>
struct analyze_traits<Name, kp::wrap<K, Rules...>> : analyze_seq_traits<Rules...> {};
template <class Name, class Rule>
struct analyze_traits<Name, kp::need<Rule>> : analyze_seq_traits<Rule> {};
template <class Name, class Rule>
struct analyze_traits<Name, kp::deeper<Rule>> : analyze_seq_traits<Rule> {};
template <class Name, class Rule>
struct analyze_traits<Name, kp::in_record<Rule>> : analyze_seq_traits<Rule> {};
template <class Name, class... Rules>
struct analyze_traits<Name, kp::tentative<Rules...>> : analyze_seq_traits<Rules...> {};
template <class Name, class... Rules>
struct analyze_traits<Name, kp::ahead<Rules...>> : analyze_opt_traits<Rules...> {};
template <class Name, class... Rules>
struct analyze_traits<Name, kp::not_ahead<Rules...>> : analyze_opt_traits<Rules...> {};
// The loop over its elements is ours (recover.cpp) and moves on even where an element does not.
template <class Name, kp::Context C, class Element, class First, bool OrColon>
struct analyze_traits<Name, kp::block<C, Element, First, OrColon>> : analyze_any_traits<First, Element> {};

}  // namespace tao::pegtl

BOOST_AUTO_TEST_SUITE(grammar_parse_analyze)

BOOST_AUTO_TEST_CASE(no_rule_can_loop) {
  BOOST_TEST(tao::pegtl::analyze<kaidah::parse::file_element>() == 0u);
  BOOST_TEST(tao::pegtl::analyze<kaidah::parse::file_header>() == 0u);
}

// The proof above is worth something only if it can fail.
struct loops : tao::pegtl::star<kaidah::parse::not_ahead<kaidah::parse::comma>> {};

BOOST_AUTO_TEST_CASE(a_rule_that_loops_is_found) {
  BOOST_TEST(tao::pegtl::analyze<loops>(-1) != 0u);
}

BOOST_AUTO_TEST_SUITE_END()
