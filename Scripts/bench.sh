#!/usr/bin/env bash
# Wall-clock times, the median of several runs: Scripts/bench.sh ACTLAB
#
# The analysis is compared with SymPy in the same run, each as a process of its own; SymPy's time
# is given with and without that of `import sympy`. SymPy answers a part of the questions only.
#
# Exit codes: 0 done, 1 a command failed, 69 SymPy cannot be installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
actlab=$1
python=.venv-bench/bin/python
Scripts/setup.sh environment .venv-bench Scripts/requirements-bench.txt
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0

# median RUNS COMMAND…: sets `median`, in microseconds, or to nothing if the command failed.
median() {
  local runs=$1 i start
  shift
  local -a times=()
  median=
  for ((i = 0; i < runs; i++)); do
    start=${EPOCHREALTIME/[.,]/}
    "$@" >/dev/null 2>"$folder/error" || { status=1 && return 0; }
    times+=($((${EPOCHREALTIME/[.,]/} - start)))
  done
  median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$((runs / 2 + 1))p")
}

# milliseconds MICROSECONDS
milliseconds() { [[ -n $1 ]] && printf '%d.%d ms' $(($1 / 1000)) $(($1 / 100 % 10)) || printf failed; }

# measure RUNS LABEL COMMAND…
measure() {
  local runs=$1 label=$2
  shift 2
  median "$runs" "$@"
  printf '%-44s %12s\n' "$label" "$(milliseconds "$median")"
  [[ -n $median ]] || sed 's/^/    /' "$folder/error"
}

measure 21 "actlab --help" "$actlab" --help
measure 5 "actlab list" "$actlab" list
measure 5 "actlab plot relu softplus, SVG" \
  "$actlab" plot relu softplus --over -3:3 --with derivative -o "$folder/figure.svg" --force
measure 3 "actlab report case-study, md, ipynb, html" \
  "$actlab" report case-study --language ru --format md,ipynb,html -o "$folder/report" --force

printf '\n%-20s %12s %12s %18s\n' "analysis of" "actlab" "SymPy" "less its import"
median 5 "$python" -c "import sympy"
import=$median
for name in relu leaky-relu elu softplus gelu mish; do
  median 11 "$actlab" analyze "$name" --format json
  ours=$median
  median 3 "$python" Scripts/bench_sympy.py "$name"
  printf '%-20s %12s %12s %18s\n' "$name" "$(milliseconds "$ours")" "$(milliseconds "$median")" \
    "$(milliseconds "${median:+$((median - import))}")"
done
exit "$status"
