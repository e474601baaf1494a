#pragma once
// What is said of many records that were decided.

#include <string>

#include <kaidah/batch.hpp>

#include "tools/cli/context.hpp"
#include "tools/cli/exit_code.hpp"

namespace kaidah::cli {

/// What was read, as it is called, with the error that ended the reading; 0: none.
struct BatchInputs {
  std::string records;
  int records_error = 0;
  std::string group_records;
  int group_records_error = 0;
};

/// True: nothing failed. Otherwise it is complained about, unless the files that are written have done so themselves.
[[nodiscard]] bool tell_failure(const Context& context, const BatchResult& result, const BatchInputs& inputs);

/// A line or two where something was rejected, and the code to end with.
[[nodiscard]] ExitCode summarise(const Context& context, const BatchResult& result, bool with_groups);

}  // namespace kaidah::cli
