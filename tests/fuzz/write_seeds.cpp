// What the targets begin with where no file of the project will do as it is: OUT/TARGET/NAME.
//   fuzz_seeds OUT
#include <kaidah/kaidah.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/interrupted.hpp"
#include "tests/property/policy_generator.hpp"
#include "tests/unit/trust/keys.hpp"

namespace {

using namespace kaidah;
namespace fs = std::filesystem;

class Seeds {
 public:
  explicit Seeds(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }
  void add(const std::string& text) {
    std::ofstream file(folder_ / std::to_string(count_++), std::ios::binary);
    file << text;
    fuzz::must(static_cast<bool>(file.flush()), "a seed can be written");
  }

 private:
  fs::path folder_;
  int count_ = 0;
};

std::string joined(const std::vector<std::string>& records, std::size_t begin, std::size_t count) {
  std::string text;
  for (std::size_t i = begin; i < std::min(records.size(), begin + count); ++i) text += records[i] + "\n";
  return text;
}

void write_records(const fs::path& out) {
  Seeds json(out / "json");
  Seeds batch(out / "batch");
  for (std::size_t policy = 0; policy < fuzz::shipped().size(); ++policy) {
    const std::vector<std::string>& records = fuzz::shipped()[policy].records;
    const std::string which(1, static_cast<char>('0' + policy));
    for (std::size_t i = 0; i < std::min<std::size_t>(records.size(), 4); ++i) json.add(which + records[i]);
    batch.add(which + "7" + joined(records, 0, 3));
    std::string list = which + "\xFF[";
    for (std::size_t i = 0; i < std::min<std::size_t>(records.size(), 3); ++i)
      list += (i == 0 ? "" : ",\n ") + records[i];
    batch.add(list + "]\n");
  }
}

/// Generated policies are small, of every kind of rule, and decided side by side; the shipped ones are real.
void write_policies(const fs::path& out) {
  Seeds evaluate(out / "evaluate");
  Seeds checker(out / "checker");
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    property::PolicyGenerator generator(seed);
    const std::string policy = generator.policy();
    std::string text = policy + "\n---\n" + (seed % 4 == 0 ? "2021-06-30\n" : "");
    for (int i = 0; i < 4; ++i) text += generator.record() + "\n";
    evaluate.add(text);
    if (seed <= 10) checker.add(policy);
  }
  for (const fuzz::Shipped& one : fuzz::shipped())
    evaluate.add(fuzz::read_file(std::string(KAIDAH_ROOT) + "/policies/" + one.id + "/1.0.0.kaidah") +
                 "\n---\n2023-12-31\n" + joined(one.records, 0, 2));
}

void write_files(const fs::path& out) {
  Seeds files(out / "files");
  for (const std::string& checkpoint : fuzz::checkpoints()) {
    const std::string lines = checkpoint.substr(0, checkpoint.rfind('\n', checkpoint.size() - 2) + 1);
    files.add("c" + lines);
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = lines.find('\n', begin);
      if (lines.compare(begin, 11, R"({"regime":0)") == 0) files.add("g" + lines.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  const std::string root = KAIDAH_ROOT;
  const auto policy = compile_file(root + "/policies/pp-30-2019/1.0.0.kaidah");
  fuzz::must(policy.policy.has_value(), "a shipped policy compiles");
  DecideOptions options;
  options.parameters = {{"mekanisme", "atasan"}};
  const auto ready = prepare(*policy.policy, options);
  fuzz::must(ready.decider.has_value(), "it can be prepared");
  const std::string records = fuzz::read_file(root + "/examples/records/pp-30-2019.ndjson");
  std::string trace;
  BatchStreams streams;
  streams.records = [at = std::size_t{0}, &records](char* buffer,
                                                    std::size_t size) mutable -> std::optional<std::size_t> {
    const std::size_t count = std::min(size, records.size() - at);
    std::copy_n(records.data() + at, count, buffer);
    at += count;
    return count;
  };
  streams.decisions = [](std::string_view) { return true; };
  streams.trace = [&](std::string_view lines) {
    trace += lines;
    return true;
  };
  BatchOptions batch;
  batch.input_name = "records";
  batch.digests = true;
  const BatchResult result = decide_all(*ready.decider, streams, batch);
  files.add("m" + result.manifest);
  files.add("t" + trace);
}

void write_bundles(const fs::path& out) {
  Seeds bundles(out / "bundle");
  const std::vector<PolicyText> texts{{"a/1.0.0.kaidah", "module \"a\" version 1.0.0\n"}, {"b.kaidah", ""}};
  const auto unsigned_seal = make_seal(texts, 3).seal;
  fuzz::must(unsigned_seal.has_value(), "a seal can be made");
  for (const Seal& seal : {*unsigned_seal, *sign(*unsigned_seal, kaidah_test::first_key()),
                           *sign(*sign(*unsigned_seal, kaidah_test::first_key()), kaidah_test::second_key())}) {
    bundles.add("b" + *bundle(seal, texts));
    bundles.add("b" + seal.text());
    const std::string text = seal.text();
    bundles.add("l" + text.substr(0, text.rfind("{\"end\"")) + "---\n" + texts[0].text);
  }
  const std::string open = kaidah_test::public_pem("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  bundles.add("k" + open + open);
  bundles.add("k" + kaidah_test::private_pem("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
}

void write_calls(const fs::path& out) {
  Seeds seeds(out / "capi");
  property::PolicyGenerator generator(7);
  const std::string records = generator.record() + "\n" + generator.record() + "\n{}\n";
  const std::string texts = generator.policy() + "\n---\n" + records;
  for (const char* calls : {"cpdxrvf", "cpCdDdrPd", "lcpdsxLrv", "0c1lip2cpddCdr", "l0ca1is"})
    seeds.add(calls + ("\n" + texts));
  const fuzz::Shipped& one = fuzz::shipped().front();
  seeds.add("cpdxrvs\n" + fuzz::read_file(std::string(KAIDAH_ROOT) + "/policies/" + one.id + "/1.0.0.kaidah") +
            "\n---\n" + joined(one.records, 0, 2));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "fuzz_seeds OUT\n";
    return 2;
  }
  fs::remove_all(arguments[1]);
  write_records(arguments[1]);
  write_policies(arguments[1]);
  write_files(arguments[1]);
  write_bundles(arguments[1]);
  write_calls(arguments[1]);
}
