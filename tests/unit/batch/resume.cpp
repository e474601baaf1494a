// Runs that are killed anywhere and taken up again.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/batch/checkpoint.hpp"
#include "engine/batch/run.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/batch/gathering.hpp"

BOOST_AUTO_TEST_SUITE(batch_resume)

namespace {

using kaidah::MessageKind;
using kaidah::batch::OutputStream;
using kaidah::batch::ReadBytes;
using kaidah::batch::RunFailure;
using kaidah::batch::RunOptions;
using kaidah::batch::RunResult;
using kaidah::batch::WriteBytes;

/// The power goes.
struct Killed {};

/// What stays when the process does not.
struct Disk {
  std::string decisions, rejections, groups, trace;
  std::string checkpoint;
  int checkpoints = 0;

  std::string& of(OutputStream stream) {
    if (stream == OutputStream::trace) return trace;
    return stream == OutputStream::decisions ? decisions : stream == OutputStream::rejections ? rejections : groups;
  }
};

struct Setting {
  std::string input;
  std::string group_records = kaidah::test::gathering_group_records();
  std::string identity = R"({"policy":"uji","select":null})";
  unsigned threads = 1;
  std::uint64_t every = 1;
  std::size_t piece = 400;  ///< bytes of one reading, at most
  int killed_after = -1;    ///< things that happen to the disk; -1: never
  bool stop_at_once = false;
  std::size_t fails_at = std::string::npos;  ///< the input cannot be read past this byte
};

RunResult run(const Setting& setting, Disk& disk, std::mt19937& random) {
  int left = setting.killed_after;
  // What is written when the power goes is written in part.
  const auto happens = [&left](std::string& to, std::string_view bytes) {
    const bool last = left == 0;
    to += bytes.substr(0, last ? bytes.size() / 2 : bytes.size());
    if (last) throw Killed();
    --left;
    return true;
  };
  const auto into = [&](OutputStream stream) -> WriteBytes {
    return [&, stream](std::string_view bytes) { return happens(disk.of(stream), bytes); };
  };
  kaidah::batch::RunInput input{kaidah::test::in_pieces(setting.input, random, setting.piece),
                                kaidah::batch::read_text(setting.group_records)};
  input.records = [&, read = input.records, at = std::size_t{0}](std::span<char> span) mutable {
    if (at >= setting.fails_at) return std::optional<std::size_t>();
    const auto count = read(span.first(std::min(span.size(), setting.fails_at - at)));
    at += count.value_or(0);
    return count;
  };
  RunOptions options;
  options.threads = setting.threads;
  options.digests = true;
  options.identity = setting.identity;
  options.trace_header = [](const RunResult&) { return "{\"trace\":1}\n"; };
  options.checkpoints.every = setting.every;
  options.checkpoints.stop = [&] { return setting.stop_at_once; };
  options.checkpoints.save = [&](const std::function<bool(const WriteBytes&)>& write) {
    std::string beside;
    if (!write([&](std::string_view bytes) { return happens(beside, bytes); })) return false;
    std::string nothing;
    happens(nothing, "");
    disk.checkpoint = beside;
    ++disk.checkpoints;
    return happens(nothing, "");
  };
  const std::string checkpoint = disk.checkpoint;
  if (checkpoint.empty()) disk = {};
  if (!checkpoint.empty()) options.checkpoints.state = kaidah::test::in_pieces(checkpoint, random, 100);
  options.checkpoints.written = [&](OutputStream stream, std::uint64_t bytes, bool) -> std::optional<ReadBytes> {
    std::string& text = disk.of(stream);
    if (text.size() < bytes) return std::nullopt;
    text.resize(bytes);
    return kaidah::batch::read_text(text);
  };
  return kaidah::batch::run(kaidah::test::gathering_plan(), input,
                            {into(OutputStream::decisions), into(OutputStream::rejections), into(OutputStream::groups),
                             into(OutputStream::trace)},
                            options);
}

void check_same(const Disk& found, const RunResult& result, const Disk& expected, const RunResult& expected_result) {
  BOOST_TEST(!result.failure.has_value());
  BOOST_TEST((found.decisions == expected.decisions));
  BOOST_TEST((found.rejections == expected.rejections));
  BOOST_TEST((found.groups == expected.groups));
  BOOST_TEST((found.trace == expected.trace));
  BOOST_TEST(result.decisions_digest == expected_result.decisions_digest);
  BOOST_TEST(result.rejections_digest == expected_result.rejections_digest);
  BOOST_TEST(result.groups_digest == expected_result.groups_digest);
  BOOST_TEST(result.input_digest == expected_result.input_digest);
  BOOST_TEST(result.bytes == expected_result.bytes);
  BOOST_TEST(result.counts.in == expected_result.counts.in);
  BOOST_TEST(result.counts.decided == expected_result.counts.decided);
  BOOST_TEST(result.counts.rejected == expected_result.counts.rejected);
  BOOST_TEST(result.counts.groups == expected_result.counts.groups);
  BOOST_TEST(result.counts.groups_rejected == expected_result.counts.groups_rejected);
  BOOST_TEST(result.counts.group_records_rejected == expected_result.counts.group_records_rejected);
  BOOST_TEST(result.by_regime[0].records.decided == expected_result.by_regime[0].records.decided);
  BOOST_TEST(result.by_regime[0].groups == expected_result.by_regime[0].groups);
}

Setting whole(std::mt19937& random, int count = 300) {
  Setting setting;
  setting.input = kaidah::test::gathering_population(random, count);
  setting.every = setting.input.size() + 1;
  return setting;
}

MessageKind problem_of(const RunResult& result) {
  BOOST_TEST_REQUIRE((result.failure == RunFailure::cannot_resume));
  return result.problem->kind;
}

}  // namespace

BOOST_AUTO_TEST_CASE(killed_anywhere_and_taken_up_again_it_ends_in_the_same_bytes) {
  std::mt19937 random(20261123);
  const auto upto = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  int killed = 0;
  int by_order = 0;  // rounds in which the order of members decides what becomes of a group
  for (int round = 0; round < 25; ++round) {
    const Setting uninterrupted = whole(random);
    Disk expected;
    const RunResult expected_result = run(uninterrupted, expected, random);
    BOOST_TEST_REQUIRE(!expected_result.failure.has_value());
    if (expected.groups.find("K5003") != std::string::npos) ++by_order;
    BOOST_TEST_REQUIRE(expected.rejections.find("K5003") != std::string::npos);
    BOOST_TEST(expected.checkpoints == 0);

    Disk disk;
    const int enough = killed + 40;
    for (bool ended = false; !ended;) {
      Setting setting = uninterrupted;
      setting.threads = static_cast<unsigned>(1 + upto(3));
      setting.every = static_cast<std::uint64_t>(1 + upto(5'000));
      setting.piece = static_cast<std::size_t>(1 + upto(1'500));
      setting.killed_after = upto(20);
      if (killed > enough) setting.killed_after = -1;
      try {
        const RunResult result = run(setting, disk, random);
        check_same(disk, result, expected, expected_result);
        ended = true;
      } catch (const Killed&) {
        ++killed;
      }
    }
  }
  BOOST_TEST(killed > 100);
  BOOST_TEST(by_order > 5);
}

BOOST_AUTO_TEST_CASE(a_finished_run_is_finished_again) {
  std::mt19937 random(7);
  Setting setting = whole(random);
  setting.every = 2'000;
  Disk disk;
  const RunResult first = run(setting, disk, random);
  BOOST_TEST(first.kept);
  BOOST_TEST(disk.checkpoints > 3);
  const Disk expected = disk;
  setting.killed_after = 0;  // nothing at all is written
  const RunResult again = run(setting, disk, random);
  check_same(disk, again, expected, first);
  BOOST_TEST(again.before == first.counts.in);

  setting.killed_after = -1;
  setting.input += setting.input.ends_with('\n') ? "\n" : "\n{}";
  BOOST_TEST((problem_of(run(setting, disk, random)) == MessageKind::checkpoint_other_input));
}

BOOST_AUTO_TEST_CASE(it_can_be_stopped_and_goes_on) {
  std::mt19937 random(8);
  Setting setting = whole(random);
  Disk expected;
  const RunResult expected_result = run(setting, expected, random);
  Disk disk;
  setting.stop_at_once = true;
  int stops = 0;
  for (;; ++stops) {
    const RunResult result = run(setting, disk, random);
    BOOST_TEST(result.kept);
    if (!result.failure) {
      check_same(disk, result, expected, expected_result);
      break;
    }
    BOOST_TEST_REQUIRE((result.failure == RunFailure::stopped));
  }
  BOOST_TEST(stops > 10);
}

BOOST_AUTO_TEST_CASE(what_could_be_read_is_kept_when_reading_fails) {
  std::mt19937 random(9);
  Setting setting = whole(random);
  Disk expected;
  const RunResult expected_result = run(setting, expected, random);
  Disk disk;
  setting.fails_at = setting.input.size() / 2;
  const RunResult failed = run(setting, disk, random);
  BOOST_TEST((failed.failure == RunFailure::cannot_read));
  BOOST_TEST(failed.kept);
  BOOST_TEST(failed.counts.in > 100U);
  setting.fails_at = std::string::npos;
  const RunResult result = run(setting, disk, random);
  BOOST_TEST(result.before == failed.counts.in);
  check_same(disk, result, expected, expected_result);
}

BOOST_AUTO_TEST_CASE(another_run_is_not_taken_up) {
  std::mt19937 random(10);
  Setting setting = whole(random);
  setting.every = 3'000;
  setting.killed_after = 90;
  Disk disk;
  BOOST_CHECK_THROW(run(setting, disk, random), Killed);
  BOOST_TEST_REQUIRE(!disk.checkpoint.empty());
  setting.killed_after = -1;
  const auto with = [&](auto change, auto on_disk) {
    Setting other = setting;
    Disk copy = disk;
    change(other);
    on_disk(copy);
    return run(other, copy, random);
  };
  const auto same_disk = [](Disk&) {};
  const auto same_setting = [](Setting&) {};

  const RunResult policy = with([](Setting& s) { s.identity = R"({"policy":"lain","select":null})"; }, same_disk);
  BOOST_TEST((problem_of(policy) == MessageKind::checkpoint_other_run));
  BOOST_TEST(kaidah::text(*policy.problem, kaidah::Language::english) ==
             "the checkpoint is of another run: `policy` was \"uji\", it is \"lain\"");
  const RunResult more = with([](Setting& s) { s.identity = R"({"policy":"uji","select":null,"on":1})"; }, same_disk);
  BOOST_TEST((problem_of(more) == MessageKind::checkpoint_other_run));
  const RunResult groups = with([](Setting& s) { s.group_records += "{}\n"; }, same_disk);
  BOOST_TEST((problem_of(groups) == MessageKind::checkpoint_other_run));
  const RunResult input = with([](Setting& s) { s.input[3] = 'X'; }, same_disk);
  BOOST_TEST((problem_of(input) == MessageKind::checkpoint_other_input));
  const RunResult shorter = with([](Setting& s) { s.input.resize(1'000); }, same_disk);
  BOOST_TEST((problem_of(shorter) == MessageKind::checkpoint_other_input));
  const RunResult written = with(same_setting, [](Disk& d) { d.decisions[10] ^= 1; });
  BOOST_TEST((problem_of(written) == MessageKind::checkpoint_other_output));
  const RunResult gone = with(same_setting, [](Disk& d) { d.rejections.clear(); });
  BOOST_TEST((problem_of(gone) == MessageKind::checkpoint_other_output));
  BOOST_TEST(!with(same_setting, same_disk).failure.has_value());
}

BOOST_AUTO_TEST_CASE(a_broken_checkpoint_is_refused_wherever_it_is_broken) {
  std::mt19937 random(11);
  Setting setting = whole(random, 60);
  setting.every = 1'000;
  setting.killed_after = 40;
  Disk disk;
  BOOST_CHECK_THROW(run(setting, disk, random), Killed);
  BOOST_TEST_REQUIRE(!disk.checkpoint.empty());
  setting.killed_after = -1;
  const auto refused = [&](const std::string& checkpoint) {
    Disk copy = disk;
    copy.checkpoint = checkpoint;
    const RunResult result = run(setting, copy, random);
    return result.failure == RunFailure::cannot_resume && result.problem.has_value();
  };
  std::size_t wrong = 0;
  for (std::size_t at = 0; at < disk.checkpoint.size(); at += 1 + random() % 9) {
    if (at > 0 && !refused(disk.checkpoint.substr(0, at))) ++wrong;
    std::string flipped = disk.checkpoint;
    flipped[at] ^= 1;
    if (!refused(flipped)) ++wrong;
  }
  BOOST_TEST(wrong == 0U);
  BOOST_TEST(refused(disk.checkpoint + "\n"));
  BOOST_TEST(!refused(disk.checkpoint));
}

BOOST_AUTO_TEST_SUITE_END()
