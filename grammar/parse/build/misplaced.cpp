// Statements and lines that belong to another kind of file, or to another place in it.
#include <algorithm>
#include <variant>

#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using syntax::FileKind;
using syntax::HeaderLineKind;
using vocabulary::Keyword;

namespace {

/// What stands around a statement.
struct Around {
  FileKind kind{};
  bool in_place = false;    ///< in an article block
  bool only_places = true;  ///< in nothing but article blocks
  bool in_amended = false;  ///< in the braces of an `add` or a `replace`
};

/// Of the statements that may not stand just anywhere: their word, and the phrase that says where they belong.
struct Belongs {
  Keyword word{};
  MessageKind where{};
  bool here = false;
};

std::optional<Belongs> belongs(const syntax::Item& item, const Around& around) {
  const bool amends = around.kind == FileKind::amendment && around.in_place && around.only_places;
  if (std::holds_alternative<syntax::AddItem>(item.node)) {
    return Belongs{Keyword::add_items, MessageKind::where_in_amendment, amends};
  }
  if (std::holds_alternative<syntax::ReplaceItem>(item.node)) {
    return Belongs{Keyword::replace, MessageKind::where_in_amendment, amends};
  }
  if (std::holds_alternative<syntax::RepealItem>(item.node)) {
    return Belongs{Keyword::repeal, MessageKind::where_in_amendment, amends};
  }
  if (std::holds_alternative<syntax::AdoptItem>(item.node)) {
    return Belongs{Keyword::adopts, MessageKind::where_in_profile,
                   around.kind == FileKind::profile && around.only_places && !around.in_place};
  }
  if (std::holds_alternative<syntax::ResultItem>(item.node)) {
    const bool policy = around.kind == FileKind::policy || around.in_amended;
    return Belongs{Keyword::result_of, MessageKind::where_in_article, policy && around.in_place};
  }
  return std::nullopt;
}

const std::vector<ItemId>* body_of(const syntax::Item& item) {
  if (const auto* place = std::get_if<syntax::PlaceItem>(&item.node)) return &place->body;
  if (const auto* add = std::get_if<syntax::AddItem>(&item.node)) return &add->body;
  if (const auto* replace = std::get_if<syntax::ReplaceItem>(&item.node)) return &replace->body;
  if (const auto* provisions = std::get_if<syntax::ProvisionsItem>(&item.node)) return &provisions->body;
  if (const auto* for_each = std::get_if<syntax::ForEachItem>(&item.node)) return &for_each->body;
  return nullptr;
}

/// Whether a file of the kind may have the line. Lines that mean nothing in a module or in scenarios do no harm there.
bool may_have(FileKind kind, HeaderLineKind line) {
  switch (line) {
    case HeaderLineKind::amends:
      return kind == FileKind::amendment;
    case HeaderLineKind::agencies:
      return kind == FileKind::amendment || kind == FileKind::profile;
    case HeaderLineKind::across:
      return kind == FileKind::policy;
    case HeaderLineKind::subject:
    case HeaderLineKind::reference_day:
    case HeaderLineKind::month_end:
      return kind != FileKind::amendment && kind != FileKind::profile;
    case HeaderLineKind::use:
      return kind != FileKind::profile;
    case HeaderLineKind::in_force:
    case HeaderLineKind::title:
    case HeaderLineKind::basis:
      return true;
  }
  return true;
}

MessageKind kind_phrase(FileKind kind) {
  switch (kind) {
    case FileKind::policy:
      return MessageKind::file_policy;
    case FileKind::module:
      return MessageKind::file_module;
    case FileKind::scenarios:
      return MessageKind::file_scenarios;
    case FileKind::amendment:
      return MessageKind::file_amendment;
    case FileKind::profile:
      break;
  }
  return MessageKind::file_profile;
}

}  // namespace

void Builder::refuse_misplaced() {
  const syntax::FileHeader& header = tree_.header;
  if (header.id.empty()) return;  // what the file is could not be read
  const auto word = [&](Keyword keyword) { return std::string(vocabulary::spelling(keyword, state_.vocabulary)); };

  for (const syntax::HeaderLine& line : header.lines) {
    if (!may_have(header.kind, line.kind)) {
      report(MessageKind::misplaced_line, line.span, {{"file", kind_phrase(header.kind)}});
    }
  }
  const bool broken = std::any_of(tree_.items.begin(), tree_.items.end(), [&](ItemId id) {
    return std::holds_alternative<syntax::ErrorItem>(tree_.all_items[id].node);
  });
  const auto lacks = [&](const std::string& line) {
    report(MessageKind::header_lacks, header.span, {{"file", kind_phrase(header.kind)}, {"line", line}});
  };
  if (!broken && header.kind == FileKind::amendment) {
    if (!header.amends) lacks(word(Keyword::amends) + " \"…\"");
    if (!header.in_force || header.in_force->from.empty()) {
      lacks(word(Keyword::in_force) + " " + word(Keyword::from_date) + " …");
    }
  }
  if (!broken && header.kind == FileKind::profile && !header.decider) {
    lacks(word(Keyword::for_agencies) + " … \"…\"");
  }

  struct Level {
    const std::vector<ItemId>* items;
    std::size_t next;
    Around around;
  };
  std::vector<Level> open{{&tree_.items, 0, {header.kind}}};
  while (!open.empty()) {
    Level& level = open.back();
    if (level.next == level.items->size()) {
      open.pop_back();
      continue;
    }
    const syntax::Item& item = tree_.all_items[(*level.items)[level.next++]];
    Around around = level.around;
    const bool place = std::holds_alternative<syntax::PlaceItem>(item.node);
    if (const auto wanted = belongs(item, around)) {
      if (!wanted->here) {
        report(MessageKind::misplaced_statement, item.span, {{"word", word(wanted->word)}, {"where", wanted->where}});
      }
    } else if (!std::holds_alternative<syntax::ErrorItem>(item.node) && !around.in_amended &&
               ((around.kind == FileKind::amendment && !place) || around.kind == FileKind::profile)) {
      report(MessageKind::not_in_this_file, item.span, {{"file", kind_phrase(header.kind)}},
             Message{
                 around.kind == FileKind::profile ? MessageKind::help_profile_holds : MessageKind::help_amendment_holds,
                 {}});
      continue;
    }
    const std::vector<ItemId>* body = body_of(item);
    if (body == nullptr) continue;
    const bool amended =
        std::holds_alternative<syntax::AddItem>(item.node) || std::holds_alternative<syntax::ReplaceItem>(item.node);
    around.in_place = around.in_place || place;
    around.only_places = around.only_places && place;
    around.in_amended = around.in_amended || amended;
    open.push_back({body, 0, around});
  }
}

}  // namespace kaidah::parse
