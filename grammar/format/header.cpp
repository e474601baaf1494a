#include <algorithm>
#include <cstddef>
#include <utility>

#include "grammar/format/layout.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

Keyword file_word(FileKind kind) {
  switch (kind) {
    case FileKind::policy:
      return Keyword::policy;
    case FileKind::module:
      return Keyword::module;
    case FileKind::scenarios:
      return Keyword::scenarios_for;
    case FileKind::amendment:
      return Keyword::amendment;
    case FileKind::profile:
      break;
  }
  return Keyword::profile;
}

Keyword day_word(ReferenceDay day) {
  switch (day) {
    case ReferenceDay::end_of_period:
      return Keyword::end_of_period;
    case ReferenceDay::start_of_period:
      return Keyword::start_of_period;
    case ReferenceDay::decision_day:
      break;
  }
  return Keyword::decision_day;
}

Keyword line_word(const FileHeader& header, HeaderLineKind kind) {
  switch (kind) {
    case HeaderLineKind::title:
      return Keyword::title;
    case HeaderLineKind::basis:
      return Keyword::basis;
    case HeaderLineKind::subject:
      return Keyword::subject;
    case HeaderLineKind::in_force:
    case HeaderLineKind::across:
      return Keyword::in_force;
    case HeaderLineKind::reference_day:
      return Keyword::reference_day;
    case HeaderLineKind::month_end:
      return Keyword::month_end;
    case HeaderLineKind::amends:
      return header.amends && header.amends->supplements ? Keyword::supplements : Keyword::amends;
    case HeaderLineKind::agencies:
      return Keyword::for_agencies;
    case HeaderLineKind::use:
      break;
  }
  return Keyword::use;
}

/// The lines as written; of a tree that was built without them, in the order of this list.
std::vector<HeaderLine> header_lines(const FileHeader& header) {
  if (!header.lines.empty()) return header.lines;
  std::vector<HeaderLine> lines;
  const auto add = [&](bool there, HeaderLineKind kind) {
    if (there) lines.push_back({kind, header.span});
  };
  add(header.decider.has_value(), HeaderLineKind::agencies);
  add(header.amends.has_value(), HeaderLineKind::amends);
  add(header.title.has_value(), HeaderLineKind::title);
  for (std::size_t i = 0; i < header.basis.size(); ++i) add(true, HeaderLineKind::basis);
  add(header.subject.has_value(), HeaderLineKind::subject);
  add(header.in_force.has_value(), HeaderLineKind::in_force);
  add(!header.across.empty(), HeaderLineKind::across);
  add(header.reference_day.has_value(), HeaderLineKind::reference_day);
  add(header.month_end.has_value(), HeaderLineKind::month_end);
  for (std::size_t i = 0; i < header.uses.size(); ++i) add(true, HeaderLineKind::use);
  return lines;
}

class HeaderLayout {
 public:
  HeaderLayout(const Context& context, const std::vector<HeaderLine>& lines) : context_(context) {
    // `reference day` and `month end` are longer than all others, which stay aligned without them.
    for (const HeaderLine& line : lines) {
      if (is_short(line.kind))
        width_ = std::max(width_, context_.word(line_word(context.tree.header, line.kind)).size());
    }
  }

  /// The n-th call for `basis` and `use` writes the n-th of them.
  [[nodiscard]] std::string line(HeaderLineKind kind) {
    const FileHeader& header = context_.tree.header;
    const std::string begin = padded(context_.word(line_word(header, kind)), is_short(kind) ? width_ : 0) + " ";
    switch (kind) {
      case HeaderLineKind::title:
        return begin + quoted(header.title.value_or(""));
      case HeaderLineKind::basis:
        return begin + quoted(header.basis[basis_++]);
      case HeaderLineKind::subject:
        return begin + quoted(header.subject.value_or(""));
      case HeaderLineKind::in_force: {
        return begin + dates_text(context_, header.in_force.value_or(InForce{})).substr(1);
      }
      case HeaderLineKind::across:
        return begin + context_.word(Keyword::for_periods_across) + " " + header.across;
      case HeaderLineKind::amends: {
        const Amends& amends = header.amends.value();
        return begin + quoted(amends.policy) + (amends.version ? " " + amends.version->text : "");
      }
      case HeaderLineKind::agencies: {
        std::string codes;
        for (const std::string& agency : header.agencies) codes += (codes.empty() ? "" : ", ") + quoted(agency);
        const std::string word = context_.word(Keyword::for_agencies);
        return begin + context_.name(header.decider.value(), NameRole::plain, word) + " " + codes;
      }
      case HeaderLineKind::reference_day:
        return begin + context_.word(day_word(header.reference_day.value_or(ReferenceDay{})));
      case HeaderLineKind::month_end:
        return begin + context_.word(month_end_word(header.month_end.value_or(MonthEndWord{})));
      case HeaderLineKind::use:
        break;
    }
    const Use& use = header.uses[uses_++];
    const std::string version = use.version ? " " + use.version->text : "";
    return begin + context_.names(use.names) + " " + context_.word(Keyword::use_from) + " " + quoted(use.from) +
           version;
  }

 private:
  static bool is_short(HeaderLineKind kind) {
    return kind != HeaderLineKind::reference_day && kind != HeaderLineKind::month_end;
  }

  const Context& context_;
  std::size_t width_ = 0;
  std::size_t basis_ = 0;
  std::size_t uses_ = 0;
};

}  // namespace

void header(Writer& writer) {
  const Context& context = writer.context();
  const FileHeader& header = context.tree.header;
  const std::vector<HeaderLine> lines = header_lines(header);
  std::uint32_t end = header.span.end;
  if (!context.tree.items.empty()) {
    end = context.tree[context.tree.items.front()].span.begin;
  } else if (context.tree.source) {
    end = static_cast<std::uint32_t>(context.tree.source->text().size());
  }

  std::string first = context.word(file_word(header.kind)) + " " + quoted(header.id);
  if (header.kind != FileKind::profile) {
    if (header.kind != FileKind::scenarios) first += " " + context.word(Keyword::version);
    first += " " + header.version.text;
  }
  const std::uint32_t after_first = lines.empty() ? end : lines.front().span.begin;
  writer.statement({header.span.begin, header.version.span.end, after_first}, text(std::move(first)));

  HeaderLayout layout(context, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::uint32_t next = i + 1 < lines.size() ? lines[i + 1].span.begin : end;
    writer.statement({lines[i].span.begin, lines[i].span.end, next}, text(layout.line(lines[i].kind)));
  }
}

}  // namespace kaidah::format
