#include "engine/json/read_fields.hpp"

namespace kaidah::json {

std::vector<std::vector<char>> read_fields(const plan::Shapes& shapes, std::uint32_t record,
                                           const std::vector<std::uint32_t>& identifying) {
  std::vector<std::vector<char>> read;
  for (const plan::RecordShape& shape : shapes.records) {
    std::vector<char>& fields = read.emplace_back();
    for (const plan::FieldShape& field : shape.fields) fields.push_back(field.needed ? 1 : 0);
  }
  for (const plan::RecordShape& shape : shapes.records) {
    for (const plan::FieldShape& field : shape.fields) {
      if (field.value.one_for_each) read[field.value.element.front().record][*field.value.one_for_each] = 1;
    }
  }
  for (const std::uint32_t index : identifying) read[record][index] = 1;
  const std::vector<plan::FieldShape>& fields = shapes.records[record].fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == "id") read[record][i] = 1;
  }
  return read;
}

}  // namespace kaidah::json
