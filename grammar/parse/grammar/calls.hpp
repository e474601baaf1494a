#pragma once
// Calls: of rules, of functions of the language, and aggregates. Their `(` touches the word.

#include "grammar/parse/grammar/tokens.hpp"

namespace kaidah::parse {

// clang-format off
template <Keyword K> struct call_word : token<match_call_word, K> {};

struct close       : need<symbol<')'>> {};
struct argument    : deeper<expression> {};
struct list_source : deeper<postfix> {};
struct variable    : name {};
struct where       : node<Kind::where, word<Keyword::where>, need<argument>> {};
// `x in L where C`, after its `for` if it has one.
struct binding     : node<Kind::binding, need<variable>, need<word<Keyword::in_list>>, need<list_source>, pegtl::opt<where>> {};
struct for_clause  : pegtl::seq<word<Keyword::for_each_item>, binding> {};

template <Keyword K, class... Arguments>
struct builtin     : node<Kind::builtin, call_word<K>, Arguments..., close> {};
template <Keyword K> struct of_value     : builtin<K, need<argument>> {};
struct procedure_name : name {};
template <Keyword K> struct of_procedure : builtin<K, need<procedure_name>> {};

struct rounding    : pegtl::sor<tag<Keyword::half_up>, tag<Keyword::half_down>, tag<Keyword::half_even>, tag<Keyword::up>,
                                tag<Keyword::down>, tag<Keyword::ceiling>, tag<Keyword::floor>> {};
struct month_end_word : pegtl::sor<tag<Keyword::last_day>, tag<Keyword::first_of_next>, tag<Keyword::refuse>> {};
struct places      : pegtl::sor<node<Kind::negative, symbol<'-'>, digits>, digits> {};
struct separator   : need<comma> {};
struct round       : builtin<Keyword::round, need<argument>, separator, need<places>, separator, need<rounding>> {};
struct make_date   : builtin<Keyword::date_of, need<argument>, separator, need<argument>, separator, need<argument>> {};
struct add         : builtin<Keyword::add, need<argument>, separator, need<argument>, separator, need<month_end_word>> {};

template <Keyword K>
struct gathered    : node<Kind::aggregate, call_word<K>, need<argument>, pegtl::opt<for_clause>, close> {};
// Of several values or of a list; build/ tells which.
template <Keyword K>
struct extreme     : node<Kind::aggregate, call_word<K>, need<argument>,
                          pegtl::sor<for_clause, pegtl::star<comma, need<argument>>>, close> {};
template <Keyword K>
struct counted     : node<Kind::aggregate, call_word<K>,
                          pegtl::sor<pegtl::seq<ahead<name, word<Keyword::in_list>>, binding>,
                                     node<Kind::binding, need<list_source>, pegtl::opt<where>>>, close> {};
struct for_all     : node<Kind::aggregate, call_word<Keyword::all>, need<argument>, need<for_clause>, close> {};

struct function_call : node<Kind::call, name, touching_open,
                            pegtl::opt<not_ahead<symbol<')'>>, need<argument>, pegtl::star<comma, need<argument>>>, close> {};

struct call_definition
    : pegtl::seq<ahead<name, touching_open>,
                 pegtl::sor<gathered<Keyword::sum>, gathered<Keyword::mean>, extreme<Keyword::least>, extreme<Keyword::greatest>,
                            counted<Keyword::count>, counted<Keyword::exists>, for_all,
                            round, make_date, add,
                            of_value<Keyword::absolute>, of_value<Keyword::year_of>, of_value<Keyword::month_of>,
                            of_value<Keyword::day_of>,
                            of_procedure<Keyword::step_of>, of_procedure<Keyword::since_of>, of_procedure<Keyword::due_of>,
                            function_call>> {};
// clang-format on

}  // namespace kaidah::parse
