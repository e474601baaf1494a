#pragma once
// Types, enums, records, parameters, groups.

#include "grammar/parse/grammar/tokens.hpp"

namespace kaidah::parse {

// clang-format off
struct bound         : sum {};
struct range_words
    : node<Kind::range_words, pegtl::sor<pegtl::seq<tag<Keyword::at_least>, need<bound>,
                                                    pegtl::opt<word<Keyword::and_>, tag<Keyword::at_most>, need<bound>>>,
                                         pegtl::seq<tag<Keyword::at_most>, need<bound>>>> {};
// What follows a type may begin like an expression: a mark, a block, the next field.
struct lower_bound   : tentative<not_ahead<pegtl::sor<symbol<'['>, symbol<'{'>, symbol<'"'>>>, bound, dots> {};
struct next_field    : pegtl::seq<name, pegtl::opt<text>, symbol<':'>> {};
struct upper_bound   : pegtl::seq<not_ahead<pegtl::sor<symbol<'['>, symbol<'{'>, symbol<'"'>, word<Keyword::decimals>,
                                                       word<Keyword::condition>, word<Keyword::open_to>,
                                                       word<Keyword::classify_by>, next_field>>, bound> {};
struct range         : pegtl::sor<range_words, pegtl::seq<lower_bound, pegtl::opt<upper_bound>>> {};
struct base_type
    : pegtl::sor<tag<Keyword::text>, tag<Keyword::date_type>, tag<Keyword::boolean>, tag<Keyword::days_type>,
                 tag<Keyword::months_type>,
                 pegtl::seq<pegtl::sor<tag<Keyword::whole_number>, tag<Keyword::number>>, pegtl::opt<range>>,
                 pegtl::seq<tag<Keyword::list>, need<deeper<type>>>,
                 name> {};
struct decimals      : node<Kind::decimals, word<Keyword::decimals>, need<digits>> {};
struct type_definition : node<Kind::type, base_type, pegtl::opt<decimals>> {};

struct enum_member
    : node<Kind::enum_member, name, pegtl::opt<text>,
           pegtl::opt<node<Kind::wire, word<Keyword::written>, text>>,
           pegtl::opt<node<Kind::alias, word<Keyword::alias>, listed<text>>>, marks> {};
struct enumeration
    : node<Kind::enumeration, word<Keyword::enum_>, need<name>, pegtl::opt<tag<Keyword::from_lowest>>,
           block<Context::members, enum_member>> {};

struct one_each      : pegtl::seq<tag<Keyword::one_for_each>, need<name>> {};
struct modifier
    : node<Kind::modifier, pegtl::sor<tag<Keyword::optional>, pegtl::seq<tag<Keyword::if_missing>, need<expression>>,
                                      pegtl::seq<tag<Keyword::no_fewer_than>, need<expression>>,
                                      pegtl::seq<tag<Keyword::no_more_than>, need<expression>>,
                                      one_each, tag<Keyword::period_assessed>>> {};
struct field
    : node<Kind::field, ahead<next_field>, name, pegtl::opt<text>, symbol<':'>, need<type>,
           pegtl::star<comma, need<modifier>>, marks> {};
struct condition     : node<Kind::condition, word<Keyword::condition>, need<expression>, pegtl::opt<text>> {};
// A field without its colon is a mistake in a field, not something else.
struct broken_field  : pegtl::seq<name, pegtl::opt<text>, need<symbol<':'>>> {};
struct body_element  : pegtl::sor<field, condition, broken_field> {};
struct body          : node<Kind::body, block<Context::fields, body_element>> {};
struct record_shape
    : node<Kind::record_item, pegtl::sor<pegtl::seq<not_ahead<word<Keyword::record_of>>, tag<Keyword::record>>, tag<Keyword::input>>,
           need<name>, body> {};

struct one_of        : pegtl::seq<tag<Keyword::one_of>, need<expression>,
                                  pegtl::star<comma, not_ahead<word<Keyword::allowed_when>>, need<expression>>> {};
struct decided_by
    : node<Kind::decided_by, word<Keyword::decided_by>, need<name>,
           pegtl::opt<comma, one_of>, pegtl::opt<comma, tag<Keyword::allowed_when>, need<expression>>> {};
struct dated_value   : node<Kind::dated_value, word<Keyword::from_date>, need<date>, need<symbol<':'>>, need<expression>> {};
struct last_day      : node<Kind::through, comma, word<Keyword::through_date>, need<date>> {};
struct parameter_value
    : pegtl::sor<decided_by, pegtl::seq<symbol<'='>, need<expression>>,
                 pegtl::seq<dated_value, pegtl::star<comma, dated_value>, pegtl::opt<last_day>>> {};
struct parameter
    : node<Kind::parameter, word<Keyword::parameter>, need<name>, need<symbol<':'>>, need<type>, need<parameter_value>, marks> {};

struct group
    : node<Kind::group, word<Keyword::group>, need<name>, need<word<Keyword::group_by>>, need<names>,
           pegtl::opt<ahead<symbol<'{'>>, body>, marks> {};

struct shape_definition : pegtl::sor<enumeration, record_shape, parameter, group> {};
// clang-format on

}  // namespace kaidah::parse
