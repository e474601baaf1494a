#include "engine/batch/trace_header.hpp"

#include "engine/library/sha256.hpp"

namespace kaidah::batch {
namespace {

using json::Object;

void update(library::Sha256& digest, const plan::Plan& plan) {
  digest.update(plan::dump(plan));
  for (const plan::Result& result : plan.results)
    if (result.plan) update(digest, *result.plan);
}

/// The policy alone does not say how its ways are numbered: that is up to the engine, and to what is selected.
void add_plan(Object& to, const plan::Plan& plan) {
  to.number("ways", plan.ways.size());
  library::Sha256 digest;
  update(digest, plan);
  to.text("plan", digest.digest());
}

}  // namespace

std::string trace_header(const Regimes& regimes, const RunOptions& options, const RunResult& so_far,
                         const ManifestData& data) {
  std::string text;
  {
    Object header(text);
    header.number("trace", 1);
    add_run(header, regimes, options, data);
    header.at("groups") += regimes.all.front().plan->options.groups ? "true" : "false";
    if (has_several(regimes)) {
      header.text_or_null("ways", {});
      header.text_or_null("plan", {});
    } else {
      add_plan(header, *regimes.all.front().plan);
    }
    {
      Object input(header.at("input"));
      input.text_or_null("path", unless_empty(data.input_name));
    }
    header.text_or_null("group_records", unless_empty(so_far.group_records_digest));
    header.text_or_null("group_records_path", unless_empty(data.group_records_name));
    if (has_several(regimes)) {
      std::string& list = header.at("regimes");
      std::size_t i = 0;
      json::append_list(list, regimes.all, [&](const Regime& regime) {
        Object item(list);
        add_regime(item, regime, data.regimes[i++]);
        add_plan(item, *regime.plan);
      });
    }
  }
  text += '\n';
  return text;
}

}  // namespace kaidah::batch
