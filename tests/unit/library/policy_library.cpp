#include "engine/library/policy_library.hpp"

#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(library_policy_library)

namespace {

namespace fs = std::filesystem;
using kaidah::Diagnostic;
using kaidah::library::LibraryFilePtr;
using kaidah::library::PolicyLibrary;
using kaidah::library::Reference;

/// A folder of files, gone at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("kaidah-library-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  void policy(const std::string& name, const std::string& id, const std::string& version) const {
    write(name, "policy \"" + id + "\" version " + version + "\n");
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::vector<std::string> codes(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : diagnostics) all.push_back(kaidah::info(diagnostic.message.kind).code);
  return all;
}

std::string found(const PolicyLibrary& library, const char* reference) {
  std::vector<Diagnostic> diagnostics;
  const LibraryFilePtr file = library.find_policy(*Reference::from_text(reference), diagnostics);
  BOOST_TEST((file == nullptr) == !diagnostics.empty());
  return file ? file->version->to_string() : codes(diagnostics).front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_highest_version_that_will_do) {
  const Folder folder;
  folder.policy("p/1.9.0.kaidah", "p", "1.9.0");
  folder.policy("p/1.10.0.kaidah", "p", "1.10.0");
  folder.policy("p/2.0.0.kaidah", "p", "2.0.0");
  folder.policy(".hidden/p.kaidah", "p", "3.0.0");
  folder.write("p/notes.txt", "policy \"p\" version 9.0.0\n");
  std::vector<Diagnostic> diagnostics;
  const PolicyLibrary library({folder.path()}, {}, diagnostics);
  BOOST_TEST(diagnostics.empty());
  BOOST_TEST(found(library, "p") == "2.0.0");
  BOOST_TEST(found(library, "p@1.x") == "1.10.0");
  BOOST_TEST(found(library, "p@1.9.x") == "1.9.0");
  BOOST_TEST(found(library, "p@1.9.0") == "1.9.0");
  BOOST_TEST(found(library, "p@3.x") == "K8003");
  BOOST_TEST(found(library, "q") == "K8002");
}

BOOST_AUTO_TEST_CASE(two_files_of_one_version_are_an_error_only_where_they_are_asked_for) {
  const Folder folder;
  folder.policy("a.kaidah", "p", "1.0.0");
  folder.policy("b.kaidah", "p", "1.0.0");
  folder.policy("c.kaidah", "p", "1.1.0");
  std::vector<Diagnostic> diagnostics;
  const PolicyLibrary library({folder.path()}, {}, diagnostics);
  BOOST_TEST(diagnostics.empty());
  BOOST_TEST(found(library, "p") == "1.1.0");
  BOOST_TEST(found(library, "p@1.0.0") == "K8004");
}

BOOST_AUTO_TEST_CASE(folders_may_overlap) {
  const Folder folder;
  folder.policy("p/a.kaidah", "p", "1.0.0");
  std::vector<Diagnostic> diagnostics;
  const PolicyLibrary library({folder.path(), folder.path() / "p", folder.path() / "p" / ".." / "p" / "a.kaidah"}, {},
                              diagnostics);
  BOOST_TEST(library.files().size() == 1U);
  BOOST_TEST(found(library, "p") == "1.0.0");
}

BOOST_AUTO_TEST_CASE(a_missing_id_names_the_near_ones) {
  const Folder folder;
  folder.policy("a.kaidah", "pp-30-2019", "1.0.0");
  std::vector<Diagnostic> diagnostics;
  const PolicyLibrary library({folder.path()}, {}, diagnostics);
  BOOST_TEST(library.find_policy(*Reference::from_text("pp-30-2109"), diagnostics) == nullptr);
  BOOST_REQUIRE(diagnostics.size() == 1U);
  BOOST_REQUIRE(!diagnostics[0].notes.empty());
  BOOST_TEST(kaidah::text(diagnostics[0].notes[0], kaidah::Language::english) == "did you mean `pp-30-2019`?");
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_reported_at_once) {
  std::vector<Diagnostic> diagnostics;
  const PolicyLibrary library({"/nonexistent/kaidah"}, {}, diagnostics);
  BOOST_TEST(codes(diagnostics) == std::vector<std::string>{"K8001"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_used_is_looked_for_in_the_library_then_beside_then_in_the_standard_library) {
  const Folder folder;
  folder.write("lib/means.kaidah", "module \"means\" version 9.0.0\n");
  folder.write("here/means.kaidah", "module \"means\" version 8.0.0\n");
  folder.write("here/bands.kaidah", "module \"bands\" version 8.0.0\n");
  folder.policy("here/user.kaidah", "user", "1.0.0");
  std::vector<Diagnostic> diagnostics;
  const PolicyLibrary library({folder.path() / "lib"}, {}, diagnostics);
  const LibraryFilePtr user = kaidah::library::read_file(folder.path() / "here/user.kaidah", {}, diagnostics);
  BOOST_REQUIRE(user);
  const auto used = [&](const char* id) {
    kaidah::syntax::Use use;
    use.from = id;
    std::vector<Diagnostic> trouble;
    const LibraryFilePtr file = library.find_used(use, *user, trouble);
    return file ? file->version->to_string() : codes(trouble).front();
  };
  BOOST_TEST(used("means") == "9.0.0");
  BOOST_TEST(used("bands") == "8.0.0");
  BOOST_TEST(used("rounding").substr(0, 1) == "1");
  BOOST_TEST(used("nothing") == "K8007");
  BOOST_TEST(used("../lib/means") == "K8007");
}

BOOST_AUTO_TEST_SUITE_END()
