"""The optimal adversarial examples of a ReLU network by SCIP: the peer of `actlab attack`.

    bench_scip.py MODEL.json POINTS.csv [LOWER:UPPER]

MODEL.json is `actlab.network.v1`. For each point (no label column: its class is what the network
says) and each other class a mixed-integer program, with binary variables for the hidden units whose
sum can have both signs in the box, minimises the squared Euclidean distance. Prints the time in
milliseconds and the distance of each point.
"""

import csv
import json
import sys
import time

from pyscipopt import Model, quicksum


def read(path):
    with open(path, encoding="utf-8") as file:
        network = json.load(file)
    return [(layer["weights"], layer["bias"]) for layer in network["layers"]]


def forward(layers, x):
    for index, (weights, biases) in enumerate(layers):
        x = [sum(w * v for w, v in zip(row, x)) + b for row, b in zip(weights, biases)]
        if index + 1 < len(layers):
            x = [max(0.0, v) for v in x]
    return x


def solve(layers, origin, lower, upper, label, target):
    model = Model()
    model.hideOutput()
    model.setParam("parallel/maxnthreads", 1)
    model.setParam("limits/time", 120)
    inputs = [model.addVar(lb=lower, ub=upper) for _ in origin]
    values, bounds = inputs, [(lower, upper)] * len(origin)
    for index, (weights, biases) in enumerate(layers):
        next_values, next_bounds = [], []
        for row, bias in zip(weights, biases):
            low = bias + sum(min(w * a, w * b) for w, (a, b) in zip(row, bounds))
            high = bias + sum(max(w * a, w * b) for w, (a, b) in zip(row, bounds))
            total = quicksum(w * v for w, v in zip(row, values)) + bias
            if index + 1 == len(layers):
                next_values.append(total)
                continue
            unit = model.addVar(lb=0, ub=max(high, 0))
            if low >= 0:
                model.addCons(unit == total)
            elif high > 0:
                active = model.addVar(vtype="B")
                model.addCons(unit >= total)
                model.addCons(unit <= total - low * (1 - active))
                model.addCons(unit <= high * active)
            next_values.append(unit)
            next_bounds.append((max(low, 0), max(high, 0)))
        values, bounds = next_values, next_bounds
    if len(values) == 1:
        model.addCons(values[0] >= 0 if label == 0 else values[0] <= 0)
    else:
        model.addCons(values[target] >= values[label])
    square = model.addVar(lb=0)
    model.addCons(square >= quicksum((x - o) * (x - o) for x, o in zip(inputs, origin)))
    model.setObjective(square)
    model.optimize()
    return model.getObjVal() ** 0.5 if model.getNSols() else float("inf")


def main():
    layers = read(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        points = [[float(v) for v in row] for row in csv.reader(file) if row]
    lower, upper = (float(v) for v in (sys.argv[3] if len(sys.argv) > 3 else "-4:4").split(":"))
    for point in points:
        begin = time.perf_counter()
        outputs = forward(layers, point)
        if len(outputs) == 1:
            label = int(outputs[0] > 0)
            targets = [1 - label]
        else:
            label = outputs.index(max(outputs))
            targets = [c for c in range(len(outputs)) if c != label]
        distance = min(solve(layers, point, lower, upper, label, target) for target in targets)
        print(f"{1000 * (time.perf_counter() - begin):.3f} {distance:.9f}", flush=True)


if __name__ == "__main__":
    main()
