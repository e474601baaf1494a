#include "tools/cli/policy_options.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace kaidah::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDefaultLibrary = "policies";
constexpr const char* kAutomatic = "auto";

bool means_a_file(const std::string& reference) {
  if (reference.find('/') != std::string::npos) return true;
  if (fs::path(reference).extension() == ".kaidah") return true;
  std::error_code error;
  return fs::is_regular_file(reference, error);
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; end <= text.size(); ++end) {
    if (end < text.size() && text[end] != separator) continue;
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

void add_trust_options(CLI::App& command, TrustOptions& options, const Context& context) {
  CLI::Option* keys =
      command.add_option("--trusted-keys", options.keys, context.text(MessageKind::cli_help_trusted_keys))
          ->type_name("FILE|DIR")
          ->expected(1)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
          ->allow_extra_args(false);
  command.add_option("--signatures", options.signatures, context.text(MessageKind::cli_help_signatures))
      ->type_name("N")
      ->needs(keys);
  command.add_option("--least-release", options.least_release, context.text(MessageKind::cli_help_least_release))
      ->type_name("N")
      ->needs(keys);
}

TrustedKeys trust_of(const TrustOptions& options) {
  if (options.keys.empty()) return TrustedKeys::of_anyone();
  TrustedKeys trust;
  trust.keys = read_public_keys(options.keys);
  trust.signatures = options.signatures;
  trust.release = options.least_release;
  return trust;
}

void add_library_options(CLI::App& command, LibraryOptions& options, const Context& context) {
  command.add_option("--library", options.folders, context.text(MessageKind::cli_help_library))
      ->type_name("DIR|BUNDLE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  add_trust_options(command, options.trust, context);
}

std::vector<std::string> library_folders(const LibraryOptions& options, const std::vector<std::string>& paths) {
  if (!options.folders.empty()) return options.folders;
  if (const char* library = std::getenv("KAIDAH_LIBRARY"); library != nullptr && *library != '\0') {
    return split(library, ':');
  }
  const auto is_folder = [](const std::string& path) {
    std::error_code error;
    return fs::is_directory(path, error);
  };
  const auto is_library = [&](const std::string& path) { return is_folder(path) || is_bundle(path); };
  if (std::none_of(paths.begin(), paths.end(), is_library) && is_folder(kDefaultLibrary)) return {kDefaultLibrary};
  return {};
}

CompileOptions compile_options(const LibraryOptions& options, const std::vector<std::string>& paths) {
  CompileOptions compile;
  const std::vector<std::string> folders = library_folders(options, paths);
  compile.library =
      options.trust.keys.empty() ? Library::read(folders) : open_trusted(folders, trust_of(options.trust));
  return compile;
}

ExitCode code_for(const std::vector<Diagnostic>& diagnostics) {
  const bool not_trusted = std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    const MessageKind kind = diagnostic.message.kind;
    return info(kind).code.starts_with("K83") && kind != MessageKind::key_unusable &&
           kind != MessageKind::no_policies_to_seal;
  });
  if (not_trusted) return kNotTrusted;
  const bool only_files = std::all_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    const MessageInfo& kind = info(diagnostic.message.kind);
    return kind.severity != Severity::error || (kind.code.substr(0, 2) == "K8" && !diagnostic.location.source);
  });
  return only_files ? kTrouble : kPolicyErrors;
}

OpenedPolicy open_policy(const Context& context, const std::string& reference, const LibraryOptions& library,
                         const std::string& agency) {
  CompileOptions options = compile_options(library);
  options.agency = agency;
  return open_policy(context, reference, options);
}

OpenedPolicy open_policy(const Context& context, const std::string& reference, const CompileOptions& options) {
  CompileResult result = means_a_file(reference) ? compile_file(reference, options) : compile_id(reference, options);
  if (!result.policy) {
    context.show(result.diagnostics, DiagnosticFormat::human, stderr);
    return {std::nullopt, code_for(result.diagnostics)};
  }
  spdlog::info("{} {} from {}, {}", result.policy->id(), result.policy->version(), result.policy->source_name(),
               result.policy->digest());
  return {std::move(result.policy), kDone};
}

void add_decision_options(CLI::App& command, DecisionOptions& options, const Context& context) {
  command.add_option("--policy", options.policy, context.text(MessageKind::cli_help_policy_auto))
      ->type_name("ID[@VERSION]|FILE|auto");
  add_library_options(command, options.library, context);
  command.add_option("--profile", options.profile, context.text(MessageKind::cli_help_profile))->type_name("FILE|ID");
  command.add_option("--subject", options.subject, context.text(MessageKind::cli_help_subject))->type_name("TEXT");
  command.add_option("--set", options.settings, context.text(MessageKind::cli_help_set))
      ->type_name("NAME=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  command.add_option("--on", options.on, context.text(MessageKind::cli_help_on))->type_name("DATE");
}

void add_select_option(CLI::App& command, std::vector<std::string>& select, const Context& context) {
  command.add_option("--select", select, context.text(MessageKind::cli_help_select))
      ->type_name("A,B")
      ->expected(1)
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

std::optional<std::vector<ParameterSetting>> read_settings(const Context& context,
                                                           const std::vector<std::string>& settings) {
  std::vector<ParameterSetting> parameters;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      context.complain(MessageKind::cli_bad_setting, {{"value", setting}});
      return std::nullopt;
    }
    parameters.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
  }
  return parameters;
}
OpenedDecider prepare_decider(const Context& context, const Policy& policy, const DecideOptions& options) {
  PrepareResult prepared = prepare(policy, options);
  if (!prepared.decider) {
    context.show(prepared.diagnostics, DiagnosticFormat::human, stderr);
    return {std::nullopt, options.profile.empty() ? kTrouble : code_for(prepared.diagnostics)};
  }
  return {std::move(prepared.decider), kDone};
}

std::optional<unsigned> read_threads(const Context& context, const std::string& text) {
  constexpr unsigned kMostThreads = 1024;
  unsigned threads = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, threads);
  if (read.ec == std::errc() && read.ptr == end && threads <= kMostThreads) return threads;
  context.complain(MessageKind::cli_bad_number, {{"value", text}, {"name", "--threads"}});
  return std::nullopt;
}

std::optional<std::uint64_t> read_size(const Context& context, const std::string& option, const std::string& text) {
  constexpr std::string_view kUnits = "KMGT";
  constexpr std::uint64_t kMost = std::uint64_t{1} << 50U;
  std::uint64_t size = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, size);
  const std::size_t unit = read.ptr + 1 == end ? kUnits.find(*read.ptr) : kUnits.size();
  const bool good = read.ec == std::errc() && size <= kMost && (read.ptr == end || unit < kUnits.size());
  const unsigned shift = good && read.ptr != end ? 10U * static_cast<unsigned>(unit + 1) : 0U;
  if (good && size <= kMost >> shift) return size << shift;
  context.complain(MessageKind::cli_bad_size, {{"value", text}, {"name", option}});
  return std::nullopt;
}

OpenedDecider open_decider(const Context& context, const DecisionOptions& options, DecideOptions decide_options) {
  auto settings = read_settings(context, options.settings);
  if (!settings) return {std::nullopt, kTrouble};
  decide_options.parameters = std::move(*settings);
  if (!options.on.empty()) decide_options.decision_day = options.on;
  decide_options.language = context.language;
  decide_options.library = compile_options(options.library);
  decide_options.profile = options.profile;
  if (!options.subject.empty()) decide_options.subject = options.subject;
  const bool automatic = options.policy == kAutomatic;
  if (automatic && !options.profile.empty()) {
    context.complain(MessageKind::cli_profile_and_auto);
    return {std::nullopt, kTrouble};
  }
  if (!automatic && !options.subject.empty()) {
    context.complain(MessageKind::cli_subject_without_auto);
    return {std::nullopt, kTrouble};
  }
  if (automatic) {
    PrepareResult prepared = prepare_auto(decide_options);
    context.show(prepared.diagnostics, DiagnosticFormat::human, stderr);
    if (!prepared.decider) return {std::nullopt, code_for(prepared.diagnostics)};
    return {std::move(prepared.decider), kDone};
  }

  const OpenedPolicy opened = open_policy(context, options.policy, decide_options.library);
  if (!opened.policy) return {std::nullopt, opened.code};
  return prepare_decider(context, *opened.policy, decide_options);
}

const Choices<DiagnosticFormat>& diagnostic_formats() {
  static const Choices<DiagnosticFormat> formats{
      {"human", DiagnosticFormat::human}, {"plain", DiagnosticFormat::plain}, {"json", DiagnosticFormat::json}};
  return formats;
}

const Choices<bool>& text_or_json() {
  static const Choices<bool> formats{{"text", false}, {"json", true}};
  return formats;
}

ExitCode missing(const Context& context, const CLI::App& command, const std::string& name) {
  const std::string full = "kaidah " + command.get_name();
  context.complain(MessageKind::cli_missing_option, {{"command", full}, {"name", name}});
  std::fprintf(stderr, "  %s\n", context.text(MessageKind::cli_see_help, {{"command", full}}).c_str());
  return kTrouble;
}

}  // namespace kaidah::cli
