#pragma once
// Values of the C++ interface -> their numbers in kaidah.h.

#include <kaidah.h>
#include <kaidah/decision.hpp>
#include <kaidah/policy.hpp>
#include <kaidah/provenance.hpp>

namespace kaidah::c {

[[nodiscard]] constexpr kaidah_kind kind(ValueKind kind) noexcept {
  switch (kind) {
    case ValueKind::absent:
      break;
    case ValueKind::boolean:
      return KAIDAH_BOOLEAN;
    case ValueKind::number:
      return KAIDAH_NUMBER;
    case ValueKind::text:
      return KAIDAH_TEXT;
    case ValueKind::date:
      return KAIDAH_DATE;
    case ValueKind::duration:
      return KAIDAH_DURATION;
    case ValueKind::enumeration:
      return KAIDAH_ENUMERATION;
    case ValueKind::list:
      return KAIDAH_LIST;
    case ValueKind::record:
      return KAIDAH_RECORD;
  }
  return KAIDAH_ABSENT;
}

[[nodiscard]] constexpr kaidah_finding_level level(FindingLevel level) noexcept {
  switch (level) {
    case FindingLevel::breach:
      return KAIDAH_BREACH;
    case FindingLevel::warning:
      return KAIDAH_WARNING;
    case FindingLevel::note:
      break;
  }
  return KAIDAH_NOTE;
}

[[nodiscard]] constexpr kaidah_trust trust(Trust trust) noexcept {
  switch (trust) {
    case Trust::verbatim:
      break;
    case Trust::secondary_source:
      return KAIDAH_SECONDARY_SOURCE;
    case Trust::interpretation:
      return KAIDAH_INTERPRETATION;
    case Trust::place_inferred:
      return KAIDAH_PLACE_INFERRED;
    case Trust::not_encoded:
      return KAIDAH_NOT_ENCODED;
    case Trust::accepted:
      return KAIDAH_ACCEPTED;
  }
  return KAIDAH_VERBATIM;
}

}  // namespace kaidah::c
