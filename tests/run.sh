#!/usr/bin/env bash
# Builds and runs every test that should run often: bash tests/run.sh
#   --sanitize   also under address + undefined-behaviour sanitizers (all fast tests) and under the
#                thread sanitizer (whatever crosses threads)
set -euo pipefail
cd "$(dirname "$0")/.."
source app/packages.sh
install_missing "${build_packages[@]}" "${test_packages[@]}"

export QT_QPA_PLATFORM=offscreen
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  XDG_RUNTIME_DIR=$(mktemp -d)
  export XDG_RUNTIME_DIR
fi

build_and_test() {  # preset, then arguments of ctest
  local preset=$1
  shift
  echo "== $preset"
  cmake --preset "$preset" -DHOMEOSTAT_TESTS=ON -DHOMEOSTAT_WERROR=ON
  cmake --build --preset "$preset"
  ctest --preset "$preset" --timeout 600 "$@"
}

build_and_test release -LE long -j 2
if [ "${1:-}" = --sanitize ]; then
  build_and_test asan -LE long -j 2
  build_and_test tsan -L threads -j 1
fi
