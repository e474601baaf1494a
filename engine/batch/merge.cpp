#include "engine/batch/merge.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "engine/batch/fingerprint.hpp"
#include "engine/batch/form.hpp"
#include "engine/batch/identity.hpp"
#include "engine/batch/input_meter.hpp"
#include "engine/batch/output.hpp"
#include "engine/batch/part.hpp"
#include "engine/batch/population.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/json/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::batch {
namespace {

/// Lines of rejections whose records stand so many lines further down in the whole input.
class MovedRejections {
 public:
  MovedRejections(Output& to, std::uint64_t lines) : to_(to), lines_(lines) {}

  /// Pieces of lines, as they come. False: see `broken`; else it could not be written.
  [[nodiscard]] bool take(std::string_view bytes) {
    held_ += bytes;
    std::string moved;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = held_.find('\n', begin)) != std::string::npos; begin = end + 1) {
      broken_ = broken_ || !move(std::string_view(held_).substr(begin, end + 1 - begin), moved);
    }
    held_.erase(0, begin);
    return !broken_ && to_.write(moved);
  }
  /// A line is none of a rejection.
  [[nodiscard]] bool broken() const noexcept { return broken_; }
  /// The last line has come to its end.
  [[nodiscard]] bool whole() const noexcept { return !broken_ && held_.empty(); }

 private:
  bool move(std::string_view line, std::string& to) const {
    constexpr std::string_view kBegin = R"({"line":)";
    if (!line.starts_with(kBegin)) return false;
    line.remove_prefix(kBegin.size());
    std::uint64_t number = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), number);
    if (read.ec != std::errc()) return false;
    to += kBegin;
    to += std::to_string(number + lines_);
    to += line.substr(static_cast<std::size_t>(read.ptr - line.data()));
    return true;
  }

  Output& to_;
  std::uint64_t lines_;
  std::string held_;  // of a line whose end has not come
  bool broken_ = false;
};

class Merge {
 public:
  Merge(const Regimes& regimes, const MergeInput& input, const RunOutput& output, const RunOptions& options)
      : input_(input),
        options_(options),
        regimes_(regimes),
        gathers_(output.groups != nullptr && Population::has_groups(regimes)),
        group_records_(no_group_records(regimes)),
        population_(regimes, group_records_, options),
        decisions_(output.decisions, {options.digests, false}),
        rejections_(output.rejections, {options.digests, false}),
        groups_(output.groups, {options.digests, false}),
        meter_(input.records, {options.digests, false, false}) {
    result_.by_regime.resize(regimes.all.size());
    sum_.by_regime.resize(regimes.all.size());
  }

  RunResult operator()() {
    if (begin() && take_parts() && is_all()) end();
    return std::move(result_);
  }

 private:
  bool fail(RunFailure failure) {
    result_.failure = failure;
    return false;
  }
  bool refuse(Message problem) {
    result_.problem = std::move(problem);
    return fail(RunFailure::cannot_merge);
  }
  bool broken() { return refuse({MessageKind::part_broken, {{"part", name_}}}); }

  bool begin() {
    const auto rejections = read_group_records(regimes_, input_.group_records, options_, group_records_, result_);
    if (!rejections) return false;
    sum_.counts = result_.counts;
    first_ = {options_.identity, result_.group_records_digest};
    return rejections_.write(*rejections) || fail(RunFailure::cannot_write_rejections);
  }

  bool take_parts() {
    for (std::size_t i = 0; i < input_.parts; ++i) {
      const std::optional<PartSource> source = input_.part(i);
      if (!source) return fail(RunFailure::cannot_read_part);
      name_ = source->name;
      PartReader part(source->read);
      if (!take(part, i)) return false;
      if (options_.progress) options_.progress({result_.counts.in, result_.counts.rejected, result_.bytes, 0});
    }
    return true;
  }

  bool take(PartReader& part, std::size_t number) {
    const std::optional<PartHead> head = part.begin();
    if (!head) return broken();
    if (!is_of_this_run(*head) || !take_lines(part)) return false;
    if (!part.end(sum_)) return broken();
    if (!follows()) return false;
    if (!part.groups(population_, number)) return broken();
    if (population_.size() > options_.settings.limits.groups) return fail(RunFailure::too_many_groups);
    if (input_.records ? !is_in_input() : !is_new()) return false;
    result_.counts = sum_.counts;
    result_.by_regime = sum_.by_regime;
    result_.bytes += sum_.input.bytes;
    lines_ += sum_.line_ends;
    return true;
  }

  /// The first is held against what is decided under now, the others against the first.
  bool is_of_this_run(const PartHead& head) {
    auto found = difference(first_.identity, head.identity);
    if (!found && first_.group_records != head.group_records)
      found = {"group_records", json::quoted(first_.group_records), json::quoted(head.group_records)};
    if (found) {
      const Argument part{"part", name_};
      const Argument name{"name", found->name};
      const Argument there{"there", found->to};
      const Argument here{"here", found->from};
      if (first_name_.empty()) return refuse({MessageKind::part_decided_otherwise, {part, name, there, here}});
      return refuse({MessageKind::part_of_another_run, {part, name, there, here, {"first", first_name_}}});
    }
    if (first_name_.empty()) first_name_ = name_;
    return true;
  }

  bool take_lines(PartReader& part) {
    MovedRejections moved(rejections_, lines_);
    const auto decisions = [this](std::string_view lines) {
      return decisions_.write(lines) || fail(RunFailure::cannot_write_decisions);
    };
    const auto rejections = [&](std::string_view lines) {
      return moved.take(lines) || (!moved.broken() && fail(RunFailure::cannot_write_rejections));
    };
    const bool read = part.lines(decisions, rejections);
    return !result_.failure && ((read && moved.whole()) || broken());
  }

  // --- how the parts stand together ------------------------------------------------------------------------------

  /// Whether the part goes on where the one before ended, so that every line is read as in the whole input.
  bool follows() {
    if (sum_.input.bytes == 0) return true;
    if (!open_.empty()) return refuse({MessageKind::part_open_line, {{"part", open_}, {"next", name_}}});
    if (result_.bytes > 0 && sum_.beginning.starts_with(kByteOrderMark))
      return refuse({MessageKind::part_byte_order_mark, {{"part", name_}}});
    if (sum_.open_line) open_ = name_;
    if (form_ == Form::unknown) {
      beginning_ += sum_.beginning;
      form_ = form_of(beginning_, false);
    }
    return true;
  }

  /// The bytes that the part was decided of are the next ones of the input.
  bool is_in_input() {
    constexpr std::size_t kAtOnce = 256U << 10;
    buffer_.resize(kAtOnce);
    Fingerprint fingerprint;
    std::uint64_t left = sum_.input.bytes;
    while (left > 0) {
      const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(kAtOnce, left));
      const std::optional<std::size_t> count = meter_.read(std::span(buffer_).first(most));
      if (!count) return fail(RunFailure::cannot_read);
      if (*count == 0) break;
      fingerprint.update({buffer_.data(), *count});
      left -= *count;
    }
    if (left == 0 && fingerprint.text() == sum_.input.fingerprint) return true;
    return refuse({MessageKind::part_other_input, {{"part", name_}, {"bytes", std::to_string(result_.bytes)}}});
  }

  /// Without the input nothing else shows that a part was given twice.
  bool is_new() {
    if (sum_.input.bytes == 0) return true;
    const auto [before, added] = names_.try_emplace(sum_.input.fingerprint, name_);
    return added || refuse({MessageKind::part_twice, {{"part", name_}, {"first", before->second}}});
  }

  bool is_all() {
    if (form_ == Form::unknown) form_ = form_of(beginning_, true);
    if (form_ != Form::lines) return refuse({MessageKind::parts_no_lines, {}});
    if (!input_.records) return true;
    char next = 0;
    const std::optional<std::size_t> count = meter_.read({&next, 1});
    if (!count) return fail(RunFailure::cannot_read);
    return *count == 0 || refuse({MessageKind::parts_missing, {{"bytes", std::to_string(result_.bytes)}}});
  }

  void end() {
    if (gathers_ && !population_.decide(groups_, result_)) {
      fail(RunFailure::cannot_write_groups);
      return;
    }
    if (input_.records) result_.input_digest = meter_.digest();
    result_.decisions_digest = decisions_.digest();
    result_.rejections_digest = rejections_.digest();
    if (gathers_) result_.groups_digest = groups_.digest();
  }

  const MergeInput& input_;
  const RunOptions& options_;
  const Regimes& regimes_;
  const bool gathers_;
  std::vector<std::unique_ptr<GroupRecords>> group_records_;  // by regime
  Population population_;
  Output decisions_;
  Output rejections_;
  Output groups_;
  InputMeter meter_;
  std::vector<char> buffer_;
  PartHead first_;
  std::string first_name_;                    // empty: none was taken
  std::string name_;                          // of the part at hand
  PartEnd sum_;                               // with the part at hand
  std::uint64_t lines_ = 0;                   // line ends in the parts before
  std::string open_;                          // the part that ends within a line
  std::map<std::string, std::string> names_;  // by fingerprint
  Form form_ = Form::unknown;                 // of the whole input
  std::string beginning_;                     // of it, as long as the form is unknown
  RunResult result_;
};

}  // namespace

RunResult merge(const Regimes& regimes, const MergeInput& input, const RunOutput& output, const RunOptions& options) {
  try {
    return Merge(regimes, input, output, options)();
  } catch (const std::bad_alloc&) {
    RunResult result;
    result.failure = RunFailure::out_of_memory;
    return result;
  }
}

}  // namespace kaidah::batch
