#pragma once
// The only file that names PEGTL headers: another version of it means changes here and in rules.hpp.

#include <tao/pegtl/apply_mode.hpp>
#include <tao/pegtl/ascii.hpp>
#include <tao/pegtl/match.hpp>
#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/normal.hpp>
#include <tao/pegtl/nothing.hpp>
#include <tao/pegtl/rewind_mode.hpp>
#include <tao/pegtl/rules.hpp>
#include <tao/pegtl/type_list.hpp>

namespace kaidah::parse {

namespace pegtl = tao::pegtl;

/// Lazy: a position is a pointer; lines and columns are the business of Source.
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

}  // namespace kaidah::parse
