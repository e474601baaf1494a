#include "tools/cli/interrupts.hpp"

#include <poll.h>

#include <array>
#include <csignal>
#include <cstddef>

namespace kaidah::cli {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t asked_to_end = 0;
bool listening = false;

struct Before {
  std::array<struct sigaction, kSignals.size()> actions{};
};
Before before;

void note(int /*signal*/) {
  asked_to_end = 1;
}

}  // namespace

// Without SA_RESTART: whoever waits for input is woken.
Interrupts::Interrupts() {
  asked_to_end = 0;
  listening = true;
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &before.actions[i]);
    // What the parent had ignored (nohup) stays ignored.
    if (before.actions[i].sa_handler != SIG_IGN) sigaction(kSignals[i], &action, nullptr);
  }
}

Interrupts::~Interrupts() {
  listening = false;
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before.actions[i], nullptr);
}

bool Interrupts::asked() noexcept {
  return asked_to_end != 0;
}

// In short steps: a signal that comes just before the waiting does not end it.
bool Interrupts::wait_for_input(int descriptor) noexcept {
  constexpr int kMilliseconds = 100;
  pollfd waited{descriptor, POLLIN, 0};
  while (listening && asked_to_end == 0)
    if (poll(&waited, 1, kMilliseconds) > 0) return true;
  return asked_to_end == 0;
}

}  // namespace kaidah::cli
