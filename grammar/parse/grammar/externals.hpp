#pragma once
// The rules that other files of the grammar use, each compiled in a file of its own.

#include "grammar/parse/rules.hpp"

namespace kaidah::parse {

#define KAIDAH_EXTERNAL(rule)                                  \
  [[nodiscard]] bool match_##rule(Input& in, State& state);    \
  struct rule##_definition;                                    \
  struct rule : external<match_##rule, rule##_definition> {};

// expressions.cpp
KAIDAH_EXTERNAL(expression)
KAIDAH_EXTERNAL(sum)
KAIDAH_EXTERNAL(unary)
KAIDAH_EXTERNAL(postfix)
KAIDAH_EXTERNAL(primary)
// calls.cpp
KAIDAH_EXTERNAL(call)
// places.cpp
KAIDAH_EXTERNAL(part)
KAIDAH_EXTERNAL(place_prefix)
KAIDAH_EXTERNAL(citation)
KAIDAH_EXTERNAL(mark_list)
KAIDAH_EXTERNAL(in_force)
KAIDAH_EXTERNAL(place_item)
// shapes.cpp
KAIDAH_EXTERNAL(type)
KAIDAH_EXTERNAL(shape)
// rules.cpp
KAIDAH_EXTERNAL(guard)
KAIDAH_EXTERNAL(deciding)
KAIDAH_EXTERNAL(arm)
// tables.cpp
KAIDAH_EXTERNAL(table)
KAIDAH_EXTERNAL(row)
// procedures.cpp
KAIDAH_EXTERNAL(procedure)
// amendments.cpp
KAIDAH_EXTERNAL(together)
// scenarios.cpp
KAIDAH_EXTERNAL(test)
// files.cpp
KAIDAH_EXTERNAL(item)
KAIDAH_EXTERNAL(file_header)
KAIDAH_EXTERNAL(file_element)

#undef KAIDAH_EXTERNAL

}  // namespace kaidah::parse
