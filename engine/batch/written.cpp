#include "engine/batch/written.hpp"

#include <nlohmann/json.hpp>

namespace kaidah::batch {

void add_written(json::Object& to, std::string_view name, const std::optional<Written>& written) {
  std::string& out = to.at(name);
  if (!written) {
    out += "null";
    return;
  }
  json::Object object(out);
  object.number("bytes", written->bytes);
  object.text("fingerprint", written->fingerprint);
}

bool read_written(const nlohmann::json& from, const char* name, std::optional<Written>& written) {
  const auto found = from.find(name);
  if (found == from.end()) return false;
  if (found->is_null()) return true;
  if (!found->is_object()) return false;
  const auto bytes = found->find("bytes");
  const auto fingerprint = found->find("fingerprint");
  if (bytes == found->end() || !bytes->is_number_unsigned() || fingerprint == found->end() || !fingerprint->is_string())
    return false;
  written = Written{bytes->get<std::uint64_t>(), fingerprint->get<std::string>()};
  return true;
}

}  // namespace kaidah::batch
