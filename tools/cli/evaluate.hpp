#pragma once
// What both ways to decide many records share: a whole input, or one part of a population.

#include <string>
#include <vector>

#include "tools/cli/policy_options.hpp"
#include "tools/cli/run_files.hpp"

namespace kaidah::cli {

struct EvaluateOptions {
  DecisionOptions decision;
  std::string input;
  std::vector<std::string> select;
  RunFileNames files;
  std::string group_records;
  std::string partial;
  bool no_groups = false;
  std::string checkpoint = "1G";
  bool checkpoint_asked = false;
  bool resume = false;
  std::string threads = "0";
};

/// Into the part `options.partial`.
ExitCode evaluate_part(const Context& context, const EvaluateOptions& options);

}  // namespace kaidah::cli
