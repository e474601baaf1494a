// What a store notices by itself. It is waited for what comes, and never long for what does not.
#include <fcntl.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <mutex>

#include "tests/unit/store/folder_fixture.hpp"

BOOST_AUTO_TEST_SUITE(store_watch)

namespace {

namespace fs = std::filesystem;
using kaidah::PolicyStore;
using kaidah::StoreEvent;
using kaidah::StoreOptions;
using kaidah::Watch;
using kaidah::test::comes_true;
using kaidah::test::decided;
using kaidah::test::rates;
using kaidah::test::TestFolder;

StoreOptions watched(Watch watch) {
  StoreOptions options = kaidah::test::by_hand();
  options.watch = watch;
  options.poll_interval = std::chrono::milliseconds(30);
  return options;
}

PolicyStore opened(const fs::path& path, StoreOptions options) {
  kaidah::StoreResult result = PolicyStore::open(path.string(), std::move(options));
  BOOST_REQUIRE(result);
  return std::move(*result.store);
}

void comes_in_force(const PolicyStore& store, const std::string& value) {
  BOOST_TEST(comes_true([&] { return decided(store.in_force()) == value; }), value);
}

void follows_every_edit(Watch watch) {
  const TestFolder files;
  files.write("a/rates.kaidah", rates(2));
  const PolicyStore store = opened(files.path(), watched(watch));
  BOOST_TEST((store.watching() == watch));
  files.replace("a/rates.kaidah", rates(3));
  comes_in_force(store, "15.00");
  files.write("a/rates.kaidah", rates(4));  // in place
  comes_in_force(store, "20.00");
  files.write("a/rates.kaidah", "half");
  BOOST_TEST(comes_true([&] { return store.last_refusal().has_value(); }));
  BOOST_TEST(decided(store.in_force()) == "20.00");
  files.remove("a");
  BOOST_TEST(comes_true([&] { return store.last_refusal()->diagnostics.size() == 1U; }));
  files.write("new/deep/rates.kaidah", rates(5));  // a folder that was not there
  comes_in_force(store, "25.00");
  files.write("new/deep/rates.kaidah", rates(6));
  comes_in_force(store, "30.00");
  BOOST_TEST(!store.last_refusal());
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_system_tells) {
  follows_every_edit(Watch::system);
}

BOOST_AUTO_TEST_CASE(or_it_is_looked_at_intervals) {
  follows_every_edit(Watch::polling);
}

BOOST_AUTO_TEST_CASE(the_folder_itself_is_replaced) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  const PolicyStore store = opened(files.path(), watched(Watch::system));
  fs::create_directory(files.outer() / "next");
  std::ofstream(files.outer() / "next/rates.kaidah") << rates(3);
  fs::rename(files.path(), files.outer() / "old");
  fs::rename(files.outer() / "next", files.path());
  comes_in_force(store, "15.00");
  files.write("rates.kaidah", rates(4));
  comes_in_force(store, "20.00");
  // What was moved away counts no longer.
  std::ofstream(files.outer() / "old/rates.kaidah") << rates(9);
  files.write("rates.kaidah", rates(5));
  comes_in_force(store, "25.00");
}

BOOST_AUTO_TEST_CASE(a_link_to_the_folder_comes_to_lead_elsewhere) {
  const TestFolder files;
  for (const int factor : {2, 3}) {
    const fs::path version = files.outer() / ("v" + std::to_string(factor));
    fs::create_directory(version);
    std::ofstream(version / "rates.kaidah") << rates(factor);
  }
  fs::create_directory_symlink("v2", files.outer() / "current");
  const PolicyStore store = opened(files.outer() / "current", watched(Watch::system));
  fs::create_directory_symlink("v3", files.outer() / "next");
  fs::rename(files.outer() / "next", files.outer() / "current");
  comes_in_force(store, "15.00");
}

BOOST_AUTO_TEST_CASE(files_that_are_links_into_a_folder_that_is_exchanged) {
  // As containers are given their configuration: all files change at once, by one link.
  const TestFolder files;
  for (const int factor : {2, 3}) files.write(".." + std::to_string(factor) + "/rates.kaidah", rates(factor));
  fs::create_directory_symlink("..2", files.path() / "..data");
  fs::create_symlink("..data/rates.kaidah", files.path() / "rates.kaidah");
  const PolicyStore store = opened(files.path(), watched(Watch::system));
  BOOST_TEST(decided(store.in_force()) == "10.00");
  fs::create_directory_symlink("..3", files.path() / "..next");
  fs::rename(files.path() / "..next", files.path() / "..data");
  comes_in_force(store, "15.00");
}

BOOST_AUTO_TEST_CASE(who_keeps_a_file_open_while_writing_is_waited_for) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  const PolicyStore store = opened(files.path(), watched(Watch::system));
  // The first half is a policy by itself, of which every scenario passes: only that it is still open tells.
  const std::string half = rates(3);
  const std::string other = "article 2 { output third = first + second }\n";
  const int file = ::open((files.path() / "rates.kaidah").c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
  BOOST_REQUIRE(file >= 0);
  BOOST_REQUIRE(::write(file, half.data(), half.size()) == static_cast<ssize_t>(half.size()));
  // Far longer than it must stay as it is, until the store says that it waits.
  BOOST_TEST(comes_true([&] { return store.last_refusal().has_value(); }));
  BOOST_TEST(kaidah::test::codes(store.last_refusal()->diagnostics) == "K8085");
  BOOST_TEST(decided(store.in_force()) == "10.00");
  BOOST_REQUIRE(::write(file, other.data(), other.size()) == static_cast<ssize_t>(other.size()));
  ::close(file);
  comes_in_force(store, "15.00");
  BOOST_TEST(decided(store.in_force(), "third") == "30.00");
  BOOST_TEST(store.number() == 2U);
}

BOOST_AUTO_TEST_CASE(the_same_refusal_is_told_once) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  std::mutex mutex;
  std::vector<std::string> told;
  StoreOptions options = watched(Watch::polling);
  options.log = [&](const StoreEvent& event) {
    const std::lock_guard lock(mutex);
    told.push_back(kaidah::test::codes(event.diagnostics));
  };
  const auto count = [&] {
    const std::lock_guard lock(mutex);
    return told.size();
  };
  const PolicyStore store = opened(files.path(), options);
  files.write("rates.kaidah", "");
  BOOST_TEST(comes_true([&] { return count() == 2U; }));
  files.replace("rates.kaidah", "");  // another file, the same bytes
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  BOOST_TEST(count() == 2U);
  files.write("rates.kaidah", "policy");
  BOOST_TEST(comes_true([&] { return count() == 3U; }));
}

BOOST_AUTO_TEST_CASE(a_loader_is_asked_at_intervals) {
  std::mutex mutex;
  std::string text = rates(2);
  kaidah::StoreResult result = PolicyStore::open(
      [&] {
        const std::lock_guard lock(mutex);
        return kaidah::LoadedTexts{{{{"rates", text}}, {}}, {}};
      },
      watched(Watch::system));
  BOOST_REQUIRE(result);
  BOOST_TEST((result.store->watching() == Watch::polling));
  {
    const std::lock_guard lock(mutex);
    text = rates(3);
  }
  comes_in_force(*result.store, "15.00");
}

BOOST_AUTO_TEST_CASE(a_rolled_back_store_stays_so) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  PolicyStore store = opened(files.path(), watched(Watch::system));
  files.replace("rates.kaidah", rates(3));
  comes_in_force(store, "15.00");
  BOOST_TEST(store.roll_back());
  files.replace("rates.kaidah", rates(3));  // touched
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  BOOST_TEST(decided(store.in_force()) == "10.00");
  files.replace("rates.kaidah", rates(4));
  comes_in_force(store, "20.00");
}

BOOST_AUTO_TEST_SUITE_END()
