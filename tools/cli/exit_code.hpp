#pragma once
// How the program ends. Part of its interface: a code never changes its meaning.

namespace kaidah::cli {

enum ExitCode : int {
  kDone = 0,
  kTrouble = 1,       ///< usage or files
  kPolicyErrors = 2,  ///< a policy has errors
  kRejected = 3,      ///< some records were rejected
  kScenariosFailed = 4,
  kNotReproduced = 5,  ///< deciding again (replay, explain --trace) gave something else
  kNotTrusted = 6,     ///< something is not signed as it should be, or was changed since
};

}  // namespace kaidah::cli
