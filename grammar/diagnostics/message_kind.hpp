#pragma once
// The registry by name: one enumerator for each entry of the catalogue.

#include <kaidah/diagnostic.hpp>

namespace kaidah {

enum class MessageKind : std::uint16_t {
#define KAIDAH_DIAGNOSTIC(code, severity, name, english, indonesian) name,
#define KAIDAH_PHRASE(name, english, indonesian) name,
#include "grammar/diagnostics/catalogue.def"
#undef KAIDAH_PHRASE
#undef KAIDAH_DIAGNOSTIC
};

}  // namespace kaidah
