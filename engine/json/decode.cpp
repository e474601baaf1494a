#include "engine/json/decode.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/json/record_builder.hpp"
#include "engine/json/syntax_error.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::json {
namespace {

/// The library turns fractions and large whole numbers into its floating type before it shows their text, and refuses
/// those that do not fit. Figures are taken from the text alone; the widest type only refuses the least.
using Library =
    nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t, std::uint64_t, long double>;

/// What nlohmann calls while it reads.
class Events {
 public:
  Events(RecordBuilder& builder, const Limits& limits, std::string_view text)
      : builder_(builder), limits_(limits), text_(text) {}

  bool null() { return builder_.null(); }
  bool boolean(bool value) { return builder_.boolean(value); }
  bool number_integer(std::int64_t value) { return builder_.whole(value); }
  bool number_unsigned(std::uint64_t value) {
    if (std::in_range<std::int64_t>(value)) return builder_.whole(static_cast<std::int64_t>(value));
    return builder_.number(std::to_string(value));
  }
  bool number_float(long double /*rounded*/, const std::string& digits) {
    // The library writes the decimal mark of the host's locale into its copy of the text.
    const std::size_t mark = digits.find_first_not_of("0123456789-+eE.");
    if (mark == std::string::npos) return builder_.number(digits);
    std::string plain = digits;
    plain[mark] = '.';
    return builder_.number(plain);
  }
  bool string(std::string& value) { return builder_.text(value); }
  bool binary(Library::binary_t& /*value*/) { return false; }  // not in JSON
  bool start_object(std::size_t /*unknown*/) { return builder_.start_object(); }
  bool key(std::string& key) { return builder_.key(key); }
  bool end_object() { return builder_.end_object(); }
  bool start_array(std::size_t /*unknown*/) { return builder_.start_array(); }
  bool end_array() { return builder_.end_array(); }

  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& error) {
    constexpr int kNumberOverflow = 406;
    offset_ = position;
    if (error.id == kNumberOverflow) {
      builder_.reject({MessageKind::limit_number, {{"limit", std::to_string(limits_.number_digits)}}});
    } else {
      reason_ = syntax_reason(error.what(), text_.substr(std::min(position - (position > 0 ? 1 : 0), text_.size())));
    }
    return false;
  }

  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  [[nodiscard]] const std::optional<MessageKind>& reason() const noexcept { return reason_; }

 private:
  RecordBuilder& builder_;
  const Limits& limits_;
  std::string_view text_;
  std::size_t offset_ = 0;
  std::optional<MessageKind> reason_;
};

}  // namespace

struct Decoder::State {
  Limits limits;
  RecordBuilder builder;

  State(const plan::Shapes& shapes, std::uint32_t record, const Limits& given,
        const std::vector<std::uint32_t>& identifying)
      : limits(given), builder(shapes, record, limits, identifying) {}

  DecodeResult read(std::string_view text) {
    Events events(builder, limits, text);
    Library::sax_parse(text.begin(), text.end(), &events);
    std::size_t offset = events.offset();
    std::optional<MessageKind> reason = events.reason();
    // The library takes a zero byte for the end of the text.
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos && (!reason || zero < offset)) {
      reason = MessageKind::json_control_character;
      offset = zero + 1;
    }
    if (reason) builder.reject(malformed(*reason, text.substr(0, offset)));
    DecodeResult result = builder.finish();
    const bool located = result.rejection && result.rejection->message.kind == MessageKind::malformed_json;
    result.offset = located ? std::min(offset, text.size()) : 0;
    return result;
  }

  void reject_size() {
    builder.reject({MessageKind::limit_record_bytes, {{"limit", std::to_string(limits.record_bytes)}}});
  }
};

Decoder::Decoder(const plan::Shapes& shapes, std::uint32_t record, const Limits& limits,
                 const std::vector<std::uint32_t>& identifying)
    : state_(std::make_unique<State>(shapes, record, limits, identifying)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

DecodeResult Decoder::decode(std::string_view text, values::Arena& arena) {
  if (text.size() > state_->limits.record_bytes) return too_large(text, arena);
  state_->builder.begin(arena);
  return state_->read(text);
}

DecodeResult Decoder::too_large(std::string_view beginning, values::Arena& arena) {
  constexpr std::size_t kSearched = 64u << 10;
  state_->builder.begin(arena);
  state_->reject_size();
  return state_->read(beginning.substr(0, kSearched));
}

DecodeResult decode(std::string_view text, const plan::Shapes& shapes, std::uint32_t record, values::Arena& arena,
                    const Limits& limits) {
  return Decoder(shapes, record, limits).decode(text, arena);
}

}  // namespace kaidah::json
