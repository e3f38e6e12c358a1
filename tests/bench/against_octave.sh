#!/usr/bin/env bash
# How much faster a trial is here than in a plain GNU Octave script, both measured now:
#   bash tests/bench/against_octave.sh      (needs octave, and a release build)
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v octave-cli >/dev/null || { echo "octave-cli is missing: apt install octave" >&2; exit 2; }
octave_seconds=$(octave-cli --no-gui --quiet tests/bench/octave_trial.m)
trials=5000
begun=$(date +%s.%N)
build/release/bin/homeostat-cli run figs1b --set alpha=0 --trials $trials >/dev/null
ended=$(date +%s.%N)
awk -v octave="$octave_seconds" -v begun="$begun" -v ended="$ended" -v trials=$trials 'BEGIN {
  ours = (ended - begun) / trials
  printf "GNU Octave: %.3f s a trial; homeostat-cli: %.3f ms a trial; %.0f times faster\n",
         octave, 1000 * ours, octave / ours }'
