#include <utility>

#include "engine/api/explanation_data.hpp"
#include "engine/json/encode_explanation.hpp"

namespace kaidah {

Explanation::Explanation(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

std::string Explanation::text(Language language) const {
  return explain::render_text(data_->explanation, language);
}

std::string Explanation::json(Language language) const {
  std::string out;
  json::append_explanation(out, data_->explanation, language);
  return out;
}

std::string Explanation::html(Language language) const {
  return explain::render_html(data_->explanation, language);
}

}  // namespace kaidah
