// Any bytes as a policy text: a tree and diagnostics, all of them inside the text, under any limits.
#include <string>

#include "grammar/parse/parse.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace kaidah;

void check_parse(std::string_view text, const Limits& limits) {
  const parse::ParseResult result =
      parse::parse(std::make_shared<const Source>("fuzz.kaidah", std::string(text)), limits);
  fuzz::check_diagnostics(result.diagnostics, limits);
  const auto inside = [&](Span span) { return span.begin <= span.end && span.end <= text.size(); };
  for (const auto& expression : result.tree.expressions)
    fuzz::must(inside(expression.span), "an expression lies inside");
  for (const auto& item : result.tree.all_items) fuzz::must(inside(item.span), "an item lies inside");
  for (const auto& comment : result.tree.comments) fuzz::must(inside(comment.span), "a comment lies inside");
  fuzz::must(!dump(result.tree).empty(), "a tree can be shown");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  check_parse(text, {});
  Limits tight;
  tight.source_bytes = 2'000;
  tight.nesting = 5;
  tight.literal_digits = 4;
  tight.declarations = 8;
  tight.diagnostics = 2;
  check_parse(text, tight);
  return 0;
}
