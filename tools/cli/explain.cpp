// kaidah explain --policy … --record FILE: why is this decision what it is? Records of a trace: explain_trace.cpp.

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include <kaidah/batch.hpp>

#include "tools/cli/choice.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/explain.hpp"
#include "tools/cli/input_file.hpp"

namespace kaidah::cli {
namespace {

const Choices<ExplanationFormat>& explanation_formats() {
  static const Choices<ExplanationFormat> all = {
      {"text", ExplanationFormat::text}, {"json", ExplanationFormat::json}, {"html", ExplanationFormat::html}};
  return all;
}

std::string rendered(const Explanation& explanation, ExplanationFormat format, Language language) {
  switch (format) {
    case ExplanationFormat::text:
      return explanation.text(language);
    case ExplanationFormat::json:
      return explanation.json(language) + "\n";
    case ExplanationFormat::html:
      break;
  }
  return explanation.html(language);
}

ExitCode explain(const Context& context, const ExplainOptions& options, ExplanationFormat format) {
  DecideOptions decide_options;
  decide_options.select = options.select;
  if (!options.group_records.empty()) {
    auto records = read_whole(context, options.group_records);
    if (!records) return kTrouble;
    decide_options.group_records = std::move(*records);
  }
  const OpenedDecider opened = open_decider(context, options.decision, std::move(decide_options));
  if (!opened.decider) return opened.code;

  auto input = InputFile::open(context, options.record);
  if (!input) return kTrouble;
  const FoundRecord found = find_record(input->source(), options.id);
  if (found.count == 0) {
    if (options.id.empty()) {
      context.complain(MessageKind::cli_no_record, {{"path", options.record}});
    } else {
      context.complain(MessageKind::cli_no_such_record, {{"id", options.id}, {"path", options.record}});
    }
    return kTrouble;
  }
  if (found.count > 1 && options.id.empty()) {
    context.complain(MessageKind::cli_several_records, {{"path", options.record}});
    return kTrouble;
  }
  return show_explanation(context, opened.decider->explain(found.record), format);
}

}  // namespace

ExitCode show_explanation(const Context& context, const Decision& decision, ExplanationFormat format) {
  if (!decision.explanation) {
    // The record itself could not be read: there is nothing behind the rejection.
    if (format == ExplanationFormat::json) {
      std::printf("%s\n", decision.json.c_str());
    } else if (decision.rejection) {
      std::printf("%s\n", context
                              .text(MessageKind::cli_rejected,
                                    {{"code", decision.rejection->code}, {"message", decision.rejection->message}})
                              .c_str());
    }
    return kRejected;
  }
  const std::string text = rendered(*decision.explanation, format, context.language);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return decision.decided() ? kDone : kRejected;
}

void add_explain(Commands& commands) {
  CLI::App& command = commands.add(
      "explain", MessageKind::cli_help_explain,
      "kaidah explain --policy pp-30-2019 --set mekanisme=survei --record pegawai.ndjson --id 198001012005011001\n"
      "  kaidah explain --trace jejak.ndjson --id 198001012005011001");
  commands.describe(command, MessageKind::man_explain);
  auto options = std::make_shared<ExplainOptions>();
  add_decision_options(command, options->decision, commands.context());
  command.add_option("--record", options->record, commands.text(MessageKind::cli_help_record))->type_name("FILE");
  command.add_option("--id", options->id, commands.text(MessageKind::cli_help_id))->type_name("ID");
  add_select_option(command, options->select, commands.context());
  command.add_option("--group-records", options->group_records, commands.text(MessageKind::cli_help_group_records))
      ->type_name("FILE");
  command.add_option("--trace", options->trace, commands.text(MessageKind::cli_help_trace_read))->type_name("FILE");
  command.add_option("--number", options->number, commands.text(MessageKind::cli_help_number))->type_name("N");
  command.add_option("--format", options->format, commands.text(MessageKind::cli_help_format_explanation))
      ->type_name("text|json|html");
  commands.on(command, [&commands, &command, options] {
    const Context& context = commands.context();
    const bool traced = !options->trace.empty();
    if (!traced && options->decision.policy.empty()) return missing(context, command, "--policy");
    if (!traced && options->record.empty()) return missing(context, command, "--record");
    if (!traced && !options->number.empty()) {
      context.complain(MessageKind::cli_only_with, {{"option", "--number"}, {"other", "--trace"}});
      return kTrouble;
    }
    const auto format = choose(context, "--format", options->format, explanation_formats());
    if (!format) return kTrouble;
    return traced ? explain_trace(context, *options, *format) : explain(context, *options, *format);
  });
}

}  // namespace kaidah::cli
