#!/usr/bin/env bash
# Builds Homeostat and opens it on its default experiment: everything a fresh Debian 12 needs.
# Without a display it runs that experiment headless, and writes and names the results.
# Arguments go to the program: bash app/run.sh fig2b
set -euo pipefail
here=$(pwd)
cd "$(dirname "$0")/.."
source app/packages.sh
install_missing "${build_packages[@]}"

cmake --preset release -DHOMEOSTAT_TESTS=OFF >&2
cmake --build --preset release --target homeostat homeostat-cli >&2
program=$PWD/build/release/bin/homeostat
cd "$here"
exec "$program" "$@"
