// kaidah evaluate --policy … INPUT: decisions, a line each.

#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/batch.hpp>

#include "tools/cli/batch_result.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/evaluate.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/interrupts.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/run_files.hpp"

namespace kaidah::cli {
namespace {

class Evaluation {
 public:
  Evaluation(const Context& context, const EvaluateOptions& options) : context_(context), options_(options) {}

  ExitCode run() {
    const auto threads = read_threads(context_, options_.threads);
    const auto every = read_size(context_, "--checkpoint", options_.checkpoint);
    if (!threads || !every || !all_files_differ()) return kTrouble;
    DecideOptions decide_options;
    decide_options.select = options_.select;
    const OpenedDecider opened = open_decider(context_, options_.decision, decide_options);
    if (!opened.decider) return opened.code;
    if (!has_groups(*opened.decider) || !open_inputs()) return kTrouble;
    RunFiles files(context_, options_.files, options_.resume);
    if (!files.good() || !may_be_kept(files, *every)) return kTrouble;

    Progress progress(context_, input_->size());
    BatchStreams streams;
    streams.records = input_->source();
    if (group_records_) streams.group_records = group_records_->source();
    files.connect(streams, progress);
    BatchOptions batch;
    batch.threads = *threads;
    batch.digests = !options_.files.manifest.empty();
    if (options_.input != "-") batch.input_name = options_.input;
    if (options_.group_records != "-") batch.group_records_name = options_.group_records;
    batch.progress = [&](const BatchProgress& so_far) { progress.show(so_far); };
    std::optional<Interrupts> interrupts;
    if (*every > 0 && files.can_resume()) {
      files.connect(batch.checkpoints, *every);
      interrupts.emplace();
    }

    const BatchResult result = decide_all(*opened.decider, streams, batch);
    progress.clear();
    if (!tell_failure(result, files)) return kTrouble;
    if (!files.commit(result)) return tell_kept(result, files);
    spdlog::info("{} records, {} decided, {} rejected", result.records, result.decided, result.rejected);
    return summarise(context_, result, !options_.files.groups.empty());
  }

 private:
  [[nodiscard]] bool all_files_differ() const {
    return files_differ(context_, {{"INPUT", options_.input},
                                   {"--group-records", options_.group_records},
                                   {"--output", options_.files.output},
                                   {"--rejects", options_.files.rejects},
                                   {"--groups", options_.files.groups},
                                   {"--manifest", options_.files.manifest},
                                   {"--trace", options_.files.trace}});
  }

  [[nodiscard]] bool has_groups(const Decider& decider) const {
    const std::vector<Policy> policies = decider.policies();
    const auto some = [](const Policy& policy) { return !policy.groups().empty(); };
    if (options_.files.groups.empty() || std::any_of(policies.begin(), policies.end(), some)) return true;
    context_.complain(MessageKind::cli_no_groups, {{"id", decider.policy().id()}});
    return false;
  }

  bool open_inputs() {
    input_ = InputFile::open(context_, options_.input);
    if (input_ && !options_.group_records.empty()) group_records_ = InputFile::open(context_, options_.group_records);
    return input_ && (options_.group_records.empty() || group_records_);
  }

  /// What is asked of checkpoints has to go with the files.
  [[nodiscard]] bool may_be_kept(const RunFiles& files, std::uint64_t every) const {
    if (!files.can_resume()) {
      if (!options_.resume && !options_.checkpoint_asked) return true;
      context_.complain(MessageKind::cli_needs_output, {{"name", options_.resume ? "--resume" : "--checkpoint"}});
      return false;
    }
    if (every > 0 && !options_.files.manifest.empty() && options_.files.rejects.empty()) {
      context_.complain(MessageKind::cli_needs_rejects);
      return false;
    }
    if (options_.resume && !files.resumes())
      context_.tell(MessageKind::cli_nothing_to_take_up, {{"path", files.checkpoint()}});
    return true;
  }

  /// True: nothing failed.
  [[nodiscard]] bool tell_failure(const BatchResult& result, const RunFiles& files) const {
    const bool good = cli::tell_failure(
        context_, result,
        {options_.input, input_->error(), options_.group_records, group_records_ ? group_records_->error() : 0});
    if (result.failed || result.cannot_save || result.stopped) tell_kept(result, files);
    if (has_errors(result.diagnostics) && files.resumes()) context_.tell(MessageKind::cli_begin_anew);
    return good;
  }

  ExitCode tell_kept(const BatchResult& result, const RunFiles& files) const {
    if (result.kept) context_.tell(MessageKind::cli_kept, {{"path", files.checkpoint()}});
    return kTrouble;
  }

  const Context& context_;
  const EvaluateOptions& options_;
  std::optional<InputFile> input_, group_records_;
};

}  // namespace

void add_evaluate(Commands& commands) {
  CLI::App& command = commands.add(
      "evaluate", MessageKind::cli_help_evaluate,
      "kaidah evaluate --policy pp-30-2019 --set mekanisme=survei --output putusan.ndjson --rejects ditolak.ndjson "
      "pegawai.ndjson");
  commands.describe(command, MessageKind::man_evaluate);
  auto options = std::make_shared<EvaluateOptions>();
  add_decision_options(command, options->decision, commands.context());
  command.add_option("INPUT", options->input, commands.text(MessageKind::cli_help_input));
  add_select_option(command, options->select, commands.context());
  const auto file = [&](const char* name, std::string& path, MessageKind help) {
    command.add_option(name, path, commands.text(help))->type_name("FILE");
  };
  file("--output", options->files.output, MessageKind::cli_help_output);
  file("--rejects", options->files.rejects, MessageKind::cli_help_rejects);
  file("--groups", options->files.groups, MessageKind::cli_help_groups);
  file("--group-records", options->group_records, MessageKind::cli_help_group_records);
  file("--manifest", options->files.manifest, MessageKind::cli_help_manifest);
  file("--trace", options->files.trace, MessageKind::cli_help_trace);
  file("--partial", options->partial, MessageKind::cli_help_partial);
  command.add_flag("--no-groups", options->no_groups, commands.text(MessageKind::cli_help_no_groups));
  const CLI::Option* checkpoint =
      command.add_option("--checkpoint", options->checkpoint, commands.text(MessageKind::cli_help_checkpoint))
          ->type_name("SIZE");
  command.add_flag("--resume", options->resume, commands.text(MessageKind::cli_help_resume));
  command.add_option("--threads", options->threads, commands.text(MessageKind::cli_help_threads))->type_name("N");
  commands.on(command, [&commands, &command, options, checkpoint] {
    options->checkpoint_asked = checkpoint->count() > 0 && options->checkpoint != "0";
    if (options->decision.policy.empty()) return missing(commands.context(), command, "--policy");
    if (options->input.empty()) return missing(commands.context(), command, "INPUT");
    if (!options->partial.empty()) return evaluate_part(commands.context(), *options);
    if (options->no_groups) {
      commands.context().complain(MessageKind::cli_only_in_part, {{"name", "--no-groups"}});
      return kTrouble;
    }
    return Evaluation(commands.context(), *options).run();
  });
}

}  // namespace kaidah::cli
