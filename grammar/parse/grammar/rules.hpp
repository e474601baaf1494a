#pragma once
// What decides: rules, classify, collect, promises, duties, and the blocks they stand in.

#include "grammar/parse/grammar/places.hpp"

namespace kaidah::parse {

// clang-format off
struct guard_definition : node<Kind::guard, pegtl::sor<tag<Keyword::in_case>, tag<Keyword::when>>, need<expression>> {};

struct head_parameter : node<Kind::head_parameter, name, need<symbol<':'>>, need<type>> {};
struct parameters     : pegtl::seq<symbol<'('>, need<head_parameter>, pegtl::star<comma, need<head_parameter>>, need<symbol<')'>>> {};
struct head_tail      : pegtl::opt<parameters> {};
struct head           : pegtl::seq<need<name>, head_tail> {};
struct optional_value : node<Kind::optional_value, comma, word<Keyword::optional>> {};
struct typed          : pegtl::seq<symbol<':'>, need<type>, pegtl::opt<optional_value>> {};
struct must_be_typed  : pegtl::seq<need<symbol<':'>>, need<type>, pegtl::opt<optional_value>> {};
struct open_to        : node<Kind::open_to, word<Keyword::open_to>, need<name>> {};

// Marks before a guard belong to the value, all others to the statement.
struct value_marks    : node<Kind::value_marks, pegtl::plus<mark_list>> {};
struct guarded        : pegtl::seq<pegtl::opt<value_marks>, guard> {};
struct tail           : pegtl::star<pegtl::sor<citation, mark_list>> {};
struct value          : pegtl::seq<need<expression>, pegtl::opt<guarded>, tail> {};
struct equals         : pegtl::seq<need<symbol<'='>>, value> {};

struct rule
    : node<Kind::rule, tag<Keyword::rule>, head, pegtl::opt<typed>, pegtl::opt<open_to>, equals> {};
struct exception_to   : node<Kind::exception_to, word<Keyword::exception_to>, need<place>> {};
struct exception      : node<Kind::rule, tag<Keyword::exception>, pegtl::opt<exception_to>, head, equals> {};
struct output_tail    : pegtl::sor<symbol<'('>, symbol<':'>, symbol<'='>, word<Keyword::open_to>> {};
struct output
    : pegtl::seq<ahead<word<Keyword::output>>,
                 pegtl::sor<pegtl::seq<ahead<word<Keyword::output>, name, output_tail>,
                                       node<Kind::rule, tag<Keyword::output>, head, pegtl::opt<typed>, pegtl::opt<open_to>, equals>>,
                            node<Kind::output_names, word<Keyword::output>, need<names>, marks>>> {};

struct arm_value      : pegtl::sor<node<Kind::undetermined, word<Keyword::undetermined>, need<text>>,
                                   wrap<Kind::postfix, name, pegtl::opt<dot, need<name>>>> {};
struct arm_definition
    : node<Kind::arm, pegtl::opt<place_prefix>, arm_value,
           pegtl::sor<pegtl::seq<pegtl::opt<value_marks>, pegtl::sor<tag<Keyword::otherwise>, guard>>,
                      pegtl::seq<name_on_line, not_ahead<citation>, need<word<Keyword::when>>>, pegtl::success>, tail> {};
struct case_order     : node<Kind::case_order, comma, pegtl::sor<tag<Keyword::unique>, tag<Keyword::in_order>>> {};
struct subject_as     : node<Kind::subject_as, word<Keyword::classify_as>, need<name>> {};
struct subject        : node<Kind::subject, word<Keyword::classify_by>, need<expression>> {};
struct classify
    : node<Kind::classify, tag<Keyword::classify>, head, must_be_typed,
           pegtl::opt<subject, pegtl::opt<subject_as>>, pegtl::opt<case_order>,
           block<Context::arms, arm>, tail> {};
struct collect
    : node<Kind::classify, tag<Keyword::collect>, head, must_be_typed, block<Context::arms, arm>, tail> {};

struct always         : node<Kind::always, word<Keyword::always>, need<expression>, pegtl::opt<text>, marks> {};

struct severity       : pegtl::sor<tag<Keyword::breach>, tag<Keyword::warning>, tag<Keyword::note>> {};
struct duty_by        : node<Kind::duty_by, word<Keyword::duty_by>, need<expression>> {};
struct finding_code   : text {};
struct finding_text   : text {};
struct require
    : node<Kind::require, word<Keyword::require>, need<name>, need<symbol<':'>>, need<expression>, pegtl::opt<guard>,
           pegtl::opt<duty_by>, need<word<Keyword::finding>>, need<severity>, need<finding_code>, need<finding_text>, marks> {};

struct affects        : node<Kind::affects, word<Keyword::affects>, need<names>> {};
struct not_encoded    : node<Kind::not_encoded, word<Keyword::not_encoded>, need<because>, pegtl::opt<affects>, pegtl::opt<guard>, marks> {};

struct items_block    : node<Kind::body, block<Context::items, item>> {};
struct provisions     : node<Kind::provisions, word<Keyword::provisions_in_case>, need<expression>, items_block> {};
struct for_each       : node<Kind::for_each, word<Keyword::for_each>, need<name>, items_block> {};
struct ranking_then   : node<Kind::ranking_then, word<Keyword::ranking_then>, need<expression>> {};
struct ranking        : node<Kind::ranking, word<Keyword::ranking>, need<name>, need<word<Keyword::ranking_by>>, need<expression>,
                             pegtl::opt<ranking_then>, marks> {};

struct deciding_definition
    : pegtl::sor<rule, output, exception, classify, collect, always, require, not_encoded, provisions, for_each, ranking> {};
// clang-format on

}  // namespace kaidah::parse
