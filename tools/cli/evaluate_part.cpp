// kaidah evaluate --partial FILE: a part of a population, for kaidah merge.

#include <optional>
#include <utility>

#include <kaidah/batch.hpp>

#include "tools/cli/batch_result.hpp"
#include "tools/cli/evaluate.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/progress.hpp"

namespace kaidah::cli {
namespace {

class PartEvaluation {
 public:
  PartEvaluation(const Context& context, const EvaluateOptions& options) : context_(context), options_(options) {}

  ExitCode run() {
    const auto threads = read_threads(context_, options_.threads);
    if (!threads || !goes_together() ||
        !files_differ(
            context_,
            {{"INPUT", options_.input}, {"--group-records", options_.group_records}, {"--partial", options_.partial}}))
      return kTrouble;
    DecideOptions decide_options;
    decide_options.select = options_.select;
    const OpenedDecider opened = open_decider(context_, options_.decision, decide_options);
    if (!opened.decider) return opened.code;
    input_ = InputFile::open(context_, options_.input);
    if (input_ && !options_.group_records.empty()) group_records_ = InputFile::open(context_, options_.group_records);
    if (!input_ || (!options_.group_records.empty() && !group_records_)) return kTrouble;
    OutputFile part(context_, options_.partial);
    if (!part.good()) return kTrouble;

    Progress progress(context_, input_->size());
    PartStreams streams;
    streams.records = input_->source();
    if (group_records_) streams.group_records = group_records_->source();
    streams.part = [&part](std::string_view bytes) { return part.write(bytes); };
    streams.groups = !options_.no_groups;
    BatchOptions batch;
    batch.threads = *threads;
    batch.progress = [&](const BatchProgress& so_far) { progress.show(so_far); };
    const BatchResult result = decide_part(*opened.decider, streams, batch);
    progress.clear();
    if (!tell_failure(
            context_, result,
            {options_.input, input_->error(), options_.group_records, group_records_ ? group_records_->error() : 0}))
      return kTrouble;
    return part.commit() ? summarise(context_, result, false) : kTrouble;
  }

 private:
  [[nodiscard]] bool goes_together() const {
    const std::pair<const char*, bool> given[] = {{"--output", !options_.files.output.empty()},
                                                  {"--rejects", !options_.files.rejects.empty()},
                                                  {"--groups", !options_.files.groups.empty()},
                                                  {"--manifest", !options_.files.manifest.empty()},
                                                  {"--trace", !options_.files.trace.empty()},
                                                  {"--checkpoint", options_.checkpoint_asked},
                                                  {"--resume", options_.resume}};
    for (const auto& [option, is_given] : given) {
      if (!is_given) continue;
      context_.complain(MessageKind::cli_not_in_part, {{"name", option}});
      return false;
    }
    return true;
  }

  const Context& context_;
  const EvaluateOptions& options_;
  std::optional<InputFile> input_, group_records_;
};

}  // namespace

ExitCode evaluate_part(const Context& context, const EvaluateOptions& options) {
  return PartEvaluation(context, options).run();
}

}  // namespace kaidah::cli
