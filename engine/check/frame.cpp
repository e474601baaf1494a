#include "engine/check/frame.hpp"

#include <algorithm>

namespace kaidah::check {

Surroundings surroundings(const Context& context, const Standing& standing) {
  Surroundings result;
  result.tree = standing.tree;
  result.group = standing.group;
  result.reach = context.is_module(standing.tree) ? Reach::module : standing.group ? Reach::group : Reach::record;
  return result;
}

void enter_provisions(Context& context, Expressions& expressions, const Standing& standing) {
  std::uint32_t frame_end = 0;
  for (std::size_t i = 0; i < standing.provisions.size(); ++i) {
    Provision& provision = context.provisions[standing.provisions[i]];
    if (!provision.checked) {
      provision.checked = true;
      Surroundings here = expressions.surroundings();
      here.own_field.reset();
      Expressions own(context, here);
      const std::uint32_t begin = std::max(frame_end, context.most_parameters);
      own.start_frame(begin);
      for (std::size_t j = 0; j < i; ++j) {
        const Provision& around = context.provisions[standing.provisions[j]];
        own.facts().learn(own.learned({around.tree, around.condition}, true));
      }
      own.check_condition(provision.condition);
      provision.frame_end = own.frame_size() > begin ? own.frame_size() : frame_end;
      provision.reads_record = own.reads_record();
      provision.reads_members = own.reads_members();
    }
    frame_end = std::max(frame_end, provision.frame_end);
    expressions.read(provision.reads_record, provision.reads_members);
    expressions.facts().learn(expressions.learned({provision.tree, provision.condition}, true));
  }
  expressions.start_frame(std::max(expressions.frame_size(), frame_end));
}

}  // namespace kaidah::check
