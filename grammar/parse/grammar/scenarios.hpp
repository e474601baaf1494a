#pragma once
// Scenarios and their tables.

#include "grammar/parse/grammar/places.hpp"

namespace kaidah::parse {

// clang-format off
struct equal_sign   : symbol<'='> {};
struct path_part    : name {};
struct path         : node<Kind::path, name, pegtl::star<dot, need<path_part>>> {};
struct path_value   : pegtl::seq<path, need<equal_sign>, need<expression>> {};

struct plain_value  : sum {};
struct with_field   : node<Kind::field_value, name, need<equal_sign>, need<plain_value>> {};
struct member_count : digits {};
struct some_members : pegtl::seq<member_count, need<word<Keyword::members>>, need<word<Keyword::with>>, need<with_field>,
                                 pegtl::star<word<Keyword::and_>, need<with_field>>> {};
struct given_item
    : node<Kind::given_item, pegtl::sor<pegtl::seq<tag<Keyword::decision_day>, need<equal_sign>, need<expression>>,
                                        pegtl::seq<tag<Keyword::members>, need<equal_sign>, need<expression>>,
                                        some_members, path_value>> {};
struct given        : node<Kind::given, word<Keyword::given>, need<given_item>, pegtl::star<comma, need<given_item>>> {};
struct assumption   : node<Kind::assumption, name, need<equal_sign>, need<expression>> {};
struct assume       : node<Kind::assume, word<Keyword::assume>, need<assumption>, pegtl::star<comma, need<assumption>>> {};

struct finding_named : text {};
struct expectation
    : node<Kind::expectation,
           pegtl::sor<tag<Keyword::no_findings>,
                      pegtl::seq<tag<Keyword::no_finding>, need<finding_named>>,
                      pegtl::seq<tag<Keyword::finding>, text>,
                      pegtl::seq<not_ahead<path, equal_sign>, tag<Keyword::rejection>, need<code>>,
                      path_value>> {};
struct expect       : node<Kind::expect, word<Keyword::expect>, need<expectation>, pegtl::star<comma, need<expectation>>> {};

struct pipe_sign    : symbol<'|'> {};
struct column_given
    : pegtl::seq<tag<Keyword::given>,
                 pegtl::sor<tag<Keyword::decision_day>,
                            pegtl::seq<tag<Keyword::members>, need<word<Keyword::with>>, need<with_field>,
                                       pegtl::star<word<Keyword::and_>, need<with_field>>>,
                            path>> {};
struct column_assume : pegtl::seq<tag<Keyword::assume>, name> {};
struct column_expect
    : pegtl::seq<tag<Keyword::expect>,
                 pegtl::sor<pegtl::seq<tag<Keyword::rejection>, ahead<pipe_sign>>, pegtl::seq<tag<Keyword::finding>, ahead<pipe_sign>>,
                            path>> {};
struct column        : node<Kind::column, pegtl::sor<column_given, column_assume, column_expect>> {};
struct columns       : node<Kind::columns, pipe_sign, column, need<pipe_sign>, pegtl::star<column, need<pipe_sign>>> {};

struct clause        : pegtl::sor<given, assume, expect, columns, row> {};
struct scenario_group: node<Kind::scenario_group, word<Keyword::for_each>, need<name>> {};
struct scenario
    : node<Kind::scenario, word<Keyword::scenario>, need<text>, pegtl::opt<scenario_group>, block<Context::clauses, clause>> {};
struct test_definition : pegtl::sor<scenario, given> {};
// clang-format on

}  // namespace kaidah::parse
