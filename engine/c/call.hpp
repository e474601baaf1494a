#pragma once
// The edge to C: what is given is looked at before it is used, and nothing is thrown across.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/api/wrong.hpp"
#include "engine/c/handles.hpp"

namespace kaidah::c {

using Diagnostics = std::vector<Diagnostic>;

/// An argument that no program should give. Never leaves this folder.
struct Misuse {
  Diagnostic diagnostic;
};

[[nodiscard]] inline Misuse missing(std::string_view argument) {
  return {api::wrong(MessageKind::c_missing, {{"argument", std::string(argument)}})};
}
[[nodiscard]] inline Misuse no_value(std::string_view argument, std::int64_t value) {
  return {api::wrong(MessageKind::c_no_value,
                     {{"argument", std::string(argument)}, {"value", Figure{std::to_string(value)}}})};
}
[[nodiscard]] inline Misuse no_size(std::string_view structure, std::size_t size) {
  return {api::wrong(MessageKind::c_no_size,
                     {{"structure", std::string(structure)}, {"size", Figure{std::to_string(size)}}})};
}

/// More than any structure will ever have: a size that was never set.
constexpr std::size_t kMostBytes = 4096;

/// Of a structure of options as it stood when it was first released: less was never right. A structure that grows gets
/// its first size written down here.
template <class Options>
constexpr std::size_t kFirstSize = sizeof(Options);

/// Throws Misuse where it is null.
template <class Pointer>
Pointer* required(Pointer* pointer, std::string_view argument) {
  if (pointer == nullptr) throw missing(argument);
  return pointer;
}

[[nodiscard]] inline std::string_view view(kaidah_text text, std::string_view argument) {
  if (text.size == 0) return {};
  if (text.data == nullptr) throw missing(argument);
  if (text.size > PTRDIFF_MAX) throw no_size(argument, text.size);
  return {text.data, text.size};
}
[[nodiscard]] inline std::string string(kaidah_text text, std::string_view argument) {
  return std::string(view(text, argument));
}

[[nodiscard]] inline Language language(kaidah_language given) {
  if (given == KAIDAH_ENGLISH) return Language::english;
  if (given == KAIDAH_INDONESIAN) return Language::indonesian;
  throw no_value("language", given);
}

/// `count` items; none where there are none, wherever the pointer shows.
template <class Item>
std::pair<const Item*, const Item*> items(const Item* first, std::size_t count, std::string_view argument) {
  if (count == 0) return {nullptr, nullptr};
  if (count > PTRDIFF_MAX / sizeof(Item)) throw no_size(argument, count);
  return {required(first, argument), first + count};
}

/// Options as this library knows them: what an older program does not know is zero, and what a newer one sets is
/// refused.
template <class Options>
Options read_options(const Options* given, std::string_view name) {
  Options options;
  std::memset(&options, 0, sizeof options);
  if (given == nullptr) return options;
  const std::size_t size = given->size;
  if (size < kFirstSize<Options> || size > kMostBytes) throw no_size(name, size);
  const auto* bytes = reinterpret_cast<const unsigned char*>(given);
  for (std::size_t i = sizeof(Options); i < size; ++i) {
    if (bytes[i] != 0) throw no_size(name, size);
  }
  std::memcpy(&options, given, size < sizeof(Options) ? size : sizeof(Options));
  return options;
}

/// Fills as much of the caller's structure as there is of it.
template <class Structure>
kaidah_status fill(const Structure& from, Structure* to, std::size_t size) noexcept {
  if (to == nullptr || size < kFirstSize<Structure> || size > kMostBytes) return KAIDAH_MISUSE;
  if (size > sizeof(Structure))
    std::memset(reinterpret_cast<char*>(to) + sizeof(Structure), 0, size - sizeof(Structure));
  std::memcpy(static_cast<void*>(to), &from, size < sizeof(Structure) ? size : sizeof(Structure));
  return KAIDAH_OK;
}

[[nodiscard]] inline kaidah_text give(std::string_view text) noexcept {
  return {text.data(), text.size()};
}

/// KAIDAH_ERROR, or what is worse.
[[nodiscard]] kaidah_status status_of(const Diagnostics& diagnostics) noexcept;
/// Hands over what there is to say; nothing where the caller does not ask, or memory is out.
void tell(kaidah_error** error, Diagnostics diagnostics) noexcept;

/// Runs `work(diagnostics)`, which returns a status.
template <class Work>
kaidah_status call(kaidah_error** error, Work&& work) noexcept {
  if (error != nullptr) *error = nullptr;
  kaidah_status status = KAIDAH_INTERNAL;
  try {
    Diagnostics diagnostics;
    try {
      status = std::forward<Work>(work)(diagnostics);
    } catch (Misuse& misuse) {
      diagnostics.assign(1, std::move(misuse.diagnostic));
      status = KAIDAH_MISUSE;
    } catch (const std::bad_alloc&) {
      status = KAIDAH_NO_MEMORY;
      diagnostics.assign(1, api::wrong(MessageKind::out_of_memory, {}));
    } catch (const std::length_error&) {
      status = KAIDAH_NO_MEMORY;
      diagnostics.assign(1, api::wrong(MessageKind::out_of_memory, {}));
    } catch (const std::exception& fault) {
      diagnostics.assign(1, api::wrong(MessageKind::internal_error, {{"what", std::string(fault.what())}}));
    }
    if (!diagnostics.empty()) tell(error, std::move(diagnostics));
  } catch (const std::bad_alloc&) {
    return KAIDAH_NO_MEMORY;
  } catch (...) {
    return KAIDAH_INTERNAL;
  }
  return status;
}

/// The place where a handle goes, emptied.
template <class Handle>
Handle** slot(Handle** handle, std::string_view name) {
  required(handle, name);
  *handle = nullptr;
  return handle;
}

inline void give(kaidah_string** slot, std::string text) {
  *slot = new kaidah_string{std::move(text)};
}

/// The host's limits over the defaults.
[[nodiscard]] Limits read_limits(const kaidah_limit* limits, std::size_t count);
/// The texts that a host gives until it says that there are no more. Nothing: it failed.
[[nodiscard]] std::optional<std::vector<PolicyText>> load(kaidah_next_text next, void* context);
[[nodiscard]] Limits limits_of(const kaidah_library_options* given);
/// What a host gives of them, kept.
[[nodiscard]] std::vector<PolicyText> policy_texts(const kaidah_policy_text* texts, std::size_t count);
/// Hands over a library in which nothing is wrong.
kaidah_status keep_library(Library library, kaidah_library** slot, Diagnostics& diagnostics);
[[nodiscard]] DecideOptions decide_options(const kaidah_prepare_options* given);
/// Hands over what was decided: KAIDAH_OK or KAIDAH_REJECTED.
kaidah_status keep_decision(Decision decision, bool explained, kaidah_decision** slot);
[[nodiscard]] CompileOptions compile_options(const kaidah_library* library, kaidah_text agency,
                                             const kaidah_limit* limits, std::size_t count);

}  // namespace kaidah::c
