#pragma once
// The seals that `sign` and `bundle` write.

#include <cstdint>
#include <optional>
#include <string>

#include <kaidah/trust.hpp>

#include "tools/cli/context.hpp"
#include "tools/cli/exit_code.hpp"

namespace kaidah::cli {

/// Complains where it cannot be read.
[[nodiscard]] std::optional<PrivateKey> read_signing_key(const Context& context, const std::string& path);

/// What stands in a folder; complains where something cannot be read, or there is nothing.
[[nodiscard]] std::optional<FolderTexts> read_policies(const Context& context, const std::string& folder);

struct NextSeal {
  std::optional<Seal> seal;
  ExitCode code = kDone;  ///< why not; it was complained about
};
/// The seal of what stands in a folder now. The folder's own, with its signatures, where it is of the same files and
/// the release is not to be another; otherwise of the release that is given, or the one after that which `key` has
/// signed. `key`: signs it too.
[[nodiscard]] NextSeal next_seal(const Context& context, const std::string& folder, const FolderTexts& found,
                                 const std::optional<PrivateKey>& key, std::optional<std::uint64_t> release);

/// `1 file`, `3 files`.
[[nodiscard]] Argument file_count(const Context& context, const Seal& seal);
/// Those who have signed, each with the name of its trusted key or as unknown.
[[nodiscard]] std::string signers(const Context& context, const Seal& seal, const TrustedKeys& trust);
/// One line about a seal or bundle that holds.
void print_seal(const Context& context, const std::string& path, const Seal& seal, const TrustedKeys& trust);

}  // namespace kaidah::cli
