// kaidah merge PART…: parts of a population, decided apart -> what one run over all of it writes.

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/batch.hpp>
#include <kaidah/replay.hpp>

#include "tools/cli/batch_result.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/open_again.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/run_files.hpp"

namespace kaidah::cli {
namespace {

struct MergeOptions {
  std::vector<std::string> parts;
  std::string policy;
  LibraryOptions library;
  std::string input, group_records;
  RunFileNames files;
};

class Merging {
 public:
  Merging(const Context& context, const MergeOptions& options) : context_(context), options_(options) {}

  ExitCode run() {
    if (!files_fit() || !read_settings() || !open_inputs()) return kTrouble;
    const OpenedDecider opened = open_again(context_, settings_, options_.policy, options_.library, settings_.language);
    if (!opened.decider) return opened.code;
    RunFiles files(context_, options_.files, false);
    if (!files.good()) return kTrouble;

    Progress progress(context_, input_ ? input_->size() : std::nullopt);
    BatchStreams streams;
    if (input_) streams.records = input_->source();
    if (group_records_) streams.group_records = group_records_->source();
    files.connect(streams, progress);
    BatchOptions batch;
    batch.digests = !options_.files.manifest.empty();
    if (options_.input != "-") batch.input_name = options_.input;
    if (options_.group_records != "-") batch.group_records_name = options_.group_records;
    batch.progress = [&](const BatchProgress& so_far) { progress.show(so_far); };
    const BatchResult result = merge_parts(*opened.decider, parts(), streams, batch);
    progress.clear();
    if (!tell(result) || !files.commit(result)) return kTrouble;
    spdlog::info("{} parts, {} records, {} decided, {} rejected", options_.parts.size(), result.records, result.decided,
                 result.rejected);
    return summarise(context_, result, !options_.files.groups.empty());
  }

 private:
  [[nodiscard]] bool files_fit() const {
    std::vector<NamedFile> files{{"--input", options_.input},         {"--group-records", options_.group_records},
                                 {"--output", options_.files.output}, {"--rejects", options_.files.rejects},
                                 {"--groups", options_.files.groups}, {"--manifest", options_.files.manifest}};
    if (!files_differ(context_, files)) return false;
    if (!options_.files.manifest.empty() && options_.input.empty()) {
      context_.complain(MessageKind::cli_merge_needs_input);
      return false;
    }
    for (const std::string& part : options_.parts) {
      for (const NamedFile& file : files)
        if (!files_differ(context_, {{"PART", part}, file})) return false;
      // Known before the work, not after it.
      if (access(part.c_str(), R_OK) == 0) continue;
      context_.complain(MessageKind::cli_cannot_open, {{"path", part}, {"reason", reason_of(errno)}});
      return false;
    }
    return true;
  }

  /// Of the first part; the others have to say the same.
  bool read_settings() {
    const std::string& first = options_.parts.front();
    const auto part = InputFile::open(context_, first);
    if (!part) return false;
    PartSettingsResult read = read_part_settings(part->source(), first);
    context_.show(read.diagnostics, DiagnosticFormat::human, stderr);
    if (!read.settings) return false;
    settings_ = std::move(*read.settings);
    const auto refuse = [this](MessageKind why) {
      context_.complain(why);
      return false;
    };
    if (settings_.groups && options_.files.groups.empty()) return refuse(MessageKind::cli_merge_needs_groups);
    if (!settings_.groups && !options_.files.groups.empty()) return refuse(MessageKind::cli_merge_no_groups);
    if (!settings_.group_records_digest.empty() && options_.group_records.empty())
      return refuse(MessageKind::cli_merge_needs_group_records);
    return true;
  }

  bool open_inputs() {
    if (!options_.input.empty() && !(input_ = InputFile::open(context_, options_.input))) return false;
    return options_.group_records.empty() ||
           (group_records_ = InputFile::open(context_, options_.group_records)).has_value();
  }

  BatchParts parts() {
    BatchParts parts;
    parts.count = options_.parts.size();
    parts.open = [this](std::size_t number) -> std::optional<BatchParts::Part> {
      const std::string& path = options_.parts[number];
      at_ = path;
      part_ = InputFile::open(context_, path);
      if (!part_) return std::nullopt;
      return BatchParts::Part{path, part_->source()};
    };
    return parts;
  }

  /// True: nothing failed.
  [[nodiscard]] bool tell(const BatchResult& result) const {
    const int part_error = part_ ? part_->error() : 0;
    if (part_error != 0) {  // then it only looks broken
      context_.complain(MessageKind::cli_cannot_open, {{"path", at_}, {"reason", reason_of(part_error)}});
      return false;
    }
    return tell_failure(context_, result,
                        {options_.input, input_ ? input_->error() : 0, options_.group_records,
                         group_records_ ? group_records_->error() : 0});
  }

  const Context& context_;
  const MergeOptions& options_;
  PartSettings settings_;
  std::optional<InputFile> input_, group_records_, part_;
  std::string at_;  // the part at hand
};

}  // namespace

void add_merge(Commands& commands) {
  CLI::App& command = commands.add("merge", MessageKind::cli_help_merge,
                                   "kaidah evaluate --policy pp-30-2019 --set mekanisme=survei --partial bagian.1 "
                                   "pegawai-1.ndjson\n"
                                   "  kaidah merge --output putusan.ndjson --rejects ditolak.ndjson --groups "
                                   "kelompok.ndjson bagian.1 bagian.2");
  commands.describe(command, MessageKind::man_merge);
  auto options = std::make_shared<MergeOptions>();
  command.add_option("PART", options->parts, commands.text(MessageKind::cli_help_part));
  const auto file = [&](const char* name, std::string& path, MessageKind help) {
    command.add_option(name, path, commands.text(help))->type_name("FILE");
  };
  file("--output", options->files.output, MessageKind::cli_help_merge_output);
  file("--rejects", options->files.rejects, MessageKind::cli_help_rejects);
  file("--groups", options->files.groups, MessageKind::cli_help_groups);
  file("--manifest", options->files.manifest, MessageKind::cli_help_manifest);
  file("--input", options->input, MessageKind::cli_help_merge_input);
  file("--group-records", options->group_records, MessageKind::cli_help_merge_group_records);
  file("--policy", options->policy, MessageKind::cli_help_replay_policy);
  add_library_options(command, options->library, commands.context());
  commands.on(command, [&commands, &command, options] {
    if (options->parts.empty()) return missing(commands.context(), command, "PART");
    return Merging(commands.context(), *options).run();
  });
}

}  // namespace kaidah::cli
