#include "engine/fast/reader.hpp"

#include <algorithm>

#include "engine/fast/one_for_each.hpp"
#include "engine/fast/slow_row.hpp"

namespace kaidah::fast {

namespace {

/// Records up to this size take less memory than they may, read the strict way: the densest is a list of empty records.
std::size_t most_bytes(const plan::Plan& plan, const Limits& limits) {
  constexpr std::size_t kLeastText = 3;  // `{},`
  std::size_t fields = 1;
  for (const plan::RecordShape& shape : plan.shapes.records) fields = std::max(fields, shape.fields.size());
  const std::size_t each = (fields + 1) * sizeof(values::Value) + sizeof(values::RecordData);
  return std::min(limits.record_bytes, limits.memory_bytes / each * kLeastText);
}

}  // namespace

Reader::Reader(const plan::Plan& plan, const Layout& layout, const Limits& limits)
    : layout_(layout),
      most_bytes_(most_bytes(plan, limits)),
      rules_(make_rules(plan, layout, limits)),
      trails_(layout.tables.size()),
      memory_(layout.tables.size()),
      before_(layout.tables.size()) {}

inline void Reader::end_trail(const RowEnd& end, std::uint32_t row) {
  for (const std::uint32_t slot : end.present) set(batch_->bits[slot], row);
  for (const Default* value : end.defaults) write_default(*value, row);
}

Reader::~Reader() = default;

bool Reader::read(std::string_view text, Batch& batch) {
  if (!rules_.usable || text.size() > most_bytes_) return false;
  bind(batch);
  end_ = text.data() + text.size();
  Rows& rows = batch.tables.front();
  if (rows.count == rows.room) batch.grow(layout_, 0);
  const std::uint32_t row = rows.count++;
  const char* p = read_row(0, row, text.data());
  if (p != nullptr && skip_space(p, end_) == end_) {
    end_row(rules_.tables.front(), row);
    return true;
  }
  take_back(row);
  return false;
}

void Reader::bind(Batch& batch) {
  batch_ = &batch;
  if (batch.decimal.data() == decimals_) return;
  decimals_ = batch.decimal.data();
  for (ScalarRule& rule : rules_.scalars) {
    if (rule.reads == Reads::decimal) rule.column = decimals_ + rule.slot;
  }
}

/// The record that was read last, and did not fit.
void Reader::take_back(std::uint32_t row) {
  before_.front() = row;
  for (std::uint32_t table = 1; table < before_.size(); ++table) {
    before_[table] = batch_->tables[table].first[before_[layout_.tables[table].parent]];
  }
  for (std::uint32_t table = 0; table < before_.size(); ++table) batch_->drop(layout_, table, before_[table]);
}

/// Along a trail, as long as there is one.
[[gnu::always_inline]] inline const char* Reader::follow(std::uint32_t table, std::uint32_t row, const char* p) {
  Trails& trails = trails_[table];
  const char* const end = end_;
  Batch& batch = *batch_;
  const Step* done = trails.root();
  if (!trails.are_followed()) return read_slowly(table, row, p, *done);
  for (;;) {
    const Step* step = done->next;
    while (!trails.matches(*step, p, end)) {
      step = trails.other(*step);
      if (step == nullptr) {
        trails.lost();
        return read_slowly(table, row, p, *done);
      }
    }
    const char* behind = p + step->length;
    if (behind > end) return nullptr;
    switch (step->reads) {
      case Reads::whole:
        behind = read_whole(behind, *step->scalar, batch, row);
        break;
      case Reads::truth:
        behind = read_truth(behind, *step->scalar, batch, row);
        break;
      case Reads::text:
        behind = read_text(behind, end, *step->scalar, batch, row);
        break;
      case Reads::date:
        behind = read_date(behind, end, *step->scalar, batch, row);
        break;
      case Reads::member:
        behind = read_member(behind, end, *step->scalar, batch, row);
        break;
      case Reads::skipped_text:
        behind = skip_text(behind, end);
        break;
      case Reads::skipped:
        behind = skip_value(behind, end, step->room);
        break;
      case Reads::list:
        behind = read_list(step->table, row, behind);
        if (behind == nullptr) return nullptr;
        break;
      case Reads::end:
        end_trail(*step->end, row);
        trails.found();
        return behind;
      case Reads::decimal:
        behind = read_decimal(behind, *step->scalar, row);
        break;
      default:
        __builtin_unreachable();
    }
    if (behind == nullptr) break;
    p = behind;
    done = step;
  }
  return read_slowly(table, row, p, *done);
}

const char* Reader::read_slowly(std::uint32_t table, std::uint32_t row, const char* p, const Step& done) {
  return SlowRow(*this, table, row).read(p, done);
}

const char* Reader::read_row(std::uint32_t table, std::uint32_t row, const char* p) {
  return follow(table, row, p);
}

const char* Reader::read_list(std::size_t list, std::uint32_t parent, const char* p) {
  const auto table = static_cast<std::uint32_t>(list);
  const TableRule& rule = rules_.tables[table];
  const bool objects = rule.item.what == Place::What::object;
  Rows& rows = batch_->tables[table];
  const std::uint32_t first = rows.count;
  if (*p != '{') p = skip_space(p, end_);
  if (*p == ']') {
    ++p;
  } else {
    for (;;) {
      if (rows.count - first == rule.most) return nullptr;
      if (rows.count == rows.room) batch_->grow(layout_, table);
      const std::uint32_t row = rows.count++;
      rows.parent[row] = parent;
      p = objects ? follow(table, row, p) : read_item(table, row, p);
      if (p == nullptr) return nullptr;
      if (!rule.children.empty()) end_row(rule, row);
      if (*p != ',') {
        if (*p != ']') p = skip_space(p, end_);
        if (*p == ']') break;
        if (*p != ',') return nullptr;
      }
      ++p;
      if (is_space(*p)) p = skip_space(p, end_);
      if (p >= end_) return nullptr;
    }
    ++p;
  }
  if (p > end_ || rows.count - first < rule.least) return nullptr;
  if (rule.one_for_each && !one_for_each(table, first)) return nullptr;
  return p;
}

const char* Reader::read_item(std::uint32_t table, std::uint32_t row, const char* p) {
  const TableRule& rule = rules_.tables[table];
  if (rule.item.what == Place::What::object) return read_row(table, row, p);
  if (rule.item.what == Place::What::list) return *p == '[' ? read_list(rule.item.index, row, p + 1) : nullptr;
  const ScalarRule& scalar = rules_.scalars[rule.scalar];
  if (!is_quoted(scalar.reads)) return read_scalar(scalar, row, p);
  return *p == '"' ? read_scalar(scalar, row, p + 1) : nullptr;
}

void Reader::end_row(const TableRule& rule, std::uint32_t row) {
  for (const std::uint32_t child : rule.children) {
    Rows& rows = batch_->tables[child];
    rows.first[row + 1] = rows.count;
  }
}

void Reader::write_default(const Default& value, std::uint32_t row) {
  switch (value.kind) {
    case Kind::whole:
      batch_->whole[value.slot][row] = value.whole;
      break;
    case Kind::decimal:
      batch_->decimal[value.slot].real[row] = value.real;
      batch_->decimal[value.slot].mantissa[row] = value.whole;
      batch_->decimal[value.slot].decimals[row] = value.decimals;
      break;
    case Kind::truth:
      if (value.whole != 0) set(batch_->bits[value.slot], row);
      break;
    case Kind::text:
      batch_->text[value.slot][row] = value.text;
      break;
  }
}

bool Reader::one_for_each(std::uint32_t table, std::uint32_t first) const {
  return are_different(layout_, *batch_, rules_.tables[table].by, first, batch_->tables[table].count);
}

}  // namespace kaidah::fast
