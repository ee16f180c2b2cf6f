#!/usr/bin/env bash
# Optimal adversarial examples beside SCIP: Scripts/bench_attack.sh ACTLAB PYTHON
#
# Euclidean norm, in a box; the mean over some points, in milliseconds, both in the process after
# loading, each on one thread. The networks are trained here, with fixed seeds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
actlab=$1 python=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$python" - "$folder" <<'PYTHON'
import sys
from sklearn.datasets import load_digits, load_iris

def write(name, inputs, labels, points):
    width = len(inputs[0])
    with open(f"{sys.argv[1]}/{name}.csv", "w") as file:
        print(",".join([f"x{i}" for i in range(width)] + ["label"]), file=file)
        for row, label in zip(inputs, labels):
            print(",".join([repr(float(v)) for v in row] + [str(int(label))]), file=file)
    with open(f"{sys.argv[1]}/{name}-points.csv", "w") as file:
        for row in points:
            print(",".join(repr(float(v)) for v in row), file=file)

inputs, labels = load_iris(return_X_y=True)
write("iris", inputs, labels, inputs[::30])
inputs, labels = load_digits(return_X_y=True)
write("digits", inputs / 16, labels, inputs[:4] / 16)
PYTHON
printf '0,0\n0,1\n1,0\n1,1\n' >"$folder/xor-points.csv"
printf '0.1,0.9\n-0.8,0.4\n0.9,-0.2\n1.5,0.1\n0.5,0.25\n' >"$folder/moons-points.csv"

train() {
  "$actlab" network train "$1" --data "$2" --optimizer adam --rate 0.01 --batch 32 \
    --epochs "$3" --save "$4" --force >/dev/null 2>&1
}
train 2-8-1 xor 400 "$folder/xor.json"
train 2-16-16-2 moons:200 200 "$folder/moons.json"
train 4-10-10-3 "$folder/iris.csv" 200 "$folder/iris.json"
train 64-32-10 "$folder/digits.csv" 40 "$folder/digits.json"

# The mean of a column of numbers.
mean() { awk '{ sum += $1 } END { if (NR) printf "%.3f", sum / NR }'; }

printf '\n%-34s %12s %12s\n' "optimal attack, ms a point" "actlab" "SCIP"
for row in "xor 2-8-1 -1:2" "moons 2-16-16-2 -2:2" "iris 4-10-10-3 0:8" "digits 64-32-10 0:1"; do
  read -r name shape box <<<"$row"
  # The median of five runs of the mean over the points.
  ours=$(for _ in 1 2 3 4 5; do
    "$actlab" attack "$folder/$name.json" --data "$folder/$name-points.csv" --label none \
      --box "$box" --timings 2>&1 >"$folder/answer" | sed 's/.*: \(.*\) ms/\1/' | mean
    echo
  done | sort -g | sed -n 3p)
  peer=$("$python" Scripts/bench_scip.py "$folder/$name.json" "$folder/$name-points.csv" "$box" |
    tee "$folder/peer" | mean)
  printf '%-34s %12s %12s\n' "$name $shape" "$ours" "$peer"
  # The distances must agree.
  "$actlab" attack "$folder/$name.json" --data "$folder/$name-points.csv" --label none \
    --box "$box" --format json |
    "$python" -c '
import json, sys
ours = [answer["distance"] for answer in json.load(sys.stdin)]
peer = [float(line.split()[1]) for line in open(sys.argv[1])]
for own, other in zip(ours, peer):
    if not own["lower"] - 1e-4 <= other <= own["upper"] + 1e-3:
        sys.exit(f"the distances differ: {own} and {other}")
' "$folder/peer"
done
