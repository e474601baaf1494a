#pragma once
// The report's words in its language.

#include <string>
#include <utility>
#include <vector>

#include "engine/compare/report.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::compare {

class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  [[nodiscard]] Language language() const noexcept { return language_; }
  [[nodiscard]] std::string of(MessageKind kind, std::vector<Argument> arguments = {}) const {
    return text(Message{kind, std::move(arguments)}, language_);
  }
  [[nodiscard]] std::string count(std::uint64_t value) const { return count_text(value, language_); }
  [[nodiscard]] std::string share(std::uint64_t part, std::uint64_t whole) const {
    return whole == 0 ? std::string() : percent(part, whole, language_);
  }
  /// Digits with the decimal mark of the language.
  [[nodiscard]] std::string figure(const std::string& digits) const;
  [[nodiscard]] std::string name(ClassKind kind, const std::string& label) const {
    return class_name(kind, label, language_);
  }
  [[nodiscard]] std::string severity(syntax::FindingSeverity severity) const;

  /// `pp-30-2019 1.0.0, mekanisme = survei`.
  [[nodiscard]] std::string policy(const NamedPolicy& policy) const;
  /// `208 records: 24 decided differently (11.5%), 9 higher, 15 lower`.
  [[nodiscard]] std::string summary(const Report& report) const;
  /// `rejected: 2 before, 3 after`.
  [[nodiscard]] std::string rejected(const Report& report) const;
  /// `and 12 more`.
  [[nodiscard]] std::string more(std::size_t left_out) const;
  /// `record 19910101…, line 7`.
  [[nodiscard]] std::string record(const std::string& id, std::uint64_t line) const;

 private:
  Language language_;
};

}  // namespace kaidah::compare
