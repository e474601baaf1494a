#pragma once
// A run over a small population that leaves checkpoints, and runs that take them up.

#include <string>
#include <vector>

#include "engine/batch/run.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::fuzz {

/// The plan of a policy whose groups gather everything that can be gathered.
[[nodiscard]] const plan::PlanPtr& gathering();

/// The checkpoints that the run left, in order.
[[nodiscard]] const std::vector<std::string>& checkpoints();

/// The same run, begun at a checkpoint.
[[nodiscard]] batch::RunResult take_up(const std::string& checkpoint);

}  // namespace kaidah::fuzz
