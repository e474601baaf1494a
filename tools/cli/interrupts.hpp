#pragma once
// Being asked to end, by Ctrl-C or by the system.

namespace kaidah::cli {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP only says so here; the next ends the process as ever.
/// One at a time.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] static bool asked() noexcept;
  /// Waits until something can be read. False: it was asked to end before. Where nobody listens for that it does not
  /// wait.
  [[nodiscard]] static bool wait_for_input(int descriptor) noexcept;
};

}  // namespace kaidah::cli
