#pragma once
// Where bytes come from and where they go.

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>

#include "engine/library/sha256.hpp"

namespace kaidah::batch {

/// Fills the beginning of the span and says how much of it: 0 at the end, nothing when reading failed. May give fewer
/// bytes than asked for, so that what a slow producer has written is not held back.
using ReadBytes = std::function<std::optional<std::size_t>(std::span<char>)>;
/// Writes all of it, or returns false.
using WriteBytes = std::function<bool(std::string_view)>;

/// REQUIRES, for all of these: what is named outlives the function returned.
[[nodiscard]] ReadBytes read_text(std::string_view text);
[[nodiscard]] ReadBytes read_stream(std::istream& stream);
[[nodiscard]] WriteBytes write_stream(std::ostream& stream);

/// The same bytes, which go into the digest as they pass.
[[nodiscard]] ReadBytes digested(ReadBytes read, library::Sha256& digest);

/// An open file descriptor of the system; it stays open. A reader that has gone away makes `write` fail; the process
/// gets no signal.
[[nodiscard]] ReadBytes read_descriptor(int descriptor);
[[nodiscard]] WriteBytes write_descriptor(int descriptor);

}  // namespace kaidah::batch
