#pragma once
// Members of JSON objects that are written by hand: each is appended to an object that was begun with `{`.

#include <string>
#include <string_view>
#include <vector>

#include <kaidah/source.hpp>

namespace kaidah::api {

void append_member(std::string& out, std::string_view name, std::string_view text);
void append_member(std::string& out, std::string_view name, std::size_t number);
void append_list(std::string& out, std::string_view name, const std::vector<std::string>& texts);
/// `"source":…,"line":…`; nothing where there is no source.
void append_location(std::string& out, const Location& location);

}  // namespace kaidah::api
