// What the system tells, by itself.
#include "engine/store/watcher.hpp"

#include <boost/test/unit_test.hpp>

#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/store/folder_fixture.hpp"

BOOST_AUTO_TEST_SUITE(store_watcher)

namespace {

using kaidah::store::Folder;
using kaidah::store::Wake;
using kaidah::store::Watcher;
using kaidah::test::TestFolder;
using std::chrono::milliseconds;

}  // namespace

BOOST_AUTO_TEST_CASE(it_says_what_is_still_being_written) {
  const TestFolder files;
  files.write("a/x.kaidah", "");
  const Folder folder(files.path().string(), {}, {});
  Watcher watcher;
  BOOST_REQUIRE(!watcher.start(folder));
  BOOST_TEST(watcher.cover({"", "a"}));
  BOOST_TEST((watcher.wait(milliseconds(1)) == Wake::time_passed));
  {
    std::ofstream file(files.path() / "a/x.kaidah");
    file << "begun" << std::flush;
    BOOST_TEST((watcher.wait(milliseconds(10'000)) == Wake::changed));
    BOOST_TEST((watcher.being_written() == "a/x.kaidah"));
  }
  BOOST_TEST((watcher.wait(milliseconds(10'000)) == Wake::changed));
  BOOST_TEST(!watcher.being_written());
  files.write("a/x.log", "nothing that counts");
  watcher.look();  // made just now
  BOOST_TEST((watcher.wait(milliseconds(1)) == Wake::changed));
  files.write("a/x.log", "only written to");
  BOOST_TEST((watcher.wait(milliseconds(1)) == Wake::time_passed));
}

BOOST_AUTO_TEST_CASE(what_is_removed_while_it_is_written_is_waited_for_no_longer) {
  const TestFolder files;
  const Folder folder(files.path().string(), {}, {});
  Watcher watcher;
  BOOST_REQUIRE(!watcher.start(folder));
  std::ofstream file(files.path() / "x.kaidah");
  file << "begun" << std::flush;
  watcher.look();
  BOOST_TEST((watcher.being_written() == "x.kaidah"));
  files.remove("x.kaidah");
  watcher.look();
  BOOST_TEST(!watcher.being_written());
}

BOOST_AUTO_TEST_CASE(it_says_why_it_cannot_watch) {
  const Folder folder("/nowhere/at/all", {}, {});
  Watcher watcher;
  BOOST_TEST(watcher.start(folder).has_value());
  BOOST_TEST(!watcher.watching());
  BOOST_TEST((watcher.wait(milliseconds(1)) == Wake::time_passed));
  watcher.stop();
  BOOST_TEST((watcher.wait(milliseconds(10'000)) == Wake::stopped));
}

BOOST_AUTO_TEST_SUITE_END()
