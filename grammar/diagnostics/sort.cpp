#include <algorithm>
#include <string_view>
#include <tuple>

#include <kaidah/diagnostic.hpp>

namespace kaidah {
namespace {

auto position_key(const Diagnostic& diagnostic) {
  const Location& location = diagnostic.location;
  const std::string_view name =
      location.source ? std::string_view(location.source->name(location.span.begin)) : std::string_view();
  return std::tuple(name, location.span.begin, location.span.end);
}

bool same_location(const Location& a, const Location& b) {
  return a.source == b.source && a.span == b.span;
}

bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.message == b.message && same_location(a.location, b.location) && a.notes == b.notes &&
         std::equal(a.related.begin(), a.related.end(), b.related.begin(), b.related.end(),
                    [](const RelatedPlace& x, const RelatedPlace& y) {
                      return x.message == y.message && same_location(x.location, y.location);
                    });
}

}  // namespace

void sort_diagnostics(std::vector<Diagnostic>& diagnostics) {
  // Stable: at one position the first that was found is told first.
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return position_key(a) < position_key(b); });
  std::vector<Diagnostic> kept;
  kept.reserve(diagnostics.size());
  for (Diagnostic& diagnostic : diagnostics) {
    bool repeated = false;
    for (auto earlier = kept.rbegin(); earlier != kept.rend() && !repeated; ++earlier) {
      if (position_key(*earlier) != position_key(diagnostic)) break;
      repeated = same(*earlier, diagnostic);
    }
    if (!repeated) kept.push_back(std::move(diagnostic));
  }
  diagnostics = std::move(kept);
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) noexcept {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return info(diagnostic.message.kind).severity == Severity::error;
  });
}

}  // namespace kaidah
