#!/usr/bin/env bash
# Wall-clock times, the median of several runs: Scripts/bench.sh ACTLAB
set -euo pipefail
actlab=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# measure RUNS LABEL COMMAND…
measure() {
  local runs=$1 label=$2 i start
  shift 2
  local -a times=()
  for ((i = 0; i < runs; i++)); do
    start=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1 || { printf '%-46s failed\n' "$label" && return 0; }
    times+=($((${EPOCHREALTIME/./} - start)))
  done
  local median
  median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$((runs / 2 + 1))p")
  printf '%-46s %9d.%03d ms\n' "$label" $((median / 1000)) $((median % 1000))
}

measure 21 "actlab --help" "$actlab" --help
measure 11 "actlab analyze softplus --format json" "$actlab" analyze softplus --format json
measure 11 "actlab analyze gelu --format json" "$actlab" analyze gelu --format json
measure 5 "actlab plot relu softplus -o figure.svg" \
  "$actlab" plot relu softplus --over -3:3 --with derivative -o "$folder/figure.svg" --force
measure 3 "actlab report case-study (md, ipynb, html)" \
  "$actlab" report case-study --language ru --format md,ipynb,html -o "$folder/report" --force
