#pragma once
// What both ways to an explanation share: a record by itself, or one of a trace.

#include <cstdint>
#include <string>
#include <vector>

#include <kaidah/decision.hpp>

#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {

struct ExplainOptions {
  DecisionOptions decision;
  std::string record;
  std::string id;
  std::vector<std::string> select;
  std::string group_records;
  std::string trace;
  std::string number;
  std::string format = "text";
};

enum class ExplanationFormat : std::uint8_t { text, json, html };

/// The decision with its explanation, on standard output.
ExitCode show_explanation(const Context& context, const Decision& decision, ExplanationFormat format);

/// A record of `options.trace`.
ExitCode explain_trace(const Context& context, const ExplainOptions& options, ExplanationFormat format);

}  // namespace kaidah::cli
