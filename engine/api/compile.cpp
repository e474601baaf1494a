#include <algorithm>
#include <utility>

#include <kaidah/policy.hpp>

#include "engine/api/fault.hpp"
#include "engine/api/library_data.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/library/file.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

Diagnostic not_a_policy(const library::LibraryFile& file) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::not_a_policy, {{"path", file.tree->source->name()}}};
  diagnostic.notes.push_back({MessageKind::note_policy_files, {}});
  return diagnostic;
}

/// `found`: what was found wrong so far.
CompileResult compile(library::LibraryFilePtr file, const library::PolicyLibrary& library,
                      const CompileOptions& options, std::vector<Diagnostic> found) {
  CompileResult result;
  result.diagnostics = std::move(found);
  if (!file || has_errors(result.diagnostics)) return result;
  if (file->tree->header.kind != syntax::FileKind::policy && !has_errors(file->diagnostics)) {
    result.diagnostics.push_back(not_a_policy(*file));
    return result;
  }
  library::CompileResult compiled = library::compile(std::move(file), library, options.limits, options.agency);
  result.diagnostics.insert(result.diagnostics.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
  if (compiled.policy) result.policy = api::make_policy(std::move(compiled));
  return result;
}

}  // namespace

CompileResult compile_text(std::string name, std::string text, const CompileOptions& options) noexcept {
  return api::guarded_result<CompileResult>([&] {
    std::vector<Diagnostic> diagnostics;
    const library::PolicyLibrary& library = api::open(options.library, diagnostics);
    auto source = std::make_shared<const Source>(std::move(name), std::move(text));
    return compile(library::read_text(std::move(source), options.limits), library, options, std::move(diagnostics));
  });
}

CompileResult compile_file(const std::string& path, const CompileOptions& options) noexcept {
  return api::guarded_result<CompileResult>([&] {
    std::vector<Diagnostic> diagnostics;
    std::vector<Diagnostic> wrong;
    const library::PolicyLibrary& library = api::open(options.library, wrong);
    // Of a library that was refused, that is what is wrong, and not that it does not have the file.
    library::LibraryFilePtr file;
    if (!library.is_closed() || !has_errors(wrong)) file = library.read(path, options.limits, diagnostics);
    diagnostics.insert(diagnostics.end(), wrong.begin(), wrong.end());
    return compile(std::move(file), library, options, std::move(diagnostics));
  });
}

CompileResult compile_id(std::string_view reference, const CompileOptions& options) noexcept {
  return api::guarded_result<CompileResult>([&] {
    std::vector<Diagnostic> diagnostics;
    const auto wanted = library::Reference::from_text(reference);
    if (!wanted) {
      Diagnostic diagnostic;
      diagnostic.message = {MessageKind::reference_malformed, {{"text", std::string(reference)}}};
      diagnostic.notes.push_back({MessageKind::note_reference_form, {}});
      return CompileResult{std::nullopt, {std::move(diagnostic)}};
    }
    const library::PolicyLibrary& library = api::open(options.library, diagnostics);
    library::LibraryFilePtr file;
    if (!has_errors(diagnostics)) file = library.find_policy(*wanted, diagnostics);
    return compile(std::move(file), library, options, std::move(diagnostics));
  });
}

}  // namespace kaidah
