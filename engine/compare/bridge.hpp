#pragma once
// Where the second policy needs other input: a policy of its own that says how one record becomes the other.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/members.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::compare {

/// The bridge reads the record, with the outputs of the first policy beside it where the record has no such member;
/// what it decides is written over the record, each output under the key of the second policy's field of that name.
struct BridgeSetup {
  plan::PlanPtr plan;
  evaluate::Settings settings;
  std::string digest;
  std::vector<std::string> keys;  ///< by Plan::outputs: where each is written

  [[nodiscard]] const check::CheckedPolicy& policy() const noexcept { return *plan->policy; }
};

/// What keeps a policy from being a bridge: an output that is no field of the second policy, and one that stands there
/// without a mark, as if a regulation had said it. Fills in the keys.
void fit_bridge(BridgeSetup& bridge, const plan::Plan& to, std::vector<Diagnostic>& diagnostics);

/// For one thread.
class Bridge {
 public:
  explicit Bridge(const BridgeSetup& setup);

  struct Crossed {
    std::string record;  ///< for the second policy
    std::optional<evaluate::Rejection> rejection;
  };
  /// `outcome`: of the first policy; null when it was rejected there.
  Crossed cross(std::string_view record, const plan::Plan& from, const evaluate::Outcome* outcome);

 private:
  const BridgeSetup& setup_;
  json::Decoder decoder_;
  values::Arena arena_;
  evaluate::Evaluator evaluator_;
};

}  // namespace kaidah::compare
