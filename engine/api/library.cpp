#include <utility>

#include <kaidah/library.hpp>

#include "engine/api/fault.hpp"
#include "engine/api/library_data.hpp"
#include "engine/trust/paths.hpp"
#include "engine/trust/verify.hpp"

namespace kaidah {
namespace {

template <class Fill>
Library make(Fill&& fill) noexcept {
  return api::guarded(
      [&] {
        auto data = std::make_shared<Library::Data>();
        fill(*data);
        return Library(std::move(data));
      },
      [](Message message) {
        auto data = std::make_shared<Library::Data>();
        data->diagnostics.emplace_back().message = std::move(message);
        return Library(std::move(data));
      });
}

}  // namespace

Library Library::read(const std::vector<std::string>& folders, const Limits& limits) noexcept {
  return make([&](Data& data) { api::add_paths(data.files, folders, nullptr, limits, data.diagnostics); });
}

Library Library::of(std::vector<PolicyText> texts, const Limits& limits) noexcept {
  return make([&](Data& data) {
    for (PolicyText& text : texts) data.files.add_text(std::move(text.name), std::move(text.text), limits);
  });
}

Library open_trusted(const std::vector<std::string>& paths, const TrustedKeys& trust, const Limits& limits) noexcept {
  return make([&](Library::Data& data) {
    if (!trust.anyone) {
      data.trust = std::make_shared<const TrustedKeys>(trust);
      data.files.close();
    }
    api::add_paths(data.files, paths, data.trust.get(), limits, data.diagnostics);
  });
}

namespace {

Library of_verified(const std::string& name, const TrustedKeys& trust, const Limits& limits, Verified verified) {
  return make([&](Library::Data& data) {
    if (!trust.anyone) {
      data.trust = std::make_shared<const TrustedKeys>(trust);
      data.files.close();
    }
    data.diagnostics = std::move(verified.diagnostics);
    for (PolicyText& text : verified.texts) {
      if (name.empty()) {
        data.files.add_text(std::move(text.name), std::move(text.text), limits);
      } else {
        data.files.add_verified(name, text.name, std::move(text.text), limits);
      }
    }
  });
}

}  // namespace

Library open_sealed(std::vector<PolicyText> texts, std::string_view seal, const TrustedKeys& trust,
                    const Limits& limits) noexcept {
  return of_verified("", trust, limits, verify_texts(trust::kSealName, std::move(texts), seal, trust, limits));
}

Library open_bundle(const std::string& name, std::string_view bytes, const TrustedKeys& trust,
                    const Limits& limits) noexcept {
  return of_verified(name, trust, limits, read_bundle(name, bytes, trust, limits));
}

Library::Library(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

std::vector<Diagnostic> Library::diagnostics() const {
  return data_ ? data_->diagnostics : std::vector<Diagnostic>();
}

const library::PolicyLibrary& api::open(const Library& library, std::vector<Diagnostic>& diagnostics) {
  static const library::PolicyLibrary nothing;
  if (!library.data()) return nothing;
  const Library::Data& data = *library.data();
  diagnostics.insert(diagnostics.end(), data.diagnostics.begin(), data.diagnostics.end());
  return data.files;
}

const TrustedKeys* api::trust_of(const Library& library) noexcept {
  return library.data() ? library.data()->trust.get() : nullptr;
}

std::vector<library::LibraryFilePtr> api::add_paths(library::PolicyLibrary& library,
                                                    const std::vector<std::string>& paths, const TrustedKeys* trust,
                                                    const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  std::vector<library::LibraryFilePtr> files;
  if (trust != nullptr && !trust::somebody_is_trusted(*trust, diagnostics)) return files;
  for (const std::string& path : paths) {
    if (trust == nullptr && !trust::is_bundle(path)) {
      const auto found = library.add_folders({path}, limits, diagnostics);
      files.insert(files.end(), found.begin(), found.end());
      continue;
    }
    Verified verified = trust::verify_path(path, trust != nullptr ? *trust : TrustedKeys::of_anyone(), limits);
    diagnostics.insert(diagnostics.end(), verified.diagnostics.begin(), verified.diagnostics.end());
    for (PolicyText& text : verified.texts) {
      files.push_back(library.add_verified(path, text.name, std::move(text.text), limits));
    }
  }
  return files;
}

}  // namespace kaidah
