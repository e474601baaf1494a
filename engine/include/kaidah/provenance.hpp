#pragma once
// Where in its regulation each part of a policy or of a decision stands, and how far it can be trusted.

#include <cstdint>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

namespace kaidah {

/// How a rule stands to the text of the regulation. A rule without a mark is `verbatim`.
enum class Trust : std::uint8_t {
  verbatim,          ///< as the article writes it
  secondary_source,  ///< known from others' accounts of the text
  interpretation,    ///< the text leaves it open; this is one reading
  place_inferred,    ///< the rule is sure, the article it stands in is not
  not_encoded,       ///< left out
  accepted,          ///< a known hole of the regulation, kept as one
};

/// A mark, as the author has written it.
struct TrustMark {
  Trust trust = Trust::verbatim;  ///< its kind
  std::string code;               ///< of accepted: the diagnostic that is kept
  std::string text;               ///< the source or the reason, as the author gives it
};

/// The name of a kind of trust, as the language writes it: `secondary source`, `sumber sekunder`.
[[nodiscard]] std::string trust_name(Trust trust, Language language);

/// One part of the policy that decides something.
struct ProvenanceEntry {
  std::string article;                ///< `pasal 41 ayat (2) huruf a`
  std::string title;                  ///< the innermost title on the way there
  std::vector<std::string> names;     ///< rules, duties and procedures that stand there
  std::vector<std::string> referred;  ///< articles it refers to
  std::vector<TrustMark> marks;       ///< empty: verbatim
  std::string instrument;             ///< the amendment that brought it, with its version; empty: the policy itself
  Location location;                  ///< of the place in the policy's text
};

/// What the regulation says and the policy leaves out.
struct NotEncodedEntry {
  std::string article;               ///< where it stands
  std::string instrument;            ///< as above
  std::string why;                   ///< the author's reason
  std::vector<std::string> affects;  ///< rules that would read it
  Location location;                 ///< in the policy's text
};

/// All of a policy, in source order.
struct ProvenanceListing {
  std::vector<ProvenanceEntry> entries;      ///< what decides
  std::vector<NotEncodedEntry> not_encoded;  ///< what is left out

  /// One object: `{"entries":[…],"not_encoded":[…]}`.
  [[nodiscard]] std::string json() const;
};

}  // namespace kaidah
