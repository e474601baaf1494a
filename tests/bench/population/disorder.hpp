#pragma once
// The same employee as another system would write the record: it must be decided as before.

#include "tests/bench/population/node.hpp"
#include "tests/bench/population/random.hpp"

namespace kaidah::bench {

/// Puts the members of every object in any order, leaves out members that may be missing, adds some that nobody
/// declares and declared ones without a value, and spells some figures and texts in other ways.
void disorder(Node& record, Random& random);

}  // namespace kaidah::bench
