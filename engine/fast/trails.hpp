#pragma once
// How the rows of one table were written so far, so that the next can be compared with it many bytes at a time.
//
// Between the values of a row a text has braces, keys, colons, commas and spaces, and most rows have the same ones. A
// trail is a row as a sequence of steps: what stands before a value, byte for byte, and how that value is read. Trails
// that begin alike share their steps, so all of them are a tree. A row that follows a trail to its end needs no other
// check: keys, repetitions, missing fields and nesting were judged when the trail was learned.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fast/rules.hpp"
#include "engine/fast/scan.hpp"

namespace kaidah::fast {

struct RowEnd;

struct alignas(64) Step {
  static constexpr std::size_t kHeld = 2 * kBlock;

  char literal[kHeld] = {};
  std::uint32_t ignored[2] = {};  ///< by block: the bytes past the literal, a bit each, and all bits from the 17th on
  const Step* next = &kNowhere;   ///< the first step that may follow
  union {
    const ScalarRule* scalar = nullptr;  ///< of scalars
    std::size_t table;                   ///< of lists
    std::size_t room;                    ///< of skipped values: how many lists and objects may be open in them
    const RowEnd* end;                   ///< of the end
  };
  std::uint32_t other = kNone;  ///< Trails::step: what else may stand in the place of this one
  std::uint16_t length = 0;     ///< of the literal; what is past kHeld stands in Trails
  Reads reads = Reads::end;

  static const Step kNowhere;  ///< stands in no text
};
inline const Step Step::kNowhere{};
static_assert(sizeof(Step) == 64);

/// An object that is being read, or was.
struct Frame {
  const ObjectRule* object = nullptr;
  bool is_empty = false;  ///< no key of it was read yet
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
  Reads reads = Reads::end;
  std::uint32_t index = 0;  ///< of scalars: Rules::scalars; else as in Step
  Progress progress;
};

/// Holds a bounded number of steps; what is not in it has to be read another way. When too many rows are not, all is
/// forgotten and learned anew, ever more rarely.
class Trails {
 public:
  /// Stands before the first steps.
  [[nodiscard]] const Step* root() const { return &root_; }
  /// What else may stand in the place of a step; null: nothing.
  [[nodiscard]] const Step* other(const Step& step) const {
    return step.other == kNone ? nullptr : &steps_[step.other];
  }
  [[nodiscard]] const Progress& progress(const Step& step) const { return progress_[number(step)]; }

  /// Whether the step's literal stands at `p`.
  [[nodiscard]] bool matches(const Step& step, const char* p, const char* end) const {
    if ((same_bytes(p, step.literal) | step.ignored[0]) != kAll) return false;
    return step.length <= kBlock || matches_further(step, p, end);
  }

  /// Whether the next row is likely enough to follow a trail that it is worth the look: not for a while when many rows
  /// behind one another did not.
  [[nodiscard]] bool are_followed() {
    if (resting_ == 0) return true;
    --resting_;
    return false;
  }
  void found() { lost_ = 0; }
  void lost() {
    if (++lost_ < kMostLost) return;
    lost_ = 0;
    resting_ = kRest;
  }

  /// Whether there is room for another way to go on after a step.
  [[nodiscard]] bool may_learn(const Step& after) const;
  /// The last of the steps is the row's end. As many are kept as there is room for.
  void learn(const Step& after, const std::vector<NewStep>& trail, const Rules& rules);
  /// A row was not to be found, and not to be learned. Invalidates all steps but the root.
  void miss();

 private:
  static constexpr std::uint32_t kAll = ~std::uint32_t{0};

  [[nodiscard]] std::size_t number(const Step& step) const { return static_cast<std::size_t>(&step - steps_.data()); }
  [[nodiscard]] bool matches_further(const Step& step, const char* p, const char* end) const {
    if ((same_bytes(p + kBlock, step.literal + kBlock) | step.ignored[1]) != kAll) return false;
    return step.length <= Step::kHeld || matches_rest(step, p + Step::kHeld, end);
  }
  [[nodiscard]] bool matches_rest(const Step& step, const char* p, const char* end) const;
  Step& changeable(const Step& step) { return &step == &root_ ? root_ : steps_[number(step)]; }
  Step& add(Step& after, const NewStep& step, const Rules& rules);

  static constexpr std::uint32_t kMostLost = 6;
  static constexpr std::uint32_t kRest = 1000;

  Step root_;
  std::uint32_t lost_ = 0;          // rows behind one another that followed no trail to its end
  std::uint32_t resting_ = 0;       // rows for which none is looked for
  std::vector<Step> steps_;         // never moved once there is one
  std::vector<Progress> progress_;  // by step
  std::vector<std::string> rest_;   // by step: of the literal
  std::deque<RowEnd> ends_;
  std::uint64_t misses_ = 0;  // since all was forgotten
  std::uint64_t most_misses_ = 2000;
};

}  // namespace kaidah::fast
