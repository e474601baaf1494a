#pragma once
// One text through the fast reader and the strict decoder: whatever the first accepts, the second must accept with
// equal values, and a refusal must leave no trace.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/fast/reader.hpp"
#include "engine/json/decode.hpp"
#include "tests/unit/fast/compare_rows.hpp"

namespace kaidah::test {

enum class Verdict { refused, accepted, wrong };

class BothReaders {
 public:
  BothReaders(plan::Shapes shapes, std::uint32_t record, const Limits& limits = {},
              const std::vector<std::uint32_t>& identifying = {})
      : plan_(plan_of(std::move(shapes), record)),
        layout_(fast::make_layout(plan_, identifying)),
        reader_(plan_, layout_, limits),
        batch_(layout_),
        decoder_(plan_.shapes, record, limits, identifying) {}

  /// `behind`: what stands in memory behind the text.
  Verdict read(const std::string& text, const std::string& behind = std::string(64, '\0')) {
    texts_.push_back(std::make_unique<std::string>(text + behind));
    const std::string_view view = std::string_view(*texts_.back()).substr(0, text.size());
    const json::DecodeResult decoded = decoder_.decode(view, arena_);
    strict_ = !decoded.rejection.has_value();
    const std::uint32_t row = batch_.tables.front().count;
    const bool accepted = reader_.read(view, batch_);
    why_ = RowComparison(layout_, batch_).leftovers();
    if (accepted && !strict_) why_ = "accepted what the strict decoder rejects";
    if (batch_.tables.front().count != row + (accepted ? 1U : 0U)) why_ = "other count of rows";
    if (why_.empty() && accepted) {
      records_.push_back(decoded.record);
      why_ = RowComparison(layout_, batch_).difference(row, *decoded.record);
      if (why_.empty() && decoded.id != id(row)) why_ = "other id";
    }
    if (!why_.empty()) return Verdict::wrong;
    return accepted ? Verdict::accepted : Verdict::refused;
  }

  /// All rows once more, after what was read since; then none is left.
  std::string finish() {
    why_.clear();
    for (std::uint32_t row = 0; row < records_.size() && why_.empty(); ++row) {
      why_ = RowComparison(layout_, batch_).difference(row, *records_[row]);
    }
    batch_.clear(layout_);
    if (why_.empty()) why_ = RowComparison(layout_, batch_).leftovers();
    records_.clear();
    texts_.clear();
    arena_.clear();
    return why_;
  }

  [[nodiscard]] const std::string& why() const { return why_; }
  /// Whether the strict decoder accepted the last text.
  [[nodiscard]] bool strict() const { return strict_; }
  [[nodiscard]] const fast::Layout& layout() const { return layout_; }
  [[nodiscard]] const fast::Batch& batch() const { return batch_; }

 private:
  static plan::Plan plan_of(plan::Shapes shapes, std::uint32_t record) {
    plan::Plan plan;
    plan.shapes = std::move(shapes);
    plan.input = record;
    return plan;
  }

  /// What the row holds of the field named `id`.
  [[nodiscard]] std::optional<std::string_view> id(std::uint32_t row) const {
    const std::vector<plan::FieldShape>& fields = plan_.shapes.records[plan_.input].fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name != "id") continue;
      const fast::Place& place = layout_.objects.front().fields[i];
      if (place.present != fast::kNone && !fast::test(batch_.bits[place.present], row)) return std::nullopt;
      return batch_.text[layout_.columns[place.index].slot][row];
    }
    return std::nullopt;
  }

  plan::Plan plan_;
  fast::Layout layout_;
  fast::Reader reader_;
  fast::Batch batch_;
  json::Decoder decoder_;
  values::Arena arena_;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<const values::RecordData*> records_;
  std::string why_;
  bool strict_ = false;
};

}  // namespace kaidah::test
