// Any bytes as a record of a shipped policy: what the fast reader accepts the strict decoder accepts with the same
// values, and a rejection can be written.
//   first byte: which policy (tests/fuzz/write_seeds.cpp counts from '0'); then records, one a line
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/json/encode.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/fast/both_readers.hpp"

namespace {

using namespace kaidah;

std::vector<std::uint32_t> group_keys(const plan::Plan& plan) {
  std::vector<std::uint32_t> fields;
  for (const check::GroupDeclaration& group : plan.policy->groups)
    fields.insert(fields.end(), group.key.begin(), group.key.end());
  return fields;
}

/// The readers of a policy, kept: making them takes longer than a record.
test::BothReaders& readers_of(std::size_t policy, bool tight) {
  static std::map<std::pair<std::size_t, bool>, std::unique_ptr<test::BothReaders>> all;
  std::unique_ptr<test::BothReaders>& readers = all[{policy, tight}];
  if (!readers) {
    const plan::Plan& plan = *fuzz::shipped()[policy].plan;
    Limits limits;
    if (tight) {
      limits.number_digits = 25;
      limits.json_depth = 4;
      limits.list_items = 3;
      limits.record_bytes = 700;
    }
    readers = std::make_unique<test::BothReaders>(plan.shapes, plan.input, limits, group_keys(plan));
  }
  return *readers;
}

void read_all(test::BothReaders& readers, std::string_view records) {
  const std::string behind = "\"}]},\"id\":\"7\"}]}7.5,\"a\":1}\n{\"id\":\"8\",\"a\":{\"b\":[1,2,3],\"c\":\"d\"}}";
  while (!records.empty()) {
    const std::size_t end = std::min(records.find('\n'), records.size());
    const std::string record(records.substr(0, end));
    records.remove_prefix(std::min(end + 1, records.size()));
    if (readers.read(record, behind) == test::Verdict::wrong) fuzz::broken(readers.why(), record);
  }
  const std::string why = readers.finish();
  fuzz::must(why.empty(), "what was read stays as it was read", why);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  const std::uint8_t first = fuzz::take_byte(text);
  const std::size_t policy = static_cast<std::size_t>(first & 0xFU) % fuzz::shipped().size();
  read_all(readers_of(policy, false), text);
  read_all(readers_of(policy, true), text);
  return 0;
}
