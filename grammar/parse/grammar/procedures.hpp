#pragma once
// Procedures: how they start, their steps, exits and ends.

#include "grammar/parse/grammar/places.hpp"

namespace kaidah::parse {

// clang-format off
struct event_name   : name {};
struct step_name    : name {};
struct next_step    : name {};
struct source_list  : postfix {};
// `x in L where C`.
struct source       : node<Kind::binding, need<name>, need<word<Keyword::in_list>>, need<source_list>,
                           pegtl::opt<node<Kind::where, word<Keyword::where>, need<expression>>>> {};
struct start        : pegtl::seq<word<Keyword::starts_when>, need<expression>, need<symbol<','>>,
                                 need<word<Keyword::starts_from>>, need<expression>, marks> {};
struct events       : pegtl::seq<word<Keyword::events>, source> {};

struct exit_cause   : pegtl::sor<tag<Keyword::on_expiry>, pegtl::seq<tag<Keyword::upon>, need<event_name>>> {};
struct exit         : node<Kind::exit, pegtl::opt<place_prefix>, exit_cause, pegtl::opt<word<Keyword::and_>, need<expression>>,
                           need<word<Keyword::exit_to>>, need<next_step>, marks> {};
struct suspension   : node<Kind::suspension, word<Keyword::suspended_while>, source, need<word<Keyword::from_date>>,
                           need<expression>, need<word<Keyword::through_date>>, need<expression>> {};
struct step_element : pegtl::sor<exit, suspension> {};
struct step_duration: node<Kind::step_duration, pegtl::sor<tag<Keyword::step_for>, tag<Keyword::step_no_longer_than>>,
                           need<expression>> {};
struct step         : pegtl::seq<word<Keyword::step>, need<step_name>, pegtl::opt<text>, pegtl::opt<step_duration>, marks,
                                 block<Context::exits, step_element>> {};
struct end_item     : node<Kind::end_item, name, pegtl::opt<text>, marks> {};
struct end          : pegtl::seq<word<Keyword::end>, need<end_item>, pegtl::star<comma, need<end_item>>> {};

template <Kind K, class Rule>
struct procedure_part : node<K, pegtl::opt<place_prefix>, Rule> {};
struct procedure_element
    : pegtl::sor<procedure_part<Kind::start, start>, procedure_part<Kind::events, events>, procedure_part<Kind::step, step>,
                 procedure_part<Kind::end, end>> {};
struct procedure_definition
    : node<Kind::procedure, word<Keyword::procedure>, need<name>, pegtl::opt<text>,
           block<Context::parts, procedure_element>, marks> {};
// clang-format on

}  // namespace kaidah::parse
