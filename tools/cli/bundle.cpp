// kaidah bundle --output FILE DIR… | --list FILE | --extract DIR FILE: a library as one file.

#include <cstdint>
#include <cstdio>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/trust.hpp>

#include "tools/cli/commands.hpp"
#include "tools/cli/extract.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/seals.hpp"

namespace kaidah::cli {
namespace {

struct BundleOptions {
  std::vector<std::string> paths;
  std::string output;
  std::string key;
  std::string extract;
  bool list = false;
  std::optional<std::uint64_t> release;
  TrustOptions trust;
};

ExitCode make_bundle(const Context& context, const BundleOptions& options) {
  std::optional<PrivateKey> key;
  if (!options.key.empty()) {
    key = read_signing_key(context, options.key);
    if (!key) return kTrouble;
  }
  FolderTexts all;
  for (const std::string& folder : options.paths) {
    std::optional<FolderTexts> found = read_policies(context, folder);
    if (!found) return kTrouble;
    // What is signed is one folder as it is; several together are something new.
    if (options.paths.size() == 1) all.seal = std::move(found->seal);
    std::move(found->texts.begin(), found->texts.end(), std::back_inserter(all.texts));
  }
  const NextSeal next = next_seal(context, options.paths.front(), all, key, options.release);
  if (!next.seal) return next.code;
  const std::optional<std::string> bytes = bundle(*next.seal, all.texts);
  if (!bytes) return kTrouble;
  OutputFile file(context, options.output);
  if (!file.write(*bytes) || !file.commit()) return kTrouble;
  TrustedKeys own;
  if (key) own.keys.keys.push_back(key->public_key());
  if (key) own.keys.keys.front().name = options.key;
  print_seal(context, options.output, *next.seal, own);
  return kDone;
}

ExitCode open_it(const Context& context, const BundleOptions& options) {
  const TrustedKeys trust = trust_of(options.trust);
  const std::string& path = options.paths.front();
  const Verified verified = verify_path(path, trust);
  if (!verified) {
    context.show(verified.diagnostics, DiagnosticFormat::human, stderr);
    return code_for(verified.diagnostics);
  }
  if (!options.extract.empty()) return extract(context, *verified.seal, verified.texts, options.extract);
  print_seal(context, path, *verified.seal, trust);
  for (const SealedFile& file : verified.seal->files) {
    std::printf("%s  %12llu  %s\n", file.sha256.c_str(), static_cast<unsigned long long>(file.bytes),
                file.name.c_str());
  }
  return kDone;
}

ExitCode run_bundle(const Context& context, const BundleOptions& options) {
  const int ways = static_cast<int>(!options.output.empty()) + static_cast<int>(options.list) +
                   static_cast<int>(!options.extract.empty());
  if (ways != 1) {
    context.complain(MessageKind::cli_bundle_one_way);
    return kTrouble;
  }
  if (!options.output.empty()) return make_bundle(context, options);
  if (options.paths.size() != 1) {
    context.complain(MessageKind::cli_bundle_one_path, {{"command", "kaidah bundle"}});
    return kTrouble;
  }
  return open_it(context, options);
}

}  // namespace

void add_bundle(Commands& commands) {
  CLI::App& command =
      commands.add("bundle", MessageKind::cli_help_bundle, "kaidah bundle --output policies.bundle policies");
  commands.describe(command, MessageKind::man_bundle);
  auto options = std::make_shared<BundleOptions>();
  command.add_option("PATH", options->paths, commands.text(MessageKind::cli_help_bundle_paths));
  command.add_option("--output", options->output, commands.text(MessageKind::cli_help_bundle_output))
      ->type_name("FILE");
  command.add_option("--key", options->key, commands.text(MessageKind::cli_help_bundle_key))->type_name("FILE");
  command.add_option("--release", options->release, commands.text(MessageKind::cli_help_release))->type_name("N");
  command.add_flag("--list", options->list, commands.text(MessageKind::cli_help_bundle_list));
  command.add_option("--extract", options->extract, commands.text(MessageKind::cli_help_extract))->type_name("DIR");
  add_trust_options(command, options->trust, commands.context());
  commands.on(command, [&commands, &command, options] {
    if (options->paths.empty()) return missing(commands.context(), command, "PATH");
    return run_bundle(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
