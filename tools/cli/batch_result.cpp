#include "tools/cli/batch_result.hpp"

#include "tools/cli/interrupts.hpp"
#include "tools/cli/output_file.hpp"

namespace kaidah::cli {

bool tell_failure(const Context& context, const BatchResult& result, const BatchInputs& inputs) {
  context.show(result.diagnostics, DiagnosticFormat::human, stderr);
  if (Interrupts::asked() && (result.stopped || result.failed == BatchStream::records)) {
    context.complain(MessageKind::cli_interrupted);
  } else if (result.failed == BatchStream::records) {
    context.complain(
        MessageKind::cli_cannot_read,
        {{"path", inputs.records}, number("bytes", result.bytes), {"reason", reason_of(inputs.records_error)}});
  } else if (result.failed == BatchStream::group_records) {
    context.complain(MessageKind::cli_cannot_open,
                     {{"path", inputs.group_records}, {"reason", reason_of(inputs.group_records_error)}});
  }
  return !result.failed && !result.cannot_save && !result.stopped && !has_errors(result.diagnostics);
}

ExitCode summarise(const Context& context, const BatchResult& result, bool with_groups) {
  if (result.rejected == 0 && result.groups_rejected == 0 && result.group_records_rejected == 0) return kDone;
  context.tell(MessageKind::cli_evaluated, {number("records", result.records), number("decided", result.decided),
                                            number("rejected", result.rejected)});
  if (with_groups)
    context.tell(MessageKind::cli_evaluated_groups,
                 {number("groups", result.groups), number("rejected", result.groups_rejected)});
  return kRejected;
}

}  // namespace kaidah::cli
