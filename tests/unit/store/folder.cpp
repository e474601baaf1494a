// What a folder shows of itself, and what it never opens.
#include "engine/store/folder.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/store/folder_fixture.hpp"

BOOST_AUTO_TEST_SUITE(store_folder)

namespace {

namespace fs = std::filesystem;
using kaidah::MessageKind;
using kaidah::store::Confine;
using kaidah::store::FileState;
using kaidah::store::Folder;
using kaidah::store::Listing;
using kaidah::test::TestFolder;

Folder folder_of(const TestFolder& files, Confine confine = Confine::by_system, const kaidah::Limits& limits = {}) {
  return Folder(files.path().string(), {".sig"}, limits, confine);
}

/// `name` or `name!` when it cannot be read.
std::string names(const Listing& listing) {
  std::string all;
  for (const FileState& file : listing.files) {
    all += (all.empty() ? "" : " ") + file.name + (file.problem ? "!" : "");
  }
  return all;
}

const FileState& named(const Listing& listing, const std::string& name) {
  for (const FileState& file : listing.files) {
    if (file.name == name) return file;
  }
  BOOST_FAIL("there is no " << name);
  return listing.files.front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(lists_what_is_wanted_and_nothing_hidden) {
  const TestFolder files;
  files.write("b.kaidah", "b");
  files.write("a/deep/er.kaidah", "deep");
  files.write("b.kaidah.sig", "signature");
  files.write("b.kaidah~", "an editor's");
  files.write(".b.kaidah", "an editor's");
  files.write(".git/c.kaidah", "history");
  files.write("README.md", "");
  const Folder folder = folder_of(files);
  const Listing listing = folder.list();
  BOOST_TEST(names(listing) == "a/deep/er.kaidah b.kaidah b.kaidah.sig");
  BOOST_TEST(listing.folders == (std::vector<std::string>{"", "a", "a/deep"}), boost::test_tools::per_element());
  BOOST_TEST(folder.read(named(listing, "a/deep/er.kaidah")).value() == "deep");
  BOOST_TEST(folder.problems(listing).empty());
  BOOST_TEST((folder.list() == listing));
}

BOOST_AUTO_TEST_CASE(links_are_followed_only_inside) {
  const TestFolder files;
  files.write("real.kaidah", "inside");
  files.write("sub/x", "");
  std::ofstream(files.outer() / "secret.kaidah") << "outside";
  const auto link = [&](const std::string& target, const std::string& name) {
    fs::create_symlink(target, files.path() / name);
  };
  link("real.kaidah", "good.kaidah");
  link("../real.kaidah", "sub/up.kaidah");
  link("../secret.kaidah", "up.kaidah");
  link("sub/../../secret.kaidah", "round.kaidah");
  link((files.path() / "real.kaidah").string(), "absolute.kaidah");
  link("/etc/passwd", "passwd.kaidah");
  link("/proc/self/root/etc/passwd", "magic.kaidah");
  link("loop.kaidah", "loop.kaidah");
  link("nowhere", "nowhere.kaidah");
  link("sub", "folder.kaidah");
  link("..", "all");
  const Folder folder = folder_of(files);
  const Listing listing = folder.list();
  BOOST_TEST(names(listing) ==
             "absolute.kaidah! good.kaidah loop.kaidah! magic.kaidah! nowhere.kaidah! passwd.kaidah! real.kaidah "
             "round.kaidah! sub/up.kaidah up.kaidah!");
  BOOST_TEST(folder.read(named(listing, "good.kaidah")).value() == "inside");
  BOOST_TEST(folder.read(named(listing, "sub/up.kaidah")).value() == "inside");
  for (const char* name : {"up.kaidah", "round.kaidah", "absolute.kaidah", "passwd.kaidah", "magic.kaidah"}) {
    BOOST_TEST((named(listing, name).problem == MessageKind::store_leads_out), name);
  }
  BOOST_TEST(kaidah::test::codes(folder.problems(listing)) == "K8081 K8081 K8081 K8001 K8081 K8081 K8081");
}

BOOST_AUTO_TEST_CASE(where_the_system_cannot_confine_no_link_is_followed) {
  const TestFolder files;
  files.write("sub/real.kaidah", "inside");
  fs::create_symlink("sub/real.kaidah", files.path() / "good.kaidah");
  fs::create_symlink("sub", files.path() / "other");
  const Folder folder = folder_of(files, Confine::no_links);
  const Listing listing = folder.list();
  BOOST_TEST(names(listing) == "good.kaidah! sub/real.kaidah");
  BOOST_TEST(folder.read(named(listing, "sub/real.kaidah")).value() == "inside");
  FileState through_link = named(listing, "sub/real.kaidah");
  through_link.name = "other/real.kaidah";
  BOOST_TEST(!folder.read(through_link));
  through_link.name = "../library/sub/real.kaidah";
  BOOST_TEST(!folder_of(files).read(through_link));
  through_link.name = (files.path() / "sub/real.kaidah").string();
  BOOST_TEST(!folder_of(files).read(through_link));
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_never_opened) {
  const TestFolder files;
  // Opening it for reading would wait for a writer for ever.
  BOOST_REQUIRE(::mkfifo((files.path() / "pipe.kaidah").c_str(), 0600) == 0);
  const Folder folder = folder_of(files);
  BOOST_TEST(kaidah::test::codes(folder.problems(folder.list())) == "K8082");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_another_by_now_is_not_read) {
  const TestFolder files;
  const Folder folder = folder_of(files);
  const auto listed_before = [&](const auto& change) {
    files.write("x.kaidah", "first");
    const FileState file = named(folder.list(), "x.kaidah");
    BOOST_TEST(folder.read(file).value() == "first");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // the clock of the file system ticks
    change();
    return file;
  };
  BOOST_TEST(!folder.read(listed_before([&] { files.write("x.kaidah", "other"); })));
  BOOST_TEST(!folder.read(listed_before([&] { files.replace("x.kaidah", "first"); })));
  BOOST_TEST(!folder.read(listed_before([&] { files.remove("x.kaidah"); })));
  BOOST_TEST(!folder.read(listed_before([&] { fs::resize_file(files.path() / "x.kaidah", 2); })));
  // Its time put back: it is still another.
  BOOST_TEST(!folder.read(listed_before([&] {
    const auto time = fs::last_write_time(files.path() / "x.kaidah");
    files.write("x.kaidah", "FIRST");
    fs::last_write_time(files.path() / "x.kaidah", time);
  })));
}

BOOST_AUTO_TEST_CASE(limits_are_held) {
  const TestFolder files;
  kaidah::Limits limits;
  limits.source_bytes = 5;
  limits.library_files = 3;
  limits.library_bytes = 11;
  const auto problems = [&] {
    const Folder folder = folder_of(files, Confine::by_system, limits);
    return kaidah::test::codes(folder.problems(folder.list()));
  };
  files.write("a.kaidah", "12345");
  BOOST_TEST(problems() == "");
  files.write("a.kaidah", "123456");
  BOOST_TEST(problems() == "K9001");
  files.write("a.kaidah", "12345");
  files.write("b.kaidah", "12345");
  files.write("c.kaidah", "1");
  BOOST_TEST(problems() == "");
  files.write("c.kaidah", "12");
  BOOST_TEST(problems() == "K9031");
  files.write("c.kaidah", "");
  files.write("d.kaidah", "");
  BOOST_TEST(problems() == "K9030");
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_a_problem) {
  const TestFolder files;
  fs::remove(files.path());
  const Folder folder = folder_of(files);
  BOOST_TEST(kaidah::test::codes(folder.problems(folder.list())) == "K8001");
}

BOOST_AUTO_TEST_SUITE_END()
