#pragma once
// What was run, read back out of a manifest or the first line of a trace.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/replay.hpp>

#include "engine/json/members.hpp"

namespace kaidah::api {

/// The members of an object by name. The first that is missing or of another kind is kept.
class RunReader {
 public:
  explicit RunReader(std::vector<json::RawMember> members, RunReader* outer = nullptr, std::string path = {});

  [[nodiscard]] std::optional<std::string_view> raw(std::string_view name) const;
  /// What is written in quotation marks; null is empty where it may be.
  std::string text(std::string_view name, bool may_be_missing = false);
  std::uint64_t number(std::string_view name);
  RunReader object(std::string_view name);
  void fail(std::string_view name);
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
  [[nodiscard]] const std::vector<json::RawMember>& members() const noexcept { return members_; }

  static std::optional<std::string> unquoted(std::string_view value);

 private:
  std::vector<json::RawMember> members_;
  RunReader* outer_;
  std::string path_;
  std::string problem_;
};

/// `policy` to `messages`, and the regimes' policies and parameters; what the records and the groups' records were,
/// where it is told.
void read_run(RunReader& from, RunSettings& into);

}  // namespace kaidah::api
