#include <string_view>

#include "engine/explain/because.hpp"
#include "engine/explain/escaped.hpp"
#include "engine/explain/sentence.hpp"
#include "engine/explain/shown.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::explain {
namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 "
    "1rem;color:#1b1f24;background:#fff}"
    "h1{font-size:1.4rem;margin-bottom:0}details,div.leaf{margin:.15rem 0 .15rem 1.2rem}"
    "summary{cursor:pointer}code{background:#f2f4f7;padding:.05rem .3rem;border-radius:.25rem}"
    ".article{color:#0b4f9e}.remark{color:#7a4b00;font-size:.9em}.no{color:#6a737d}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#16181b}code{background:#2a2e33}"
    ".article{color:#8ab8ff}.remark{color:#f0c27b}.no{color:#9aa4ae}}"
    "@media print{details>*{display:block}}";

class HtmlRenderer {
 public:
  HtmlRenderer(const Explanation& explanation, Language language) : explanation_(explanation), language_(language) {}

  std::string run() {
    const std::string title = escaped(headline(explanation_, language_));
    out_ = std::string("<!doctype html>\n<html lang=\"") + (language_ == Language::english ? "en" : "id") +
           "\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + title +
           "</title><style>" + std::string(kStyle) + "</style>\n<h1>" + title + "</h1>\n<p>" +
           escaped(text(Message{MessageKind::explain_policy,
                                {{"title", explanation_.policy->header.title.value_or(explanation_.policy->id)},
                                 {"policy", explanation_.policy->id},
                                 {"version", explanation_.policy->version}}},
                        language_)) +
           "</p>\n";
    for (const Because& because : explanation_.because) write(because, true);
    if (!explanation_.rests_on.empty()) {
      out_ += "<h2>" + escaped(text(Message{MessageKind::explain_rests_on, {}}, language_)) + "</h2>\n<ul>\n";
      for (const check::ProvenanceId id : explanation_.rests_on)
        for (const syntax::Mark& mark : explanation_.policy->provenances[id].marks)
          out_ += "<li><span class=\"article\">" + escaped(article(*explanation_.policy, id, language_)) +
                  "</span> <span class=\"remark\">" + escaped(text(mark, language_)) + "</span></li>\n";
      out_ += "</ul>\n";
    }
    return std::move(out_) + "</html>\n";
  }

 private:
  void write(const Because& because, bool open) {
    const Line line = line_of(explanation_, because, language_);
    const bool against = because.holds == evaluate::Holds::no || because.holds == evaluate::Holds::not_reached;
    std::string words = std::string("<span") + (against ? " class=\"no\">" : ">") + escaped(line.words) + "</span>";
    if (!line.formula.empty()) words += " <code>" + escaped(line.formula) + "</code>";
    if (!line.article.empty()) words += " <span class=\"article\">" + escaped(line.article) + "</span>";
    for (const std::string& remark : line.remarks) words += " <span class=\"remark\">[" + escaped(remark) + "]</span>";
    for (const std::string& mark : line.marks) words += " <span class=\"remark\">[" + escaped(mark) + "]</span>";
    if (because.inside.empty()) {
      out_ += "<div class=\"leaf\">" + words + "</div>\n";
      return;
    }
    out_ += std::string("<details") + (open ? " open" : "") + "><summary>" + words + "</summary>\n";
    for (const Because& inside : because.inside) write(inside, false);
    out_ += "</details>\n";
  }

  const Explanation& explanation_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string render_html(const Explanation& explanation, Language language) {
  return HtmlRenderer(explanation, language).run();
}

}  // namespace kaidah::explain
