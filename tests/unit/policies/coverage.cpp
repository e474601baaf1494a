// policies/coverage.csv: every provision that was found is a rule, a duty or a mark that is really there.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <kaidah/policy.hpp>

BOOST_AUTO_TEST_SUITE(policies_coverage)

namespace {

using Row = std::vector<std::string>;

/// Comma-separated values; a text in quotation marks may hold commas and doubled quotation marks.
std::vector<Row> read_csv(const std::string& path) {
  std::ifstream file(path);
  BOOST_TEST_REQUIRE(file.good());
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    Row row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool doubled = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
      if (doubled) {
        row.back() += line[++i];
      } else if (line[i] == '"') {
        quoted = !quoted;
      } else if (line[i] == ',' && !quoted) {
        row.emplace_back();
      } else {
        row.back() += line[i];
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

bool has_mark(const kaidah::ProvenanceEntry& entry, kaidah::Trust trust) {
  return std::ranges::find(entry.marks, trust, &kaidah::TrustMark::trust) != entry.marks.end();
}

/// What stands in the policies, by the id of the policy or amendment that brought it.
struct Library {
  std::multimap<std::string, kaidah::ProvenanceEntry> entries;
  std::multimap<std::string, kaidah::NotEncodedEntry> not_encoded;

  Library() {
    const std::string root = KAIDAH_ROOT;
    kaidah::CompileOptions options;
    options.library = kaidah::Library::read({root + "/policies"});
    for (const char* id : {"pp-46-2011", "pp-30-2019", "permenpanrb-8-2021", "peralihan-2021", "permenpanrb-6-2022",
                           "permenpanrb-1-2023"}) {
      const kaidah::CompileResult compiled = kaidah::compile_id(id, options);
      for (const kaidah::Diagnostic& diagnostic : compiled.diagnostics)
        if (kaidah::info(diagnostic.message.kind).severity == kaidah::Severity::error)
          BOOST_ERROR(kaidah::render(diagnostic, {}));
      BOOST_TEST_REQUIRE(compiled.policy.has_value(), id);
      const kaidah::ProvenanceListing listing = compiled.policy->provenance(kaidah::Language::english);
      for (const auto& entry : listing.entries) entries.emplace(owner(id, entry.instrument), entry);
      for (const auto& entry : listing.not_encoded) not_encoded.emplace(owner(id, entry.instrument), entry);
    }
  }

  /// `se-menpanrb-3-2023 1.0.0` → its id.
  static std::string owner(const std::string& policy, const std::string& instrument) {
    return instrument.empty() ? policy : instrument.substr(0, instrument.find(' '));
  }

  [[nodiscard]] bool holds(const Row& row) const {
    const std::string& place = row[4];
    const std::string& how = row[5];
    const std::string& name = row[6];
    if (how == "not_encoded") {
      const auto [begin, end] = not_encoded.equal_range(row[3]);
      return std::any_of(
          begin, end, [&](const auto& one) { return one.second.article == place && one.second.why.starts_with(name); });
    }
    static const std::map<std::string, kaidah::Trust> marks = {{"interpretation", kaidah::Trust::interpretation},
                                                               {"accepted", kaidah::Trust::accepted},
                                                               {"place_inferred", kaidah::Trust::place_inferred}};
    const auto mark = marks.find(how);
    const auto [begin, end] = entries.equal_range(row[3]);
    return std::any_of(begin, end, [&](const auto& one) {
      const kaidah::ProvenanceEntry& entry = one.second;
      return entry.article == place && std::ranges::find(entry.names, name) != entry.names.end() &&
             (mark == marks.end() || has_mark(entry, mark->second));
    });
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(every_provision_has_something_that_stands_for_it) {
  const std::vector<Row> rows = read_csv(std::string(KAIDAH_ROOT) + "/policies/coverage.csv");
  BOOST_TEST_REQUIRE(rows.size() > 1);
  BOOST_TEST(rows[0] == (Row{"section", "row", "what", "policy", "place", "how", "name"}),
             boost::test_tools::per_element());
  const std::set<std::string> ways = {"rule",     "duty",           "procedure",  "interpretation",
                                      "accepted", "place_inferred", "not_encoded"};
  const Library library;
  std::map<std::string, std::set<int>> provisions;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row& row = rows[i];
    BOOST_TEST_CONTEXT("line " << i + 1) {
      BOOST_TEST(row.size() == 7U);
      if (row.size() != 7U) continue;
      BOOST_TEST(ways.contains(row[5]), row[5]);
      provisions[row[0]].insert(std::stoi(row[1]));
      BOOST_TEST(library.holds(row), row[3] << ", " << row[4] << ": no " << row[5] << " `" << row[6] << "`");
    }
  }
  // The first and the last provision that was found in each section: one that is dropped from the list is missed here.
  const std::map<std::string, std::pair<int, int>> found = {
      {"1.1", {1, 18}}, {"1.2", {19, 32}}, {"1.3", {33, 45}}, {"2.1", {1, 4}}, {"2.2", {1, 3}}, {"2.3", {1, 6}},
      {"2.4", {1, 5}},  {"2.5", {1, 1}},   {"2.6", {1, 8}},   {"2.7", {1, 5}}, {"2.8", {1, 3}}, {"3", {1, 12}},
      {"3.1", {1, 3}},  {"3.2", {1, 5}},   {"3.3", {1, 4}},   {"4", {1, 7}},   {"5", {1, 17}},  {"6", {1, 10}}};
  BOOST_TEST(provisions.size() == found.size());
  for (const auto& [section, range] : found) {
    for (int number = range.first; number <= range.second; ++number)
      BOOST_TEST(provisions[section].contains(number), section << " row " << number);
  }
}

BOOST_AUTO_TEST_SUITE_END()
