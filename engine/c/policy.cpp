// Compiling, and what a policy says of itself.

#include <memory>
#include <optional>
#include <utility>

#include "engine/c/call.hpp"
#include "engine/c/kind.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::c {
namespace {

kaidah_status keep(CompileResult result, kaidah_policy** slot, Diagnostics& diagnostics) {
  diagnostics = std::move(result.diagnostics);
  if (!result.policy) return status_of(diagnostics);
  *slot = new kaidah_policy{*std::move(result.policy)};
  return KAIDAH_OK;
}

CompileOptions options_of(const kaidah_compile_options* given) {
  const auto options = read_options(given, "kaidah_compile_options");
  return compile_options(options.library, options.agency, options.limits, options.limit_count);
}

kaidah_text text_of(const kaidah_policy* policy, const std::string& (Policy::*part)() const noexcept) noexcept {
  return policy == nullptr ? kaidah_text{} : give((policy->policy.*part)());
}

}  // namespace
}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_compile_id(kaidah_text reference, const kaidah_compile_options* options, kaidah_policy** policy,
                                kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(policy, "policy");
    return c::keep(compile_id(c::view(reference, "reference"), c::options_of(options)), policy, diagnostics);
  });
}

kaidah_status kaidah_compile_file(kaidah_text path, const kaidah_compile_options* options, kaidah_policy** policy,
                                  kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(policy, "policy");
    return c::keep(compile_file(c::string(path, "path"), c::options_of(options)), policy, diagnostics);
  });
}

kaidah_status kaidah_compile_text(kaidah_text name, kaidah_text text, const kaidah_compile_options* options,
                                  kaidah_policy** policy, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(policy, "policy");
    return c::keep(compile_text(c::string(name, "name"), c::string(text, "text"), c::options_of(options)), policy,
                   diagnostics);
  });
}

kaidah_status kaidah_check(const kaidah_compile_options* options, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    const CompileOptions given = c::options_of(options);
    diagnostics = given.library.diagnostics();
    for (CheckedFile& file : check_library(given)) {
      for (Diagnostic& diagnostic : file.diagnostics) diagnostics.push_back(std::move(diagnostic));
    }
    return has_errors(diagnostics) ? c::status_of(diagnostics) : KAIDAH_OK;
  });
}

void kaidah_policy_free(kaidah_policy* policy) {
  delete policy;
}

kaidah_text kaidah_policy_id(const kaidah_policy* policy) {
  return c::text_of(policy, &Policy::id);
}
kaidah_text kaidah_policy_version(const kaidah_policy* policy) {
  return c::text_of(policy, &Policy::version);
}
kaidah_text kaidah_policy_title(const kaidah_policy* policy) {
  return c::text_of(policy, &Policy::title);
}
kaidah_text kaidah_policy_digest(const kaidah_policy* policy) {
  return c::text_of(policy, &Policy::digest);
}
kaidah_text kaidah_policy_source_name(const kaidah_policy* policy) {
  return c::text_of(policy, &Policy::source_name);
}

size_t kaidah_policy_output_count(const kaidah_policy* policy) {
  return policy == nullptr ? 0 : policy->policy.outputs().size();
}

kaidah_status kaidah_policy_output(const kaidah_policy* policy, size_t index, kaidah_output_info* info,
                                   size_t info_size) {
  if (index >= kaidah_policy_output_count(policy)) return KAIDAH_MISUSE;
  const OutputInfo& output = policy->policy.outputs()[index];
  const kaidah_output_info filled{c::give(output.name), c::give(output.title), c::kind(output.kind)};
  return c::fill(filled, info, info_size);
}

size_t kaidah_policy_parameter_count(const kaidah_policy* policy) {
  return policy == nullptr ? 0 : policy->policy.parameters().size();
}

kaidah_status kaidah_policy_parameter(const kaidah_policy* policy, size_t index, kaidah_parameter_info* info,
                                      size_t info_size) {
  if (index >= kaidah_policy_parameter_count(policy)) return KAIDAH_MISUSE;
  const ParameterInfo& parameter = policy->policy.parameters()[index];
  const kaidah_parameter_info filled{c::give(parameter.name), c::give(parameter.decided_by), parameter.choices.size(),
                                     c::kind(parameter.kind)};
  return c::fill(filled, info, info_size);
}

kaidah_text kaidah_policy_parameter_choice(const kaidah_policy* policy, size_t parameter, size_t choice) {
  if (parameter >= kaidah_policy_parameter_count(policy)) return {};
  const std::vector<std::string>& choices = policy->policy.parameters()[parameter].choices;
  return choice < choices.size() ? c::give(choices[choice]) : kaidah_text{};
}

kaidah_status kaidah_policy_provenance(const kaidah_policy* policy, kaidah_language language, kaidah_string** json,
                                       kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& /*none*/) -> kaidah_status {
    c::slot(json, "json");
    c::give(json, c::required(policy, "policy")->policy.provenance(c::language(language)).json());
    return KAIDAH_OK;
  });
}

kaidah_status kaidah_policy_consolidated(const kaidah_policy* policy, kaidah_text day, kaidah_string** text,
                                         kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) -> kaidah_status {
    c::slot(text, "text");
    const std::string on = c::string(day, "day");
    std::optional<std::string> consolidated = c::required(policy, "policy")->policy.consolidated_text(on);
    if (!consolidated) {
      diagnostics.push_back(api::wrong(MessageKind::decision_day_malformed, {{"text", on}}));
      return KAIDAH_ERROR;
    }
    c::give(text, *std::move(consolidated));
    return KAIDAH_OK;
  });
}
