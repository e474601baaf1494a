#include <kaidah/format.hpp>

#include <utility>

#include "engine/api/fault.hpp"
#include "engine/library/file.hpp"
#include "grammar/format/format.hpp"
#include "grammar/parse/parse.hpp"

namespace kaidah {
namespace {

FormatResult format_source(const SourcePtr& source, std::optional<PolicyVocabulary> vocabulary, const Limits& limits) {
  parse::ParseResult parsed = parse::parse(source, limits);
  FormatResult result;
  const bool whole = !has_errors(parsed.diagnostics);
  result.diagnostics = std::move(parsed.diagnostics);
  if (!whole) return result;
  syntax::Vocabulary words = parsed.tree.vocabulary;
  if (vocabulary) {
    words = *vocabulary == PolicyVocabulary::english ? syntax::Vocabulary::english : syntax::Vocabulary::indonesian;
  }
  result.text = format::format(parsed.tree, words);
  result.changed = *result.text != source->text();
  return result;
}

}  // namespace

FormatResult format_text(std::string name, std::string text, std::optional<PolicyVocabulary> vocabulary,
                         const Limits& limits) noexcept {
  return api::guarded_result<FormatResult>([&] {
    return format_source(std::make_shared<const Source>(std::move(name), std::move(text)), vocabulary, limits);
  });
}

FormatResult format_file(const std::string& path, std::optional<PolicyVocabulary> vocabulary,
                         const Limits& limits) noexcept {
  return api::guarded_result<FormatResult>([&] {
    FormatResult result;
    const SourcePtr source = library::read_source(path, limits, result.diagnostics);
    return source ? format_source(source, vocabulary, limits) : result;
  });
}

FileList find_policy_files(const std::vector<std::string>& paths) noexcept {
  return api::guarded_result<FileList>([&] {
    FileList list;
    for (const std::string& path : paths) {
      for (const auto& file : library::policy_files(path, list.diagnostics)) list.paths.push_back(file.string());
    }
    return list;
  });
}

}  // namespace kaidah
