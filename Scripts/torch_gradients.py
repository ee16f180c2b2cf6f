#!/usr/bin/env python3
"""Gradients by PyTorch's automatic differentiation, for the tests of the networks.

    .venv-torch/bin/python Scripts/torch_gradients.py < networks.json

Reads a list of {"activation": Python code that defines f(x) with `math`, "weights": a matrix for each
layer, "biases", "inputs", "targets", "loss"} and writes a list of {"losses", "gradients": for each
sample the gradient with respect to weights and biases, layer by layer}. All in float64.

The code of the activation runs with tensors of one number: `math` stands for PyTorch's functions.
"""
import json
import sys

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class Functions:
    """The module `math` for tensors."""

    pi, e, inf, nan = torch.pi, 2.718281828459045, torch.inf, torch.nan

    def __getattr__(self, name):
        function = getattr(torch, name)
        return lambda *values: function(*(torch.as_tensor(v, dtype=torch.float64) for v in values))


def activation(code):
    names = {"math": Functions()}
    exec(code.replace("import math\n", ""), names)
    # The printed helper subtracts truth values, which tensors do not.
    names["sign"] = names["math"].sign
    return lambda x: torch.stack([torch.as_tensor(names["f"](u), dtype=torch.float64) for u in x])


LOSSES = {
    "binaryCrossEntropyWithLogits": torch.nn.functional.binary_cross_entropy_with_logits,
    "meanSquaredError": torch.nn.functional.mse_loss,
    "softmaxCrossEntropy": lambda z, t: torch.nn.functional.cross_entropy(z[None], t[None]),
}


def gradients(case):
    f = activation(case["activation"])
    weights = [torch.tensor(w, dtype=torch.float64, requires_grad=True) for w in case["weights"]]
    biases = [torch.tensor(b, dtype=torch.float64, requires_grad=True) for b in case["biases"]]
    losses, rows = [], []
    for x, t in zip(case["inputs"], case["targets"]):
        h = torch.tensor(x, dtype=torch.float64)
        for index, (w, b) in enumerate(zip(weights, biases)):
            a = w @ h + b
            h = f(a) if index < len(weights) - 1 else a
        loss = LOSSES[case["loss"]](h, torch.tensor(t, dtype=torch.float64))
        parameters = weights + biases
        found = torch.autograd.grad(loss, parameters, allow_unused=True)
        found = [torch.zeros_like(p) if g is None else g for p, g in zip(parameters, found)]
        losses.append(loss.item())
        rows.append([g.flatten().tolist() for g in found])
    return {"losses": losses, "gradients": rows}


json.dump([gradients(case) for case in json.load(sys.stdin)], sys.stdout)
