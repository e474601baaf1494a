#pragma once
// Tokens as rules, and the small pieces that every part of the grammar uses.

#include "grammar/parse/grammar/externals.hpp"

namespace kaidah::parse {

// clang-format off
struct name            : token<match_name> {};
struct expression_name : token<match_expression_name> {};
struct number          : token<match_number> {};
struct digits          : token<match_digits> {};
struct date            : token<match_date> {};
struct text            : token<match_text> {};
struct code            : token<match_code> {};
struct version         : token<match_version, false> {};
struct version_range   : token<match_version, true> {};
struct dots            : token<match_dots> {};
struct dot             : token<match_dot> {};
struct comparison_sign : token<match_comparison_sign> {};
struct touching_open   : token<match_touching_parenthesis> {};
struct heading_cell    : token<match_heading_cell> {};
struct empty_cell      : token<match_empty_cell> {};
struct name_on_line    : token<match_name_on_line> {};
struct text_end_reached: token<match_end> {};

struct marks           : pegtl::star<mark_list> {};
struct names           : listed<name> {};
struct comma           : symbol<','> {};

struct word_comparison
    : pegtl::sor<tag<Keyword::at_least>, tag<Keyword::at_most>, tag<Keyword::no_fewer_than>, tag<Keyword::no_more_than>,
                 tag<Keyword::no_shorter_than>, tag<Keyword::no_longer_than>, tag<Keyword::no_earlier_than>,
                 tag<Keyword::no_later_than>> {};
// clang-format on

}  // namespace kaidah::parse
