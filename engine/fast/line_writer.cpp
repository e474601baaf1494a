#include "engine/fast/line_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/json/encode.hpp"
#include "engine/json/text.hpp"
#include "engine/json/value_text.hpp"
#include "engine/values/number_access.hpp"

namespace kaidah::fast {
namespace {

/// `units / 10^scale` with as few decimals as are exact, but never fewer than `decimals`.
void append_decimal(std::string& out, std::int64_t units, unsigned scale, unsigned decimals) {
  std::uint64_t size = units < 0 ? -static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  for (; scale > decimals && size % 10 == 0; --scale) size /= 10;
  std::array<char, 48> text;
  char* at = text.data() + text.size();
  unsigned written = 0;
  for (; scale + written < decimals; ++written) *--at = '0';  // never here for figures that were rounded
  for (unsigned i = 0; i < scale; ++i, size /= 10) *--at = static_cast<char>('0' + size % 10);
  if (scale + written > 0) *--at = '.';
  do {
    *--at = static_cast<char>('0' + size % 10);
    size /= 10;
  } while (size != 0);
  if (units < 0) *--at = '-';
  out.append(at, static_cast<std::size_t>(text.data() + text.size() - at));
}

/// In quotation marks. Most texts need no escapes, and are copied.
void append_plain(std::string& out, std::string_view text) {
  const bool plain = std::ranges::all_of(text, [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\';
  });
  if (!plain) return json::append_text(out, text);
  out += '"';
  out += text;
  out += '"';
}

}  // namespace

LineWriter::LineWriter(const plan::Plan& plan, const Layout& layout, const Program& program, const std::string& label)
    : plan_(plan) {
  if (plan.id_field) {
    const Place& place = layout.objects.front().fields[*plan.id_field];
    has_id_ = true;
    id_ = layout.columns[place.index].slot;
    id_present_ = place.present;
  }
  std::string separator = has_id_ ? "," : "";
  if (!label.empty()) {
    after_id_ = separator + json::quoted(json::kPolicy) + ":" + json::quoted(label);
    separator = ",";
  }
  for (std::size_t i = 0; i < plan.outputs.size(); ++i) {
    const plan::Output& output = plan.outputs[i];
    Field field;
    field.before = separator + json::quoted(output.name) + ":";
    separator = ",";
    field.result = program.outputs[i];
    field.decimals = std::max(output.type.decimals.value_or(0), 0);
    field.type = &output.type;
    if (output.type.kind == types::TypeKind::enumeration)
      for (const std::string& name : plan.shapes.enums[output.type.enumeration.index].outputs)
        field.names.push_back(json::quoted(name));
    fields_.push_back(std::move(field));
  }
}

std::optional<std::string_view> LineWriter::id(const Batch& batch, std::size_t row) const {
  if (id_present_ != kNone && !test(batch.bits[id_present_], row)) return std::nullopt;
  return batch.text[id_][row];
}

bool LineWriter::append(const Machine& machine, const Batch& batch, std::size_t row, std::string& out) const {
  const std::size_t begin = out.size();
  out += '{';
  if (has_id_) {
    out += "\"id\":";
    if (const std::optional<std::string_view> known = id(batch, row)) {
      append_plain(out, *known);
    } else {
      out += "null";
    }
  }
  out += after_id_;
  for (const Field& field : fields_) {
    out += field.before;
    const Result& result = field.result;
    if (result.what == Result::What::absent || (result.absent != kNone && machine.is_set(result.absent, row))) {
      out += "null";
    } else if (!field.names.empty()) {
      out += field.names[static_cast<std::size_t>(machine.whole(result.reg, row))];
    } else if (result.what == Result::What::truth) {
      out += machine.is_set(result.reg, row) ? "true" : "false";
    } else if (result.what == Result::What::text) {
      append_plain(out, machine.text(result.reg, row));
    } else if (result.what == Result::What::whole && result.kind == types::TypeKind::number && field.decimals <= 18) {
      append_decimal(out, machine.whole(result.reg, row), result.scale, static_cast<unsigned>(field.decimals));
    } else {
      values::Value value;
      if (!value_of(result, machine, row, value)) {
        out.resize(begin);
        return false;
      }
      json::append_value(out, value, *field.type, plan_.shapes);
    }
  }
  out += "}\n";
  return true;
}

bool value_of(const Result& result, const Machine& machine, std::size_t row, values::Value& value) {
  value = values::Absent{};
  if (result.what == Result::What::absent || (result.absent != kNone && machine.is_set(result.absent, row)))
    return true;
  if (result.what == Result::What::truth) {
    value = machine.is_set(result.reg, row);
  } else if (result.what == Result::What::text) {
    value = machine.text(result.reg, row);
  } else if (result.what == Result::What::real) {
    values::Ratio number;
    if (!machine.exact(result.reg, row, number)) return false;
    value = values::NumberAccess::narrow(values::reduced(number));
  } else {
    value = whole_value(machine.whole(result.reg, row), result.scale, result.kind);
  }
  return true;
}

values::Value whole_value(std::int64_t whole, std::uint8_t scale, types::TypeKind kind) {
  if (kind == types::TypeKind::date) return values::Date().plus(values::Days{whole}).value_or(values::Date());
  if (kind == types::TypeKind::days) return values::Days{whole};
  if (kind == types::TypeKind::months) return values::Months{whole};
  if (kind == types::TypeKind::enumeration) return values::Member{static_cast<std::uint32_t>(whole)};
  return values::NumberAccess::narrow(values::reduced({whole, values::kPowersOfTen[scale]}));
}

values::Value decimal_value(std::int64_t mantissa, std::uint8_t decimals) {
  return values::NumberAccess::narrow(values::reduced({mantissa, values::kPowersOfTen[decimals]}));
}

}  // namespace kaidah::fast
