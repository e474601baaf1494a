#pragma once
// Policies and handles that the tests of the C interface share.

#include <kaidah.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace c_tests {

template <auto Free>
struct Freed {
  template <class Handle>
  void operator()(Handle* handle) const noexcept {
    Free(handle);
  }
};
using Error = std::unique_ptr<kaidah_error, Freed<&kaidah_error_free>>;
using Library = std::unique_ptr<kaidah_library, Freed<&kaidah_library_free>>;
using Policy = std::unique_ptr<kaidah_policy, Freed<&kaidah_policy_free>>;
using Decider = std::unique_ptr<kaidah_decider, Freed<&kaidah_decider_free>>;
using Decision = std::unique_ptr<kaidah_decision, Freed<&kaidah_decision_free>>;
using Run = std::unique_ptr<kaidah_run, Freed<&kaidah_run_free>>;
using Text = std::unique_ptr<kaidah_string, Freed<&kaidah_string_free>>;

inline kaidah_text given(std::string_view text) {
  return {text.data(), text.size()};
}
inline std::string read(kaidah_text text) {
  return text.data == nullptr ? std::string() : std::string(text.data, text.size);
}
inline std::string read(const Text& text) {
  return read(kaidah_string_text(text.get()));
}

/// `code source:line:column message` of a diagnostic.
inline std::string told(const kaidah_error* error, std::size_t index, kaidah_language language = KAIDAH_ENGLISH) {
  kaidah_diagnostic one;
  if (kaidah_error_at(error, index, language, &one, sizeof one) != KAIDAH_OK) return "none";
  std::string text = read(one.code) + " ";
  if (one.source.size > 0)
    text += read(one.source) + ":" + std::to_string(one.line) + ":" + std::to_string(one.column) + " ";
  return text + read(one.message);
}
inline std::string code(const kaidah_error* error, std::size_t index = 0) {
  return told(error, index).substr(0, 5);
}

constexpr std::string_view kAllowance = R"(policy "meal-allowance" version 1.0.0
title "An invented regulation on meal allowances"
enum Rank from lowest { junior "Junior" senior "Senior" }
input Claim { id: text rank: Rank days: whole number 0..31 unit: text notes: list text, optional }
parameter top: whole number 0..31 decided by office
group team by unit
article 3 "Rate" {
  paragraph (1): rule rate = 35000 [interpretation "the rate of the year before"]
  paragraph (2): exception rate = 41000 when rank = senior
}
article 4 "Allowance" {
  paragraph (1): rule paid_days = least(days, top)
  paragraph (2): output allowance = rate * paid_days
  paragraph (3): require few_days: days <= top finding breach "TOO-MANY" "{days} days, {top} are paid"
}
article 5 { for each team { output people = count(members) } }
scenario "a senior" {
  given id = "1", rank = senior, days = 2, unit = "u", top = 22
  expect allowance = 82000
}
)";

inline Policy compiled(std::string_view text = kAllowance, const kaidah_compile_options* options = nullptr) {
  kaidah_policy* policy = nullptr;
  kaidah_error* error = nullptr;
  kaidah_compile_text(given("test"), given(text), options, &policy, &error);
  const Error told_of(error);
  kaidah_string* shown = nullptr;
  if (policy == nullptr &&
      kaidah_error_render(error, KAIDAH_ALL, KAIDAH_ENGLISH, KAIDAH_FORMAT_TEXT, &shown) == KAIDAH_OK)
    throw std::runtime_error(read(Text(shown)));
  return Policy(policy);
}

inline kaidah_prepare_options top(const kaidah_setting& setting) {
  kaidah_prepare_options options = KAIDAH_PREPARE_OPTIONS_INIT;
  options.parameters = &setting;
  options.parameter_count = 1;
  return options;
}

inline Decider prepared(const kaidah_policy* policy, const kaidah_prepare_options* options) {
  kaidah_decider* decider = nullptr;
  kaidah_error* error = nullptr;
  kaidah_prepare(policy, options, &decider, &error);
  const Error told_of(error);
  if (decider == nullptr) throw std::runtime_error(told(error, 0));
  return Decider(decider);
}

}  // namespace c_tests
