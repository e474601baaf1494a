#pragma once
// Tables: a heading, then rows between pipes.

#include "grammar/parse/grammar/rules.hpp"

namespace kaidah::parse {

// clang-format off
struct pipe        : symbol<'|'> {};
struct cell_bound  : sum {};
struct cell_test
    : pegtl::sor<node<Kind::cell_compare, pegtl::sor<comparison_sign, word_comparison>, need<cell_bound>>,
                 pegtl::seq<cell_bound, pegtl::opt<pegtl::seq<dots, need<cell_bound>>>>> {};
struct test_node   : node<Kind::cell_range, cell_test> {};
struct alternative : node<Kind::alternative, test_node, pegtl::star<word<Keyword::and_>, need<test_node>>> {};
struct any_cell    : node<Kind::any_cell, symbol<'*'>> {};
struct cell        : node<Kind::cell, pegtl::sor<any_cell, listed<alternative>>> {};

// The same text can be a test and a value; build/ knows by its column.
struct row_cell    : pegtl::sor<empty_cell, pegtl::seq<cell, ahead<pipe>>, expression> {};
struct row_end     : pegtl::sor<pegtl::seq<not_ahead<empty_cell>, pipe>, symbol<'}'>, place_prefix, begins_mark, text_end_reached> {};
struct row_definition
    : node<Kind::row, pegtl::opt<place_prefix>, pipe, pegtl::plus<not_ahead<row_end>, need<row_cell>, need<pipe>>, marks> {};

struct crossed_heading
    : node<Kind::crossed_heading, pipe, heading_cell, symbol<'\\'>, need<heading_cell>, need<pipe>,
           pegtl::plus<not_ahead<pegtl::sor<pipe, row_end>>, need<cell>, need<pipe>>> {};
struct row_heading     : node<Kind::heading, pipe, pegtl::plus<heading_cell, need<pipe>>> {};
struct table_heading   : pegtl::sor<crossed_heading, row_heading> {};

struct inputs      : node<Kind::inputs, word<Keyword::table_by>, need<expression>,
                          pegtl::star<comma, not_ahead<pegtl::sor<word<Keyword::unique>, word<Keyword::in_order>>>, need<expression>>> {};
struct table_definition
    : node<Kind::table, word<Keyword::table>, head, must_be_typed, need<inputs>, pegtl::opt<case_order>,
           block<Context::rows, row, table_heading>, tail> {};
// clang-format on

}  // namespace kaidah::parse
