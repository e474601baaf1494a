#include "engine/library/regimes.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {

bool adopts(const Adoption& adoption, const LibraryFile& policy) {
  return adoption.written().policy == policy.tree->header.id && policy.version && adoption.range.holds(*policy.version);
}

class RegimesBuilder {
 public:
  RegimesBuilder(std::vector<Profile> profiles, const PolicyLibrary& library, const RegimesOptions& options,
                 const Limits& limits, std::vector<Diagnostic>& diagnostics)
      : made_(std::make_shared<Regimes>()),
        own_(library, limits),
        compiled_(options.compiled != nullptr ? *options.compiled : own_),
        options_(options),
        limits_(limits),
        diagnostics_(diagnostics) {
    made_->profiles_ = std::move(profiles);
    made_->subject_ = options.subject;
  }

  std::shared_ptr<const Regimes> operator()() {
    const std::size_t before = diagnostics_.size();
    for (const Profile& profile : made_->profiles_) {
      for (const std::string& code : profile.agencies()) made_->agencies_[code];
    }
    for (auto& [code, agency] : made_->agencies_) add(code, agency);
    const bool wrong = std::any_of(
        diagnostics_.begin() + static_cast<std::ptrdiff_t>(before), diagnostics_.end(),
        [](const Diagnostic& diagnostic) { return info(diagnostic.message.kind).severity == Severity::error; });
    if (wrong) return nullptr;
    sort();
    return made_;
  }

 private:
  void add(const std::string& code, Regimes::Agency& agency) {
    std::vector<std::pair<std::string, std::vector<const Adoption*>>> subjects;
    for (const Adoption* adoption : adoptions_of(made_->profiles_, code)) {
      const bool known = options_.policy != nullptr && adopts(*adoption, *options_.policy->file);
      if (!adoption->file && !known) continue;
      const std::string& subject = known ? subject_of(*options_.policy->file) : adoption->subject;
      if (options_.subject && subject != *options_.subject) continue;
      auto found =
          std::find_if(subjects.begin(), subjects.end(), [&](const auto& one) { return one.first == subject; });
      if (found == subjects.end()) found = subjects.insert(subjects.end(), {subject, {}});
      found->second.push_back(adoption);
      if (options_.policy != nullptr && !known) continue;
      if (const auto regime = regime_of(code, *adoption)) agency.regime_of.emplace(adoption, *regime);
    }
    for (auto& [subject, adoptions] : subjects) {
      agency.subjects.push_back({subject, RegimeCalendar(code, std::move(adoptions))});
    }
  }

  static const std::string& subject_of(const LibraryFile& file) {
    static const std::string kNone;
    return file.tree->header.subject ? *file.tree->header.subject : kNone;
  }

  /// Told once for each line, though many agencies may share it.
  void tell(const Adoption& adoption, std::vector<Diagnostic> found) {
    if (told_.insert(&adoption).second) {
      diagnostics_.insert(diagnostics_.end(), found.begin(), found.end());
    }
  }

  const CompileResult& compiled(const std::string& code, const Adoption& adoption) {
    // What was compiled for nobody in particular does not hold an agency's own amendments.
    const bool ready = options_.policy != nullptr && (!adoption.file || !compiled_.has_own(*adoption.file, code));
    return ready ? *options_.policy : compiled_.of(adoption.file, code);
  }

  Authority& authority(const CompiledPolicy& policy) {
    auto& known = authorities_[policy.checked.get()];
    if (!known) known = std::make_unique<Authority>(policy.checked);
    return *known;
  }

  std::optional<std::uint32_t> regime_of(const std::string& code, const Adoption& adoption) {
    const CompileResult& result = compiled(code, adoption);
    if (!result.policy) {
      if (broken_.insert(&result).second) {
        std::copy_if(result.diagnostics.begin(), result.diagnostics.end(), std::back_inserter(diagnostics_),
                     [](const Diagnostic& one) { return info(one.message.kind).severity == Severity::error; });
      }
      return std::nullopt;
    }
    std::vector<Diagnostic> found;
    Regime regime;
    regime.file = result.file;
    regime.compiled = *result.policy;
    regime.settings = settings_of(adoption, found);
    for (const Setting& setting : options_.settings) {
      std::erase_if(regime.settings,
                    [&](const Setting& own) { return own.location.source && own.name == setting.name; });
      regime.settings.push_back(setting);
    }
    const syntax::FileHeader& header = adoption.profile->tree->header;
    const SettingsContext context{header.decider ? header.decider->text : std::string(), adoption.days};
    evaluate::ResultSettings read = read_with_results(authority(*result.policy), *result.policy->checked,
                                                      regime.settings, context, made_->arena_, limits_, found);
    regime.parameters = std::move(read.parameters);
    regime.results = std::move(read.results);
    const bool wrong = has_errors(found);
    tell(adoption, std::move(found));
    if (wrong) return std::nullopt;
    std::sort(regime.settings.begin(), regime.settings.end(),
              [](const Setting& a, const Setting& b) { return a.name < b.name; });
    return add(std::move(regime), header.id);
  }

  std::uint32_t add(Regime regime, const std::string& profile) {
    std::vector<Regime>& all = made_->regimes_;
    auto same = std::find_if(all.begin(), all.end(), [&](const Regime& one) {
      return one.compiled.checked == regime.compiled.checked && one.parameters == regime.parameters &&
             one.results == regime.results;
    });
    if (same == all.end()) same = all.insert(all.end(), std::move(regime));
    if (std::find(same->profiles.begin(), same->profiles.end(), profile) == same->profiles.end()) {
      same->profiles.push_back(profile);
    }
    return static_cast<std::uint32_t>(same - all.begin());
  }

  /// By policy, then as the agencies come to them: an order that people can follow.
  void sort() {
    std::vector<std::uint32_t> order(made_->regimes_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto name = [&](std::uint32_t index) {
      const LibraryFile& file = *made_->regimes_[index].file;
      return std::pair(file.tree->header.id, file.version);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return name(a) < name(b); });
    std::vector<Regime> sorted;
    std::vector<std::uint32_t> place(order.size());
    for (const std::uint32_t index : order) {
      place[index] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(made_->regimes_[index]));
    }
    made_->regimes_ = std::move(sorted);
    for (auto& [code, agency] : made_->agencies_) {
      for (auto& [adoption, regime] : agency.regime_of) regime = place[regime];
    }
  }

  std::shared_ptr<Regimes> made_;
  CompiledPolicies own_;
  CompiledPolicies& compiled_;
  const RegimesOptions& options_;
  const Limits& limits_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<const Adoption*> told_;
  std::set<const CompileResult*> broken_;
  std::map<const check::CheckedPolicy*, std::unique_ptr<Authority>> authorities_;
};

const Regimes::Agency* Regimes::agency(std::string_view code) const {
  const auto found = agencies_.find(code);
  return found == agencies_.end() ? nullptr : &found->second;
}

std::shared_ptr<const Regimes> make_regimes(std::vector<Profile> profiles, const PolicyLibrary& library,
                                            const RegimesOptions& options, const Limits& limits,
                                            std::vector<Diagnostic>& diagnostics) {
  return RegimesBuilder(std::move(profiles), library, options, limits, diagnostics)();
}

}  // namespace kaidah::library
