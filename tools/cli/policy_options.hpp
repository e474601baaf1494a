#pragma once
// Options that several commands share: where policies are found, which one is meant, under what it decides.

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/decision.hpp>
#include <kaidah/policy.hpp>
#include <kaidah/trust.hpp>

#include "tools/cli/choice.hpp"
#include "tools/cli/context.hpp"
#include "tools/cli/exit_code.hpp"

namespace kaidah::cli {

/// Whose signatures count.
struct TrustOptions {
  std::vector<std::string> keys;  ///< files and folders; none: whatever is signed by anyone, or by nobody
  std::size_t signatures = 1;
  std::uint64_t least_release = 0;
};
void add_trust_options(CLI::App& command, TrustOptions& options, const Context& context);
[[nodiscard]] TrustedKeys trust_of(const TrustOptions& options);

struct LibraryOptions {
  std::vector<std::string> folders;  ///< and bundles
  TrustOptions trust;
};
void add_library_options(CLI::App& command, LibraryOptions& options, const Context& context);
/// The folders that were named, else $KAIDAH_LIBRARY (with `:` between several), else ./policies where there is one.
/// `paths`: of commands about files. A folder among them holds a library of its own: ./policies is not added to it.
[[nodiscard]] std::vector<std::string> library_folders(const LibraryOptions& options,
                                                       const std::vector<std::string>& paths = {});
/// With what stands in those folders.
[[nodiscard]] CompileOptions compile_options(const LibraryOptions& options, const std::vector<std::string>& paths = {});

/// A policy, by id or file; complains where there is none.
struct OpenedPolicy {
  std::optional<Policy> policy;
  ExitCode code = kDone;  ///< why not
};
[[nodiscard]] OpenedPolicy open_policy(const Context& context, const std::string& reference,
                                       const LibraryOptions& library, const std::string& agency = {});
[[nodiscard]] OpenedPolicy open_policy(const Context& context, const std::string& reference,
                                       const CompileOptions& options);

struct DecisionOptions {
  std::string policy;  ///< `auto`: each record its own
  std::string profile;
  std::string subject;
  LibraryOptions library;
  std::vector<std::string> settings;
  std::string on;
};
void add_decision_options(CLI::App& command, DecisionOptions& options, const Context& context);
/// `--select A,B`.
void add_select_option(CLI::App& command, std::vector<std::string>& select, const Context& context);
/// The policy made ready; complains where it cannot be.
struct OpenedDecider {
  std::optional<Decider> decider;
  ExitCode code = kDone;
};
[[nodiscard]] OpenedDecider open_decider(const Context& context, const DecisionOptions& options,
                                         DecideOptions decide_options);

/// `NAME=VALUE`, each; nothing, and a complaint, when one is of another form.
[[nodiscard]] std::optional<std::vector<ParameterSetting>> read_settings(const Context& context,
                                                                         const std::vector<std::string>& settings);
/// The policy made ready; complains where the options do not fit it.
[[nodiscard]] OpenedDecider prepare_decider(const Context& context, const Policy& policy, const DecideOptions& options);
/// 0 to 1024; nothing, and a complaint, for anything else.
[[nodiscard]] std::optional<unsigned> read_threads(const Context& context, const std::string& text);

/// Bytes: `500000`, `64M`, `1G` (K, M, G, T are powers of 1024); nothing, and a complaint, for anything else.
[[nodiscard]] std::optional<std::uint64_t> read_size(const Context& context, const std::string& option,
                                                     const std::string& text);

[[nodiscard]] const Choices<DiagnosticFormat>& diagnostic_formats();
/// Text or JSON.
[[nodiscard]] const Choices<bool>& text_or_json();

/// Complains that an argument is missing.
ExitCode missing(const Context& context, const CLI::App& command, const std::string& name);

/// The code for what kept a policy from being used: files, or its own errors.
[[nodiscard]] ExitCode code_for(const std::vector<Diagnostic>& diagnostics);

}  // namespace kaidah::cli
