#!/usr/bin/env python3
"""Measures which derivative PyTorch, JAX and TensorFlow return exactly at a kink.

Reproduce:

    python3 -m venv venv
    venv/bin/pip install torch jax tensorflow-cpu
    venv/bin/python Scripts/kink_conventions.py > Sources/Activations/MeasuredConventions.swift
    swift format -i Sources/Activations/MeasuredConventions.swift

Every function is differentiated by the framework's own automatic differentiation, in float64,
at the kink. A value is written as a formula in the parameters: the first candidate that
reproduces the measurement for every set of parameters that is tried. The script stops when none
does, so nothing is guessed. Where a framework has no such function, the value is left out.
"""
import math
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["KERAS_BACKEND"] = "tensorflow"

import jax
import jax.numpy as jnp
import keras
import tensorflow as tf
import torch
import torch.nn.functional as F

jax.config.update("jax_enable_x64", True)
K = keras.activations
SCALE, ALPHA = 1.0507009873554804934193349852946, 1.6732632423543772848170429916717
NONE = None


def by_torch(function, at):
    x = torch.tensor(at, dtype=torch.float64, requires_grad=True)
    function(x).backward()
    return x.grad.item()


def by_jax(function, at):
    return float(jax.grad(function)(jnp.float64(at)))


def by_tensorflow(function, at):
    x = tf.constant([at], dtype=tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    gradient = tape.gradient(y, x, unconnected_gradients="zero")
    return float(gradient[0])


def torch_prelu(alpha):
    return lambda x: F.prelu(x.reshape(1), torch.tensor([alpha], dtype=torch.float64)).sum()


def torch_rrelu(lower, upper):
    return lambda x: F.rrelu(x, lower, upper, training=False)


# name, sets of parameters, kinks, then for each framework (function's name, maker) or NONE.
# A maker takes the parameters and returns a function of one number.
TABLE = [
    ("relu", [{}], ["0"],
     ("torch.nn.functional.relu", lambda: F.relu),
     ("jax.nn.relu", lambda: jax.nn.relu),
     ("tf.nn.relu", lambda: tf.nn.relu)),
    ("relu6", [{}], ["0", "6"],
     ("torch.nn.functional.relu6", lambda: F.relu6),
     ("jax.nn.relu6", lambda: jax.nn.relu6),
     ("tf.nn.relu6", lambda: tf.nn.relu6)),
    ("clipped-relu", [{"ceiling": 20.0}, {"ceiling": 3.0}], ["0", "ceiling"],
     NONE, NONE,
     ("keras.activations.relu", lambda ceiling: lambda x: K.relu(x, max_value=ceiling))),
    ("leaky-relu", [{"alpha": 0.01}, {"alpha": 0.25}], ["0"],
     ("torch.nn.functional.leaky_relu", lambda alpha: lambda x: F.leaky_relu(x, alpha)),
     ("jax.nn.leaky_relu", lambda alpha: lambda x: jax.nn.leaky_relu(x, alpha)),
     ("tf.nn.leaky_relu", lambda alpha: lambda x: tf.nn.leaky_relu(x, alpha))),
    ("prelu", [{"alpha": 0.25}, {"alpha": 0.1}], ["0"],
     ("torch.nn.functional.prelu", torch_prelu), NONE,
     ("keras.layers.PReLU", lambda alpha: keras.layers.PReLU(
         alpha_initializer=keras.initializers.Constant(alpha), dtype="float64"))),
    ("rrelu", [{"lower": 0.125, "upper": 0.375}, {"lower": 0.25, "upper": 0.5}], ["0"],
     ("torch.nn.functional.rrelu", torch_rrelu), NONE, NONE),
    ("threshold", [{"theta": 0.0, "value": 0.0}, {"theta": 1.0, "value": 3.0}], ["theta"],
     ("torch.nn.functional.threshold",
      lambda theta, value: lambda x: F.threshold(x, theta, value)),
     NONE,
     ("keras.activations.threshold",
      lambda theta, value: lambda x: K.threshold(x, theta, value))),
    ("jump-relu", [{"k": 1.0}, {"k": 0.5}], ["k"],
     ("torch.nn.functional.threshold", lambda k: lambda x: F.threshold(x, k, 0.0)),
     NONE,
     ("keras.activations.relu", lambda k: lambda x: K.relu(x, threshold=k))),
    ("hard-tanh", [{"min_val": -1.0, "max_val": 1.0}], ["min_val", "max_val"],
     ("torch.nn.functional.hardtanh",
      lambda min_val, max_val: lambda x: F.hardtanh(x, min_val, max_val)),
     ("jax.nn.hard_tanh", lambda min_val, max_val: jax.nn.hard_tanh),
     ("keras.activations.hard_tanh", lambda min_val, max_val: K.hard_tanh)),
    ("hard-sigmoid", [{}], ["-3", "3"],
     ("torch.nn.functional.hardsigmoid", lambda: F.hardsigmoid),
     ("jax.nn.hard_sigmoid", lambda: jax.nn.hard_sigmoid),
     ("keras.activations.hard_sigmoid", lambda: K.hard_sigmoid)),
    ("hard-swish", [{}], ["-3", "3"],
     ("torch.nn.functional.hardswish", lambda: F.hardswish),
     ("jax.nn.hard_swish", lambda: jax.nn.hard_swish),
     ("keras.activations.hard_swish", lambda: K.hard_swish)),
    ("hard-shrink", [{"lambd": 0.5}, {"lambd": 2.0}], ["-lambd", "lambd"],
     ("torch.nn.functional.hardshrink", lambda lambd: lambda x: F.hardshrink(x, lambd)),
     NONE,
     ("keras.activations.hard_shrink", lambda lambd: lambda x: K.hard_shrink(x, lambd))),
    ("soft-shrink", [{"lambd": 0.5}, {"lambd": 2.0}], ["-lambd", "lambd"],
     ("torch.nn.functional.softshrink", lambda lambd: lambda x: F.softshrink(x, lambd)),
     NONE,
     ("keras.activations.soft_shrink", lambda lambd: lambda x: K.soft_shrink(x, lambd))),
    ("elu", [{"alpha": 1.0}, {"alpha": 0.5}, {"alpha": 3.0}], ["0"],
     ("torch.nn.functional.elu", lambda alpha: lambda x: F.elu(x, alpha)),
     ("jax.nn.elu", lambda alpha: lambda x: jax.nn.elu(x, alpha)),
     ("keras.activations.elu", lambda alpha: lambda x: K.elu(x, alpha))),
    ("selu", [{"alpha": ALPHA, "scale": SCALE}], ["0"],
     ("torch.nn.functional.selu", lambda alpha, scale: F.selu),
     ("jax.nn.selu", lambda alpha, scale: jax.nn.selu),
     ("tf.nn.selu", lambda alpha, scale: tf.nn.selu)),
    ("sparse-sigmoid", [{}], ["-1", "1"],
     NONE,
     ("jax.nn.sparse_sigmoid", lambda: jax.nn.sparse_sigmoid),
     ("keras.activations.sparse_sigmoid", lambda: K.sparse_sigmoid)),
    ("absolute-value", [{}], ["0"],
     ("torch.abs", lambda: torch.abs),
     ("jax.numpy.abs", lambda: jnp.abs),
     ("tf.abs", lambda: tf.abs)),
    ("sign", [{}], ["0"],
     ("torch.sign", lambda: torch.sign),
     ("jax.numpy.sign", lambda: jnp.sign),
     ("tf.sign", lambda: tf.sign)),
]

CANDIDATES = {
    "0": lambda p: 0.0,
    "1": lambda p: 1.0,
    "1/2": lambda p: 0.5,
    "-1": lambda p: -1.0,
    "1/6": lambda p: 1 / 6,
    "1/12": lambda p: 1 / 12,
    "1/4": lambda p: 0.25,
    "3/2": lambda p: 1.5,
    "3/4": lambda p: 0.75,
    "-1/2": lambda p: -0.5,
    "alpha": lambda p: p["alpha"],
    "(1 + alpha)/2": lambda p: (1 + p["alpha"]) / 2,
    "max(1, alpha)": lambda p: max(1, p["alpha"]),
    "min(1, alpha)": lambda p: min(1, p["alpha"]),
    "(lower + upper)/2": lambda p: (p["lower"] + p["upper"]) / 2,
    "scale": lambda p: p["scale"],
    "scale*alpha": lambda p: p["scale"] * p["alpha"],
}
POINTS = {
    "-lambd": lambda p: -p["lambd"],
}


def point(text, parameters):
    if text in parameters:
        return parameters[text]
    return POINTS[text](parameters) if text in POINTS else float(text)


def matches(candidate, parameters, value):
    try:
        # Frameworks round the constants of SELU and 1/6 to float32 on some paths.
        return math.isclose(candidate(parameters), value, rel_tol=2e-7, abs_tol=0)
    except KeyError:
        return False


def measured(derivative, entry, parameter_sets, at, name):
    if entry is NONE:
        return None
    function, maker = entry
    values = [derivative(maker(**p), point(at, p)) for p in parameter_sets]
    for text, candidate in CANDIDATES.items():
        if all(matches(candidate, p, v) for p, v in zip(parameter_sets, values)):
            return text, function
    raise SystemExit(f"{name} at {at}, {function}: no candidate gives {values}")


def swift(value):
    return "nil" if value is None else f'.init("{value[0]}", "{value[1]}")'


def main():
    print("// Generated by Scripts/kink_conventions.py, which says how to regenerate it.")
    versions = [f"PyTorch {torch.__version__.split('+')[0]}", f"JAX {jax.__version__}",
                f"TensorFlow {tf.__version__}", f"Keras {keras.__version__}"]
    print("\nextension KinkConvention {")
    print("  /// The frameworks that were measured.")
    print("  public static let measuredWith = [")
    print(",\n".join(f'    "{version}"' for version in versions))
    print("  ]\n")
    print("  /// What automatic differentiation returned at the kinks, by the entry's name.")
    print("  static let measured: [String: [KinkConvention]] = [")
    for name, parameter_sets, kinks, *frameworks in TABLE:
        print(f'    "{name}": [')
        for at in kinks:
            values = [measured(d, e, parameter_sets, at, name)
                      for d, e in zip((by_torch, by_jax, by_tensorflow), frameworks)]
            # Python has `lambda` as a keyword, so the parameter is called `lambd` above.
            print(f'      .init(\n        at: "{at.replace("lambd", "lambda")}",')
            print(",\n".join(f"        {label}: {swift(value)}" for label, value in
                             zip(("pytorch", "jax", "tensorflow"), values)))
            print("      ),")
        print("    ],")
    print("  ]\n}")


main()
