#include "grammar/parse/parse.hpp"

#include <array>

#include "grammar/diagnostics/limit.hpp"
#include "grammar/diagnostics/spelling.hpp"
#include "grammar/parse/build/builder.hpp"
#include "grammar/parse/grammar/externals.hpp"
#include "grammar/parse/lexical.hpp"
#include "grammar/parse/report.hpp"
#include "grammar/parse/scan.hpp"

namespace kaidah::parse {

namespace {

using syntax::Vocabulary;

constexpr std::array kFileKinds{Keyword::policy, Keyword::module, Keyword::amendment, Keyword::profile,
                                Keyword::scenarios_for};
constexpr std::array kVocabularies{Vocabulary::english, Vocabulary::indonesian};

/// Sets the vocabulary by the first word of the file; false: it does not begin as any file does.
bool find_header(State& state, Input& in) {
  const char* p = token_begin(state, in.current(), in.end());
  for (const Vocabulary vocabulary : kVocabularies) {
    state.vocabulary = vocabulary;
    for (const Keyword keyword : kFileKinds) {
      if (keyword_end(vocabulary::spelling(keyword, vocabulary), p, in.end()) != nullptr) return true;
    }
  }
  return false;
}

class Reader {
 public:
  Reader(SourcePtr source, Span part, syntax::SyntaxTree tree, const Limits& limits)
      : result_{std::move(tree), {}}, state_(std::move(source), limits, result_.diagnostics), begin_(part.begin) {
    result_.tree.source = state_.source;
    text_ = state_.source->text(part);
  }

  ParseResult read() {
    const std::string_view text = text_;
    if (readable(text)) {
      Scan scanned = scan(text);
      for (syntax::Comment& comment : scanned.comments) {
        comment.span.begin += begin_;
        comment.span.end += begin_;
      }
      result_.tree.comments = std::move(scanned.comments);
      state_.missing_closes = scanned.missing_closes;
      read_file(text.substr(byte_order_mark(text)));
    }
    result_.tree.vocabulary = state_.vocabulary;
    sort_diagnostics(result_.diagnostics);
    if (state_.left_out != 0) {
      const Span end{begin_ + static_cast<std::uint32_t>(text.size()),
                     begin_ + static_cast<std::uint32_t>(text.size())};
      result_.diagnostics.push_back(more_diagnostics(state_.left_out, {state_.source, end}));
    }
    return std::move(result_);
  }

 private:
  bool readable(std::string_view text) {
    if (text.size() > state_.limits.source_bytes) {
      state_.report(limit_passed(state_, MessageKind::limit_source, {}, state_.limits.source_bytes));
      return false;
    }
    if (const auto bad = first_bad_byte(text)) {
      static constexpr std::string_view hex = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(text[*bad]);
      Diagnostic diagnostic = simple(state_, MessageKind::invalid_utf8, {begin_ + *bad, begin_ + *bad + 1});
      diagnostic.message.arguments = {{"byte", std::string{'0', 'x', hex[byte >> 4], hex[byte & 15]}}};
      state_.report(std::move(diagnostic));
      return false;
    }
    return true;
  }

  void read_file(std::string_view text) {
    Input in(text.data(), text.size(), "");
    if (!find_header(state_, in)) {
      const char* p = token_begin(state_, in.current(), in.end());
      const char* to = shown_token_end(p, in.end());
      Diagnostic diagnostic = simple(state_, MessageKind::no_file_header, {state_.offset(p), state_.offset(to)});
      diagnostic.message.arguments = {{"found", MessageKind::expect_end_of_text}};
      if (p != in.end()) {
        diagnostic.message.arguments = {{"found", quoted({p, static_cast<std::size_t>(to - p)})}};
        std::vector<std::string> words;
        for (const Keyword keyword : kFileKinds) {
          for (const Vocabulary vocabulary : kVocabularies)
            words.emplace_back(vocabulary::spelling(keyword, vocabulary));
        }
        for (std::string& word : closest_names({p, static_cast<std::size_t>(to - p)}, words)) {
          diagnostic.notes.push_back({MessageKind::did_you_mean, {{"name", std::move(word)}}});
        }
      }
      state_.report(std::move(diagnostic));
      const auto vocabulary = likely_vocabulary(text);
      if (!vocabulary) return;
      state_.vocabulary = *vocabulary;
      if (!starts_element(state_, Context::file, p, in.end())) {
        in.bump(static_cast<std::size_t>(skip_to_element(state_, Context::file, p, p, in.end()) - in.current()));
      }
    } else {
      match_element(in, state_, Context::file, match_file_header);
      if (!state_.nodes.empty() && state_.nodes.back().kind == Kind::header) {
        builder_.set_header(static_cast<NodeIndex>(state_.nodes.size() - 1));
      }
      state_.nodes.clear();
    }
    match_file(
        in, state_, match_file_element, [](void* self) { static_cast<Reader*>(self)->element_done(); }, this);
    builder_.finish();
  }

  void element_done() {
    if (!state_.nodes.empty()) builder_.add_element(static_cast<NodeIndex>(state_.nodes.size() - 1));
  }

  ParseResult result_;
  State state_;
  std::uint32_t begin_;    ///< of the part that is read
  std::string_view text_;  ///< of it
  Builder builder_{state_, result_.tree};
};

}  // namespace

ParseResult parse(SourcePtr source, const Limits& limits) {
  const Span whole{0, static_cast<std::uint32_t>(source->text().size())};
  return Reader(std::move(source), whole, {}, limits).read();
}

ParseResult parse_part(SourcePtr source, std::size_t part, NodesOfTree nodes, const Limits& limits) {
  const Span span = source->part(part);
  syntax::SyntaxTree tree;
  tree.expressions = std::move(nodes.expressions);
  tree.all_items = std::move(nodes.items);
  return Reader(std::move(source), span, std::move(tree), limits).read();
}

}  // namespace kaidah::parse
