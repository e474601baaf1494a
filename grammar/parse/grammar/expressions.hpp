#pragma once
// Expressions, from loosest to tightest.

#include "grammar/parse/grammar/tokens.hpp"

namespace kaidah::parse {

// clang-format off
struct operand;     // of `and`, `or`
struct sum_operand; // what follows a comparison
struct product;

// `and/or` is read as `or`; build/ refuses it, and a mixture of both words.
struct or_word  : pegtl::sor<tag<Keyword::and_or>, word<Keyword::or_>> {};
struct and_word : pegtl::seq<not_ahead<word<Keyword::and_or>>, word<Keyword::and_>> {};

struct conjunction : wrap<Kind::conjunction, operand, pegtl::star<and_word, need<operand>>> {};
struct disjunction : wrap<Kind::disjunction, conjunction, pegtl::star<or_word, need<conjunction>>> {};
struct expression_definition : disjunction {};

struct not_word : pegtl::seq<not_ahead<pegtl::sor<word<Keyword::undetermined>, word<Keyword::not_encoded>>>, word<Keyword::not_>> {};
struct negation : node<Kind::negation, not_word, need<deeper<operand>>> {};
struct comparison;
struct operand  : pegtl::sor<negation, comparison> {};

struct in_word     : pegtl::seq<not_ahead<pegtl::sor<word<Keyword::in_case>, word<Keyword::in_order>, word<Keyword::in_force>>>,
                                tag<Keyword::in_list>> {};
struct sum_operand : sum {};
struct list_operand: postfix {};
struct worded      : pegtl::seq<word_comparison, need<sum_operand>,
                                pegtl::opt<word<Keyword::and_>, word_comparison, need<sum_operand>>> {};
struct comparison  : wrap<Kind::comparison, sum,
                          pegtl::opt<pegtl::sor<pegtl::plus<comparison_sign, need<sum_operand>>,
                                                worded,
                                                pegtl::seq<in_word, need<list_operand>>,
                                                tag<Keyword::is_present>,
                                                tag<Keyword::is_met>>>> {};

struct plus_minus     : pegtl::sor<symbol_tag<'+'>, symbol_tag<'-'>> {};
struct times_divided  : pegtl::sor<symbol_tag<'*'>, symbol_tag<'/'>> {};
struct factor         : unary {};
struct sum_definition : wrap<Kind::sum, product, pegtl::star<plus_minus, need<product>>> {};
struct product        : wrap<Kind::product, unary, pegtl::star<times_divided, need<factor>>> {};
struct unary_definition
    : pegtl::sor<node<Kind::negative, symbol<'-'>, need<deeper<factor>>>, postfix> {};

struct member_name        : name {};
struct fallback           : unary {};
struct day                : postfix {};
struct postfix_definition
    : wrap<Kind::postfix, primary,
           pegtl::star<pegtl::sor<pegtl::seq<dot, need<member_name>>,
                                  pegtl::seq<tag<Keyword::if_missing>, need<deeper<fallback>>>,
                                  pegtl::seq<tag<Keyword::as_of>, need<deeper<day>>>>>> {};

struct unit : pegtl::sor<tag<Keyword::unit_day>, tag<Keyword::unit_month>, tag<Keyword::unit_year>,
                         tag<Keyword::unit_one_day>, tag<Keyword::unit_one_month>, tag<Keyword::unit_one_year>> {};
// `tahun(x)` after a number is not its unit.
struct duration      : wrap<Kind::duration, number, pegtl::opt<unit, not_ahead<touching_open>>> {};
struct parenthesis   : node<Kind::parenthesis, symbol<'('>, need<deeper<expression>>, need<symbol<')'>>> {};
struct list          : node<Kind::list, symbol<'['>, pegtl::opt<not_ahead<symbol<']'>>, need<deeper<expression>>,
                            pegtl::star<comma, need<deeper<expression>>>>, need<symbol<']'>>> {};
struct field_value   : node<Kind::field_value, name, need<symbol<':'>>, need<deeper<expression>>> {};
struct record_rest   : pegtl::seq<pegtl::opt<field_value, pegtl::star<comma, need<field_value>>>, need<symbol<'}'>>> {};
struct record        : node<Kind::record, symbol<'{'>, in_record<record_rest>> {};
struct undetermined  : node<Kind::undetermined, word<Keyword::undetermined>, need<text>> {};
struct group_record  : node<Kind::group_record, word<Keyword::record_of>, need<name>> {};
struct word_value    : pegtl::sor<tag<Keyword::true_>, tag<Keyword::false_>, tag<Keyword::none>,
                                  tag<Keyword::start_of_period>, tag<Keyword::end_of_period>,
                                  tag<Keyword::decision_day>, tag<Keyword::members>> {};
struct word_or_name  : pegtl::sor<call, undetermined, group_record, word_value, expression_name> {};
struct primary_definition : pegtl::sor<date, duration, text, parenthesis, list, record, word_or_name> {};
// clang-format on

}  // namespace kaidah::parse
