#!/usr/bin/env bash
# The nine networks of Table S3 (Fig. 7L), each to the end of its training: about twenty minutes.
#   bash tests/long/table_s3.sh
# writes tests/reference/spiking/table_s3.csv: means over the first and the last 100 trials.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset release > /dev/null
cmake --build --preset release --target homeostat-cli
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
table=tests/reference/spiking/table_s3.csv
echo "network,trials,first_mse_avg,last_mse_avg,last_mse_raw,last_E,last_I,last_up_duration_s,W_EE,W_EI,W_IE,W_II" > "$table"
for network in 1 2 3 4 5 6 7 8 9; do
  build/release/bin/homeostat-cli run "fig7l_$network" --out "$out/$network" --traces none
  awk -F, -v network="$network" '
    NR == 1 { next }
    { row[NR] = $0; trials = $1 }
    $1 <= 100 { first += $11 / 100 }
    END {
      for (k = NR - 99; k <= NR; ++k) {
        split(row[k], f, ",")
        mse += f[11] / 100; raw += f[12] / 100; E += f[2] / 100; I += f[3] / 100; up += f[10] / 100
      }
      split(row[NR], f, ",")
      printf "%d,%d,%.4g,%.4g,%.4g,%.4g,%.4g,%.3g,%.4g,%.4g,%.4g,%.4g\n", network, trials, first,
             mse, raw, E, I, up, f[6], f[7], f[8], f[9]
    }' "$out/$network/trials.csv" >> "$table"
done
echo "# made by tests/long/table_s3.sh" >> "$table"
