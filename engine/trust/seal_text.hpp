#pragma once
// Seals as text.
//
//   {"kaidah":"library","format":1,"release":3,"files":2}
//   {"file":"pp-30-2019/1.0.0.kaidah","bytes":68123,"sha256":"…"}        each file, in order of their names
//   {"file":"profil/contoh.kaidah","bytes":1022,"sha256":"…"}
//   {"key":"…","signature":"…"}                                          each signature, in order of their keys
//   {"end":"sha256:…"}                                                   of everything before this line
//
// A seal has exactly one text: what is read is refused unless it is that text, byte for byte.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/trust.hpp>

namespace kaidah::trust {

/// How every seal and bundle begins.
inline constexpr std::string_view kSealBegin = "{\"kaidah\":\"library\",\"format\":1,";
/// Every JSON reader can read it.
inline constexpr std::uint64_t kMostRelease = (std::uint64_t{1} << 53U) - 1;

/// The lines of the release and the files.
[[nodiscard]] std::string list_text(const Seal& seal);
/// What is signed: what it is for, and the lines.
[[nodiscard]] std::string signed_text(std::string_view list);
/// All of it.
[[nodiscard]] std::string seal_text(const Seal& seal);
/// The most bytes that a seal within the limits can take.
[[nodiscard]] std::size_t most_seal_bytes(const Limits& limits);

/// A seal at the beginning of a text, and how many bytes of it that is.
struct ParsedSeal {
  std::optional<Seal> seal;
  std::size_t bytes = 0;
};
/// Its form, names, limits, digest and signatures; not whether anyone trusts them. `name`: what messages call it.
[[nodiscard]] ParsedSeal parse_seal(const std::string& name, std::string_view text, const Limits& limits,
                                    std::vector<Diagnostic>& diagnostics);

}  // namespace kaidah::trust
