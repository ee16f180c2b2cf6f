#!/usr/bin/env bash
# The time of sweeps, once each, since the longest take a minute: Scripts/bench_sweeps.sh ACTLAB
#
# All inputs of float32 for two stable forms, and all of the formats of 16 bits for the whole catalogue, value and
# derivative: as written, and each of the stable forms that are compared.
#
# Exit codes: 0 done, 1 a command failed.
set -euo pipefail
actlab=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0

# timed LABEL TARGET COMMAND…
timed() {
  local label=$1 target=$2 start=${EPOCHREALTIME/[.,]/} time
  shift 2
  if "$@" >/dev/null 2>"$folder/error"; then
    time=$(((${EPOCHREALTIME/[.,]/} - start) / 10000))
    printf '%-44s %9d.%02d s %10s\n' "$label" $((time / 100)) $((time % 100)) "$target"
  else
    printf '%-44s %12s\n' "$label" failed
    sed 's/^/    /' "$folder/error"
    status=1
  fi
}

printf '\n%-44s %14s %10s\n' "sweeps (load before: $(cut -d ' ' -f 1-3 /proc/loadavg 2>/dev/null || echo unknown))" "" target
timed "softplus, stable, float32, 2^32 inputs" "30 s" "$actlab" accuracy softplus --implementation stable
timed "GELU (erf), stable, float32, 2^32 inputs" "60 s" "$actlab" accuracy gelu --implementation stable
for format in float16 bfloat16; do
  timed "catalogue and derivatives, $format" "2 s" "$actlab" list --accuracy --dtype "$format"
done
exit "$status"
