// Which files a folder gives, when some of them are links or no files at all.
#include <boost/test/unit_test.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/library/file.hpp"
#include "engine/library/policy_library.hpp"
#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(library_file)

namespace fs = std::filesystem;

/// A folder `in` that is read, and one beside it.
struct Folders {
  fs::path root = fs::temp_directory_path() / ("kaidah-links-" + std::to_string(::getpid()));
  fs::path in = root / "in";
  fs::path out = root / "out";
  Folders() {
    fs::create_directories(in / "deep");
    fs::create_directories(out);
  }
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;
  ~Folders() { fs::remove_all(root); }
};

namespace {

using kaidah::Diagnostic;
using kaidah::MessageKind;

void write(const fs::path& path, const std::string& text = "module \"m\" version 1.0.0\n") {
  std::ofstream(path) << text;
}

std::vector<std::string> names(const fs::path& folder, std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> found;
  for (const fs::path& path : kaidah::library::policy_files(folder, diagnostics)) {
    found.push_back(path.lexically_relative(folder).string());
  }
  return found;
}

bool only(const std::vector<Diagnostic>& diagnostics, MessageKind kind) {
  return diagnostics.size() == 1 && diagnostics.front().message.kind == kind;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(links_within_the_folder_are_followed, Folders) {
  write(in / "deep/a.kaidah");
  fs::create_symlink("deep/a.kaidah", in / "b.kaidah");
  fs::create_symlink(in / "deep/a.kaidah", in / "c.kaidah");
  std::vector<Diagnostic> diagnostics;
  BOOST_TEST((names(in, diagnostics) == std::vector<std::string>{"b.kaidah", "c.kaidah", "deep/a.kaidah"}));
  BOOST_TEST(diagnostics.empty());
}

// How Kubernetes mounts a volume: each file a link through a hidden link to a hidden folder that is swapped.
BOOST_FIXTURE_TEST_CASE(a_mounted_volume_is_read_once, Folders) {
  fs::create_directories(in / "..2026_01_01");
  write(in / "..2026_01_01/a.kaidah");
  fs::create_directory_symlink("..2026_01_01", in / "..data");
  fs::create_symlink("..data/a.kaidah", in / "a.kaidah");
  std::vector<Diagnostic> diagnostics;
  BOOST_TEST((names(in, diagnostics) == std::vector<std::string>{"a.kaidah"}));
  BOOST_TEST(diagnostics.empty());
}

BOOST_FIXTURE_TEST_CASE(a_folder_that_is_a_link_itself_is_read, Folders) {
  write(in / "a.kaidah");
  fs::create_symlink("a.kaidah", in / "b.kaidah");
  fs::create_directory_symlink(in, root / "link");
  std::vector<Diagnostic> diagnostics;
  BOOST_TEST((names(root / "link", diagnostics) == std::vector<std::string>{"a.kaidah", "b.kaidah"}));
  BOOST_TEST(diagnostics.empty());
}

BOOST_FIXTURE_TEST_CASE(a_link_that_leads_out_is_refused, Folders) {
  write(out / "secret");
  write(out / "a.kaidah");
  for (const fs::path& target : {fs::path("../../out/a.kaidah"), out / "a.kaidah", out / "secret"}) {
    fs::create_symlink(target, in / "deep/a.kaidah");
    std::vector<Diagnostic> diagnostics;
    BOOST_TEST(names(in, diagnostics).empty());
    BOOST_TEST(only(diagnostics, MessageKind::leads_outside));
    fs::remove(in / "deep/a.kaidah");
  }
  // Through a link that stands inside, and to a folder whose name begins as this one's.
  fs::create_directory_symlink(out, in / "way");
  fs::create_symlink("way/a.kaidah", in / "a.kaidah");
  std::vector<Diagnostic> diagnostics;
  BOOST_TEST(names(in, diagnostics).empty());
  BOOST_TEST(only(diagnostics, MessageKind::leads_outside));
  fs::remove(in / "a.kaidah");
  fs::create_directories(root / "in2");
  write(root / "in2/a.kaidah");
  fs::create_symlink("../in2/a.kaidah", in / "a.kaidah");
  diagnostics.clear();
  BOOST_TEST(names(in, diagnostics).empty());
  BOOST_TEST(only(diagnostics, MessageKind::leads_outside));
}

BOOST_FIXTURE_TEST_CASE(links_to_folders_and_what_is_hidden_are_left_out, Folders) {
  write(out / "a.kaidah");
  fs::create_directory_symlink(out, in / "way");
  fs::create_directory_symlink("..", in / "deep/up");
  fs::create_directories(in / ".git");
  write(in / ".git/a.kaidah");
  fs::create_symlink("someone@host.1234", in / ".#a.kaidah");  // an editor's lock
  std::vector<Diagnostic> diagnostics;
  BOOST_TEST(names(in, diagnostics).empty());
  BOOST_TEST(diagnostics.empty());
}

// Opening a pipe would wait for someone to write into it.
BOOST_FIXTURE_TEST_CASE(what_is_no_file_is_told, Folders) {
  BOOST_REQUIRE(::mkfifo((in / "a.kaidah").c_str(), 0600) == 0);
  std::vector<Diagnostic> diagnostics;
  BOOST_TEST(names(in, diagnostics).empty());
  BOOST_TEST(only(diagnostics, MessageKind::file_unreadable));
  fs::remove(in / "a.kaidah");
  fs::create_symlink("nowhere", in / "a.kaidah");
  diagnostics.clear();
  BOOST_TEST(names(in, diagnostics).empty());
  BOOST_TEST(only(diagnostics, MessageKind::file_unreadable));
  fs::remove(in / "a.kaidah");
  fs::create_symlink("a.kaidah", in / "a.kaidah");
  diagnostics.clear();
  BOOST_TEST(names(in, diagnostics).empty());
  BOOST_TEST(only(diagnostics, MessageKind::file_unreadable));
}

BOOST_FIXTURE_TEST_CASE(what_a_policy_uses_does_not_lead_out_of_its_folder, Folders) {
  write(out / "halves.kaidah", "module \"halves\" version 1.0.0\nrule half(x: number 0..9) = x / 2\n");
  write(in / "p.kaidah", "policy \"p\" version 1.0.0\nuse half from \"halves\"\n");
  const auto used = [&](std::vector<Diagnostic>& diagnostics) {
    const auto user = kaidah::library::read_file(in / "p.kaidah", {}, diagnostics);
    BOOST_REQUIRE(user);
    BOOST_REQUIRE(user->tree->header.uses.size() == 1U);
    return kaidah::library::PolicyLibrary().find_used(user->tree->header.uses.front(), *user, diagnostics);
  };
  fs::create_symlink("../out/halves.kaidah", in / "halves.kaidah");
  std::vector<Diagnostic> diagnostics;
  BOOST_TEST(!used(diagnostics));
  BOOST_TEST(only(diagnostics, MessageKind::leads_outside));
  fs::rename(out / "halves.kaidah", in / "deep/halves.kaidah");
  fs::remove(in / "halves.kaidah");
  fs::create_symlink("deep/halves.kaidah", in / "halves.kaidah");
  diagnostics.clear();
  BOOST_TEST(used(diagnostics));
  BOOST_TEST(diagnostics.empty());
}

BOOST_AUTO_TEST_SUITE_END()
