#include <kaidah/version.hpp>

namespace kaidah {

std::string_view version() noexcept {
  return KAIDAH_VERSION;
}

std::string_view language_version() noexcept {
  return "1";
}

}  // namespace kaidah
