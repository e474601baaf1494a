# Sourced by tools/run-example and tools/run-tests: from the root of the project, installs what building needs
# (Debian package names), says what it does, and chooses how to build. Quick when everything is there.

readonly KAIDAH_PACKAGES=(
  g++ cmake ninja-build ccache
  tao-pegtl-dev nlohmann-json3-dev libboost-dev libboost-test-dev
  clang-14 libclang-rt-14-dev
  libssl-dev libxxhash-dev libcli11-dev libspdlog-dev librapidcheck-dev libsimdjson-dev
  doxygen mandoc pkg-config python3 python3-distributed
)

say() { printf '\n== %s\n' "$*"; }
show() { printf '+ %s\n' "$*" >&2; "$@"; }

install_missing() {
  local missing=() package
  for package in "${KAIDAH_PACKAGES[@]}"; do
    [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" == installed ]] || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then
    say "All packages needed are installed"
    return
  fi
  say "Installing ${missing[*]}"
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || { echo "install these packages first: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  export DEBIAN_FRONTEND=noninteractive
  # The package lists may be absent or old on a fresh machine; renew them only if the first try fails.
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return
  show "${as_root[@]}" apt-get update -qq
  show "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# Objects are shared between the build folders where flags are equal.
use_compiler_cache() {
  command -v ccache >/dev/null || return 0
  export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER:-ccache}"
  export CCACHE_NOHASHDIR=1
}

install_missing
use_compiler_cache
