#pragma once
// How the rows of one table were written so far, so that the next can be compared with it many bytes at a time.
//
// Between the values of a row a text has braces, keys, colons, commas and spaces, and most rows have the same ones. A
// trail is a row as a sequence of steps: what stands before a value, byte for byte, and how that value is read. Trails
// that begin alike share their steps, so all of them are a tree. A row that follows a trail to its end needs no other
// check: keys, repetitions, missing fields and nesting were judged when the trail was learned.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fast/rules.hpp"
#include "engine/fast/scan.hpp"

namespace kaidah::fast {

struct Step {
  char literal[kLiteral] = {};
  std::uint32_t ignored = past(0);  ///< of the literal
  std::uint32_t length = 0;         ///< of the literal; what is past kLiteral stands in Trails::rest
  std::uint32_t next = kNone;       ///< the first step that may follow
  std::uint32_t other = kNone;      ///< what else may stand in the place of this one
  std::uint32_t index = 0;  ///< of scalars: Rules::scalars; of lists: the table; of skipped values: how deep they may
                            ///< be; at the end: Trails::ends
  Reads reads = Reads::nothing;
};

/// An object that is being read, or was.
struct Frame {
  std::uint32_t object = 0;  ///< Layout::objects
  FieldSet seen;
  FieldSet given;  ///< not null
};

/// What was read of a row when a step was done.
struct Progress {
  std::vector<Frame> open;  ///< outermost first
  std::vector<Frame> closed;
  std::vector<std::string> unknown;  ///< keys of the record itself
};

/// What is to be done to a row at its end, beside its values.
struct RowEnd {
  std::vector<std::uint32_t> present;  ///< Batch::bits to be set
  std::vector<const Default*> defaults;
};

/// A step that is not in the tree yet.
struct NewStep {
  std::string_view literal;
  Reads reads{};
  std::uint32_t index = 0;
  Progress progress;
};

/// Holds a bounded number of steps; what is not in it has to be read another way.
class Trails {
 public:
  static constexpr std::uint32_t kRoot = 0;

  Trails() : steps_(1), progress_(1) {}

  [[nodiscard]] const Step* steps() const { return steps_.data(); }
  [[nodiscard]] const RowEnd& end(std::uint32_t index) const { return ends_[index]; }
  [[nodiscard]] const Progress& progress(std::uint32_t step) const { return progress_[step]; }

  /// Whether the step's literal goes on with these bytes past kLiteral.
  [[nodiscard]] bool rest_matches(std::uint32_t step, const char* p, const char* end) const;

  /// Whether there is room for another way to go on after a step.
  [[nodiscard]] bool may_learn(std::uint32_t after) const;
  /// The last of the steps is the row's end.
  void learn(std::uint32_t after, const std::vector<NewStep>& trail, const Rules& rules);

 private:
  std::uint32_t add(std::uint32_t after, const NewStep& step);

  std::vector<Step> steps_;
  std::vector<Progress> progress_;  // by step
  std::vector<std::string> rest_;   // by step
  std::vector<RowEnd> ends_;
};

}  // namespace kaidah::fast
