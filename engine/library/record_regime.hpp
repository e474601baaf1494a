#pragma once
// The text of a record -> the regime that it is decided under.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/json/decode.hpp"
#include "engine/library/regimes.hpp"

namespace kaidah::library {

/// Where the records of a policy say whose they are and which period is assessed: keys of JSON.
struct RecordKeys {
  std::string agency;  ///< empty: they do not say it
  std::string period;
  std::string start;
  std::string end;
  friend auto operator<=>(const RecordKeys&, const RecordKeys&) = default;
};

/// What all choosers of a run share.
class RecordRegimes {
 public:
  /// Null, and why, when the records of a policy do not say what regimes are chosen by.
  /// `only`: every record is decided under this policy or not at all (K5017); its records need not name their agency.
  [[nodiscard]] static std::shared_ptr<const RecordRegimes> make(std::shared_ptr<const Regimes> regimes,
                                                                 const LibraryFile* only, const Limits& limits,
                                                                 std::vector<Diagnostic>& diagnostics);

  [[nodiscard]] const Regimes& regimes() const noexcept { return *regimes_; }
  /// By Regimes::all. For records only; without what groups need.
  [[nodiscard]] const std::vector<plan::PlanPtr>& plans() const noexcept { return plans_; }

 private:
  friend class RegimeChooser;
  std::shared_ptr<const Regimes> regimes_;
  const LibraryFile* only_ = nullptr;
  Limits limits_;
  std::vector<plan::PlanPtr> plans_;
  std::vector<std::size_t> layout_;  ///< by regime: into layouts_
  std::vector<RecordKeys> layouts_;
  plan::Shapes shapes_;
  struct Fields {  ///< of a layout, in shapes_
    std::optional<std::uint32_t> agency;
    std::uint32_t period = 0;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
  };
  std::vector<Fields> fields_;  ///< by layout
};

/// A group's record is told by the policies that read such records, not by their input.
enum class RecordKind : std::uint8_t { record, group_record };

/// Chooses for one record after another. One thread at a time.
class RegimeChooser {
 public:
  explicit RegimeChooser(std::shared_ptr<const RecordRegimes> shared);

  struct Choice {
    std::optional<std::uint32_t> regime;  ///< Regimes::all
    const Adoption* adoption = nullptr;   ///< with a regime: the line that leads to it
    json::DecodeResult rejected;          ///< without a regime: why
  };
  /// What is returned lives in the arena. A text that is no JSON object is rejected here already.
  [[nodiscard]] Choice choose(std::string_view text, values::Arena& arena, RecordKind kind = RecordKind::record);

 private:
  /// What one subject says of a record: its regime, or why it has none.
  struct Verdict {
    const Regimes::Subject* subject = nullptr;
    const Regimes::Agency* agency = nullptr;
    std::uint32_t regime = 0;
    const Adoption* adoption = nullptr;  ///< null: none
    evaluate::Rejection problem;
  };
  /// What a record says of itself in one layout; nothing where it does not.
  struct Said {
    std::string_view agency;
    evaluate::Period period;
  };
  std::optional<Said> said(const values::RecordData& record, std::size_t layout,
                           std::optional<evaluate::Rejection>& missing) const;
  void judge(const Said& said, std::size_t layout, std::vector<Verdict>& verdicts,
             std::optional<evaluate::Rejection>& missing) const;
  /// Of the verdicts of several subjects, the one whose policy can read the text; nothing when there are several.
  std::optional<std::size_t> narrow(std::string_view text, const std::vector<Verdict>& verdicts);
  bool can_read(std::string_view text, std::uint32_t regime);

  std::shared_ptr<const RecordRegimes> shared_;
  json::Decoder decoder_;
  RecordKind kind_{};                               ///< of the text
  std::map<std::uint32_t, json::Decoder> readers_;  ///< of records, by regime, made when first needed
  values::Arena scratch_;
};

}  // namespace kaidah::library
