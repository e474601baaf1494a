#include <kaidah/trace.hpp>

#include <kaidah/version.hpp>

#include <charconv>
#include <utility>

#include "engine/api/batch_regimes.hpp"
#include "engine/api/fault.hpp"
#include "engine/api/run_reader.hpp"
#include "engine/api/wrong.hpp"
#include "engine/batch/line_reader.hpp"
#include "engine/batch/trace_again.hpp"
#include "engine/batch/trace_header.hpp"
#include "engine/batch/trace_line.hpp"
#include "engine/json/members.hpp"
#include "engine/json/text.hpp"

namespace kaidah {
namespace {

using api::RunReader;
using api::wrong;

Diagnostic bad_trace(Message what) {
  return wrong(MessageKind::trace_malformed, {{"what", Listing{{std::move(what)}, false}}});
}

// --- reading --------------------------------------------------------------------------------------------------

std::optional<TraceHeader> read_header(std::string_view line, std::vector<Diagnostic>& diagnostics) {
  auto members = json::raw_members(line);
  if (!members) {
    diagnostics.push_back(bad_trace({MessageKind::manifest_no_object, {}}));
    return std::nullopt;
  }
  RunReader reader(std::move(*members));
  TraceHeader header;
  header.text = line;
  if (reader.raw("trace") != "1") reader.fail("trace");
  api::read_run(reader, header);
  header.groups = reader.raw("groups") == "true";
  if (reader.problem().empty()) return header;
  diagnostics.push_back(bad_trace({MessageKind::manifest_member, {{"name", reader.problem()}}}));
  return std::nullopt;
}

std::uint64_t number_of(std::string_view text, bool& good) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  good = good && read.ec == std::errc() && read.ptr == text.data() + text.size();
  return number;
}

std::optional<TraceRecord> read_record(std::string_view line) {
  auto members = json::raw_members(line);
  if (!members) return std::nullopt;
  RunReader reader(std::move(*members));
  TraceRecord record;
  bool good = true;
  const auto id = reader.raw("id");
  good = good && id.has_value();
  if (good && *id != "null") record.id = reader.text("id");
  if (const auto regime = reader.raw("regime")) record.regime = static_cast<std::uint32_t>(number_of(*regime, good));
  const auto bytes = reader.raw("bytes");
  record.is_record = bytes != "null";
  if (record.is_record) {
    const auto items = bytes ? json::raw_items(*bytes) : std::nullopt;
    if (!items || items->size() != 2) return std::nullopt;
    record.offset = number_of(items->front(), good);
    record.bytes = number_of(items->back(), good);
  }
  record.sum = reader.text("sum", true);
  record.ways = reader.text("ways");
  record.rejected = reader.text("rejected", true);
  if (!good || !reader.problem().empty()) return std::nullopt;
  return record;
}

TraceSearch search(const ByteSource& source, const std::optional<std::string>& id, std::uint64_t wanted) {
  TraceSearch result;
  batch::LineReader lines([&source](std::span<char> buffer) { return source(buffer.data(), buffer.size()); });
  std::string_view line;
  if (!lines.next(line)) {
    result.failed = lines.failed();
    if (!result.failed) result.diagnostics.push_back(bad_trace({MessageKind::manifest_no_object, {}}));
    return result;
  }
  result.header = read_header(line, result.diagnostics);
  if (!result.header) return result;
  // Lines are looked at as text: as they were written, the id comes first.
  const std::string begins = id ? R"({"id":)" + json::quoted(*id) + "," : std::string();
  for (std::uint64_t number = 1; lines.next(line); ++number) {
    if ((wanted != 0 && number != wanted) || !line.starts_with(begins)) continue;
    ++result.count;
    if (result.found.size() >= TraceSearch::kMost) continue;
    std::optional<TraceRecord> record = read_record(line);
    if (!record) {
      const std::string where = std::to_string(number + 1);
      result.diagnostics.push_back(bad_trace({MessageKind::trace_line_malformed, {{"line", where}}}));
      return result;
    }
    record->number = number;
    result.found.push_back(std::move(*record));
  }
  result.failed = lines.failed();
  return result;
}

// --- holding against it ---------------------------------------------------------------------------------------

/// What differs in one regime, then and now: the first thing that matters.
class Compared {
 public:
  Compared(const RunReader& then, const RunReader& now, const std::string& engine_then)
      : then_(then), now_(now), engine_then_(engine_then) {}

  void into(std::vector<Diagnostic>& diagnostics) const {
    if (differ("digest")) return add_policy(diagnostics, then_, now_);
    if (differ("composes")) return add_composed(diagnostics);
    if (differ("parameters"))
      diagnostics.push_back(wrong(MessageKind::trace_parameters_other,
                                  {{"from", raw(then_, "parameters")}, {"to", raw(now_, "parameters")}}));
    if (differ("plan"))
      diagnostics.push_back(wrong(MessageKind::trace_plan_other, {{"policy", text(then_, "policy")},
                                                                  {"version", text(then_, "version")},
                                                                  {"from", engine_then_},
                                                                  {"to", std::string(version())}}));
  }

 private:
  [[nodiscard]] bool differ(std::string_view member) const { return then_.raw(member) != now_.raw(member); }
  static std::string raw(const RunReader& of, std::string_view member) {
    return std::string(of.raw(member).value_or("null"));
  }
  static std::string text(const RunReader& of, std::string_view member) {
    return RunReader::unquoted(of.raw(member).value_or("null")).value_or("");
  }
  static void add_policy(std::vector<Diagnostic>& diagnostics, const RunReader& then, const RunReader& now) {
    diagnostics.push_back(wrong(MessageKind::trace_policy_other, {{"policy", text(then, "policy")},
                                                                  {"version", text(then, "version")},
                                                                  {"from", text(then, "digest")},
                                                                  {"to", text(now, "digest")}}));
  }
  void add_composed(std::vector<Diagnostic>& diagnostics) const {
    const auto then = json::raw_items(raw(then_, "composes"));
    const auto now = json::raw_items(raw(now_, "composes"));
    for (std::size_t i = 0; then && now && i < then->size() && i < now->size(); ++i) {
      auto one = json::raw_members((*then)[i]);
      auto other = json::raw_members((*now)[i]);
      if ((*then)[i] != (*now)[i] && one && other)
        return add_policy(diagnostics, RunReader(std::move(*one)), RunReader(std::move(*other)));
    }
    add_policy(diagnostics, then_, now_);
  }

  const RunReader& then_;
  const RunReader& now_;
  const std::string& engine_then_;
};

RunReader members_of(std::string_view object) {
  auto members = json::raw_members(object);
  return RunReader(members ? std::move(*members) : std::vector<json::RawMember>());
}

/// The regime of a header; the whole header where it has only one.
RunReader regime_of(std::string_view header, const std::optional<std::uint32_t>& number) {
  if (!number) return members_of(header);
  const auto all = json::raw_items(members_of(header).raw("regimes").value_or("[]"));
  return members_of(all && *number < all->size() ? (*all)[*number] : "{}");
}

std::string name_of(const RunReader& regime) {
  const auto text = [&](std::string_view member) {
    return RunReader::unquoted(regime.raw(member).value_or("null")).value_or("");
  };
  return text("policy") + "@" + text("version");
}

Argument ending(std::string name, const TraceRecord& record) {
  if (record.rejected.empty()) return {std::move(name), MessageKind::trace_decided};
  return {std::move(name), Listing{{{MessageKind::trace_rejected, {{"code", record.rejected}}}}, false}};
}

void compare_records(const TraceRecord& then, const TraceRecord& now, std::vector<Diagnostic>& diagnostics) {
  const std::string number = std::to_string(then.number);
  if (then.rejected != now.rejected)
    diagnostics.push_back(
        wrong(MessageKind::trace_ending_other, {{"number", number}, ending("from", then), ending("to", now)}));
  if (then.ways != now.ways)
    diagnostics.push_back(
        wrong(MessageKind::trace_ways_other, {{"number", number}, {"from", then.ways}, {"to", now.ways}}));
}

/// Whether the bytes are those that were decided.
bool is_same(const TraceRecord& then, std::string_view record, const Limits& limits) {
  if (then.sum.empty()) return record.size() > limits.record_bytes;
  return record.size() == then.bytes && batch::sum_text(batch::record_sum(record)) == then.sum;
}

std::vector<Diagnostic> hold_against(const Decider::Data& data, const TraceHeader& header, const TraceRecord& then,
                                     std::string_view record) {
  std::vector<Diagnostic> diagnostics;
  const std::string number = std::to_string(then.number);
  if (!is_same(then, record, data.options.limits)) {
    diagnostics.push_back(wrong(MessageKind::trace_record_other, {{"number", number}}));
    return diagnostics;
  }
  const batch::Regimes regimes = api::regimes_of(data, header.groups);
  batch::RunOptions options;
  options.settings = data.settings;
  options.language = data.options.language;
  batch::ReadBytes group_records;
  if (!data.options.group_records.empty()) group_records = batch::read_text(data.options.group_records);
  const batch::TraceAgain again =
      batch::trace_again(regimes, options, header.groups, group_records, record, then.bytes);
  if (again.group_records_digest != header.group_records_digest)
    diagnostics.push_back(wrong(MessageKind::trace_group_records_other,
                                {{"from", header.group_records_digest}, {"to", again.group_records_digest}}));
  const std::optional<TraceRecord> now = read_record(again.line);
  const std::string header_now = batch::trace_header(regimes, options, {}, api::manifest_data(data));
  if (then.regime || !header.automatic) {
    const RunReader regime_then = regime_of(header.text, then.regime);
    const RunReader regime_now = regime_of(header_now, now->regime);
    if (then.regime.has_value() != now->regime.has_value() || name_of(regime_then) != name_of(regime_now)) {
      const auto regime = [&](std::string name, const TraceRecord& of, const RunReader& there) {
        return of.regime ? Argument{std::move(name), name_of(there)}
                         : Argument{std::move(name), MessageKind::trace_no_regime};
      };
      diagnostics.push_back(
          wrong(MessageKind::trace_regime_other,
                {{"number", number}, regime("from", then, regime_then), regime("to", *now, regime_now)}));
      return diagnostics;
    }
    Compared(regime_then, regime_now, header.engine_version).into(diagnostics);
  }
  if (diagnostics.empty()) compare_records(then, *now, diagnostics);
  return diagnostics;
}

}  // namespace

TraceSearch search_trace(const ByteSource& source, const std::optional<std::string>& id,
                         std::uint64_t number) noexcept {
  return api::guarded_result<TraceSearch>([&] { return search(source, id, number); });
}

std::vector<Diagnostic> hold_against_trace(const Decider& decider, const TraceHeader& header, const TraceRecord& then,
                                           std::string_view record) noexcept {
  return api::guarded([&] { return hold_against(decider.data(), header, then, record); },
                      [](Message message) {
                        Diagnostic diagnostic;
                        diagnostic.message = std::move(message);
                        return std::vector<Diagnostic>{std::move(diagnostic)};
                      });
}

}  // namespace kaidah
