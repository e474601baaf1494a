#include <algorithm>
#include <random>
#include <vector>

#include "tests/unit/evaluate/running.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_groups)

using kaidah::check::GroupId;
using kaidah::evaluate::GroupAccumulator;
using kaidah::test::Runner;

namespace {

constexpr const char* kUnits = R"(policy "units" version 1.0.0
enum K from lowest { bawah "Di Bawah" sesuai "Sesuai" atas "Di Atas" }
enum O from lowest { buruk baik istimewa }
input I { id: text  unit: text  n: number 0..120 decimals 2  d: number 1..9 }
group u by unit { predikat: O  batas: number 0..120 }
article 1 {
  classify kelas : K by n as x, in order { atas when x >= 110  sesuai when x >= 70  bawah otherwise }
  rule third = round(n / 3, 4, half_up)
  output kelas
  output hasil = round(60 / d, 2, half_up) when d != 9
  rule hasil = undetermined "nine" when d = 9
}
article 2 {
  for each u {
    output n_pegawai = count(members)
    rule bagian(k: K) = count(p in members where p.kelas = k) / n_pegawai
    rule rata_rata = mean(p.third for p in members)
    output rata = round(rata_rata, 4, half_up)
    output tertinggi = greatest(p.n for p in members)
    output terendah = least(p.kelas for p in members)
    output ada_nol = exists(p in members where p.n = 0)
    output semua_di_atas_10 = all(p.n > 10 for p in members)
    output di_atas_batas = count(p in members where p.n > batas)
    rule lebih_dari(b: number 0..120) = count(p in members where p.n > b)
    output di_atas_batas_juga = lebih_dari(batas)
    output di_atas_100 = lebih_dari(100)
    provisions in case predikat = baik {
      require atas: bagian(atas) at most 20% finding breach "D-1" "{round(bagian(atas) * 100, 1, half_up)} dari {n_pegawai}"
    }
    output memenuhi : boolean = atas is met
    ranking urutan by n then d
  }
}
)";

struct Member {
  std::string id;
  std::string unit;
  std::string n;
  int d = 1;
};

std::string record_of(const Member& member) {
  return R"({"id":")" + member.id + R"(","unit":")" + member.unit + R"(","n":)" + member.n + R"(,"d":)" +
         std::to_string(member.d) + "}";
}

void gather(Runner& run, GroupAccumulator& groups, const std::vector<Member>& members) {
  for (const Member& member : members) {
    if (run.decide(record_of(member)).rejection)
      groups.reject(run.input());
    else
      groups.add(run.evaluator());
  }
}

const kaidah::evaluate::GroupEntry& entry_of(const GroupAccumulator& groups, const std::string& key) {
  const auto all = groups.groups(GroupId(0));
  const auto found = std::ranges::find(all, key, &GroupAccumulator::Entry::first);
  BOOST_TEST_REQUIRE((found != all.end()));
  return **found;
}

std::string group_line(Runner& run, const GroupAccumulator& groups, const std::string& key, const char* record) {
  kaidah::values::Arena arena;
  const auto& policy = *run.plan()->policy;
  const kaidah::values::RecordData* own = nullptr;
  if (record != nullptr) {
    const auto read = kaidah::json::decode(record, run.plan()->shapes, policy.groups[GroupId(0)].record.index, arena);
    BOOST_REQUIRE(!read.rejection);
    own = read.record;
  }
  const auto& outcome = run.evaluator().decide_group(GroupId(0), entry_of(groups, key), own, {});
  if (outcome.rejection) return kaidah::test::shown(*outcome.rejection);
  std::string line;
  kaidah::json::append_group(line, *run.plan(), GroupId(0), outcome, kaidah::Language::english);
  line.pop_back();
  for (const auto& ranking : outcome.rankings) {
    line += " ranking";
    for (const auto& ranked : ranking) line += " " + std::string(ranked.id);
  }
  return line;
}

constexpr const char* kRecord = R"({"unit":"U1","predikat":"baik","batas":80})";

const std::vector<Member> kMembers = {
    {"a", "U1", "115"}, {"b", "U1", "80", 3}, {"c", "U1", "80", 2}, {"d", "U1", "81.5"}, {"e", "U1", "10.01"}};

}  // namespace

BOOST_AUTO_TEST_CASE(a_group_of_members) {
  Runner run(kUnits);
  GroupAccumulator groups(run.plan());
  gather(run, groups, kMembers);
  const std::string line = group_line(run, groups, "\"U1\"", kRecord);
  BOOST_TEST(
      line.find(
          R"("n_pegawai":5,"rata":24.4340,"tertinggi":115.00,"terendah":"Di Bawah","ada_nol":false,)"
          R"("semua_di_atas_10":true,"di_atas_batas":2,"di_atas_batas_juga":2,"di_atas_100":1,"memenuhi":true)") !=
      std::string::npos);
  BOOST_TEST(line.find("ranking a d c b e") != std::string::npos);
  BOOST_TEST_MESSAGE(line);
}

BOOST_AUTO_TEST_CASE(one_too_many_is_a_finding) {
  Runner run(kUnits);
  GroupAccumulator groups(run.plan());
  std::vector<Member> members = kMembers;
  members.push_back({"f", "U1", "120"});
  members.push_back({"g", "U1", "120", 9});  // rejected: undetermined
  gather(run, groups, members);
  const std::string line = group_line(run, groups, "\"U1\"", kRecord);
  BOOST_TEST(line.find(R"("memenuhi":false)") != std::string::npos);
  BOOST_TEST(line.find(R"("ditolak":1)") != std::string::npos);
  BOOST_TEST(line.find("33.3 dari 6") != std::string::npos);
  BOOST_TEST_MESSAGE(line);
}

BOOST_AUTO_TEST_CASE(a_missing_group_record_rejects_the_group) {
  Runner run(kUnits);
  GroupAccumulator groups(run.plan());
  gather(run, groups, kMembers);
  BOOST_TEST(group_line(run, groups, "\"U1\"", nullptr).substr(0, 5) == "K6010");
  BOOST_TEST(run.evaluator().decide_group(GroupId(0), entry_of(groups, "\"U1\""), nullptr, {}).members == 5);
}

BOOST_AUTO_TEST_CASE(parts_join_in_any_order_to_the_same_bytes) {
  Runner run(kUnits);
  std::vector<Member> members;
  for (int i = 0; i < 60; ++i)
    members.push_back({"m" + std::to_string(i), i % 3 == 0 ? "U2" : "U1",
                       std::to_string(i * 7 % 121) + "." + std::to_string(i % 10), 1 + i % 9});
  GroupAccumulator whole(run.plan());
  gather(run, whole, members);
  const std::string expected = group_line(run, whole, "\"U1\"", kRecord);
  std::mt19937 random(7);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(members.begin(), members.end(), random);
    std::vector<GroupAccumulator> parts;
    for (int i = 0; i < 5; ++i) parts.emplace_back(run.plan());
    for (const Member& member : members) gather(run, parts[random() % parts.size()], {member});
    GroupAccumulator joined(run.plan());
    std::shuffle(parts.begin(), parts.end(), random);
    for (GroupAccumulator& part : parts) joined.merge(std::move(part));
    BOOST_TEST(group_line(run, joined, "\"U1\"", kRecord) == expected);
    const auto in_order = joined.groups(GroupId(0));
    BOOST_TEST_REQUIRE(in_order.size() == 2U);
    BOOST_TEST(in_order[0]->first == "\"U1\"");
    BOOST_TEST(in_order[1]->first == "\"U2\"");
  }
}

// `exists` stops at the first that is met: a member behind it that cannot be computed is not asked.
BOOST_AUTO_TEST_CASE(members_keep_the_order_of_their_pieces) {
  Runner run(R"(policy "units" version 1.0.0
input I { id: text  unit: text  n: number 0..120 decimals 0 }
group u by unit { batas: number 0..120 }
article 1 {
  output m = n
}
article 2 {
  for each u { output ada = exists(p in members where p.m > batas or (p.m = batas and undetermined "same")) }
}
)");
  const auto gathered = [&](const std::string& id, const std::string& n, std::uint64_t piece) {
    GroupAccumulator groups(run.plan());
    BOOST_TEST_REQUIRE(!run.decide(record_of({id, "U1", n})).rejection.has_value());
    groups.add(run.evaluator(), piece);
    return groups;
  };
  const auto joined = [&](GroupAccumulator into, GroupAccumulator from) {
    into.merge(std::move(from));
    return group_line(run, into, "\"U1\"", R"({"unit":"U1","batas":80})");
  };
  const std::string met_first = R"({"unit":"U1","ada":true,"ditolak":0})";
  BOOST_TEST(joined(gathered("a", "90", 0), gathered("b", "80", 1)) == met_first);
  BOOST_TEST(joined(gathered("b", "80", 1), gathered("a", "90", 0)) == met_first);
  BOOST_TEST(joined(gathered("a", "90", 1), gathered("b", "80", 0)).substr(0, 5) == "K5003");
  BOOST_TEST(joined(gathered("b", "80", 0), gathered("a", "90", 1)).substr(0, 5) == "K5003");
}

BOOST_AUTO_TEST_SUITE_END()
