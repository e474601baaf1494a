#pragma once
// Explanations -> one JSON object.

#include <string>

#include "engine/explain/because.hpp"

namespace kaidah::json {

/// `{"id","policy","version","rejection","because":[…],"rests_on":[…]}`. Each step: `kind`, and as far as they are
/// known `name`, `expression`, `value` (figures as exact text, an endless one as "1/3"), `holds`, `pointer`, `article`,
/// `marks`, `because`. `article` and `expression` are in the words of `language`; everything else is the same in both.
void append_explanation(std::string& out, const explain::Explanation& explanation, Language language);

}  // namespace kaidah::json
