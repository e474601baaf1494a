#pragma once
// The files that a run over many records writes: whole or not there, and taken up again after an interruption.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <kaidah/batch.hpp>

#include "tools/cli/context.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/progress.hpp"

namespace kaidah::cli {

struct RunFileNames {
  std::string output;  ///< empty: standard output
  std::string rejects, groups, manifest, trace;
};

class RunFiles {
 public:
  /// `resume`: what an earlier run has left of them is looked for. See `good`.
  RunFiles(const Context& context, const RunFileNames& names, bool resume);
  RunFiles(const RunFiles&) = delete;
  RunFiles& operator=(const RunFiles&) = delete;

  /// False: one cannot be opened; complained about.
  [[nodiscard]] bool good() const;
  /// Whether all that is kept can be read again: ordinary files, the output among them.
  [[nodiscard]] bool can_resume() const;

  /// Where lines go. `progress`: shown on the terminal that rejections may be written to.
  void connect(BatchStreams& streams, Progress& progress);
  /// A checkpoint every `every` bytes of the records. REQUIRES: can_resume().
  void connect(BatchCheckpoints& checkpoints, std::uint64_t every);

  /// Everything goes to its place; the checkpoint, if there is one, goes.
  [[nodiscard]] bool commit(const BatchResult& result);

  /// The checkpoint that is there to be taken up.
  [[nodiscard]] bool resumes() const noexcept { return state_.has_value(); }
  [[nodiscard]] const std::string& checkpoint() const noexcept { return checkpoint_; }

 private:
  [[nodiscard]] bool save(const BatchCheckpoints::Write& write);
  void remove_checkpoint() const;
  bool write_to_stdout(std::string_view lines);
  [[nodiscard]] OutputFile* file_of(BatchStream stream) const;
  /// Those that grow on the way; null: not asked for.
  [[nodiscard]] std::array<OutputFile*, 4> streams() const {
    return {output_.get(), rejects_.get(), groups_.get(), trace_.get()};
  }

  const Context& context_;
  std::string checkpoint_;
  std::optional<InputFile> state_;
  std::unique_ptr<OutputFile> output_, rejects_, groups_, trace_, manifest_;
};

}  // namespace kaidah::cli
