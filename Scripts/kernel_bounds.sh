#!/usr/bin/env bash
# The certified errors of the vector kernels in float32, over all 2^32 inputs: Scripts/kernel_bounds.sh [KERNEL…]
#
# The loops of Sources/CKernels are compiled with Scripts/kernel_bounds.c, which compares each kernel with its twin in
# double precision; the bounds are those of ActivationKernel. Two to ten minutes a kernel, two at a time.
#
# Exit codes: 0 all within their bounds, 1 not, 69 no clang.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v clang >/dev/null || { echo "clang is missing: it comes with Swift" >&2; exit 69; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

clang -O3 -ISources/CKernels/include Scripts/kernel_bounds.c Sources/CKernels/activations.c \
  Sources/CKernels/elementary.c -lm -o "$folder/kernel_bounds"

printf '%-22s %25s %25s %5s %5s %5s %5s\n' "" "ulp where |true| >= 2^-6" "2^-29 elsewhere" zero sign NaN inf
# From the documentation: the name, and the bounds of value and derivative.
sed -nE '/where Scalar == Float/,/where Scalar == Double/{
  s|^  /// Value ([0-9.]+) ulp, derivative ([0-9.]+) ulp\.$|\1 \2|p
  s|^      \{ ck_([a-z_]+)_value_f32.*|\1|p
}' Sources/Kernels/ActivationKernel.swift |
  awk 'NF == 2 { bounds = $0 } NF == 1 && bounds != "" { print $1, bounds; bounds = "" }' |
  { if (($#)); then grep -E "^($(IFS='|'; echo "$*")) "; else cat; fi; } |
  xargs -P 2 -L 1 "$folder/kernel_bounds" || exit 1
