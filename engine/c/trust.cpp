// Libraries that someone vouches for.

#include <string>
#include <utility>
#include <vector>

#include "engine/c/call.hpp"

namespace kaidah::c {
namespace {

TrustedKeys trusted_keys(const kaidah_trusted_keys* given) {
  const auto from = read_options(required(given, "trusted"), "kaidah_trusted_keys");
  TrustedKeys trusted;
  std::string all;  // one after another, so that none is there twice
  const auto [first, last] = items(from.pem, from.pem_count, "pem");
  for (const kaidah_text* pem = first; pem != last; ++pem) all.append(view(*pem, "pem")).append(1, '\n');
  if (first != last) trusted.keys = public_keys_from_pem("pem", all);
  if (from.signatures != 0) trusted.signatures = from.signatures;
  trusted.release = from.release;
  trusted.anyone = from.anyone != 0;
  return trusted;
}

}  // namespace
}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_library_open_trusted(const kaidah_text* paths, size_t path_count,
                                          const kaidah_trusted_keys* trusted, const kaidah_library_options* options,
                                          kaidah_library** library, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(library, "library");
    const Limits limits = c::limits_of(options);
    std::vector<std::string> all;
    const auto [first, last] = c::items(paths, path_count, "paths");
    for (const kaidah_text* path = first; path != last; ++path) all.push_back(c::string(*path, "paths"));
    return c::keep_library(open_trusted(all, c::trusted_keys(trusted), limits), library, diagnostics);
  });
}

kaidah_status kaidah_library_open_bundle(kaidah_text name, kaidah_text bundle, const kaidah_trusted_keys* trusted,
                                         const kaidah_library_options* options, kaidah_library** library,
                                         kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(library, "library");
    const Limits limits = c::limits_of(options);
    const std::string called = c::string(name, "name");
    const TrustedKeys keys = c::trusted_keys(trusted);
    return c::keep_library(open_bundle(called, c::view(bundle, "bundle"), keys, limits), library, diagnostics);
  });
}

kaidah_status kaidah_library_open_sealed(const kaidah_policy_text* texts, size_t text_count, kaidah_text seal,
                                         const kaidah_trusted_keys* trusted, const kaidah_library_options* options,
                                         kaidah_library** library, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(library, "library");
    const Limits limits = c::limits_of(options);
    std::vector<PolicyText> kept = c::policy_texts(texts, text_count);
    const TrustedKeys keys = c::trusted_keys(trusted);
    return c::keep_library(open_sealed(std::move(kept), c::view(seal, "seal"), keys, limits), library, diagnostics);
  });
}
