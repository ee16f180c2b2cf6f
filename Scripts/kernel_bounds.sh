#!/usr/bin/env bash
# The certified errors of the vector kernels in float32, over all 2^32 inputs: Scripts/kernel_bounds.sh ACTLAB [OPTION…]
#
# The loops of Sources/CKernels are compiled as a library of their own, and `actlab accuracy` compares what they give with
# true values that are enclosed. Options are those of `actlab accuracy`: --shard I/N does the I-th of N parts, --range A:B
# the inputs between. One line a kernel: the largest error in units in the last place, that where |true value| >= 2^-6,
# and what is wrong: zeros, NaN, infinities, signs. All inputs take six minutes a line on two cores, an hour and a half in all;
# --range -105:-0.0078125 and --range 0.0078125:105, where the values change, four minutes.
#
# Exit codes: 0 done, 1 a command failed, 69 no clang.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
actlab=$1
shift
command -v clang >/dev/null || { echo "clang is missing: it comes with Swift" >&2; exit 69; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

kernels="elu tanh sigmoid silu softplus mish gelu"
{
  echo '#include "activations.h"'
  for kernel in $kernels; do
    for of in value slope; do
      echo "void ${kernel}_$of(const float *x, float *y, size_t n) {" \
        "ck_${kernel}_${of}_f32(x, 1.0f, y, (ptrdiff_t)n); }"
    done
  done
} >"$folder/symbols.c"
clang -O3 -fPIC -shared -ISources/CKernels/include -o "$folder/kernels.so" \
  Sources/CKernels/activations.c Sources/CKernels/elementary.c "$folder/symbols.c" -lm

printf '%-28s %12s %12s %12s %12s\n' "${*:-all inputs}" "inputs" "max ulp" "bulk" "wrong"
for kernel in $kernels; do
  for of in value:value slope:derivative; do
    "$actlab" accuracy "$kernel" --of "${of#*:}" --dtype float32 --format json "$@" \
      --implementation "$folder/kernels.so:${kernel}_${of%:*}[]" >"$folder/result.json" 2>"$folder/error" || {
      cat "$folder/error" >&2
      exit 1
    }
    python3 - "$kernel, ${of#*:}" "$folder/result.json" <<'PYTHON'
import json, sys
result = json.load(open(sys.argv[2]))
wrong = sum(result[key] for key in ("wrongZeros", "nans", "spuriousInfinities", "wrongSigns"))
print("%-28s %12d %12s %12s %12d" % (
    sys.argv[1], result["inputs"], result["maxUlp"], result["bulkMaxUlp"], wrong))
PYTHON
  done
done
