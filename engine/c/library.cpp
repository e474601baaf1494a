// Libraries: from folders, from memory, from what a host gives.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/c/call.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::c {
namespace {

PolicyText policy_text(const kaidah_policy_text& given) {
  return {string(given.name, "name"), string(given.text, "text")};
}

}  // namespace

Limits limits_of(const kaidah_library_options* given) {
  const auto options = read_options(given, "kaidah_library_options");
  return read_limits(options.limits, options.limit_count);
}

std::vector<PolicyText> policy_texts(const kaidah_policy_text* texts, std::size_t count) {
  std::vector<PolicyText> kept;
  const auto [first, last] = items(texts, count, "texts");
  for (const kaidah_policy_text* text = first; text != last; ++text) kept.push_back(policy_text(*text));
  return kept;
}

kaidah_status keep_library(Library library, kaidah_library** slot, Diagnostics& diagnostics) {
  diagnostics = library.diagnostics();
  if (has_errors(diagnostics)) return status_of(diagnostics);
  *slot = new kaidah_library{std::move(library)};
  return KAIDAH_OK;
}

std::optional<std::vector<PolicyText>> load(kaidah_next_text next, void* context) {
  std::vector<PolicyText> texts;
  for (;;) {
    kaidah_policy_text text{};
    const int32_t more = next(context, &text);
    if (more < 0) return std::nullopt;
    if (more == 0) return texts;
    texts.push_back(policy_text(text));
  }
}

CompileOptions compile_options(const kaidah_library* library, kaidah_text agency, const kaidah_limit* limits,
                               std::size_t count) {
  CompileOptions options;
  if (library != nullptr) options.library = library->library;
  options.agency = string(agency, "agency");
  options.limits = read_limits(limits, count);
  return options;
}

}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_library_read(const kaidah_text* folders, size_t folder_count,
                                  const kaidah_library_options* options, kaidah_library** library,
                                  kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(library, "library");
    const Limits limits = c::limits_of(options);
    std::vector<std::string> paths;
    const auto [first, last] = c::items(folders, folder_count, "folders");
    for (const kaidah_text* folder = first; folder != last; ++folder) paths.push_back(c::string(*folder, "folders"));
    return c::keep_library(Library::read(paths, limits), library, diagnostics);
  });
}

kaidah_status kaidah_library_of(const kaidah_policy_text* texts, size_t text_count,
                                const kaidah_library_options* options, kaidah_library** library, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(library, "library");
    const Limits limits = c::limits_of(options);
    return c::keep_library(Library::of(c::policy_texts(texts, text_count), limits), library, diagnostics);
  });
}

kaidah_status kaidah_library_load(kaidah_next_text next, void* context, const kaidah_library_options* options,
                                  kaidah_library** library, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) -> kaidah_status {
    c::slot(library, "library");
    c::required(next, "next");
    const Limits limits = c::limits_of(options);
    std::optional<std::vector<PolicyText>> kept = c::load(next, context);
    if (!kept) {
      diagnostics.push_back(api::wrong(MessageKind::c_loader_failed, {}));
      return KAIDAH_STOPPED;
    }
    return c::keep_library(Library::of(*std::move(kept), limits), library, diagnostics);
  });
}

void kaidah_library_free(kaidah_library* library) {
  delete library;
}
