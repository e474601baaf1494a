#include "engine/store/settled_read.hpp"

#include <utility>

#include "engine/library/sha256.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::store {
namespace {

/// Nothing when a file is no longer as it was listed.
std::optional<StoreTexts> read_listed(const Folder& folder, const Listing& listing) {
  StoreTexts texts;
  for (const FileState& file : listing.files) {
    std::optional<std::string> text = folder.read(file);
    if (!text) return std::nullopt;
    std::vector<PolicyText>& where = file.name.ends_with(".kaidah") ? texts.policies : texts.others;
    where.push_back({file.name, std::move(*text)});
  }
  return texts;
}

Diagnostic unsettled(const Folder& folder, const Patience& patience) {
  if (const auto file = patience.being_written()) return folder.problem(MessageKind::store_being_written, *file);
  return folder.problem(MessageKind::store_unsettled, "");
}

}  // namespace

SettledRead read_settled(const Folder& folder, const Patience& patience) {
  SettledRead read;
  std::chrono::milliseconds waited{0};
  Listing before = folder.list();
  for (;;) {
    patience.cover(before.folders);
    if (waited >= patience.longest) {
      read.diagnostics.push_back(unsettled(folder, patience));
      return read;
    }
    if (!patience.wait(patience.settle)) {
      read.stopped = true;
      return read;
    }
    waited += patience.settle;
    Listing now = folder.list();
    if (now != before || patience.being_written()) {
      before = std::move(now);
      continue;
    }
    std::vector<Diagnostic> problems = folder.problems(now);
    std::optional<StoreTexts> texts;
    if (problems.empty()) texts = read_listed(folder, now);
    Listing after = folder.list();
    if (after != now || (problems.empty() && !texts)) {
      before = std::move(after);
      continue;
    }
    if (texts) read.texts = std::move(*texts);
    read.diagnostics = std::move(problems);
    read.listing = std::move(now);
    read.settled = true;
    return read;
  }
}

std::string fingerprint(const StoreTexts& texts) {
  library::Sha256 digest;
  const auto add = [&](std::string_view part) {
    digest.update(std::to_string(part.size()) + ":");
    digest.update(part);
  };
  for (const auto* list : {&texts.policies, &texts.others}) {
    digest.update(std::to_string(list->size()) + ";");
    for (const PolicyText& text : *list) {
      add(text.name);
      add(text.text);
    }
  }
  return digest.digest();
}

}  // namespace kaidah::store
