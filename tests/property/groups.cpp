// Group lines: one pass in threads and merged parts, against the oracle, which holds all members at once.
#define BOOST_TEST_MODULE groups
#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/batch/run.hpp"
#include "engine/check/check.hpp"
#include "engine/plan/plan.hpp"
#include "grammar/parse/parse.hpp"
#include "tests/oracle/oracle.hpp"

namespace kaidah {
namespace {

using Lines = std::vector<std::string>;

std::shared_ptr<const check::CheckedPolicy> checked(const std::string& text) {
  auto parsed = parse::parse(std::make_shared<const Source>("uji.kaidah", text));
  auto result = check::check(std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree)), {});
  for (const Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
  BOOST_TEST_REQUIRE((result.policy != nullptr));
  return result.policy;
}

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Lines lines_of_file(const std::string& path) {
  std::ifstream file(std::string(KAIDAH_ROOT) + path);
  BOOST_TEST_REQUIRE(file.good(), path);
  std::stringstream text;
  text << file.rdbuf();
  return lines_of(text.str());
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

struct Case {
  std::shared_ptr<const check::CheckedPolicy> policy;
  std::uint32_t choice = 0;  ///< which member every parameter that an agency sets is
  std::string day;           ///< of decision; empty: none
};

Lines by_engine(const Case& given, const Lines& records, const Lines& group_records, unsigned threads) {
  batch::RunOptions options;
  options.threads = threads;
  batch::Regime regime;
  regime.plan = plan::make_plan(given.policy);
  regime.parameters.resize(given.policy->parameters.size());
  for (std::size_t i = 0; i < given.policy->parameters.size(); ++i) {
    if (!given.policy->parameters[check::ParameterId(i)].decided_by.empty())
      regime.parameters[i] = values::Member{given.choice};
  }
  if (!given.day.empty()) options.settings.decision_day = values::Date::from_text(given.day);
  std::string groups;
  const std::string text = joined(records);
  const std::string group_text = joined(group_records);
  batch::RunInput input{batch::read_text(text), nullptr};
  if (!group_records.empty()) input.group_records = batch::read_text(group_text);
  const auto into = [&groups](std::string_view bytes) {
    groups += bytes;
    return true;
  };
  batch::Regimes regimes;
  regimes.all.push_back(std::move(regime));
  const auto result = batch::run(regimes, input, {nullptr, nullptr, into}, options);
  BOOST_TEST(!result.failure.has_value());
  Lines lines = lines_of(groups);
  std::ranges::sort(lines);
  return lines;
}

/// The text of the key's fields in a document; it stands for the group.
std::string key_of(const oracle::Json& document, const check::CheckedPolicy& policy, types::GroupId group) {
  const auto print = [](const auto& self, const oracle::Json& json) -> std::string {
    std::string text = json.text;
    for (const auto& [name, value] : json.fields) text += "|" + name + ":" + self(self, value);
    return text;
  };
  std::string key;
  for (const std::uint32_t field : policy.groups[group].key) {
    const oracle::Json* value = document.find(policy.records[policy.input].fields[field].key);
    key += "/" + (value == nullptr ? "" : print(print, *value));
  }
  return key;
}

/// Nothing is left of records that cannot be read: they are left out of the comparison before it begins.
Lines by_oracle(const Case& given, const Lines& records, const Lines& group_records) {
  const check::CheckedPolicy& policy = *given.policy;
  oracle::Parameters parameters;
  for (std::size_t i = 0; i < policy.parameters.size(); ++i)
    parameters[check::ParameterId(i)] = oracle::EnumValue{given.choice};
  oracle::Clocks clocks;
  if (!given.day.empty()) clocks.decision_day = values::Date::from_text(given.day);

  Lines lines;
  for (std::size_t g = 0; g < policy.groups.size(); ++g) {
    const types::GroupId group(g);
    std::map<std::string, oracle::Json> of_groups;
    for (const std::string& text : group_records) {
      const auto document = oracle::read_json(text);
      of_groups[key_of(*document, policy, group)] = *document;
    }
    struct Members {
      std::vector<std::unique_ptr<oracle::Decider>> decided;
      std::size_t rejected = 0;
    };
    std::map<std::string, Members> groups;
    // A record that needs its group's record finds it here.
    std::map<std::string, std::map<types::GroupId, oracle::Json>> own;
    for (const auto& [key, document] : of_groups) own[key] = {{group, document}};
    for (const std::string& text : records) {
      const auto document = oracle::read_json(text);
      const std::string key = key_of(*document, policy, group);
      const auto record = own.find(key);
      auto decider = std::make_unique<oracle::Decider>(policy, parameters, clocks,
                                                       record == own.end() ? nullptr : &record->second);
      try {
        decider->decide(*document);
        groups[key].decided.push_back(std::move(decider));
      } catch (const oracle::Rejected&) {
        ++groups[key].rejected;
      }
    }
    for (auto& [key, members] : groups) {
      if (members.decided.empty()) continue;
      std::vector<oracle::Decider*> deciders;
      for (const auto& decider : members.decided) deciders.push_back(decider.get());
      const auto record = of_groups.find(key);
      oracle::GroupDecider decider(policy, parameters, clocks, group, deciders,
                                   record == of_groups.end() ? nullptr : &record->second);
      lines.push_back(decider.decide_group(members.rejected));
    }
  }
  std::ranges::sort(lines);
  return lines;
}

/// Those that both can read.
Lines readable(const Case& given, const Lines& records) {
  Lines kept;
  oracle::Parameters parameters;
  for (std::size_t i = 0; i < given.policy->parameters.size(); ++i)
    parameters[check::ParameterId(i)] = oracle::EnumValue{given.choice};
  for (const std::string& record : records) {
    const auto document = oracle::read_json(record);
    if (!document) continue;
    try {
      oracle::Decider(*given.policy, parameters, {}).decide(*document);
      kept.push_back(record);
    } catch (const oracle::Rejected& rejected) {
      if (rejected.code.starts_with("K5")) kept.push_back(record);
    }
  }
  return kept;
}

void compare(const Case& given, const Lines& records, const Lines& group_records) {
  const Lines expected = by_oracle(given, records, group_records);
  BOOST_TEST(!expected.empty());
  for (const unsigned threads : {1u, 3u}) {
    const Lines found = by_engine(given, records, group_records, threads);
    BOOST_TEST(found == expected, boost::test_tools::per_element());
  }
}

// Every aggregate, on what may be missing, on filtered and nested lists, and duties that are met by some groups only.
constexpr const char* kPolicy = R"kaidah(
policy "uji" version 1.0.0
month end last_day

enum Predikat from lowest { kurang "Kurang" cukup "Cukup" baik "Baik" }
record Butir { n: number 0..100 decimals 2 }
input Pegawai {
  id: text
  unit: text
  skor: number -50..120 decimals 3
  cadangan: number 0..10 decimals 1, optional
  tetap: boolean
  butir: list Butir, no more than 5
}
group unit by unit { batas: number 0..120 decimals 2  wajib_ada: boolean, if missing false }

article 1 {
  paragraph (1): output nilai = round(skor + 1 / 3, 2, half_even)
  paragraph (2): classify predikat : Predikat by nilai as x, in order {
    baik when x >= 90
    undetermined "tepat 13" when skor = 13
    cukup when x >= 50
    kurang otherwise
  }
  output predikat
  paragraph (3): rule butir_besar = count(b in butir where b.n > 50)
}
article 2 {
  for each unit {
    output n = count(members)
    output n_baik = count(p in members where p.predikat = Predikat.baik and p.tetap)
    output jumlah = sum(p.nilai for p in members)
    output jumlah_cadangan = sum(p.cadangan for p in members where p.cadangan is present)
    output rata = round(sum(p.skor for p in members) / greatest(count(members), 1), 4, half_up)
    output terendah : number, optional = least(p.nilai for p in members where p.tetap)
    output tertinggi : number, optional = greatest(p.nilai for p in members where not p.tetap)
    output ada_baik = exists(p in members where p.predikat = Predikat.baik)
    output semua_tetap = all(p.tetap for p in members)
    output besar = sum(p.butir_besar for p in members)
    require batas_jumlah: sum(p.nilai for p in members) <= batas * count(members)
      finding breach "BATAS" "{jumlah} dari {n}, paling tinggi {batas}"
    require harus_ada: exists(p in members where p.predikat = Predikat.baik) when wajib_ada
      finding warning "ADA" "tidak ada yang Baik dari {n}"
  }
}
)kaidah";

}  // namespace

BOOST_AUTO_TEST_CASE(every_aggregate_on_random_populations) {
  const Case given{checked(kPolicy), 0, ""};
  std::mt19937 random(20261122);
  const auto upto = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  for (int round = 0; round < 20; ++round) {
    Lines records;
    const int units = 1 + upto(8);
    for (int i = 0; i < 120; ++i) {
      std::string items;
      for (int k = upto(5); k > 0; --k)
        items += std::string(items.empty() ? "" : ",") + R"({"n":)" + std::to_string(upto(99)) + "." +
                 std::to_string(upto(9)) + "}";
      const std::string score = upto(9) == 0 ? "13" : std::to_string(upto(169) - 50) + (upto(1) != 0 ? ".005" : "");
      const std::string reserve = upto(2) == 0 ? "" : R"("cadangan":)" + std::to_string(upto(9)) + ".5,";
      records.push_back(R"({"id":")" + std::to_string(i) + R"(","unit":"U)" + std::to_string(upto(units)) +
                        R"(","skor":)" + (score.starts_with("-0.") ? "0" : score) + "," + reserve + R"("tetap":)" +
                        (upto(3) != 0 ? "true" : "false") + R"(,"butir":[)" + items + "]}");
    }
    Lines groups;
    for (int unit = 0; unit <= units; ++unit)
      groups.push_back(R"({"unit":"U)" + std::to_string(unit) + R"(","batas":)" + std::to_string(upto(80)) + ".5" +
                       (upto(1) != 0 ? R"(,"wajib_ada":true)" : "") + "}");
    compare(given, records, groups);
  }
}

BOOST_AUTO_TEST_CASE(the_units_of_the_shipped_policies) {
  const std::map<std::string, std::string> group_files{
      {"pp-30-2019", ""}, {"permenpanrb-6-2022", "/examples/records/permenpanrb-6-2022-units.ndjson"}};
  for (const auto& [id, group_file] : group_files) {
    const auto policy = checked(joined(lines_of_file("/policies/" + id + "/1.0.0.kaidah")));
    for (const std::uint32_t choice : {0u, 1u}) {
      for (const char* day : {"", "2023-12-31"}) {
        const Case given{policy, choice, day};
        const Lines records = readable(given, lines_of_file("/examples/records/" + id + ".ndjson"));
        Lines groups;
        if (!group_file.empty()) groups = lines_of_file(group_file);
        if (group_file.empty()) {
          compare(given, records, groups);
          continue;
        }
        // Without its record a group is rejected; those are tested where lines of groups are written.
        Lines with_record;
        std::set<std::string> keys;
        for (const std::string& group : groups)
          keys.insert(key_of(*oracle::read_json(group), *policy, types::GroupId(0)));
        for (const std::string& record : records)
          if (keys.contains(key_of(*oracle::read_json(record), *policy, types::GroupId(0))))
            with_record.push_back(record);
        compare(given, with_record, groups);
      }
    }
  }
}

}  // namespace kaidah
