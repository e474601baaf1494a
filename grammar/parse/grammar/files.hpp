#pragma once
// The header of a file, its lines, and what may stand at the top level.

#include "grammar/parse/grammar/amendments.hpp"

namespace kaidah::parse {

// clang-format off
struct file_header_definition
    : node<Kind::header, pegtl::sor<pegtl::seq<pegtl::sor<tag<Keyword::policy>, tag<Keyword::module>, tag<Keyword::amendment>>,
                                               need<policy_name>, need<word<Keyword::version>>, need<version>>,
                                    pegtl::seq<tag<Keyword::profile>, need<policy_name>>,
                                    pegtl::seq<tag<Keyword::scenarios_for>, need<policy_name>, need<version_range>>>> {};

struct clock        : pegtl::sor<tag<Keyword::end_of_period>, tag<Keyword::start_of_period>, tag<Keyword::decision_day>> {};
struct month_ends   : pegtl::sor<tag<Keyword::last_day>, tag<Keyword::first_of_next>, tag<Keyword::refuse>> {};
struct title_text   : text {};
struct line_title   : node<Kind::line_title, word<Keyword::title>, need<title_text>> {};
struct line_basis   : node<Kind::line_basis, word<Keyword::basis>, need<title_text>> {};
struct line_subject : node<Kind::line_subject, word<Keyword::subject>, need<title_text>> {};
struct line_in_force: node<Kind::line_in_force, in_force> {};
struct line_day     : node<Kind::line_reference_day, word<Keyword::reference_day>, need<clock>> {};
struct line_month   : node<Kind::line_month_end, word<Keyword::month_end>, need<month_ends>> {};
struct line_use     : node<Kind::line_use, word<Keyword::use>, need<names>, need<word<Keyword::use_from>>, need<policy_name>,
                           pegtl::opt<version_range>> {};
struct line_across  : node<Kind::line_across, word<Keyword::in_force>, word<Keyword::for_periods_across>, need<date>> {};
struct line_amends  : node<Kind::line_amends, pegtl::sor<tag<Keyword::amends>, tag<Keyword::supplements>>, need<policy_name>,
                           pegtl::opt<version_range>> {};
struct agency_code  : text {};
struct line_agencies: node<Kind::line_agencies, word<Keyword::for_agencies>, need<name>, need<agency_code>,
                           pegtl::star<comma, need<agency_code>>> {};
struct header_line  : pegtl::sor<line_title, line_basis, line_subject, line_across, line_in_force, line_day, line_month, line_use,
                                 line_amends, line_agencies> {};

struct item_definition : pegtl::sor<deciding, place_item, table, procedure, shape, together, test> {};
struct file_element_definition : pegtl::sor<item, header_line> {};
// clang-format on

}  // namespace kaidah::parse
