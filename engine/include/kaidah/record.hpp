#pragma once
// Records put together value by value, without writing JSON.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace kaidah {

class Record;
class RecordList;

/// A figure by its decimal digits, so that it is exactly the one that is meant: `Decimal("97.50")`. A text that is no
/// figure of JSON (`97,5`, `.5`, `+1`) goes into the record as a text, and is rejected there as one.
class Decimal {
 public:
  /// As JSON writes it.
  explicit Decimal(std::string_view digits) : digits_(digits) {}
  /// `Decimal(9750, 2)` is 97.50.
  Decimal(std::int64_t figure, unsigned decimals);
  /// As it was given, or written out.
  [[nodiscard]] const std::string& digits() const noexcept { return digits_; }

 private:
  std::string digits_;
};

/// A type whose values are whole numbers.
template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && sizeof(T) <= 8;

/// The fields of a record or of a part of one, by the names they have in JSON. Nothing is checked here: `decide` reads
/// a record that was built as strictly as one that came as JSON, and what is wrong ends in the same rejections, at the
/// same places. So a field that is set twice is rejected. Texts, dates (`YYYY-MM-DD`) and members of enumerations are
/// all given as texts, in UTF-8. A value of one thread; what is set is copied.
class Record {
 public:
  /// A text, a date, a member of an enumeration.
  Record& set(std::string_view field, std::string_view text);
  /// The same, up to its zero byte.
  Record& set(std::string_view field, const char* text) { return set(field, std::string_view(text)); }
  /// The same.
  Record& set(std::string_view field, const std::string& text) { return set(field, std::string_view(text)); }
  /// A figure.
  Record& set(std::string_view field, const Decimal& figure);
  /// Values by their names.
  Record& set(std::string_view field, const Record& part);
  /// A list.
  Record& set(std::string_view field, const RecordList& list);
  /// True or false.
  template <std::same_as<bool> T>
  Record& set(std::string_view field, T value) {
    return set_plain(field, value ? "true" : "false");
  }
  /// A whole number.
  template <WholeNumber T>
  Record& set(std::string_view field, T figure) {
    return set_plain(field, std::to_string(figure));
  }
  /// A binary fraction is not the figure that was meant: give its digits.
  template <std::floating_point T>
  Record& set(std::string_view field, T figure) = delete;
  /// As if it were not there.
  Record& set_absent(std::string_view field) { return set_plain(field, "null"); }

  /// Empty again; keeps its memory.
  void clear() noexcept { fields_.clear(); }
  /// One object, the fields in the order they were set: a line of a stream for `decide_all`, but for its line end.
  [[nodiscard]] std::string json() const;

 private:
  friend class RecordList;
  Record& set_plain(std::string_view field, std::string_view json);
  void begin(std::string_view field);

  std::string fields_;  // without the braces
};

/// The items of a list, one after the other.
class RecordList {
 public:
  /// A text, a date, a member of an enumeration.
  RecordList& add(std::string_view text);
  /// The same, up to its zero byte.
  RecordList& add(const char* text) { return add(std::string_view(text)); }
  /// The same.
  RecordList& add(const std::string& text) { return add(std::string_view(text)); }
  /// A figure.
  RecordList& add(const Decimal& figure);
  /// Values by their names.
  RecordList& add(const Record& part);
  /// A list.
  RecordList& add(const RecordList& list);
  /// True or false.
  template <std::same_as<bool> T>
  RecordList& add(T value) {
    return add_plain(value ? "true" : "false");
  }
  /// A whole number.
  template <WholeNumber T>
  RecordList& add(T figure) {
    return add_plain(std::to_string(figure));
  }
  /// A binary fraction is not the figure that was meant: give its digits.
  template <std::floating_point T>
  RecordList& add(T figure) = delete;

  /// Empty again; keeps its memory.
  void clear() noexcept { items_.clear(); }

 private:
  friend class Record;
  RecordList& add_plain(std::string_view json);
  void begin();

  std::string items_;  // without the brackets
};

}  // namespace kaidah
