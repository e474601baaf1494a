// Populations in parts that are decided apart and put together.
#include "engine/batch/merge.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/batch/part.hpp"
#include "engine/batch/run.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/batch/gathering.hpp"

BOOST_AUTO_TEST_SUITE(batch_merge)

namespace {

using kaidah::MessageKind;
using kaidah::batch::MergeInput;
using kaidah::batch::PartSource;
using kaidah::batch::ReadBytes;
using kaidah::batch::Regimes;
using kaidah::batch::RunFailure;
using kaidah::batch::RunOptions;
using kaidah::batch::RunOutput;
using kaidah::batch::RunResult;
using kaidah::batch::WriteBytes;

constexpr const char* kIdentity = R"({"policy":"uji","select":null})";

struct Outcome {
  std::string decisions, rejections, groups;
  RunResult result;
};

WriteBytes into(std::string& text) {
  return [&text](std::string_view bytes) {
    text += bytes;
    return true;
  };
}

const Regimes& regimes() {
  static const Regimes one = [] {
    Regimes made;
    made.all.push_back({kaidah::test::gathering_plan(), {}, {}, {}});
    return made;
  }();
  return one;
}

RunOptions options_of(unsigned threads, const std::string& identity = kIdentity) {
  RunOptions options;
  options.threads = threads;
  options.digests = true;
  options.identity = identity;
  return options;
}

ReadBytes group_records() {
  return kaidah::batch::read_text(kaidah::test::gathering_group_records());
}

Outcome at_once(const std::string& input, std::mt19937& random) {
  Outcome outcome;
  outcome.result = run(regimes(), {kaidah::test::in_pieces(input, random, 3'000), group_records()},
                       {into(outcome.decisions), into(outcome.rejections), into(outcome.groups)}, options_of(1));
  BOOST_TEST(!outcome.result.failure.has_value());
  return outcome;
}

std::string part_of(const std::string& input, std::mt19937& random, unsigned threads = 1,
                    const std::string& identity = kIdentity) {
  std::string part;
  const RunResult result = run_part(regimes(), {kaidah::test::in_pieces(input, random, 3'000), group_records()},
                                    into(part), options_of(threads, identity));
  BOOST_TEST(!result.failure.has_value());
  return part;
}

struct Merging {
  std::vector<std::string> parts;
  const std::string* input = nullptr;
  std::string group_records = kaidah::test::gathering_group_records();
};

Outcome merged(const Merging& merging, std::mt19937& random) {
  Outcome outcome;
  MergeInput input;
  input.parts = merging.parts.size();
  input.part = [&](std::size_t number) -> std::optional<PartSource> {
    return PartSource{std::to_string(number + 1), kaidah::test::in_pieces(merging.parts[number], random, 3'000)};
  };
  if (merging.input != nullptr) input.records = kaidah::test::in_pieces(*merging.input, random, 3'000);
  input.group_records = kaidah::batch::read_text(merging.group_records);
  outcome.result =
      merge(regimes(), input, {into(outcome.decisions), into(outcome.rejections), into(outcome.groups)}, options_of(1));
  return outcome;
}

void check_same(const Outcome& found, const Outcome& expected, bool with_input) {
  BOOST_TEST_REQUIRE(!found.result.failure.has_value());
  BOOST_TEST((found.decisions == expected.decisions));
  BOOST_TEST(found.rejections == expected.rejections);
  BOOST_TEST((found.groups == expected.groups));
  const RunResult& now = found.result;
  const RunResult& then = expected.result;
  BOOST_TEST(now.decisions_digest == then.decisions_digest);
  BOOST_TEST(now.rejections_digest == then.rejections_digest);
  BOOST_TEST(now.groups_digest == then.groups_digest);
  BOOST_TEST(now.input_digest == (with_input ? then.input_digest : ""));
  BOOST_TEST(now.group_records_digest == then.group_records_digest);
  BOOST_TEST(now.bytes == then.bytes);
  BOOST_TEST(now.counts.in == then.counts.in);
  BOOST_TEST(now.counts.decided == then.counts.decided);
  BOOST_TEST(now.counts.rejected == then.counts.rejected);
  BOOST_TEST(now.counts.group_records_in == then.counts.group_records_in);
  BOOST_TEST(now.counts.group_records_rejected == then.counts.group_records_rejected);
  BOOST_TEST(now.counts.groups == then.counts.groups);
  BOOST_TEST(now.counts.groups_rejected == then.counts.groups_rejected);
  BOOST_TEST(now.by_regime[0].records.decided == then.by_regime[0].records.decided);
  BOOST_TEST(now.by_regime[0].records.rejected == then.by_regime[0].records.rejected);
  BOOST_TEST(now.by_regime[0].groups == then.by_regime[0].groups);
  BOOST_TEST(now.by_regime[0].groups_rejected == then.by_regime[0].groups_rejected);
}

/// Cut behind random line ends; some pieces are empty.
std::vector<std::string> pieces_of(const std::string& input, std::mt19937& random, int most) {
  std::vector<std::size_t> ends{0};
  for (std::size_t end = input.find('\n'); end != std::string::npos; end = input.find('\n', end + 1))
    ends.push_back(end + 1);
  ends.push_back(input.size());
  std::vector<std::size_t> cuts{0, input.size()};
  for (int i = std::uniform_int_distribution<int>(0, most)(random); i > 0; --i)
    cuts.push_back(ends[std::uniform_int_distribution<std::size_t>(0, ends.size() - 1)(random)]);
  std::ranges::sort(cuts);
  std::vector<std::string> pieces;
  for (std::size_t i = 1; i < cuts.size(); ++i) pieces.push_back(input.substr(cuts[i - 1], cuts[i] - cuts[i - 1]));
  return pieces;
}

MessageKind problem_of(const Outcome& outcome) {
  BOOST_TEST_REQUIRE((outcome.result.failure == RunFailure::cannot_merge));
  return outcome.result.problem->kind;
}

std::string text_of(const Outcome& outcome) {
  BOOST_TEST_REQUIRE(outcome.result.problem.has_value());
  return kaidah::text(*outcome.result.problem, kaidah::Language::english);
}

}  // namespace

BOOST_AUTO_TEST_CASE(cut_anywhere_and_decided_apart_the_bytes_are_those_of_one_run) {
  std::mt19937 random(20261122);
  int by_order = 0;      // rounds in which the order of members decides what becomes of a group
  int several = 0;       // in which several parts reject records
  int with_nothing = 0;  // in which a part holds no record
  for (int round = 0; round < 60; ++round) {
    const std::string input = kaidah::test::gathering_population(random, 1 + static_cast<int>(random() % 300));
    const Outcome expected = at_once(input, random);
    if (expected.groups.find("K5003") != std::string::npos) ++by_order;
    Merging merging;
    int rejecting = 0;
    for (const std::string& piece : pieces_of(input, random, 12)) {
      merging.parts.push_back(part_of(piece, random, 1 + static_cast<unsigned>(random() % 3)));
      if (merging.parts.back().find("{\"rejections\":") != std::string::npos) ++rejecting;
      if (piece.empty()) ++with_nothing;
    }
    if (rejecting > 2) ++several;
    merging.input = &input;
    check_same(merged(merging, random), expected, true);
    merging.input = nullptr;
    // Cut small, a piece can come twice. That is asked about.
    const Outcome without_input = merged(merging, random);
    if (without_input.result.failure)
      BOOST_TEST((problem_of(without_input) == MessageKind::part_twice));
    else
      check_same(without_input, expected, false);
  }
  BOOST_TEST(by_order > 5);
  BOOST_TEST(several > 20);
  BOOST_TEST(with_nothing > 5);
}

BOOST_AUTO_TEST_CASE(each_line_a_part) {
  std::mt19937 random(5);
  const std::string input = "\n" + kaidah::test::gathering_population(random, 40) + "\n\n  \n";
  const Outcome expected = at_once(input, random);
  Merging merging;
  merging.input = &input;
  for (std::size_t begin = 0; begin < input.size();) {
    const std::size_t end = std::min(input.find('\n', begin), input.size() - 1) + 1;
    merging.parts.push_back(part_of(input.substr(begin, end - begin), random));
    begin = end;
  }
  BOOST_TEST(merging.parts.size() > 40U);
  check_same(merged(merging, random), expected, true);
}

BOOST_AUTO_TEST_CASE(nothing_at_all) {
  std::mt19937 random(6);
  const std::string input;
  const Outcome expected = at_once(input, random);
  check_same(merged({{part_of("", random), part_of("", random)}, nullptr}, random), expected, false);
  check_same(merged({{part_of("", random)}, &input}, random), expected, true);
}

/// What a part looks like by itself is not what it is in the whole input.
BOOST_AUTO_TEST_CASE(a_part_is_read_as_it_would_be_in_the_whole_input) {
  std::mt19937 random(7);
  const std::string good = kaidah::test::gathering_population(random, 3);
  const std::vector<std::vector<std::string>> whole{
      {"\xEF\xBB\xBF" + good, good},
      {good + "\n", "[{\"id\":\"a\"},\n", "{\"id\":\"b\"}]\n"},
      {good + "\n", "{\"id\":\n", "\"a\"}\n", good},
      {"\n", "{\"id\":\n", "{\"id\":\"b\"}\n"},
  };
  for (const std::vector<std::string>& pieces : whole) {
    std::string input;
    Merging merging;
    for (const std::string& piece : pieces) {
      // Line ends only between them.
      const std::string line = piece.ends_with('\n') ? piece : piece + "\n";
      input += line;
      merging.parts.push_back(part_of(line, random));
    }
    merging.input = &input;
    check_same(merged(merging, random), at_once(input, random), true);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_one_record_a_line_is_refused) {
  std::mt19937 random(8);
  for (const char* const input :
       {"[\n{\"id\":\"a\"}\n]\n", "\n\n{\"id\":\n\"a\"}\n", "[{}]\n", "{\n\n\"id\":\"a\"}\n"}) {
    const std::string text = input;
    Merging merging;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin) + 1;
      merging.parts.push_back(part_of(text.substr(begin, end - begin), random));
      begin = end;
    }
    merging.input = &text;
    BOOST_TEST((problem_of(merged(merging, random)) == MessageKind::parts_no_lines));
  }
}

BOOST_AUTO_TEST_CASE(parts_that_do_not_fit_together_are_refused) {
  std::mt19937 random(9);
  const std::string first = kaidah::test::gathering_population(random, 20) + "\n";
  const std::string second = kaidah::test::gathering_population(random, 20) + "\n";
  const std::string a = part_of(first, random);
  const std::string b = part_of(second, random);
  const std::string input = first + second;
  BOOST_TEST(!merged({{a, b}, &input}, random).result.failure.has_value());

  const std::string where = std::to_string(first.size());
  BOOST_TEST((problem_of(merged({{b, a}, &input}, random)) == MessageKind::part_other_input));
  BOOST_TEST((problem_of(merged({{a, b, b}, &input}, random)) == MessageKind::part_other_input));
  BOOST_TEST((problem_of(merged({{b}, &input}, random)) == MessageKind::part_other_input));
  BOOST_TEST(text_of(merged({{a}, &input}, random)) == "the input goes on behind the last part, behind byte " + where);
  const std::string changed = first + "{}\n" + second.substr(3);
  BOOST_TEST(text_of(merged({{a, b}, &changed}, random))
                 .starts_with("`2` was not decided of what stands behind byte " + where + " of the input"));

  BOOST_TEST(text_of(merged({{a, b, a}}, random)).starts_with("`3` holds the same records as `1`"));
  const std::string twice = first + second + first;
  check_same(merged({{a, b, a}, &twice}, random), at_once(twice, random), true);

  const std::string cut = part_of(first.substr(0, 100), random);
  BOOST_TEST(text_of(merged({{cut, b}}, random)).starts_with("`1` ends within a line and `2` comes behind it"));
  BOOST_TEST(!merged({{b, cut, part_of("", random)}}, random).result.failure.has_value());
  const std::string marked = part_of("\xEF\xBB\xBF" + second, random);
  BOOST_TEST((problem_of(merged({{a, marked}}, random)) == MessageKind::part_byte_order_mark));

  const std::string other = part_of(second, random, 1, R"({"policy":"uji","select":["n"]})");
  BOOST_TEST(text_of(merged({{a, other}}, random)) ==
             "`2` was decided under something else than `1`: `select` is [\"n\"], in `1` it is null");
  BOOST_TEST(text_of(merged({{other, a}}, random)) ==
             "`1` was decided under something else: `select` was [\"n\"], it is null now");
  const Outcome groups = merged({{a, b}, nullptr, kaidah::test::gathering_group_records() + "{}\n"}, random);
  BOOST_TEST((problem_of(groups) == MessageKind::part_decided_otherwise));
}

BOOST_AUTO_TEST_CASE(a_broken_part_is_refused_wherever_it_is_broken) {
  std::mt19937 random(10);
  const std::string input = kaidah::test::gathering_population(random, 60);
  const std::string part = part_of(input, random);
  const auto refused = [&](const std::string& broken) {
    const Outcome outcome = merged({{broken}, nullptr}, random);
    return outcome.result.failure == RunFailure::cannot_merge;
  };
  std::size_t wrong = 0;
  for (std::size_t at = 0; at < part.size(); at += 1 + random() % 19) {
    if (!refused(part.substr(0, at))) ++wrong;
    std::string flipped = part;
    flipped[at] ^= 1;
    if (!refused(flipped)) ++wrong;
  }
  BOOST_TEST(wrong == 0U);
  BOOST_TEST(refused(part + "\n"));
  BOOST_TEST(!refused(part));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_opened_read_or_written_says_so) {
  std::mt19937 random(11);
  const std::string input = kaidah::test::gathering_population(random, 100);
  const std::string part = part_of(input, random);
  const auto result = [&](const MergeInput& from, const RunOutput& to) {
    return merge(regimes(), from, to, options_of(1)).failure;
  };
  MergeInput from;
  from.parts = 1;
  from.part = [&](std::size_t) { return PartSource{"a", kaidah::batch::read_text(part)}; };
  from.group_records = group_records();
  std::string nowhere;
  const WriteBytes good = into(nowhere);
  const WriteBytes full = [](std::string_view) { return false; };
  BOOST_TEST((result(from, {full, good, good}) == RunFailure::cannot_write_decisions));
  from.group_records = group_records();
  BOOST_TEST((result(from, {good, full, good}) == RunFailure::cannot_write_rejections));
  from.group_records = group_records();
  BOOST_TEST((result(from, {good, good, full}) == RunFailure::cannot_write_groups));
  from.group_records = group_records();
  from.records = [](std::span<char>) { return std::optional<std::size_t>(); };
  BOOST_TEST((result(from, {good, good, good}) == RunFailure::cannot_read));
  from.group_records = [](std::span<char>) { return std::optional<std::size_t>(); };
  BOOST_TEST((result(from, {good, good, good}) == RunFailure::cannot_read_group_records));
  from.group_records = group_records();
  from.part = [](std::size_t) { return std::optional<PartSource>(); };
  BOOST_TEST((result(from, {good, good, good}) == RunFailure::cannot_read_part));

  int left = 3;
  const WriteBytes fills = [&left](std::string_view) { return left-- > 0; };
  const RunResult into_part =
      run_part(regimes(), {kaidah::test::in_pieces(input, random, 500), group_records()}, fills, options_of(2));
  BOOST_TEST((into_part.failure == RunFailure::cannot_write_part));
}

BOOST_AUTO_TEST_SUITE_END()
