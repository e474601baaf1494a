#pragma once
// A row that follows no trail, key by key.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/fast/reader.hpp"
#include "engine/fast/trails.hpp"

namespace kaidah::fast {

/// The memory of slow rows of one table, between them.
struct SlowRowMemory {
  /// Unknown keys of the record itself that are told apart.
  static constexpr std::size_t kMostUnknown = 24;

  std::array<Frame, kMostNested> open;
  std::array<std::string_view, kMostUnknown> unknown;
  std::vector<Frame> closed;   // while learning
  std::vector<NewStep> trail;  // while learning
};

class SlowRow {
 public:
  SlowRow(Reader& reader, std::uint32_t table, std::uint32_t row);

  /// The rest of the row; a new trail for it, when there is room. `p`: behind what the steps up to `done` read.
  const char* read(const char* p, const Step& done);

 private:
  [[nodiscard]] bool resume(const Step& done);
  void open(std::uint32_t object);
  [[nodiscard]] bool close();
  void set_present(const Frame& frame);
  [[nodiscard]] bool finish(const Frame& frame);
  const char* read_fields(const char* p);
  [[nodiscard]] const char* read_key(const char* p, std::string_view& key);
  const char* read_known(Frame& frame, std::uint32_t field, const char* p);
  const char* read_scalar(const ScalarRule& rule, std::uint32_t number, const char* p);
  const char* skip(const char* p);
  [[nodiscard]] bool is_new(std::string_view key);
  const char* learn(const char* value, const char* behind, Reads reads, std::uint32_t index);

  Reader& reader_;
  Trails& trails_;
  SlowRowMemory& memory_;
  const std::uint32_t table_;
  const std::uint32_t row_;
  bool learning_ = false;
  std::size_t depth_ = 0;  // objects in memory_.open
  std::size_t unknown_ = 0;
  const char* literal_ = nullptr;  // where that of the next step begins
};

}  // namespace kaidah::fast
