#pragma once
// What is behind an Explanation.

#include <kaidah/decision.hpp>

#include "engine/explain/because.hpp"

namespace kaidah {

struct Explanation::Data {
  explain::Explanation explanation;
};

}  // namespace kaidah
