#pragma once
// Policies together: what an amendment does, what a profile adopts, what a policy takes from another.

#include "grammar/parse/grammar/rules.hpp"

namespace kaidah::parse {

/// A name that does not read as the beginning of a statement or as `with`: what follows `repeal article 4` may be either.
[[nodiscard]] bool match_target_name(Input& in, State& state);

// clang-format off
struct policy_name   : text {};
struct result
    : node<Kind::result, word<Keyword::result_of>, need<policy_name>, pegtl::opt<version_range>, need<word<Keyword::result_on>>,
           need<expression>, need<word<Keyword::result_as>>, need<name>, marks> {};

// As in a citation, a part that begins a heading does not belong to the place before it.
struct target_place  : pegtl::sor<between, node<Kind::place, part, pegtl::star<lower_part>>> {};
struct target_name   : token<match_target_name> {};
struct target        : node<Kind::target, pegtl::sor<pegtl::seq<target_place, pegtl::opt<target_name>>, target_name>> {};
struct add_items     : node<Kind::add_items, word<Keyword::add_items>, items_block, marks> {};
struct replace       : node<Kind::replace, word<Keyword::replace>, need<target>, need<word<Keyword::replace_with>>, items_block, marks> {};
struct repeal        : node<Kind::repeal, word<Keyword::repeal>, need<target>, marks> {};

struct adopted_days  : node<Kind::in_force, pegtl::sor<pegtl::seq<in_force_clock, need<from_or_through>>, from_or_through>> {};
struct setting       : node<Kind::field_value, name, need<symbol<'='>>, need<deeper<expression>>> {};
struct settings_rest : pegtl::seq<pegtl::opt<setting, pegtl::star<comma, need<setting>>>, need<symbol<'}'>>> {};
struct adopt
    : node<Kind::adopt, word<Keyword::adopts>, need<policy_name>, pegtl::opt<version_range>, pegtl::opt<adopted_days>,
           pegtl::opt<word<Keyword::adopts_with>, need<symbol<'{'>>, in_record<settings_rest>>, marks> {};

struct together_definition : pegtl::sor<result, add_items, replace, repeal, adopt> {};
// clang-format on

}  // namespace kaidah::parse
