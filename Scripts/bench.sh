#!/usr/bin/env bash
# Wall-clock times, the median of several runs: Scripts/bench.sh ACTLAB
#
# The analysis is compared with SymPy in the same run, each as a process of its own; SymPy's time
# is given with and without that of `import sympy`. SymPy answers a part of the questions only.
# Training is compared with PyTorch, where it can be installed, without start and loading: float64
# against PyTorch's float32.
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
# Training in the process, after loading; PyTorch on one thread, in the same run.
Scripts/setup.sh torch
awk 'BEGIN { srand(7); for (i = 0; i < 1797; i++) { for (k = 0; k < 64; k++) printf "%d,", int(17 * rand())
  print int(10 * rand()) } }' >"$folder/digits.csv"

# trained OPTION…: the time of all epochs and of one, in milliseconds, the median of nine runs.
trained() {
  local i
  for ((i = 0; i < 9; i++)); do
    "$actlab" network train "$@" --timings 2>&1 >/dev/null | sed 's/.* in \([0-9.]*\) ms, \([0-9.]*\) ms each/\1 \2/'
  done | sort -n | sed -n 5p
}
xor=$(trained xor --data xor --rate 0.1 --epochs 100 | cut -d ' ' -f 1)
digits=$(trained 64-32-10 --data "$folder/digits.csv" --batch 32 --rate 0.01 --epochs 10 | cut -d ' ' -f 2)
peer="- -"
[[ ! -x .venv-torch/bin/python ]] || peer=$(.venv-torch/bin/python Scripts/bench_torch.py "$folder/digits.csv")
printf '\n%-44s %12s %12s\n' "training, in milliseconds" "actlab" "PyTorch"
printf '%-44s %12s %12s\n' "xor 2-2-1, batch 1, 100 epochs" "$xor" "${peer% *}"
printf '%-44s %12s %12s\n' "64-32-10 ReLU, 1797 samples, batch 32, epoch" "$digits" "${peer#* }"
# Kernels in float32, on one thread: the library for this machine, and the portable one.
kernels=(Sources/CKernels/activations.c Sources/CKernels/elementary.c)
clang=$(command -v clang || true)
if [[ -n $clang && -x .venv-torch/bin/python ]]; then
  flags=(-O2 -shared -fPIC -ISources/CKernels/include)
  "$clang" "${flags[@]}" "${kernels[@]}" -o "$folder/host.so"
  "$clang" "${flags[@]}" -DCK_PORTABLE "${kernels[@]}" -o "$folder/portable.so"
  printf '\n'
  .venv-torch/bin/python Scripts/bench_kernels.py "$folder/host.so" "$folder/portable.so"
else
  printf '\nKernels: not measured, for clang or .venv-torch is missing (Scripts/setup.sh torch).\n'
fi
Scripts/bench_sweeps.sh "$actlab" || status=1
Scripts/bench_attack.sh "$actlab" "$python" || status=1
exit "$status"
