// kaidah sign --key FILE DIR…: a seal for each folder.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/trust.hpp>

#include "tools/cli/commands.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/seals.hpp"

namespace kaidah::cli {
namespace {

struct SignOptions {
  std::vector<std::string> paths;
  std::string key;
  std::optional<std::uint64_t> release;
};

ExitCode sign_folder(const Context& context, const std::string& folder, const PrivateKey& key,
                     std::optional<std::uint64_t> release) {
  const std::optional<FolderTexts> found = read_policies(context, folder);
  if (!found) return kTrouble;
  const NextSeal next = next_seal(context, folder, *found, key, release);
  if (!next.seal) return next.code;
  OutputFile file(context, folder + "/kaidah.seal");
  if (!file.write(next.seal->text()) || !file.commit()) return kTrouble;
  const std::string sentence = context.text(MessageKind::cli_signed, {{"path", folder},
                                                                      file_count(context, *next.seal),
                                                                      number("release", next.seal->release),
                                                                      {"key", key.public_key().id()}});
  std::printf("%s\n", sentence.c_str());
  return kDone;
}

}  // namespace

void add_sign(Commands& commands) {
  CLI::App& command = commands.add("sign", MessageKind::cli_help_sign, "kaidah sign --key pembina.key.pem policies");
  commands.describe(command, MessageKind::man_sign);
  auto options = std::make_shared<SignOptions>();
  command.add_option("DIR", options->paths, commands.text(MessageKind::cli_help_sign_paths));
  command.add_option("--key", options->key, commands.text(MessageKind::cli_help_sign_key))->type_name("FILE");
  command.add_option("--release", options->release, commands.text(MessageKind::cli_help_release))->type_name("N");
  commands.on(command, [&commands, &command, options] {
    const Context& context = commands.context();
    if (options->key.empty()) return missing(context, command, "--key");
    if (options->paths.empty()) return missing(context, command, "DIR");
    const std::optional<PrivateKey> key = read_signing_key(context, options->key);
    if (!key) return kTrouble;
    ExitCode code = kDone;
    for (const std::string& folder : options->paths) {
      const ExitCode signed_so = sign_folder(context, folder, *key, options->release);
      if (signed_so != kDone) code = signed_so;
    }
    return code;
  });
}

}  // namespace kaidah::cli
