#!/usr/bin/env bash
# The full training of Fig. 7 (3,000 trials, 75 minutes of a network's life): about two minutes.
#   bash tests/long/fig7_training.sh
# writes tests/reference/spiking/fig7_training.csv (its course) and the network that the experiment
# fig7_trained begins with.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset release -DHOMEOSTAT_TESTS=ON > /dev/null
cmake --build --preset release --target homeostat-cli pack_network
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
build/release/bin/homeostat-cli run fig7 --out "$out"

# Means of stretches of 50 trials, and the milestones that the facts of the model name.
awk -F, '
  NR == 1 { next }
  { t = $1
    for (c = 2; c <= 12; ++c) sum[c] += $c
    up = $10 >= 0.11
    if (up && !first) first = t
    streak = up ? streak + 1 : 0
    if (streak == 20 && !steady) steady = t - 19
    lasts = $10 >= 1.3
    long_streak = lasts ? long_streak + 1 : 0
    if (long_streak == 20 && !lasting) lasting = t - 19
    if (t % 50 == 0) {
      printf "%d", t - 49
      for (c = 2; c <= 12; ++c) { printf ",%.5g", sum[c] / 50; sum[c] = 0 }
      printf "\n"
    }
  }
  BEGIN { print "from_trial,E_mean,I_mean,E_avg,I_avg,W_EE,W_EI,W_IE,W_II,up_duration_s,mse_avg,mse_raw" }
  END {
    printf "# means of 50 trials. First up-state: trial %d. Twenty in a row from %d; twenty of 1.3 s and more from %d.\n", first, steady, lasting
    print "# made by tests/long/fig7_training.sh"
  }' "$out/trials.csv" > tests/reference/spiking/fig7_training.csv
build/release/bin/pack_network "$out/checkpoint.network" resources/networks/fig7_trained.network
