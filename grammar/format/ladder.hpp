#pragma once
// Guards that cut one value into bands, with their limits under one another.

#include <string>
#include <vector>

#include "grammar/format/context.hpp"

namespace kaidah::format {

/// The guards of the arms that have one, in order. Where all of them compare the same name with limits, as
///     jika 110 <= x <= 120 dan ide_baru
///     jika  70 <= x <  90
///     jika        x <  50
/// their texts, filled up so that the name stands in one column; empty where they do not.
[[nodiscard]] std::vector<std::string> ladder(const Context& context, const std::vector<const syntax::Guard*>& guards);

}  // namespace kaidah::format
