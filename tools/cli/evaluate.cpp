// kaidah evaluate --policy … INPUT: decisions, a line each.

#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/batch.hpp>

#include "tools/cli/commands.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/progress.hpp"

namespace kaidah::cli {
namespace {

struct EvaluateOptions {
  DecisionOptions decision;
  std::string input;
  std::vector<std::string> select;
  std::string rejects;
  std::string groups;
  std::string group_records;
  std::string manifest;
  std::string trace;
  std::string threads = "0";
};

/// No two of the files that are read and written may be one.
bool files_differ(const Context& context, const EvaluateOptions& options) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"INPUT", options.input},     {"--group-records", options.group_records}, {"--rejects", options.rejects},
      {"--groups", options.groups}, {"--manifest", options.manifest},           {"--trace", options.trace}};
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t j = i + 1; j < files.size(); ++j) {
      if (files[i].second.empty() || files[j].second.empty() || !same_file(files[i].second, files[j].second)) continue;
      context.complain(MessageKind::cli_same_file, {{"first", files[i].first}, {"second", files[j].first}});
      return false;
    }
  }
  return true;
}

/// The files that are asked for, opened before the work begins.
struct Outputs {
  std::unique_ptr<OutputFile> rejects, groups, manifest, trace;

  Outputs(const Context& context, const EvaluateOptions& options)
      : rejects(open(context, options.rejects)),
        groups(open(context, options.groups)),
        manifest(open(context, options.manifest)),
        trace(open(context, options.trace)) {}

  [[nodiscard]] bool good() const { return is_good(rejects) && is_good(groups) && is_good(manifest) && is_good(trace); }
  bool commit() {
    bool all = true;
    for (OutputFile* file : {rejects.get(), groups.get(), manifest.get(), trace.get()}) {
      if (file != nullptr) all = file->commit() && all;
    }
    return all;
  }

 private:
  static std::unique_ptr<OutputFile> open(const Context& context, const std::string& path) {
    return path.empty() ? nullptr : std::make_unique<OutputFile>(context, path);
  }
  static bool is_good(const std::unique_ptr<OutputFile>& file) { return !file || file->good(); }
};

void summarise(const Context& context, const BatchResult& result, bool with_groups) {
  std::fprintf(
      stderr, "%s\n",
      context
          .text(MessageKind::cli_evaluated, {number("records", result.records), number("decided", result.decided),
                                             number("rejected", result.rejected)})
          .c_str());
  if (!with_groups) return;
  std::fprintf(stderr, "%s\n",
               context
                   .text(MessageKind::cli_evaluated_groups,
                         {number("groups", result.groups), number("rejected", result.groups_rejected)})
                   .c_str());
}

ExitCode evaluate(const Context& context, const EvaluateOptions& options) {
  const auto threads = read_threads(context, options.threads);
  if (!threads) return kTrouble;
  if (!files_differ(context, options)) return kTrouble;
  DecideOptions decide_options;
  decide_options.select = options.select;
  const OpenedDecider opened = open_decider(context, options.decision, decide_options);
  if (!opened.decider) return opened.code;
  const std::vector<Policy> policies = opened.decider->policies();
  const bool any_groups =
      std::any_of(policies.begin(), policies.end(), [](const Policy& policy) { return !policy.groups().empty(); });
  if (!options.groups.empty() && !any_groups) {
    context.complain(MessageKind::cli_no_groups, {{"id", opened.decider->policy().id()}});
    return kTrouble;
  }

  auto input = InputFile::open(context, options.input);
  if (!input) return kTrouble;
  std::optional<InputFile> group_records;
  if (!options.group_records.empty()) {
    group_records = InputFile::open(context, options.group_records);
    if (!group_records) return kTrouble;
  }
  Outputs outputs(context, options);
  if (!outputs.good()) return kTrouble;

  Progress progress(context, input->size());
  BatchStreams streams;
  streams.records = input->source();
  if (group_records) streams.group_records = group_records->source();
  streams.decisions = [](std::string_view lines) {
    return std::fwrite(lines.data(), 1, lines.size(), stdout) == lines.size();
  };
  streams.rejections = [&](std::string_view lines) {
    if (outputs.rejects) return outputs.rejects->write(lines);
    progress.clear();
    std::fwrite(lines.data(), 1, lines.size(), stderr);
    return true;
  };
  if (outputs.groups) streams.groups = [&](std::string_view lines) { return outputs.groups->write(lines); };
  if (outputs.trace) streams.trace = [&](std::string_view lines) { return outputs.trace->write(lines); };
  BatchOptions batch;
  batch.threads = *threads;
  batch.digests = outputs.manifest != nullptr;
  if (outputs.manifest || outputs.trace) {
    if (options.input != "-") batch.input_name = options.input;
    if (options.group_records != "-") batch.group_records_name = options.group_records;
  }
  batch.progress = [&](const BatchProgress& so_far) { progress.show(so_far); };

  const BatchResult result = decide_all(*opened.decider, streams, batch);
  progress.clear();
  context.show(result.diagnostics, DiagnosticFormat::human, stderr);
  if (result.failed == BatchStream::records || result.failed == BatchStream::group_records) {
    const bool of_groups = result.failed == BatchStream::group_records;
    context.complain(MessageKind::cli_cannot_open, {{"path", of_groups ? options.group_records : options.input},
                                                    {"reason", MessageKind::reason_other}});
  }
  if (result.failed || has_errors(result.diagnostics)) return kTrouble;
  if (outputs.manifest) outputs.manifest->write(result.manifest);
  if (!outputs.commit()) return kTrouble;
  spdlog::info("{} records, {} decided, {} rejected", result.records, result.decided, result.rejected);
  const bool all_decided = result.rejected == 0 && result.groups_rejected == 0 && result.group_records_rejected == 0;
  if (!all_decided) summarise(context, result, outputs.groups != nullptr);
  return all_decided ? kDone : kRejected;
}

}  // namespace

void add_evaluate(Commands& commands) {
  CLI::App& command = commands.add(
      "evaluate", MessageKind::cli_help_evaluate,
      "kaidah evaluate --policy pp-30-2019 --set mekanisme=survei --rejects ditolak.ndjson pegawai.ndjson");
  auto options = std::make_shared<EvaluateOptions>();
  add_decision_options(command, options->decision, commands.context());
  command.add_option("INPUT", options->input, commands.text(MessageKind::cli_help_input));
  add_select_option(command, options->select, commands.context());
  const auto file = [&](const char* name, std::string& path, MessageKind help) {
    command.add_option(name, path, commands.text(help))->type_name("FILE");
  };
  file("--rejects", options->rejects, MessageKind::cli_help_rejects);
  file("--groups", options->groups, MessageKind::cli_help_groups);
  file("--group-records", options->group_records, MessageKind::cli_help_group_records);
  file("--manifest", options->manifest, MessageKind::cli_help_manifest);
  file("--trace", options->trace, MessageKind::cli_help_trace);
  command.add_option("--threads", options->threads, commands.text(MessageKind::cli_help_threads))->type_name("N");
  commands.on(command, [&commands, &command, options] {
    if (options->decision.policy.empty()) return missing(commands.context(), command, "--policy");
    if (options->input.empty()) return missing(commands.context(), command, "INPUT");
    return evaluate(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
