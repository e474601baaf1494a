#include <algorithm>
#include <string>

#include "grammar/syntax/dump_pieces.hpp"
#include "grammar/syntax/dump_words.hpp"

namespace kaidah::syntax {
namespace {

// Raise when the same policy would give other lines: every digest changes with it.
constexpr std::string_view kDumpVersion = "1";

void dump_use(const Dump& dump, const Use& use) {
  DumpNode node = dump.writer.node("use");
  node.text("from", use.from);
  if (use.version) node.attribute("version", use.version->text);
  node.span(use.span);
  std::vector<Name> names = use.names;
  if (dump.writer.canonical()) {
    std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.text < b.text; });
  }
  dump_names(dump, "name", names);
}

void dump_header(const Dump& dump, const FileHeader& header) {
  DumpNode node = dump.writer.node(dump_word(header.kind));
  node.text("id", header.id);
  if (!header.version.text.empty()) node.attribute("version", header.version.text);
  node.span(header.span);
  if (header.title) dump_text(dump, "title", *header.title);
  for (const std::string& basis : header.basis) dump_text(dump, "basis", basis);
  if (header.subject) dump_text(dump, "subject", *header.subject);
  dump_in_force(dump, header.in_force);
  if (!header.across.empty()) dump.writer.node("across").word(header.across);
  if (header.amends) {
    DumpNode amends = dump.writer.node(header.amends->supplements ? "supplements" : "amends");
    amends.text("policy", header.amends->policy);
    if (header.amends->version) amends.attribute("version", header.amends->version->text);
    amends.span(header.amends->span);
  }
  if (header.decider) {
    DumpNode agencies = dump.writer.node("for");
    agencies.word(header.decider->text);
    for (const std::string& agency : header.agencies) agencies.text("agency", agency);
  }
  if (header.reference_day) dump.writer.node("reference_day").word(dump_word(*header.reference_day));
  if (header.month_end) dump.writer.node("month_end").word(dump_word(*header.month_end));
  std::vector<Use> uses = header.uses;
  if (dump.writer.canonical()) {
    std::stable_sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) { return a.from < b.from; });
  }
  for (const Use& use : uses) dump_use(dump, use);
}

void dump_instrument(const Dump& dump, const Instrument& instrument) {
  DumpNode node = dump.writer.node(instrument.supplements ? "supplemented_by" : "amended_by");
  node.text("id", instrument.id).attribute("version", instrument.version).text("title", instrument.title);
  for (const std::string& agency : instrument.agencies) node.text("agency", agency);
  dump_in_force(dump, instrument.in_force);
}

void dump_comments(const Dump& dump) {
  for (const Comment& comment : dump.tree.comments) {
    DumpNode node = dump.writer.node("comment", comment.own_line ? "own_line" : "trailing");
    if (dump.tree.source) node.text("text", dump.tree.source->text(comment.span));
    node.span(comment.span);
  }
}

}  // namespace

std::string dump(const SyntaxTree& tree, const DumpOptions& options) {
  DumpOptions wanted = options;
  if (wanted.canonical) wanted.spans = false;
  DumpWriter writer(wanted);
  const Dump whole{tree, writer};
  writer.node("syntax").word(kDumpVersion);
  if (!wanted.canonical) writer.node("vocabulary").word(dump_word(tree.vocabulary));
  dump_header(whole, tree.header);
  for (const Instrument& instrument : tree.amendments) dump_instrument(whole, instrument);
  for (const ItemId id : tree.items) dump_item(whole, id);
  if (!wanted.canonical) dump_comments(whole);
  return writer.take();
}

}  // namespace kaidah::syntax
