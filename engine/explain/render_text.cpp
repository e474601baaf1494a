#include <set>

#include "engine/explain/because.hpp"
#include "engine/explain/sentence.hpp"
#include "engine/explain/shown.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::explain {
namespace {

class TextRenderer {
 public:
  TextRenderer(const Explanation& explanation, Language language) : explanation_(explanation), language_(language) {}

  std::string run() {
    out_ += headline(explanation_, language_) + "\n";
    out_ += text(Message{MessageKind::explain_policy,
                         {{"title", explanation_.policy->header.title.value_or(explanation_.policy->id)},
                          {"policy", explanation_.policy->id},
                          {"version", explanation_.policy->version}}},
                 language_) +
            "\n";
    for (const Because& because : explanation_.because) {
      out_ += "\n";
      write(because, "", "");
    }
    out_ += "\n" + rests_on();
    return std::move(out_);
  }

 private:
  void write(const Because& because, const std::string& first, const std::string& rest) {
    const Line line = line_of(explanation_, because, language_);
    out_ += first + line.words;
    if (!line.article.empty()) out_ += "  — " + line.article;
    for (const std::string& remark : line.remarks) out_ += "  [" + remark + "]";
    // A place says once how far it can be trusted.
    if (!because.provenance || told_.insert(*because.provenance).second)
      for (const std::string& mark : line.marks) out_ += "  [" + mark + "]";
    out_ += "\n";
    const bool has_inside = !because.inside.empty();
    if (!line.formula.empty()) out_ += rest + (has_inside ? "│ " : "  ") + "= " + line.formula + "\n";
    std::size_t items = 0;
    for (std::size_t i = 0; i < because.inside.size(); ++i) {
      const bool last = i + 1 == because.inside.size();
      if (because.inside[i].kind == BecauseKind::item && ++items > kItemsTold) {
        out_ += rest + "└ " +
                text(Message{MessageKind::explain_more_items, {{"count", std::to_string(because.inside.size() - i)}}},
                     language_) +
                "\n";
        break;
      }
      write(because.inside[i], rest + (last ? "└ " : "├ "), rest + (last ? "  " : "│ "));
    }
  }

  std::string rests_on() const {
    if (explanation_.rests_on.empty()) return text(Message{MessageKind::explain_verbatim_only, {}}, language_) + "\n";
    std::string list = text(Message{MessageKind::explain_rests_on, {}}, language_) + ":\n";
    std::set<std::string> said;
    for (const check::ProvenanceId id : explanation_.rests_on) {
      const std::string where = article(*explanation_.policy, id, language_);
      for (const syntax::Mark& mark : explanation_.policy->provenances[id].marks) {
        const std::string line = "- " + (where.empty() ? "" : where + ": ") + text(mark, language_) + "\n";
        if (said.insert(line).second) list += line;
      }
    }
    return list;
  }

  const Explanation& explanation_;
  Language language_;
  std::string out_;
  std::set<check::ProvenanceId> told_;
};

}  // namespace

std::string render_text(const Explanation& explanation, Language language) {
  return TextRenderer(explanation, language).run();
}

}  // namespace kaidah::explain
