// The policies that are shipped: nothing to say about them, and what the checker has to find out for itself.
#include <fstream>
#include <sstream>

#include "stdlib/modules.hpp"
#include "tests/unit/check/checking.hpp"

BOOST_AUTO_TEST_SUITE(check_shipped)

namespace {

kaidah::testing::Checked shipped(const std::string& path) {
  std::ifstream file(std::string(KAIDAH_ROOT) + "/policies/" + path);
  BOOST_REQUIRE(file.good());
  std::stringstream text;
  text << file.rdbuf();
  std::vector<std::string> modules;
  for (const kaidah::stdlib::Module& module : kaidah::stdlib::modules()) modules.emplace_back(module.text);
  return kaidah::testing::checked(text.str(), modules);
}

}  // namespace

BOOST_AUTO_TEST_CASE(pp_30_2019) {
  const auto result = shipped("pp-30-2019/1.0.0.kaidah");
  BOOST_TEST(result.all() == "");
  BOOST_TEST(result.type_of("nilai") == "number 0..120 decimals 2");
  // 70/30 and 60/40 of two values up to 120: only with the weights kept together does this stay within 120.
  BOOST_TEST(result.type_of("nilai_kinerja") == "number 0..120 endless");
  BOOST_TEST(result.type_of("bobot_perilaku") == "number 0.3..0.4 decimals 1");
  BOOST_TEST(result.type_of("nilai_rekan") == "number 0..120 endless, optional");
  const std::string dump = result.dumped();
  BOOST_TEST(dump.find("always (proved) bobot_skp + bobot_perilaku = 100%") != std::string::npos);
  BOOST_TEST(dump.find("outputs nilai_skp nilai_perilaku nilai predikat sanksi penghargaan\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(permenpanrb_6_2022) {
  const auto result = shipped("permenpanrb-6-2022/1.0.0.kaidah");
  BOOST_TEST(result.all() == "");
  BOOST_TEST(result.type_of("predikat") == "Predikat");
  BOOST_TEST_REQUIRE(static_cast<bool>(result.result.policy));
  BOOST_TEST(result.result.policy->groups.size() == 1U);
}

BOOST_AUTO_TEST_CASE(every_module_alone) {
  for (const kaidah::stdlib::Module& module : kaidah::stdlib::modules()) {
    BOOST_TEST_CONTEXT(module.id) {
      BOOST_TEST(kaidah::testing::checked(std::string(module.text)).all() == "");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
