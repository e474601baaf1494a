// rego POLICY INPUT DECISIONS: a policy for rego-cpp, compiled once, asked once for each line.
//
// Not part of any build here: rego-cpp is not packaged. Built by hand beside one:
//   c++ -std=c++20 -O2 rego.cpp -lrego -ltrieste … -o rego;  tests/bench/run --rego ./rego

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <rego/rego.hh>
#include <string>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: rego POLICY INPUT DECISIONS\n";
    return 2;
  }
  rego::Interpreter interpreter;
  interpreter.add_module_file(argv[1]);
  interpreter.entrypoints({"asn/keputusan"});
  const auto built = interpreter.build();
  if (built == rego::ErrorSeq) {
    std::cerr << built << '\n';
    return 1;
  }
  const auto bundle = rego::BundleDef::from_node(built);
  std::ifstream input(argv[2]);
  std::ofstream decisions(argv[3]);
  for (std::string line; std::getline(input, line);) {
    interpreter.set_input_json(line);
    decisions << interpreter.output_to_string(interpreter.query_bundle(bundle, "asn/keputusan")) << '\n';
  }
  return decisions ? 0 : 1;
}
