#include "engine/fast/reader.hpp"

#include "engine/fast/one_for_each.hpp"
#include "engine/fast/slow_row.hpp"

namespace kaidah::fast {

Reader::Reader(const plan::Plan& plan, const Layout& layout, const Limits& limits)
    : layout_(layout),
      most_bytes_(limits.record_bytes),
      rules_(make_rules(plan, layout, limits)),
      trails_(layout.tables.size()),
      before_(layout.tables.size()) {}

bool Reader::read(std::string_view text, Batch& batch) {
  if (!rules_.usable || text.size() > most_bytes_) return false;
  batch_ = &batch;
  end_ = text.data() + text.size();
  for (std::size_t table = 0; table < before_.size(); ++table) before_[table] = batch.tables[table].count;
  const std::uint32_t row = begin_row(0);
  const char* p = read_row(0, row, text.data());
  if (p != nullptr && skip_space(p, end_) == end_) {
    end_row(0, row);
    return true;
  }
  for (std::uint32_t table = 0; table < before_.size(); ++table) batch.drop(layout_, table, before_[table]);
  return false;
}

/// Along a trail, as long as there is one.
const char* Reader::read_row(std::uint32_t table, std::uint32_t row, const char* p) {
  const Trails& trails = trails_[table];
  std::uint32_t done = Trails::kRoot;
  for (;;) {
    const Step* steps = trails.steps();
    std::uint32_t at = steps[done].next;
    for (; at != kNone; at = steps[at].other) {
      const Step& step = steps[at];
      if (!starts_with(p, step.literal, step.ignored)) continue;
      if (step.length <= kLiteral || trails.rest_matches(at, p + kLiteral, end_)) break;
    }
    if (at == kNone) break;
    const Step& step = steps[at];
    const char* behind = p + step.length;
    if (behind > end_) return nullptr;
    if (step.reads == Reads::end) {
      end_trail(trails.end(step.index), row);
      return behind;
    }
    const bool list = step.reads == Reads::list;
    behind = read_value(step.reads, step.index, row, behind);
    if (behind == nullptr) {
      if (list) return nullptr;
      break;
    }
    p = behind;
    done = at;
  }
  return SlowRow(*this, table, row).read(p, done);
}

const char* Reader::read_list(std::uint32_t table, std::uint32_t parent, const char* p) {
  const TableRule& rule = rules_.tables[table];
  const std::uint32_t first = batch_->tables[table].count;
  p = skip_space(p, end_);
  if (*p == ']') {
    ++p;
  } else {
    for (std::uint32_t count = 1;; ++count) {
      if (count > rule.most) return nullptr;
      const std::uint32_t row = begin_row(table);
      batch_->tables[table].parent[row] = parent;
      p = read_item(table, row, p);
      if (p == nullptr) return nullptr;
      end_row(table, row);
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
  if (p > end_ || batch_->tables[table].count - first < rule.least) return nullptr;
  if (rule.one_for_each && !one_for_each(table, first)) return nullptr;
  return p;
}

const char* Reader::read_item(std::uint32_t table, std::uint32_t row, const char* p) {
  const TableRule& rule = rules_.tables[table];
  if (rule.item.what == Place::What::object) return read_row(table, row, p);
  if (rule.item.what == Place::What::list) return *p == '[' ? read_list(rule.item.index, row, p + 1) : nullptr;
  const Reads reads = rules_.scalars[rule.scalar].reads;
  if (!is_quoted(reads)) return read_value(reads, rule.scalar, row, p);
  return *p == '"' ? read_value(reads, rule.scalar, row, p + 1) : nullptr;
}

std::uint32_t Reader::begin_row(std::uint32_t table) {
  Rows& rows = batch_->tables[table];
  if (rows.count == rows.room) batch_->grow(layout_, table);
  return rows.count++;
}

void Reader::end_row(std::uint32_t table, std::uint32_t row) {
  for (const std::uint32_t child : rules_.tables[table].children) {
    Rows& rows = batch_->tables[child];
    rows.first[row + 1] = rows.count;
  }
}

void Reader::end_trail(const RowEnd& end, std::uint32_t row) {
  for (const std::uint32_t slot : end.present) set(batch_->bits[slot], row);
  for (const Default* value : end.defaults) write_default(*value, row);
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
