#pragma once
// Every limit of Kaidah, by name, with its default and the reason for it. A limit that is passed
// ends in a K9 diagnostic or rejection; each has a test at it and one past it.

#include <cstddef>
#include <cstdint>

namespace kaidah {

/// The limits; each is one of what its name says. Hosts that run texts or records they do not trust may lower them.
struct Limits {
  /// Bytes of one policy file: the longest regulation read so far takes 60 kB.
  std::size_t source_bytes = 16u << 20;
  /// Nested brackets, blocks and operators: keeps every tree walk inside a 1 MiB thread stack, sanitizers on.
  std::size_t nesting = 100;
  /// Digits of a number literal in a policy.
  std::size_t literal_digits = 100;
  /// Declarations and statements in one file.
  std::size_t declarations = 200'000;
  /// Modules one policy may use, directly or through others; and results it may take, those of results counted too.
  std::size_t modules = 64;
  /// Diagnostics kept for one check, errors first; the rest are counted.
  std::size_t diagnostics = 200;

  /// Files of one library that is held in force (`PolicyStore`), signed or bundled: a folder named by mistake is not
  /// read to its end. Larger than any library of regulations that is known.
  std::size_t library_files = 10'000;
  /// Bytes of all of them together.
  std::size_t library_bytes = 256u << 20;

  /// Digits of a number in a record, its exponent written out.
  std::size_t number_digits = 400;
  /// Digits of the numerator or denominator of a computed number: past it one operation would cost milliseconds.
  std::size_t computed_digits = 2'000;
  /// Steps one decision may take.
  std::uint64_t steps = 10'000'000;
  /// Nested expressions of the rules that a rule needs: keeps an evaluation inside a thread stack, sanitizers on.
  std::size_t evaluation_depth = 2'000;
  /// Items of a list whose declaration names no bound; members that a scenario gives by their number.
  std::size_t list_items = 10'000;

  /// Bytes of one record.
  std::size_t record_bytes = 16u << 20;
  /// Bytes of memory for the values of one record; as many again for the lists that its decision makes and for what an
  /// explanation is made of. What it takes besides is in proportion to the policy and to the text of the record.
  std::size_t memory_bytes = std::size_t{1} << 30;
  /// Bytes of one decision as JSON, and of the text of one finding. Where a list repeats texts of the record, it can be
  /// longer than the record.
  std::size_t decision_bytes = 64u << 20;
  /// Nested arrays and objects of one record.
  std::size_t json_depth = 64;
  /// Groups of one run.
  std::size_t groups = 5'000'000;
  /// Cells of the case analysis of one rule; what is past it is "not proved".
  std::size_t analysis_cells = 200'000;

  /// Bytes of the name of a file in a seal, its folders with it.
  std::size_t sealed_name = 255;
  /// Signatures of one seal; each takes a tenth of a millisecond.
  std::size_t signatures = 32;
};

}  // namespace kaidah
