#include "grammar/diagnostics/excerpt.hpp"

#include <algorithm>
#include <string_view>

#include "grammar/source/utf8.hpp"

namespace kaidah::diagnostics {
namespace {

constexpr std::size_t kLongestLine = 120;  // code points of a line shown whole
constexpr std::size_t kWindow = 100;       // code points shown of a longer one
constexpr std::size_t kBefore = 30;        // of them before the place
constexpr std::string_view kElided = "\xE2\x80\xA6";

/// The code points of a line as they are shown.
std::vector<std::string> shown_code_points(std::string_view line) {
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t length = source::code_point_length(line, i);
    const auto byte = static_cast<unsigned char>(line[i]);
    const bool c1_control = length == 2 && byte == 0xC2 && static_cast<unsigned char>(line[i + 1]) < 0xA0;
    if (line[i] == '\t') {
      shown.emplace_back(" ");
    } else if (length == 0 || byte < 0x20 || byte == 0x7F || c1_control) {
      shown.emplace_back("\xEF\xBF\xBD");
    } else {
      shown.emplace_back(line.substr(i, length));
    }
    i += length == 0 ? 1 : length;
  }
  return shown;
}

/// The part of a line that is shown: [begin, end) in code points.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Window window_around(std::size_t length, std::size_t column) {
  if (length <= kLongestLine) return {0, length};
  const std::size_t begin = std::min(column > kBefore ? column - kBefore : 0, length - kWindow);
  return {begin, begin + kWindow};
}

struct Underline {
  std::uint32_t line = 0;
  std::size_t column = 0;  // zero-based, in code points
  std::size_t width = 1;
  const Annotation* annotation = nullptr;
};

Underline underline(const Source& source, const Annotation& annotation) {
  const Position begin = source.position(annotation.span.begin);
  const Position end = source.position(annotation.span.end);
  const std::size_t column = begin.column - 1;
  const bool one_line =
      end.line == begin.line && source.part_of(annotation.span.begin) == source.part_of(annotation.span.end);
  const std::size_t stop = one_line ? end.column - 1 : source::code_points(source.line_at(annotation.span.begin));
  return {begin.line, column, stop > column ? stop - column : 1, &annotation};
}

class Excerpt {
 public:
  Excerpt(const Source& source, std::size_t width, const Colours& colours)
      : source_(source), width_(width), colours_(colours) {}

  void add(const Underline& place) {
    if (place.line != line_) {
      line_ = place.line;
      code_points_ = shown_code_points(source_.line_at(place.annotation->span.begin));
      show_line(place.column);
    } else if (place.column > window_.end || place.column < window_.begin) {
      show_line(place.column);
    }
    show_underline(place);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void gutter(const std::string& number) {
    out_ += colours_.gutter + std::string(width_ - number.size(), ' ') + number + " |" + colours_.reset;
  }

  void show_line(std::size_t column) {
    window_ = window_around(code_points_.size(), column);
    gutter(std::to_string(line_));
    std::string shown;
    if (window_.begin > 0) shown += kElided;
    for (std::size_t i = window_.begin; i < window_.end; ++i) shown += code_points_[i];
    if (window_.end < code_points_.size()) shown += kElided;
    shown.erase(shown.find_last_not_of(' ') + 1);
    if (!shown.empty()) out_ += " " + shown;
    out_ += '\n';
  }

  void show_underline(const Underline& place) {
    const Annotation& annotation = *place.annotation;
    const std::size_t indent = place.column - window_.begin + (window_.begin > 0 ? 1 : 0);
    const std::size_t room = window_.end > place.column ? window_.end - place.column : 1;
    gutter("");
    out_ += " " + std::string(indent, ' ') + (annotation.primary ? colours_.primary : colours_.related) +
            std::string(std::min(place.width, room), annotation.primary ? '^' : '-');
    if (!annotation.label.empty()) out_ += " " + annotation.label;
    out_ += colours_.reset + '\n';
  }

  const Source& source_;
  std::size_t width_;
  const Colours& colours_;
  std::uint32_t line_ = 0;
  std::vector<std::string> code_points_;
  Window window_;
  std::string out_;
};

}  // namespace

std::size_t number_width(const Source& source, const std::vector<Annotation>& annotations) {
  std::size_t width = 1;
  for (const Annotation& annotation : annotations) {
    width = std::max(width, std::to_string(source.position(annotation.span.begin).line).size());
  }
  return width;
}

std::string excerpt(const Source& source, std::vector<Annotation> annotations, std::size_t width,
                    const Colours& colours) {
  std::vector<Underline> places;
  for (const Annotation& annotation : annotations) {
    const Underline place = underline(source, annotation);
    // Where related places lie inside the primary one on its own line, they say more than it does.
    const bool told_better =
        annotation.primary && std::any_of(annotations.begin(), annotations.end(), [&](const Annotation& other) {
          return !other.primary && other.span.begin >= annotation.span.begin && other.span.end <= annotation.span.end &&
                 source.position(other.span.begin).line == place.line;
        });
    if (!told_better) places.push_back(place);
  }
  std::stable_sort(places.begin(), places.end(), [](const Underline& a, const Underline& b) {
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
  Excerpt drawn(source, width, colours);
  for (const Underline& place : places) drawn.add(place);
  return drawn.take();
}

}  // namespace kaidah::diagnostics
