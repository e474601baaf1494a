// kaidah explain --trace FILE: a record of a run, decided again and explained.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <kaidah/trace.hpp>

#include "tools/cli/explain.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/open_again.hpp"

namespace kaidah::cli {
namespace {

class ExplainTrace {
 public:
  ExplainTrace(const Context& context, const ExplainOptions& options) : context_(context), options_(options) {}

  ExitCode run(ExplanationFormat format) {
    if (!nothing_said_twice() || !find()) return kTrouble;
    if (!record_.is_record) {
      context_.complain(MessageKind::cli_trace_no_record, {number_of_record(), {"code", record_.rejected}});
      return kRejected;
    }
    std::string group_records;
    if (!header_.group_records_digest.empty() && !read_group_records(group_records)) return kTrouble;
    const OpenedDecider opened = open_again(context_, header_, options_.decision.policy, options_.decision.library,
                                            context_.language, std::move(group_records));
    if (!opened.decider) return opened.code;
    const auto text = read_record();
    if (!text) return kTrouble;
    const std::vector<Diagnostic> differences = hold_against_trace(*opened.decider, header_, record_, *text);
    context_.show(differences, DiagnosticFormat::human, stderr);
    if (!differences.empty()) return kNotReproduced;

    const Decision decision = opened.decider->explain(*text);
    const ExitCode code = show_explanation(context_, decision, format);
    if (record_.rejected.empty() || !decision.decided()) return code;
    // By itself it is decided: what its groups need of it cannot be computed.
    context_.complain(MessageKind::cli_trace_for_groups, {{"code", record_.rejected}});
    return kRejected;
  }

 private:
  [[nodiscard]] bool nothing_said_twice() const {
    const DecisionOptions& decision = options_.decision;
    const std::pair<const char*, bool> given[] = {{"--set", !decision.settings.empty()},
                                                  {"--profile", !decision.profile.empty()},
                                                  {"--subject", !decision.subject.empty()},
                                                  {"--on", !decision.on.empty()},
                                                  {"--select", !options_.select.empty()}};
    for (const auto& [option, is_given] : given) {
      if (!is_given) continue;
      context_.complain(MessageKind::cli_trace_says, {{"option", option}});
      return false;
    }
    return true;
  }

  [[nodiscard]] Argument number_of_record() const { return number("number", record_.number); }

  std::optional<std::uint64_t> wanted_number() const {
    if (options_.number.empty()) return 0;
    std::uint64_t number = 0;
    const char* const end = options_.number.data() + options_.number.size();
    const auto read = std::from_chars(options_.number.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end && number > 0) return number;
    context_.complain(MessageKind::cli_bad_record_number, {{"value", options_.number}, {"name", "--number"}});
    return std::nullopt;
  }

  bool find() {
    const auto wanted = wanted_number();
    if (!wanted) return false;
    auto trace = InputFile::open(context_, options_.trace);
    if (!trace) return false;
    const auto id = options_.id.empty() ? std::nullopt : std::optional(options_.id);
    TraceSearch search = search_trace(trace->source(), id, *wanted);
    context_.show(search.diagnostics, DiagnosticFormat::human, stderr);
    if (search.failed)
      context_.complain(MessageKind::cli_cannot_open,
                        {{"path", options_.trace}, {"reason", MessageKind::reason_other}});
    if (search.failed || !search.header || !search.diagnostics.empty()) return false;
    if (search.count != 1) return complain_of(search, *wanted);
    header_ = std::move(*search.header);
    record_ = std::move(search.found.front());
    if (header_.automatic && !options_.decision.policy.empty()) {
      context_.complain(MessageKind::cli_trace_says, {{"option", "--policy"}});
      return false;
    }
    return true;
  }

  bool complain_of(const TraceSearch& search, std::uint64_t wanted) const {
    const Argument path{"path", options_.trace};
    if (search.count == 0 && wanted != 0 && options_.id.empty()) {
      context_.complain(MessageKind::cli_no_such_number, {number("number", wanted), path});
    } else if (search.count == 0 && options_.id.empty()) {
      context_.complain(MessageKind::cli_no_record, {path});
    } else if (search.count == 0) {
      context_.complain(MessageKind::cli_no_such_record, {{"id", options_.id}, path});
    } else if (options_.id.empty()) {
      context_.complain(MessageKind::cli_several_records, {path});
    } else {
      std::string numbers;
      for (const TraceRecord& one : search.found) numbers += (numbers.empty() ? "" : ", ") + std::to_string(one.number);
      if (search.count > search.found.size()) numbers += ", …";
      context_.complain(MessageKind::cli_several_with_id,
                        {{"id", options_.id}, path, number("count", search.count), {"numbers", numbers}});
    }
    return false;
  }

  /// Where something is now: as said, else as it was called then.
  std::optional<std::string> path_of(const std::string& now, const std::string& then, MessageKind what,
                                     const char* option) const {
    if (!now.empty()) return now;
    if (!then.empty()) return then;
    context_.complain(MessageKind::cli_trace_no_input, {{"what", what}, {"option", option}});
    return std::nullopt;
  }

  bool read_group_records(std::string& into) const {
    const auto path =
        path_of(options_.group_records, header_.group_records, MessageKind::replay_of_group_records, "--group-records");
    auto text = path ? read_whole(context_, *path) : std::nullopt;
    if (text) into = std::move(*text);
    return text.has_value();
  }

  std::optional<std::string> read_record() const {
    const auto path = path_of(options_.record, header_.input, MessageKind::replay_of_records, "--record");
    auto input = path ? InputFile::open(context_, *path) : std::nullopt;
    if (!input) return std::nullopt;
    // Of what is larger than any record, enough to see that it is.
    const std::uint64_t most = std::uint64_t{Limits().record_bytes} + 1;
    auto text = input->read_at(record_.offset, std::min(record_.bytes, most));
    if (!text)
      context_.complain(MessageKind::cli_cannot_open, {{"path", *path}, {"reason", MessageKind::reason_other}});
    return text;
  }

  const Context& context_;
  const ExplainOptions& options_;
  TraceHeader header_;
  TraceRecord record_;
};

}  // namespace

ExitCode explain_trace(const Context& context, const ExplainOptions& options, ExplanationFormat format) {
  return ExplainTrace(context, options).run(format);
}

}  // namespace kaidah::cli
