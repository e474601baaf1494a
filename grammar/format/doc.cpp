#include "grammar/format/doc.hpp"

#include <utility>

#include "grammar/source/utf8.hpp"

namespace kaidah::format {
namespace {

struct Pending {
  std::size_t indent = 0;
  bool flat = false;
  const Doc* doc = nullptr;
};

void push_parts(std::vector<Pending>& pending, const Pending& whole, std::size_t indent, bool flat_parts) {
  for (auto part = whole.doc->parts.rbegin(); part != whole.doc->parts.rend(); ++part) {
    pending.push_back({indent, flat_parts, &*part});
  }
}

/// Whether `group` on one line, and what follows up to the next place where a line may end, fits in `room`.
bool fits(const Doc& group, const std::vector<Pending>& after, std::size_t room) {
  std::vector<Pending> pending{{0, true, &group}};
  std::size_t next_after = after.size();
  bool inside = true;
  while (true) {
    if (pending.empty()) {
      inside = false;
      if (next_after == 0) return true;
      pending.push_back(after[--next_after]);
    }
    const Pending current = pending.back();
    pending.pop_back();
    switch (current.doc->kind) {
      case Doc::Kind::text:
      case Doc::Kind::line: {
        if (!inside && current.doc->kind == Doc::Kind::line) return true;
        const std::size_t width = source::code_points(current.doc->text);
        if (width > room) return false;
        room -= width;
        break;
      }
      case Doc::Kind::concat:
      case Doc::Kind::group:
      case Doc::Kind::nest:
        push_parts(pending, current, 0, true);
        break;
    }
  }
}

}  // namespace

Doc text(std::string value) {
  return {Doc::Kind::text, std::move(value), 0, {}};
}
Doc line(std::string flat) {
  return {Doc::Kind::line, std::move(flat), 0, {}};
}
Doc concat(std::vector<Doc> parts) {
  return {Doc::Kind::concat, {}, 0, std::move(parts)};
}
Doc group(std::vector<Doc> parts) {
  return {Doc::Kind::group, {}, 0, std::move(parts)};
}
Doc nest(std::size_t indent, std::vector<Doc> parts) {
  return {Doc::Kind::nest, {}, indent, std::move(parts)};
}

std::string flat(const Doc& doc) {
  std::string out = doc.text;
  for (const Doc& part : doc.parts) out += flat(part);
  return out;
}

std::string render(const Doc& doc, std::size_t column, std::size_t indent) {
  std::string out;
  std::vector<Pending> pending{{indent, false, &doc}};
  while (!pending.empty()) {
    const Pending current = pending.back();
    pending.pop_back();
    switch (current.doc->kind) {
      case Doc::Kind::text:
        out += current.doc->text;
        column += source::code_points(current.doc->text);
        break;
      case Doc::Kind::line:
        if (current.flat) {
          out += current.doc->text;
          column += source::code_points(current.doc->text);
        } else {
          out += '\n';
          out.append(current.indent, ' ');
          column = current.indent;
        }
        break;
      case Doc::Kind::concat:
        push_parts(pending, current, current.indent, current.flat);
        break;
      case Doc::Kind::nest:
        push_parts(pending, current, current.indent + current.doc->indent, current.flat);
        break;
      case Doc::Kind::group: {
        const std::size_t room = column < kLineWidth ? kLineWidth - column : 0;
        push_parts(pending, current, current.indent, current.flat || fits(*current.doc, pending, room));
        break;
      }
    }
  }
  return out;
}

}  // namespace kaidah::format
