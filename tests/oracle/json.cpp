#include <nlohmann/json.hpp>

#include "tests/oracle/oracle.hpp"

namespace kaidah::oracle {
namespace {

/// Builds the document from nlohmann's events, because its own values would make doubles of the numbers.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Json root;

  bool null() override { return add({}); }
  bool boolean(bool value) override {
    Json json;
    json.kind = Json::Kind::boolean;
    json.boolean = value;
    return add(std::move(json));
  }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& digits) override { return number(digits); }
  bool string(string_t& value) override {
    Json json;
    json.kind = Json::Kind::text;
    json.text = value;
    return add(std::move(json));
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::Kind::object); }
  bool start_array(std::size_t) override { return open(Json::Kind::array); }
  bool key(string_t& value) override {
    keys_.back() = value;
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool number(std::string digits) {
    Json json;
    json.kind = Json::Kind::number;
    json.text = std::move(digits);
    return add(std::move(json));
  }
  bool open(Json::Kind kind) {
    Json json;
    json.kind = kind;
    open_.push_back(std::move(json));
    keys_.emplace_back();
    return true;
  }
  bool close() {
    Json json = std::move(open_.back());
    open_.pop_back();
    keys_.pop_back();
    return add(std::move(json));
  }
  bool add(Json json) {
    if (open_.empty()) {
      root = std::move(json);
    } else if (open_.back().kind == Json::Kind::array) {
      open_.back().items.push_back(std::move(json));
    } else {
      open_.back().fields.push_back({keys_.back(), std::move(json)});
    }
    return true;
  }

  std::vector<Json> open_;
  std::vector<std::string> keys_;
};

}  // namespace

const Json* Json::find(const std::string& key) const {
  for (const auto& [name, value] : fields)
    if (name == key) return &value;
  return nullptr;
}

std::optional<Json> read_json(const std::string& text) {
  Builder builder;
  if (!nlohmann::json::sax_parse(text, &builder)) return std::nullopt;
  return std::move(builder.root);
}

Rational read_digits(const std::string& digits) {
  std::string whole;
  int exponent = 0;
  bool fraction = false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    if (c == '.') {
      fraction = true;
    } else if (c == 'e' || c == 'E') {
      exponent += std::stoi(digits.substr(i + 1));
      break;
    } else if (c != '_') {
      whole += c;
      if (fraction) --exponent;
    }
  }
  const bool negative = whole.starts_with('-');
  if (negative) whole.erase(0, 1);
  // A leading zero would make Boost read the digits as octal.
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  Rational value = boost::multiprecision::cpp_int(whole);
  const Rational scale = boost::multiprecision::pow(boost::multiprecision::cpp_int(10),
                                                    static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  value = exponent < 0 ? Rational(value / scale) : Rational(value * scale);
  return negative ? Rational(-value) : value;
}

}  // namespace kaidah::oracle
