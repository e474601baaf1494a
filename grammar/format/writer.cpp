#include "grammar/format/writer.hpp"

#include <algorithm>
#include <utility>

#include "grammar/format/origin.hpp"

namespace kaidah::format {
namespace {

using syntax::Comment;

std::string_view trimmed(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

}  // namespace

const Comment* Writer::pending() const {
  const std::vector<Comment>& comments = context_.tree.comments;
  return context_.tree.source && next_comment_ < comments.size() ? &comments[next_comment_] : nullptr;
}

void Writer::put_line(std::string_view line) {
  if (!line.empty()) {
    out_.append(indent(), ' ');
    out_ += line;
  }
  out_ += '\n';
  at_block_begin_ = false;
  comment_on_last_line_ = false;
}

void Writer::empty_line() {
  if (!at_block_begin_ && !out_.ends_with("\n\n")) out_ += '\n';
}

void Writer::space_before(std::uint32_t begin) {
  if (empty_line_before(context_.tree, begin)) empty_line();
}

void Writer::own_line(const Comment& comment) {
  space_before(comment.span.begin);
  put_line(trimmed(context_.tree.source->text(comment.span)));
  comment_on_last_line_ = true;
  ++next_comment_;
}

void Writer::comments_before(std::uint32_t begin) {
  for (const Comment* comment = pending(); comment != nullptr && comment->span.begin < begin; comment = pending()) {
    own_line(*comment);
  }
}

void Writer::comments_inside(std::uint32_t end) {
  for (const Comment* comment = pending(); comment != nullptr && comment->span.begin < end; comment = pending()) {
    put_line(trimmed(context_.tree.source->text(comment->span)));
    ++next_comment_;
  }
}

void Writer::comment_behind(std::uint32_t next) {
  const Comment* comment = pending();
  if (comment == nullptr || comment->own_line || comment->span.begin >= next || comment_on_last_line_) return;
  out_.pop_back();
  out_ += "  ";
  out_ += trimmed(context_.tree.source->text(comment->span));
  out_ += '\n';
  comment_on_last_line_ = true;
  ++next_comment_;
}

void Writer::statement(const Anchor& anchor, const Doc& doc) {
  statement(anchor, std::vector<std::string>{render(doc, indent(), indent())});
}

void Writer::statement(const Anchor& anchor, const std::vector<std::string>& lines) {
  comments_before(anchor.begin);
  space_before(anchor.begin);
  comments_inside(anchor.end);
  for (const std::string& line : lines) put_line(line);
  comment_behind(anchor.next);
}

void Writer::open(const Anchor& anchor, const Doc& head) {
  comments_before(anchor.begin);
  space_before(anchor.begin);
  comments_inside(anchor.end);
  put_line(render(head, indent(), indent()));
  comment_behind(anchor.next);
  ++depth_;
  at_block_begin_ = true;
}

void Writer::close(std::uint32_t end) {
  comments_before(end);
  --depth_;
  at_block_begin_ = false;
}

void Writer::close(const Anchor& anchor, const Doc& tail) {
  close(anchor.end);
  put_line(render(tail, indent(), indent()));
  comment_behind(anchor.next);
}

std::string Writer::take() {
  comments_before(UINT32_MAX);
  return std::move(out_);
}

}  // namespace kaidah::format
