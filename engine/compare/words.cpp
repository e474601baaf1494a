#include "engine/compare/words.hpp"

#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::compare {

std::string Words::figure(const std::string& digits) const {
  std::string text = digits;
  if (language_ == Language::indonesian)
    for (char& c : text)
      if (c == '.') c = ',';
  return text;
}

std::string Words::severity(syntax::FindingSeverity severity) const {
  using vocabulary::Keyword;
  const auto vocabulary = language_ == Language::english ? syntax::Vocabulary::english : syntax::Vocabulary::indonesian;
  Keyword word = Keyword::note;
  if (severity == syntax::FindingSeverity::breach) word = Keyword::breach;
  if (severity == syntax::FindingSeverity::warning) word = Keyword::warning;
  return std::string(vocabulary::spelling(word, vocabulary));
}

std::string Words::policy(const NamedPolicy& policy) const {
  std::string line = policy.id + " " + policy.version;
  for (const auto& [name, value] : policy.parameters) line += ", " + name + " = " + figure(value);
  if (!policy.decision_day.empty()) line += ", " + of(MessageKind::compare_decided_on, {{"day", policy.decision_day}});
  return line;
}

std::string Words::summary(const Report& report) const {
  const Movers& all = report.all;
  std::vector<Argument> arguments{{"records", count(report.records)},
                                  {"changed", count(all.changed)},
                                  {"share", share(all.changed, report.records)},
                                  {"up", count(all.up)},
                                  {"down", count(all.down)}};
  if (report.records == 0) return of(MessageKind::compare_no_records);
  if (all.changed == 0) return of(MessageKind::compare_nothing_changed, std::move(arguments));
  return of(report.comparable ? MessageKind::compare_summary_directed : MessageKind::compare_summary,
            std::move(arguments));
}

std::string Words::rejected(const Report& report) const {
  return of(MessageKind::compare_rejected_counts,
            {{"from", count(report.all.from_rejected)}, {"to", count(report.all.to_rejected)}});
}

std::string Words::more(std::size_t left_out) const {
  return of(MessageKind::compare_more, {{"count", count(left_out)}});
}

std::string Words::record(const std::string& id, std::uint64_t line) const {
  std::vector<Argument> arguments{{"id", id}, {"line", count(line)}};
  return of(id.empty() ? MessageKind::compare_record_line : MessageKind::compare_record, std::move(arguments));
}

}  // namespace kaidah::compare
