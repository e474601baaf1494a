#pragma once
// Written types -> types.

#include <string>

#include "engine/check/context.hpp"

namespace kaidah::check {

/// Reports names that are no type and ranges that are none; then the result is the error type.
[[nodiscard]] Type resolve_type(Context& context, TreeId tree, const syntax::TypeExpr& written);

/// What messages call a type: a phrase, or the name of an enum or record in back-ticks.
[[nodiscard]] decltype(Argument::value) type_name(const Context& context, const Type& type);

/// `use`d names that were read are not reported as unused.
void mark_import_used(Context& context, TreeId tree, const std::string& name);

}  // namespace kaidah::check
