// kaidah key --new NAME | PATH…: keys to sign and to verify with.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/trust.hpp>

#include "tools/cli/commands.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct KeyOptions {
  std::vector<std::string> paths;
  std::string name;
};

/// A file that was not there before; complains otherwise.
bool write_new(const Context& context, const std::string& path, std::string_view bytes, mode_t mode) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  int error = descriptor < 0 ? errno : write_all(descriptor, bytes);
  if (descriptor >= 0) {
    if (error == 0 && fsync(descriptor) != 0) error = errno;
    if (close(descriptor) != 0 && error == 0) error = errno;
    if (error != 0) unlink(path.c_str());
  }
  if (error == 0) return true;
  const MessageKind reason = error == EEXIST ? MessageKind::reason_exists : reason_of(error);
  context.complain(MessageKind::cli_cannot_write, {{"path", path}, {"reason", reason}});
  return false;
}

ExitCode new_pair(const Context& context, const std::string& name) {
  const std::string secret = name + ".key.pem";
  const std::string open = name + ".pub.pem";
  const std::optional<KeyPair> pair = make_key_pair();
  if (!pair) {
    context.complain(MessageKind::cli_cannot_write, {{"path", secret}, {"reason", MessageKind::reason_no_random}});
    return kTrouble;
  }
  if (!write_new(context, secret, pair->private_pem, 0600)) return kTrouble;
  if (!write_new(context, open, pair->public_pem, 0644)) {
    unlink(secret.c_str());  // nothing was signed with it yet
    return kTrouble;
  }
  std::printf("%s\n", context.text(MessageKind::cli_key_written, {{"private", secret}, {"public", open}}).c_str());
  return kDone;
}

ExitCode show_keys(const Context& context, const std::vector<std::string>& paths) {
  const PublicKeys found = read_public_keys(paths);
  for (const PublicKey& key : found.keys) std::printf("%s  %s\n", key.id().c_str(), key.name.c_str());
  context.show(found.diagnostics, DiagnosticFormat::human, stderr);
  return has_errors(found.diagnostics) ? kTrouble : kDone;
}

}  // namespace

void add_key(Commands& commands) {
  CLI::App& command = commands.add("key", MessageKind::cli_help_key, "kaidah key --new pembina");
  commands.describe(command, MessageKind::man_key);
  auto options = std::make_shared<KeyOptions>();
  command.add_option("PATH", options->paths, commands.text(MessageKind::cli_help_key_paths));
  command.add_option("--new", options->name, commands.text(MessageKind::cli_help_key_new))->type_name("NAME");
  commands.on(command, [&commands, &command, options] {
    if (options->name.empty() && options->paths.empty()) return missing(commands.context(), command, "PATH");
    if (!options->name.empty()) {
      if (const ExitCode code = new_pair(commands.context(), options->name); code != kDone) return code;
    }
    return options->paths.empty() ? kDone : show_keys(commands.context(), options->paths);
  });
}

}  // namespace kaidah::cli
