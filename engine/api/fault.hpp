#pragma once
// The edge of the library: what went wrong inside comes out as a result, never as an exception.

#include <exception>
#include <new>
#include <string>
#include <utility>

#include <kaidah/diagnostic.hpp>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::api {

inline Message fault_message(const std::exception* fault) {
  if (dynamic_cast<const std::bad_alloc*>(fault) != nullptr) return {MessageKind::out_of_memory, {}};
  return {MessageKind::internal_error, {{"what", fault == nullptr ? std::string("?") : std::string(fault->what())}}};
}

/// What `work` returns; where it throws, what `otherwise` makes of the fault's message.
template <class Work, class Otherwise>
auto guarded(Work&& work, Otherwise&& otherwise) noexcept -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const std::exception& fault) {
    return otherwise(fault_message(&fault));
  } catch (...) {
    return otherwise(fault_message(nullptr));
  }
}

/// For results that carry diagnostics.
template <class Result, class Work>
Result guarded_result(Work&& work) noexcept {
  return guarded(std::forward<Work>(work), [](Message message) {
    Result result;
    Diagnostic diagnostic;
    diagnostic.message = std::move(message);
    result.diagnostics.push_back(std::move(diagnostic));
    return result;
  });
}

}  // namespace kaidah::api
