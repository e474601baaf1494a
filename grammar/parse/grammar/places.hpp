#pragma once
// Places, citations, marks.

#include "grammar/parse/grammar/tokens.hpp"

namespace kaidah::parse {

/// Whether the last part is of a lower level than the one before it.
[[nodiscard]] bool goes_down(Input& in, State& state);

// clang-format off
struct place_number  : token<match_place_number, false> {};
struct annex_number  : token<match_place_number, true> {};

struct level : pegtl::sor<tag<Keyword::chapter>, tag<Keyword::article>, tag<Keyword::paragraph>, tag<Keyword::point>,
                          tag<Keyword::item>, tag<Keyword::page>> {};
struct part_definition
    : node<Kind::place_part, pegtl::sor<pegtl::seq<tag<Keyword::annex>, pegtl::opt<annex_number>>,
                                        pegtl::seq<level, place_number>>> {};
// In a heading nothing but a part can begin with the word of a level.
struct heading_part
    : node<Kind::place_part, pegtl::sor<pegtl::seq<tag<Keyword::annex>, pegtl::opt<annex_number>>,
                                        pegtl::seq<level, need<place_number>>>> {};
// Parts only go down the levels: after `point a` a paragraph begins something else.
struct further_part         : pegtl::seq<part, token<goes_down>> {};
struct further_heading_part : pegtl::seq<heading_part, token<goes_down>> {};
struct parts         : pegtl::seq<part, pegtl::star<further_part>> {};
struct between       : node<Kind::place_between, word<Keyword::somewhere_in>, need<part>, need<word<Keyword::somewhere_to>>,
                            need<place_number>> {};
struct place         : pegtl::sor<between, node<Kind::place, parts>> {};
struct heading_place : pegtl::sor<between, node<Kind::place, heading_part, pegtl::star<further_heading_part>>> {};

// `point a:` before an arm, a row, a step, an exit.
struct place_prefix_definition : pegtl::seq<place, symbol<':'>> {};

struct heading_tail  : pegtl::seq<pegtl::opt<text>, marks, pegtl::opt<in_force>, marks> {};
// Of several parts before a colon only the last begins the heading: `… dalam pasal 4 ayat (2)`, `huruf b: …` is a citation
// of two parts. A heading of several right behind a citation begins with a part that does not go down from it.
struct begins_heading: ahead<part, tentative<heading_tail>, pegtl::sor<symbol<'{'>, symbol<':'>>> {};

struct lower_part    : pegtl::seq<not_ahead<begins_heading>, further_part> {};
struct citation_definition : node<Kind::citation, pegtl::sor<word<Keyword::as_referred_in>, word<Keyword::as_referred_at>>,
                            need<part>, pegtl::star<lower_part>> {};

struct because       : text {};
struct mark_start    : pegtl::sor<word<Keyword::mark_verbatim>, word<Keyword::mark_secondary_source>,
                                  word<Keyword::mark_interpretation>, word<Keyword::mark_place_inferred>,
                                  word<Keyword::mark_not_encoded>, word<Keyword::mark_accepted>> {};
struct mark
    : node<Kind::mark, pegtl::sor<tag<Keyword::mark_verbatim>,
                                  pegtl::seq<tag<Keyword::mark_secondary_source>, pegtl::opt<text>>,
                                  pegtl::seq<tag<Keyword::mark_interpretation>, pegtl::opt<text>>,
                                  pegtl::seq<tag<Keyword::mark_place_inferred>, pegtl::opt<text>>,
                                  pegtl::seq<tag<Keyword::mark_not_encoded>, need<because>>,
                                  pegtl::seq<tag<Keyword::mark_accepted>, need<code>, need<because>>>> {};
struct mark_list_definition : pegtl::seq<symbol<'['>, need<mark>, pegtl::star<comma, need<mark>>, need<symbol<']'>>> {};
struct begins_mark   : ahead<symbol<'['>, mark_start> {};

struct through       : node<Kind::through, word<Keyword::through_date>, need<date>> {};
struct from_or_through : pegtl::sor<pegtl::seq<word<Keyword::from_date>, need<date>, pegtl::opt<through>>, through> {};
struct in_force_clock: pegtl::sor<tag<Keyword::for_decisions>, tag<Keyword::for_periods_ending>> {};
struct in_force_definition : node<Kind::in_force, word<Keyword::in_force>, pegtl::opt<in_force_clock>, need<from_or_through>> {};

struct place_words   : pegtl::sor<word<Keyword::annex>, word<Keyword::somewhere_in>, word<Keyword::chapter>,
                                  word<Keyword::article>, word<Keyword::paragraph>, word<Keyword::point>,
                                  word<Keyword::item>, word<Keyword::page>> {};
struct open_or_block : pegtl::sor<symbol_tag<':'>, node<Kind::body, block<Context::items, item, item, true>>> {};
struct place_item_definition
    : pegtl::seq<ahead<place_words>,
                 node<Kind::place_item, heading_place, marks, pegtl::opt<text>, marks, pegtl::opt<in_force>, marks,
                      need<open_or_block>>> {};
// clang-format on

}  // namespace kaidah::parse
