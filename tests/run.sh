#!/usr/bin/env bash
# Builds and runs every test that should run often: bash tests/run.sh
#   --sanitize   also the command line, and what of the core handles memory, under address +
#                undefined-behaviour sanitizers, and what crosses threads under the thread sanitizer
# The window under the address sanitizer, some ten minutes more:
#   cmake --preset asan -DHOMEOSTAT_TESTS=ON && cmake --build --preset asan && ctest --preset asan -LE long
set -euo pipefail
cd "$(dirname "$0")/.."
source app/packages.sh
install_missing "${build_packages[@]}" "${test_packages[@]}"

export QT_QPA_PLATFORM=offscreen
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  XDG_RUNTIME_DIR=$(mktemp -d)
  export XDG_RUNTIME_DIR
fi

build_and_test() {  # preset, whether with the window, then arguments of ctest
  local preset=$1 window=$2
  shift 2
  echo "== $preset"
  cmake --preset "$preset" -DHOMEOSTAT_TESTS=ON -DHOMEOSTAT_WERROR=ON -DHOMEOSTAT_GUI="$window"
  cmake --build --preset "$preset"
  ctest --preset "$preset" --timeout 600 "$@"
}

build_and_test release ON -LE long -j 2
if [ "${1:-}" = --sanitize ]; then
  build_and_test asan OFF -LE long -j 2
  build_and_test tsan OFF -L threads -j 1
fi
