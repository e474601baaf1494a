#include "engine/fast/decider.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "engine/fast/lower.hpp"

namespace kaidah::fast {
namespace {

std::vector<std::uint32_t> key_fields(const check::CheckedPolicy& policy) {
  std::vector<std::uint32_t> fields;
  for (const check::GroupDeclaration& group : policy.groups)
    fields.insert(fields.end(), group.key.begin(), group.key.end());
  return fields;
}

/// Whether a batch holds it as it was written: one scalar, or a record of them.
bool is_plain_key(const Layout& layout, const Place& place) {
  if (place.what == Place::What::column) return true;
  if (place.what != Place::What::object) return false;
  for (const Place& field : layout.objects[place.index].fields)
    if (field.what != Place::What::unread && !is_plain_key(layout, field)) return false;
  return true;
}

/// Bit i of word j becomes bit j of word i.
void transpose(std::array<std::uint64_t, 64>& words) {
  std::uint64_t mask = 0x00000000FFFFFFFFu;
  for (std::size_t width = 32; width != 0; width >>= 1, mask ^= mask << width) {
    for (std::size_t i = 0; i < 64; i = (i + width + 1) & ~width) {
      const std::uint64_t swapped = (words[i] >> width ^ words[i + width]) & mask;
      words[i] ^= swapped << width;
      words[i + width] ^= swapped;
    }
  }
}

template <class T>
void append_bytes(std::string& key, const T& value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  key.append(bytes, sizeof(T));
}

template <class T>
T read_bytes(const char*& from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  from += sizeof(T);
  return value;
}

bool has_values(const std::vector<FoldResult>& folds) {
  return std::ranges::any_of(folds, [](const FoldResult& fold) { return fold.value.what != Result::What::absent; });
}

}  // namespace

std::unique_ptr<Decider> Decider::make(const plan::Plan& plan, const evaluate::Settings& settings, Wanted wanted,
                                       const std::string& label) {
  if (plan.input == plan::kNone) return nullptr;
  wanted.groups = wanted.groups && !plan.groups.empty();
  Layout layout = make_layout(plan, wanted.groups ? key_fields(*plan.policy) : std::vector<std::uint32_t>());
  // The strict path knows an `id` that is not declared, and whoever asks for more than lines names it.
  if ((wanted.ways || wanted.marks) && !plan.id_field) return nullptr;
  if (plan.id_field) {
    const Place& id = layout.objects.front().fields[*plan.id_field];
    if (id.what != Place::What::column || layout.columns[id.index].kind != Kind::text) return nullptr;
  }
  if (wanted.groups) {
    for (const std::uint32_t field : key_fields(*plan.policy))
      if (!is_plain_key(layout, layout.objects.front().fields[field])) return nullptr;
  }
  std::optional<Program> program = lower(plan, layout, settings, wanted);
  if (!program) return nullptr;
  return std::unique_ptr<Decider>(new Decider(plan, std::move(layout), *std::move(program), settings, label));
}

Decider::Decider(const plan::Plan& plan, Layout layout, Program program, const evaluate::Settings& settings,
                 const std::string& label)
    : plan_(plan),
      layout_(std::move(layout)),
      program_(std::move(program)),
      batch_(layout_),
      reader_(plan, layout_, settings.limits),
      machine_(program_, layout_, settings.limits),
      writer_(plan, layout_, program_, label),
      most_line_bytes_(settings.limits.decision_bytes),
      counted_(program_.groups.size()) {
  for (const GroupResult& group : program_.groups) brought_.emplace_back(group.folds.size());
}

void Decider::decide() {
  decided_ = rows() != 0 && machine_.run(batch_);
  if (decided_ && !program_.ways.empty()) gather_ways();
}

bool Decider::append_line(std::size_t row, std::string& out) {
  if (!decided_ || (program_.deferred != kNone && machine_.is_set(program_.deferred, row))) return false;
  const std::size_t begin = out.size();
  if (!bring(row) || !writer_.append(machine_, batch_, row, out)) return false;
  if (out.size() - begin - 1 <= most_line_bytes_) return true;  // without its line end
  out.resize(begin);
  return false;
}

/// From a set of rows for each way to a set of ways for each row.
void Decider::gather_ways() {
  const std::size_t words = (plan_.ways.size() + 63) / 64;
  const std::size_t blocks = (rows() + 63) / 64;
  ways_.resize(std::max(ways_.size(), blocks * 64 * words));
  std::array<std::uint64_t, 64> block{};
  for (std::size_t word = 0; word < words; ++word) {
    for (std::size_t b = 0; b < blocks; ++b) {
      block.fill(0);
      for (const Program::TakenWay& taken : program_.ways)
        if (taken.way / 64 == word)
          block[taken.way % 64] = taken.reg == kAll ? ~std::uint64_t{0} : machine_.rows_of(taken.reg, b);
      transpose(block);
      for (std::size_t row = 0; row < 64; ++row) ways_[(b * 64 + row) * words + word] = block[row];
    }
  }
}

void Decider::take_ways(std::size_t row, evaluate::Ways& ways) const {
  const std::size_t words = (plan_.ways.size() + 63) / 64;
  ways.assign(std::span(ways_).subspan(row * words, words));
}

bool Decider::outcome(std::size_t row, evaluate::Outcome& outcome) {
  if (!decided_ || (program_.deferred != kNone && machine_.is_set(program_.deferred, row))) return false;
  outcome = {};
  for (const Result& result : program_.outputs)
    if (!value_of(result, machine_, row, outcome.outputs.emplace_back())) return false;
  for (const Program::TakenWay& mark : program_.marks)
    if (mark.reg == kAll || machine_.is_set(mark.reg, row)) outcome.rests_on.push_back(plan_.marked[mark.way]);
  return true;
}

void Decider::clear() {
  batch_.clear(layout_);
  decided_ = false;
}

// --- groups ---------------------------------------------------------------------------------------------------

/// Bytes that are equal exactly when the values are.
void Decider::append_key(const Place& place, std::size_t row) {
  const bool there = place.present == kNone || test(batch_.bits[place.present], row);
  key_ += there ? '+' : '-';
  if (!there) return;
  if (place.what == Place::What::object) {
    for (const Place& field : layout_.objects[place.index].fields)
      if (field.what != Place::What::unread) append_key(field, row);
    return;
  }
  const Column& column = layout_.columns[place.index];
  switch (column.kind) {
    case Kind::whole:
      append_bytes(key_, batch_.whole[column.slot][row]);
      break;
    case Kind::decimal: {
      std::int64_t mantissa = batch_.decimal[column.slot].mantissa[row];
      std::uint8_t decimals = batch_.decimal[column.slot].decimals[row];
      for (; decimals > 0 && mantissa % 10 == 0; --decimals) mantissa /= 10;
      append_bytes(key_, mantissa);
      append_bytes(key_, decimals);
      break;
    }
    case Kind::truth:
      key_ += test(batch_.bits[column.slot], row) ? '1' : '0';
      break;
    case Kind::text: {
      const std::string_view text = batch_.text[column.slot][row];
      append_bytes(key_, text.size());
      key_ += text;
      break;
    }
  }
}

/// The value whose bytes stand at `from`, which moves on behind them. Its texts stay where they are.
values::Value Decider::read_key(const Place& place, const plan::ValueShape& shape, const char*& from) {
  if (place.what == Place::What::unread) return values::Unread{};
  if (*from++ == '-') return values::Absent{};
  if (place.what == Place::What::object) {
    const Object& object = layout_.objects[place.index];
    const std::span<values::Value> fields = arena_.values(object.fields.size());
    const std::vector<plan::FieldShape>& shapes = plan_.shapes.records[object.record].fields;
    for (std::size_t i = 0; i < object.fields.size(); ++i)
      fields[i] = read_key(object.fields[i], shapes[i].value, from);
    return arena_.record(fields);
  }
  const Column& column = layout_.columns[place.index];
  switch (column.kind) {
    case Kind::truth:
      return *from++ == '1';
    case Kind::text: {
      const auto size = read_bytes<std::size_t>(from);
      from += size;
      return std::string_view(from - size, size);
    }
    case Kind::decimal: {
      const auto mantissa = read_bytes<std::int64_t>(from);
      const auto decimals = read_bytes<std::uint8_t>(from);
      return decimal_value(mantissa, decimals);
    }
    case Kind::whole:
      break;
  }
  return whole_value(read_bytes<std::int64_t>(from), column.scale, shape.kind);
}

/// False when a figure that the groups need could not be computed to its last digit.
bool Decider::bring(std::size_t row) {
  for (std::size_t group = 0; group < program_.groups.size(); ++group) {
    const std::vector<FoldResult>& folds = program_.groups[group].folds;
    for (std::size_t i = 0; i < folds.size(); ++i) {
      if (folds[i].value.what == Result::What::absent) continue;
      if (folds[i].counted != kAll && !machine_.is_set(folds[i].counted, row)) continue;
      if (!value_of(folds[i].value, machine_, row, brought_[group][i])) return false;
    }
  }
  return true;
}

void Decider::add_to_groups(std::size_t row) {
  for (std::uint32_t group = 0; group < program_.groups.size(); ++group) {
    const std::vector<FoldResult>& folds = program_.groups[group].folds;
    Counted& counted = counted_[group];
    key_.clear();
    for (const std::uint32_t field : plan_.policy->groups[check::GroupId(group)].key)
      append_key(layout_.objects.front().fields[field], row);
    const KeyIndex::Found found = counted.index.find_or_add(key_);
    if (found.is_new) {
      counted.counts.resize(counted.counts.size() + 1 + folds.size());
      if (has_values(folds)) counted.folds.resize(counted.folds.size() + folds.size());
    }
    std::uint64_t* counts = counted.counts.data() + std::size_t{found.number} * (folds.size() + 1);
    ++*counts++;
    for (std::size_t i = 0; i < folds.size(); ++i) {
      if (folds[i].counted != kAll && !machine_.is_set(folds[i].counted, row)) continue;
      ++counts[i];
      if (folds[i].value.what == Result::What::absent) continue;
      evaluate::add_fold(plan_.groups[group].folds[i], counted.folds[std::size_t{found.number} * folds.size() + i],
                         evaluate::FoldState(0, brought_[group][i], nullptr), counted.owned);
    }
  }
}

std::size_t Decider::group_count() const noexcept {
  std::size_t count = 0;
  for (const Counted& counted : counted_) count += counted.index.size();
  return count;
}

void Decider::flush(evaluate::GroupAccumulator& groups) {
  const std::vector<plan::FieldShape>& shapes = plan_.shapes.records[plan_.input].fields;
  for (std::uint32_t group = 0; group < counted_.size(); ++group) {
    const Counted counted = std::exchange(counted_[group], {});
    const std::size_t folds = program_.groups[group].folds.size();
    const std::uint64_t* counts = counted.counts.data();
    for (std::uint32_t number = 0; number < counted.index.size(); ++number) {
      std::vector<values::Value> key;
      const char* bytes = counted.index.key(number).data();
      for (const std::uint32_t field : plan_.policy->groups[check::GroupId(group)].key)
        key.push_back(read_key(layout_.objects.front().fields[field], shapes[field].value, bytes));
      evaluate::GroupState& state = groups.open(check::GroupId(group), key);
      arena_.clear();
      evaluate::GroupAccumulator::add_members(state, *counts++);
      for (std::size_t i = 0; i < folds; ++i) {
        const bool has_value = !counted.folds.empty();
        groups.count_in(check::GroupId(group), state, i, *counts++,
                        has_value ? counted.folds[std::size_t{number} * folds + i].value() : values::Value());
      }
    }
  }
}

}  // namespace kaidah::fast
