// kaidah verify --trusted-keys FILE… PATH…: who has signed it, and does it still hold?

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <kaidah/trust.hpp>

#include "tools/cli/commands.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/seals.hpp"

namespace kaidah::cli {
namespace {

struct VerifyOptions {
  std::vector<std::string> paths;
  TrustOptions trust;
};

ExitCode verify(const Context& context, const VerifyOptions& options) {
  const TrustedKeys trust = trust_of(options.trust);
  if (has_errors(trust.keys.diagnostics)) {
    context.show(trust.keys.diagnostics, DiagnosticFormat::human, stderr);
    return kTrouble;
  }
  ExitCode code = kDone;
  for (const std::string& path : options.paths) {
    const Verified verified = verify_path(path, trust);
    context.show(verified.diagnostics, DiagnosticFormat::human, stdout);
    if (verified) {
      print_seal(context, path, *verified.seal, trust);
    } else if (code != kNotTrusted) {
      code = code_for(verified.diagnostics);
    }
  }
  return code;
}

}  // namespace

void add_verify(Commands& commands) {
  CLI::App& command = commands.add("verify", MessageKind::cli_help_verify,
                                   "kaidah verify --trusted-keys pembina.pub.pem policies policies.bundle");
  commands.describe(command, MessageKind::man_verify);
  auto options = std::make_shared<VerifyOptions>();
  command.add_option("PATH", options->paths, commands.text(MessageKind::cli_help_verify_paths));
  add_trust_options(command, options->trust, commands.context());
  commands.on(command, [&commands, &command, options] {
    if (options->trust.keys.empty()) return missing(commands.context(), command, "--trusted-keys");
    if (options->paths.empty()) return missing(commands.context(), command, "PATH");
    return verify(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
