#include "engine/api/open_profile.hpp"

#include <filesystem>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::api {
namespace {

bool means_a_file(const std::string& profile) {
  return profile.find('/') != std::string::npos || std::filesystem::path(profile).extension() == ".kaidah";
}

}  // namespace

std::optional<library::Profile> open_profile(const std::string& name, const library::PolicyLibrary& library,
                                             const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic> found;
  std::optional<library::Profile> profile;
  if (means_a_file(name)) {
    const library::LibraryFilePtr file = library.read(name, limits, found);
    if (file && has_errors(file->diagnostics)) {
      found.insert(found.end(), file->diagnostics.begin(), file->diagnostics.end());
    } else if (file && file->tree->header.kind != syntax::FileKind::profile) {
      Diagnostic diagnostic;
      diagnostic.message = {MessageKind::not_a_profile, {{"path", name}}};
      found.push_back(std::move(diagnostic));
    } else if (file) {
      profile = library::read_profile(file, library, found);
    }
  } else {
    profile = library::find_profile(name, library, found);
  }
  // Whether the library has the other policies that the profile adopts does not matter here.
  if (profile) {
    std::erase_if(found, [](const Diagnostic& diagnostic) {
      const MessageKind kind = diagnostic.message.kind;
      return kind == MessageKind::policy_not_found || kind == MessageKind::version_not_found ||
             kind == MessageKind::version_twice;
    });
  }
  diagnostics.insert(diagnostics.end(), found.begin(), found.end());
  return profile;
}

}  // namespace kaidah::api
