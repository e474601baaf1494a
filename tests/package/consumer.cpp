// A program of someone else: knows kaidah::kaidah and its headers only.
#include <kaidah/version.hpp>

#include <iostream>

int main() {
  std::cout << "kaidah " << kaidah::version() << ", language " << kaidah::language_version() << '\n';
}
