#include "grammar/format/format.hpp"

#include <cstdint>

#include "grammar/format/layout.hpp"

namespace kaidah::format {

std::string format(const syntax::SyntaxTree& tree, syntax::Vocabulary vocabulary) {
  const Context context{tree, vocabulary};
  Writer writer(context);
  header(writer);
  if (!tree.items.empty()) writer.empty_line();
  items(writer, tree.items, UINT32_MAX);
  return writer.take();
}

std::string format_item(const syntax::SyntaxTree& tree, syntax::ItemId item, syntax::Vocabulary vocabulary) {
  const Context context{tree, vocabulary};
  Writer writer(context);
  items(writer, {item}, UINT32_MAX);
  return writer.take();
}

std::string format(const syntax::SyntaxTree& tree, syntax::Vocabulary vocabulary, const ItemNotes& notes) {
  const Context context{tree, vocabulary, &notes};
  Writer writer(context);
  header(writer);
  for (const syntax::ItemId id : tree.items) {
    writer.empty_line();
    items(writer, {id}, UINT32_MAX);
  }
  return writer.take();
}

std::string format_expression(const syntax::SyntaxTree& tree, syntax::ExprId id, syntax::Vocabulary vocabulary) {
  const Context context{tree, vocabulary};
  return flat(expression(context, id));
}

std::string format_place(const syntax::Place& place, syntax::Vocabulary vocabulary) {
  const syntax::SyntaxTree none;
  return place_text({none, vocabulary}, place);
}

}  // namespace kaidah::format
