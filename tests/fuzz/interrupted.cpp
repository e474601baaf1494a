#include "tests/fuzz/interrupted.hpp"

#include <algorithm>

#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/batch/gathering_policy.hpp"

namespace kaidah::fuzz {
namespace {

std::string population() {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += R"({"id":"p)" + std::to_string(i) + R"(","unit":"U)" + std::to_string(i % 3) +
            R"(","masa":{"mulai":"2021-01-0)" + std::to_string(1 + i % 2) + R"(","selesai":"2021-12-31"},"skor":)" +
            std::to_string(i == 7 ? 13 : 9 * i) + ".5" + (i % 4 == 0 ? "" : R"(,"cadangan":3)") + R"(,"tetap":)" +
            (i % 2 == 0 ? "true" : "false") + "}\n";
    if (i == 5) text += "{\"id\":\"\n";
  }
  return text;
}

/// What was written by the run from its beginning to its end.
struct Disk {
  std::string decisions, rejections, groups, trace;
  std::vector<std::string> checkpoints;

  std::string& of(batch::OutputStream stream) {
    switch (stream) {
      case batch::OutputStream::decisions:
        return decisions;
      case batch::OutputStream::rejections:
        return rejections;
      case batch::OutputStream::groups:
        return groups;
      case batch::OutputStream::trace:
        break;
    }
    return trace;
  }
};

batch::RunResult run(Disk& disk, const std::string* checkpoint, const Disk* before) {
  static const std::string input = population();
  const auto into = [](std::string& to) {
    return [&to](std::string_view bytes) {
      to += bytes;
      return true;
    };
  };
  batch::RunOptions options;
  options.identity = R"({"policy":"uji"})";
  options.digests = true;
  options.settings.limits = small_limits();
  options.checkpoints.every = 400;
  options.checkpoints.save = [&](const std::function<bool(const batch::WriteBytes&)>& write) {
    disk.checkpoints.emplace_back();
    return write(into(disk.checkpoints.back()));
  };
  std::string kept;
  if (checkpoint != nullptr) {
    options.checkpoints.state = batch::read_text(*checkpoint);
    options.checkpoints.written = [&](batch::OutputStream stream, std::uint64_t bytes,
                                      bool) -> std::optional<batch::ReadBytes> {
      Disk copy = *before;
      kept = std::move(copy.of(stream));
      if (kept.size() < bytes) return std::nullopt;
      kept.resize(bytes);
      return batch::read_text(kept);
    };
  }
  // A few records at a time, so that there are moments at which to keep something.
  const batch::ReadBytes records = [read = batch::read_text(input)](std::span<char> span) {
    return read(span.first(std::min<std::size_t>(span.size(), 300)));
  };
  return batch::run(gathering(), {records, {}},
                    {into(disk.decisions), into(disk.rejections), into(disk.groups), into(disk.trace)}, options);
}

const Disk& whole() {
  static const Disk disk = [] {
    Disk made;
    must(!run(made, nullptr, nullptr).failure, "the run ends");
    must(made.checkpoints.size() > 2, "it leaves checkpoints");
    return made;
  }();
  return disk;
}

}  // namespace

const plan::PlanPtr& gathering() {
  static const plan::PlanPtr plan = [] {
    const auto compiled = compile(test::kGathering, {});
    must(compiled.policy.has_value(), "the policy compiles");
    return plan::make_plan(compiled.policy->checked);
  }();
  return plan;
}

const std::vector<std::string>& checkpoints() {
  return whole().checkpoints;
}

batch::RunResult take_up(const std::string& checkpoint) {
  Disk disk;
  return run(disk, &checkpoint, &whole());
}

}  // namespace kaidah::fuzz
