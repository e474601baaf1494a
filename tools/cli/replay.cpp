// kaidah replay MANIFEST: the same run again; are the bytes the same?

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <kaidah/batch.hpp>
#include <kaidah/replay.hpp>
#include <kaidah/version.hpp>

#include "tools/cli/commands.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/open_again.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/progress.hpp"

namespace kaidah::cli {
namespace {

struct ReplayOptions {
  std::string manifest;
  std::string policy;
  LibraryOptions library;
  std::string input, group_records;
  std::string decisions, rejects, groups;
  std::string threads = "0";
};

/// What comes out now beside what came out then, line by line.
class Beside {
 public:
  /// An empty path: nothing to hold it against, lines are only counted.
  bool open(const Context& context, const std::string& path) {
    if (path.empty()) return true;
    file_ = InputFile::open(context, path);
    if (file_) old_ = file_->source();
    return file_.has_value();
  }
  void take(std::string_view lines) {
    lines_ += static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
    if (!old_ || first_) return;
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      const std::string_view line = lines.substr(0, end);
      lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
      hold_against(line);
      if (first_) return;
    }
  }
  /// Nothing more comes now: is there more of then?
  void finish() {
    if (!old_ || first_) return;
    if (const auto line = old_line()) first_ = Difference{at_ + 1, *line, std::nullopt};
  }

  struct Difference {
    std::uint64_t line = 0;
    std::optional<std::string> then;
    std::optional<std::string> now;
  };
  [[nodiscard]] const std::optional<Difference>& first() const noexcept { return first_; }
  [[nodiscard]] std::uint64_t lines() const noexcept { return lines_; }

 private:
  void hold_against(std::string_view line) {
    auto then = old_line();
    ++at_;
    if (!then || *then != line) first_ = Difference{at_, std::move(then), std::string(line)};
  }
  std::optional<std::string> old_line() {
    for (;;) {
      if (const std::size_t end = held_.find('\n', searched_); end != std::string::npos) {
        std::string line = held_.substr(begin_, end - begin_);
        begin_ = searched_ = end + 1;
        return line;
      }
      searched_ = held_.size();
      char block[1 << 16];
      const auto count = ended_ ? std::optional<std::size_t>(0) : old_(block, sizeof block);
      if (!count || *count == 0) {
        ended_ = true;
        if (begin_ >= held_.size()) return std::nullopt;
        return held_.substr(std::exchange(begin_, held_.size()));
      }
      held_.erase(0, std::exchange(begin_, 0));
      searched_ = held_.size();
      held_.append(block, *count);
    }
  }

  std::optional<InputFile> file_;
  ByteSource old_;
  std::string held_;
  std::size_t begin_ = 0;
  std::size_t searched_ = 0;
  bool ended_ = false;
  std::uint64_t lines_ = 0;
  std::uint64_t at_ = 0;
  std::optional<Difference> first_;
};

class Replay {
 public:
  Replay(const Context& context, const ReplayOptions& options) : context_(context), options_(options) {}

  ExitCode run() {
    const auto threads = read_threads(context_, options_.threads);
    if (!threads || !read()) return kTrouble;
    if (!name_input(options_.input, manifest_.input, MessageKind::replay_of_records, "--input")) return kTrouble;
    const bool with_group_records = !manifest_.group_records_digest.empty();
    if (with_group_records && !name_input(options_.group_records, manifest_.group_records,
                                          MessageKind::replay_of_group_records, "--group-records"))
      return kTrouble;
    const OpenedDecider opened = open_again(context_, manifest_, options_.policy, options_.library, manifest_.language);
    if (!opened.decider) return opened.code;
    auto input = InputFile::open(context_, input_);
    if (!input || !decisions_.open(context_, options_.decisions) || !rejections_.open(context_, options_.rejects) ||
        !groups_.open(context_, options_.groups))
      return kTrouble;
    std::optional<InputFile> group_records;
    if (with_group_records) {
      group_records = InputFile::open(context_, group_records_);
      if (!group_records) return kTrouble;
    }

    BatchStreams streams;
    streams.records = input->source();
    if (group_records) streams.group_records = group_records->source();
    const auto to = [](Beside& beside) {
      return [&beside](std::string_view lines) {
        beside.take(lines);
        return true;
      };
    };
    streams.decisions = to(decisions_);
    streams.rejections = to(rejections_);
    if (!manifest_.groups_digest.empty()) streams.groups = to(groups_);
    Progress progress(context_, input->size());
    BatchOptions batch;
    batch.threads = *threads;
    batch.digests = true;
    batch.progress = [&](const BatchProgress& so_far) { progress.show(so_far); };
    const BatchResult result = decide_all(*opened.decider, streams, batch);
    progress.clear();
    context_.show(result.diagnostics, DiagnosticFormat::human, stderr);
    if (result.failed)
      context_.complain(MessageKind::cli_cannot_open, {{"path", input_}, {"reason", MessageKind::reason_other}});
    if (result.failed || has_errors(result.diagnostics)) return kTrouble;
    return tell(opened.decider->policies(), result) ? kDone : kNotReproduced;
  }

 private:
  bool read() {
    const auto text = read_whole(context_, options_.manifest);
    if (!text) return false;
    ManifestResult result = read_manifest(*text);
    context_.show(result.diagnostics, DiagnosticFormat::human, stderr);
    if (!result.manifest) return false;
    manifest_ = std::move(*result.manifest);
    if (manifest_.decisions_digest.empty()) {
      context_.complain(MessageKind::cli_no_output_digests);
      return false;
    }
    return true;
  }

  /// Where the records are: as said now, else as said then.
  bool name_input(const std::string& now, const std::string& then, MessageKind what, const char* option) {
    std::string& path = what == MessageKind::replay_of_records ? input_ : group_records_;
    path = now.empty() ? then : now;
    if (!path.empty()) return true;
    context_.complain(MessageKind::cli_no_input_path, {{"what", what}, {"option", option}});
    return false;
  }

  void say(MessageKind kind, std::vector<Argument> arguments = {}) const {
    std::printf("%s\n", context_.text(kind, std::move(arguments)).c_str());
  }
  /// One thing that went in; whether it is the same.
  bool tell_input(MessageKind same, MessageKind other, std::vector<Argument> arguments, const std::string& then,
                  const std::string& now) const {
    arguments.push_back({"from", then});
    arguments.push_back({"to", now});
    say(then == now ? same : other, std::move(arguments));
    return then == now;
  }

  /// Of an automatic run a policy may be gone, or stand there in another version.
  bool tell_policy(const ManifestPolicy& then, const std::vector<Policy>& policies) const {
    const auto version_of = [&](const Policy& one) { return one.id() == then.id && one.version() == then.version; };
    const auto exact = [&](const Policy& one) { return version_of(one) && one.digest() == then.digest; };
    auto now = std::find_if(policies.begin(), policies.end(), exact);
    if (now == policies.end()) now = std::find_if(policies.begin(), policies.end(), version_of);
    if (now == policies.end() && policies.size() == 1 && !manifest_.automatic) now = policies.begin();
    return tell_input(MessageKind::replay_policy_same, MessageKind::replay_policy_other,
                      {{"policy", then.id}, {"version", then.version}}, then.digest,
                      now == policies.end() ? context_.text(MessageKind::replay_nothing_there) : now->digest());
  }

  /// One thing that came out; whether it is the same.
  bool tell_output(MessageKind name, const std::string& then, const std::string& now, const std::string& path,
                   Beside& beside) const {
    if (then.empty() && now.empty()) return true;
    beside.finish();
    if (then == now) {
      say(MessageKind::replay_equal, {{"name", name}, number("lines", beside.lines())});
      // Then what was given to hold it against is something else.
      if (beside.first()) say(MessageKind::replay_old_output_other, {{"path", path}});
      return true;
    }
    say(MessageKind::replay_differ, {{"name", name}, {"from", then}, {"to", now}});
    if (!beside.first()) return false;
    const std::string nothing = context_.text(MessageKind::replay_nothing_there);
    const auto line = [&](MessageKind kind, const std::optional<std::string>& text) {
      std::printf("    %s\n", context_.text(kind, {{"text", text.value_or(nothing)}}).c_str());
    };
    std::printf("  %s\n",
                context_.text(MessageKind::replay_first_line, {number("line", beside.first()->line)}).c_str());
    line(MessageKind::replay_was, beside.first()->then);
    line(MessageKind::replay_is, beside.first()->now);
    return false;
  }

  bool tell(const std::vector<Policy>& policies, const BatchResult& result) {
    bool same = true;
    for (const ManifestPolicy& then : manifest_.policies) same = tell_policy(then, policies) && same;
    if (manifest_.engine_version != version())
      say(MessageKind::replay_engine_other, {{"from", manifest_.engine_version}, {"to", std::string(version())}});
    same = tell_input(MessageKind::replay_input_same, MessageKind::replay_input_other, {{"path", input_}},
                      manifest_.input_digest, result.input_digest) &&
           same;
    if (!manifest_.group_records_digest.empty())
      same = tell_input(MessageKind::replay_group_records_same, MessageKind::replay_group_records_other,
                        {{"path", group_records_}}, manifest_.group_records_digest, result.group_records_digest) &&
             same;
    same = tell_output(MessageKind::replay_decisions, manifest_.decisions_digest, result.decisions_digest,
                       options_.decisions, decisions_) &&
           same;
    same = tell_output(MessageKind::replay_rejections, manifest_.rejections_digest, result.rejections_digest,
                       options_.rejects, rejections_) &&
           same;
    same = tell_output(MessageKind::replay_groups, manifest_.groups_digest, result.groups_digest, options_.groups,
                       groups_) &&
           same;
    say(same ? MessageKind::replay_done : MessageKind::replay_not_done);
    return same;
  }

  const Context& context_;
  const ReplayOptions& options_;
  Manifest manifest_;
  std::string input_;
  std::string group_records_;
  Beside decisions_, rejections_, groups_;
};

}  // namespace

void add_replay(Commands& commands) {
  CLI::App& command = commands.add("replay", MessageKind::cli_help_replay,
                                   "kaidah evaluate --policy pp-30-2019 --set mekanisme=survei --manifest manifes.json "
                                   "pegawai.ndjson > putusan.ndjson\n"
                                   "  kaidah replay manifes.json --decisions putusan.ndjson");
  commands.describe(command, MessageKind::man_replay);
  auto options = std::make_shared<ReplayOptions>();
  command.add_option("MANIFEST", options->manifest, commands.text(MessageKind::cli_help_manifest_read));
  const auto file = [&](const char* name, std::string& path, MessageKind help) {
    command.add_option(name, path, commands.text(help))->type_name("FILE");
  };
  file("--input", options->input, MessageKind::cli_help_replay_input);
  file("--group-records", options->group_records, MessageKind::cli_help_replay_group_records);
  file("--policy", options->policy, MessageKind::cli_help_replay_policy);
  add_library_options(command, options->library, commands.context());
  file("--decisions", options->decisions, MessageKind::cli_help_old_decisions);
  file("--rejects", options->rejects, MessageKind::cli_help_old_rejects);
  file("--groups", options->groups, MessageKind::cli_help_old_groups);
  command.add_option("--threads", options->threads, commands.text(MessageKind::cli_help_threads))->type_name("N");
  commands.on(command, [&commands, &command, options] {
    if (options->manifest.empty()) return missing(commands.context(), command, "MANIFEST");
    return Replay(commands.context(), *options).run();
  });
}

}  // namespace kaidah::cli
