#include "tools/cli/run_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "tools/cli/interrupts.hpp"

namespace kaidah::cli {

RunFiles::RunFiles(const Context& context, const RunFileNames& names, bool resume) : context_(context) {
  const auto open = [&](const std::string& path, OutputFile::Begin begin) {
    return path.empty() ? nullptr : std::make_unique<OutputFile>(context, path, begin);
  };
  output_ = open(names.output, OutputFile::Begin::as_it_is);
  if (output_ && !output_->good()) return;
  if (output_ && output_->ordinary()) checkpoint_ = output_->path() + ".checkpoint";
  std::error_code error;
  if (resume && std::filesystem::exists(checkpoint_, error)) state_ = InputFile::open(context, checkpoint_);
  const auto begin = resumes() ? OutputFile::Begin::as_it_is : OutputFile::Begin::empty;
  rejects_ = open(names.rejects, begin);
  groups_ = open(names.groups, begin);
  trace_ = open(names.trace, begin);
  manifest_ = open(names.manifest, OutputFile::Begin::empty);
  if (!good() || resumes()) return;
  // A checkpoint is never older than what it tells of.
  remove_checkpoint();
  if (output_ && output_->ordinary()) static_cast<void>(output_->written(0, false));
}

bool RunFiles::good() const {
  const auto is_good = [](const OutputFile* file) { return file == nullptr || file->good(); };
  return std::ranges::all_of(streams(), is_good) && is_good(manifest_.get());
}

bool RunFiles::can_resume() const {
  const auto is_ordinary = [](const OutputFile* file) { return file == nullptr || file->ordinary(); };
  return output_ && std::ranges::all_of(streams(), is_ordinary);
}

OutputFile* RunFiles::file_of(BatchStream stream) const {
  if (stream == BatchStream::decisions) return output_.get();
  if (stream == BatchStream::rejections) return rejects_.get();
  return stream == BatchStream::trace ? trace_.get() : groups_.get();
}

bool RunFiles::write_to_stdout(std::string_view lines) {
  const int error = write_all(STDOUT_FILENO, lines);
  if (error == 0) return true;
  context_.complain(MessageKind::cli_cannot_write,
                    {{"path", MessageKind::cli_standard_output}, {"reason", reason_of(error)}});
  return false;
}

void RunFiles::connect(BatchStreams& streams, Progress& progress) {
  streams.decisions = [this](std::string_view lines) {
    return output_ ? output_->write(lines) : write_to_stdout(lines);
  };
  streams.rejections = [this, &progress](std::string_view lines) {
    if (rejects_) return rejects_->write(lines);
    progress.clear();
    return write_all(STDERR_FILENO, lines) == 0;
  };
  if (groups_) streams.groups = [this](std::string_view lines) { return groups_->write(lines); };
  if (trace_) streams.trace = [this](std::string_view lines) { return trace_->write(lines); };
}

void RunFiles::connect(BatchCheckpoints& checkpoints, std::uint64_t every) {
  checkpoints.every = every;
  checkpoints.rejections_can_be_read = rejects_ != nullptr;
  checkpoints.stop = Interrupts::asked;
  checkpoints.save = [this](const BatchCheckpoints::Write& write) { return save(write); };
  checkpoints.written = [this](BatchStream stream, std::uint64_t bytes, bool finished) -> std::optional<ByteSource> {
    OutputFile* file = file_of(stream);
    return file == nullptr ? std::nullopt : file->written(bytes, finished);
  };
  if (state_) {
    checkpoints.state = state_->source();
    for (OutputFile* file : streams())
      if (file != nullptr) file->keep();
  }
}

bool RunFiles::save(const BatchCheckpoints::Write& write) {
  for (OutputFile* file : streams())
    if (file != nullptr && !file->sync()) return false;
  OutputFile checkpoint(context_, checkpoint_);
  if (!checkpoint.good() || !write([&](std::string_view lines) { return checkpoint.write(lines); }) ||
      !checkpoint.commit())
    return false;
  for (OutputFile* file : streams())
    if (file != nullptr) file->keep();
  return true;
}

bool RunFiles::commit(const BatchResult& result) {
  if (manifest_ && !manifest_->write(result.manifest)) return false;
  for (OutputFile* file : streams())
    if (file != nullptr && !file->commit()) return false;
  if (manifest_ && !manifest_->commit()) return false;
  remove_checkpoint();
  return true;
}

/// Also one that was being written when a run was killed.
void RunFiles::remove_checkpoint() const {
  std::error_code error;
  if (checkpoint_.empty()) return;
  std::filesystem::remove(checkpoint_, error);
  std::filesystem::remove(checkpoint_ + ".part", error);
}

}  // namespace kaidah::cli
