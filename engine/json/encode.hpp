#pragma once
// Decisions, rejections and group results -> lines of JSON. Each line ends with a line end.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <kaidah/diagnostic.hpp>

#include "engine/evaluate/outcome.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::json {

/// What a line calls the policy that its record was decided under, where a run has several.
inline constexpr std::string_view kPolicy = "kebijakan";

/// `{"id":…,<outputs>,"temuan":[…],"prosedur":[…]}`; the id only where the input has one, the last two only when not
/// empty. `policy` stands right after the id, where it is given: `"kebijakan":"pp-30-2019@1.0.0"`.
/// REQUIRES: the outcome is not a rejection.
void append_decision(std::string& out, const plan::Plan& plan, const std::optional<std::string_view>& id,
                     const evaluate::Outcome& outcome, std::string_view policy = {});

/// The same of a decision that has at most `most` bytes, its line end not counted. False, with nothing appended, of a
/// larger one.
[[nodiscard]] bool append_decision_within(std::string& out, std::size_t most, const plan::Plan& plan,
                                          const std::optional<std::string_view>& id, const evaluate::Outcome& outcome,
                                          std::string_view policy);

/// `{"line":…,"id":…,"code":…,"pointer":…,"message":…,"expected":…,"found":…}`, for errors of evaluation also "rule"
/// and "article". What is not known is null. `input` names an input other than the records; it stands at the end.
/// `named_policy` stands right after the id, where it is given.
void append_rejection(std::string& out, const check::CheckedPolicy& policy, std::uint64_t line,
                      const std::optional<std::string_view>& id, const evaluate::Rejection& rejection,
                      Language language, std::string_view input = {}, std::string_view named_policy = {});

/// `{<key>,<outputs>,<rankings>,"ditolak":…,"temuan":[…]}`; of a rejected group the key, `ditolak` and `penolakan`, an
/// object as of a rejected record without line and id. `policy` stands right after the key, where it is given.
void append_group(std::string& out, const plan::Plan& plan, check::GroupId group, const evaluate::GroupOutcome& outcome,
                  Language language, std::string_view policy = {});

}  // namespace kaidah::json
