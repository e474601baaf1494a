#include <algorithm>

#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using syntax::HeaderLineKind;
using vocabulary::Keyword;

namespace {

syntax::FileKind kind_of(Keyword word) {
  if (word == Keyword::policy) return syntax::FileKind::policy;
  if (word == Keyword::module) return syntax::FileKind::module;
  if (word == Keyword::amendment) return syntax::FileKind::amendment;
  if (word == Keyword::profile) return syntax::FileKind::profile;
  return syntax::FileKind::scenarios;
}

// The lines have their kinds in the order of HeaderLineKind.
static_assert(static_cast<std::uint16_t>(Kind::line_agencies) - static_cast<std::uint16_t>(Kind::line_title) ==
              static_cast<std::uint16_t>(HeaderLineKind::agencies));

}  // namespace

void Builder::set_header(NodeIndex i) {
  Parts parts(*this, i);
  syntax::FileHeader& header = tree_.header;
  header.span = span(i);
  const Keyword word = keyword(parts.take());
  header.kind = kind_of(word);
  header.id = text(parts.take());
  header.version.span = header.span;
  if (!parts.more()) return;  // a profile has no version
  const NodeIndex version = parts.take();
  header.version = {std::string(written(version)), span(version)};
}

bool Builder::header_line(NodeIndex i) {
  const Kind kind = node(i).kind;
  if (kind < Kind::line_title || kind > Kind::line_agencies) return false;
  syntax::FileHeader& header = tree_.header;
  const bool late = std::any_of(tree_.items.begin(), tree_.items.end(), [&](ItemId id) {
    return !std::holds_alternative<syntax::ErrorItem>(tree_.all_items[id].node);
  });
  if (late) report(MessageKind::late_header_line, span(i));
  const auto said =
      static_cast<HeaderLineKind>(static_cast<std::uint16_t>(kind) - static_cast<std::uint16_t>(Kind::line_title));
  const bool may_repeat = said == HeaderLineKind::basis || said == HeaderLineKind::use;
  const bool repeated = std::any_of(header.lines.begin(), header.lines.end(),
                                    [&](const syntax::HeaderLine& line) { return line.kind == said; });
  if (repeated && !may_repeat) {
    report(MessageKind::repeated_line, span(i));
    return true;
  }
  header.lines.push_back({said, span(i)});
  header.span.end = std::max(header.span.end, node(i).end);
  Parts parts(*this, i);
  switch (said) {
    case HeaderLineKind::title:
      header.title = text(parts.take());
      break;
    case HeaderLineKind::basis:
      header.basis.push_back(text(parts.take()));
      break;
    case HeaderLineKind::subject:
      header.subject = text(parts.take());
      break;
    case HeaderLineKind::in_force:
      header.in_force = in_force(parts.take());
      break;
    case HeaderLineKind::reference_day: {
      const Keyword day = keyword(parts.take());
      header.reference_day = day == Keyword::end_of_period     ? syntax::ReferenceDay::end_of_period
                             : day == Keyword::start_of_period ? syntax::ReferenceDay::start_of_period
                                                               : syntax::ReferenceDay::decision_day;
      break;
    }
    case HeaderLineKind::month_end: {
      const Keyword word = keyword(parts.take());
      header.month_end = word == Keyword::last_day        ? syntax::MonthEndWord::last_day
                         : word == Keyword::first_of_next ? syntax::MonthEndWord::first_of_next
                                                          : syntax::MonthEndWord::refuse;
      break;
    }
    case HeaderLineKind::use: {
      syntax::Use use;
      use.span = span(i);
      use.names = names(parts);
      use.from = text(parts.take());
      if (parts.more()) {
        const NodeIndex version = parts.take();
        use.version = syntax::VersionText{std::string(written(version)), span(version)};
      }
      header.uses.push_back(std::move(use));
      break;
    }
    case HeaderLineKind::across:
      header.across = date(parts.take());
      break;
    case HeaderLineKind::amends: {
      syntax::Amends amends;
      amends.span = span(i);
      amends.supplements = keyword(parts.take()) == Keyword::supplements;
      amends.policy = text(parts.take());
      if (parts.more()) {
        const NodeIndex version = parts.take();
        amends.version = syntax::VersionText{std::string(written(version)), span(version)};
      }
      header.amends = std::move(amends);
      break;
    }
    case HeaderLineKind::agencies:
      header.decider = name(parts.take());
      while (parts.more()) header.agencies.push_back(text(parts.take()));
      break;
  }
  return true;
}

}  // namespace kaidah::parse
