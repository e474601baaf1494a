#include <utility>

#include <kaidah/library.hpp>

#include "engine/api/fault.hpp"
#include "engine/api/library_data.hpp"

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
  return make([&](Data& data) {
    data.files = library::PolicyLibrary({folders.begin(), folders.end()}, limits, data.diagnostics);
  });
}

Library Library::of(std::vector<PolicyText> texts, const Limits& limits) noexcept {
  return make([&](Data& data) {
    for (PolicyText& text : texts) data.files.add_text(std::move(text.name), std::move(text.text), limits);
  });
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

}  // namespace kaidah
