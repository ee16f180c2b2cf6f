#!/usr/bin/env python3
"""Writes the reference values of the catalogue's tests.

    python3 Scripts/activation_values.py > Tests/ActivationsTests/Resources/values.json

The definitions below are written from the publications, independently of the catalogue's
formulas, and evaluated by mpmath with 60 digits.
"""
import json

from mpmath import (atan, cos, erf, exp, expm1, log, log1p, mp, mpf, ncdf, nstr, sin, sqrt, tanh)

mp.dps = 60
Q = lambda text: mpf(text.split("/")[0]) / (mpf(text.split("/")[1]) if "/" in text else 1)


def logistic(x):
    return exp(x) / (1 + exp(x))


def softplus(x):
    return log1p(exp(x))


def clip(x, low, high):
    return low if x < low else high if x > high else x


def relu(x):
    return x if x > 0 else mpf(0)


def elu(x, alpha):
    return x if x > 0 else alpha * expm1(x)


def smelu(x, beta):
    if x <= -beta:
        return mpf(0)
    return x if x >= beta else (x + beta) ** 2 / (4 * beta)


def smooth_step(x, gamma):
    t = clip(x / gamma + mpf(1) / 2, mpf(0), mpf(1))
    return 3 * t**2 - 2 * t**3


def sqnl(x):
    if abs(x) > 2:
        return mpf(1) if x > 0 else mpf(-1)
    return x - x * abs(x) / 4


def sign(x):
    return mpf((x > 0) - (x < 0))


# name: (function, sets of parameters besides the default)
DEFINITIONS = {
    "relu": (relu, {}),
    "relu6": (lambda x: clip(x, mpf(0), mpf(6)), {}),
    "clipped-relu": (lambda x, ceiling: clip(x, mpf(0), ceiling), {"ceiling": "20"}, {"ceiling": "2"}),
    "leaky-relu": (lambda x, alpha: relu(x) - alpha * relu(-x), {"alpha": "1/100"}, {"alpha": "0.3"}),
    "prelu": (lambda x, alpha: relu(x) - alpha * relu(-x), {"alpha": "1/4"}, {"alpha": "-2"}),
    "rrelu": (lambda x, lower, upper: relu(x) - (lower + upper) / 2 * relu(-x),
              {"lower": "1/8", "upper": "1/3"}, {"lower": "0", "upper": "1"}),
    "shifted-relu": (lambda x: relu(x + 1) - 1, {}),
    "absolute-value": (lambda x: sqrt(x * x), {}),
    "squared-relu": (lambda x: relu(x) * relu(x), {}),
    "star-relu": (lambda x, s, b: s * relu(x) ** 2 + b, {"s": "0.8944", "b": "-0.4472"},
                  {"s": "2", "b": "0.5"}),
    "smelu": (smelu, {"beta": "1"}, {"beta": "3"}),
    "sparse-plus": (lambda x: smelu(x, mpf(1)), {}),
    "nlrelu": (lambda x, beta: log1p(beta * relu(x)), {"beta": "1"}, {"beta": "0.7"}),
    "plu": (lambda x, alpha, c: clip(x, -c, c) + alpha * (x - clip(x, -c, c)),
            {"alpha": "0.2", "c": "1"}, {"alpha": "0.1", "c": "2"}),
    "step": (lambda x: mpf(1) if x >= 0 else mpf(0), {}),
    "sign": (sign, {}),
    "threshold": (lambda x, theta, value: x if x > theta else value, {"theta": "0", "value": "0"},
                  {"theta": "0.5", "value": "7"}),
    "jump-relu": (lambda x, k: x if x > k else mpf(0), {"k": "1"}, {"k": "0.5"}),
    "hard-shrink": (lambda x, lambda_: x if x > lambda_ or x < -lambda_ else mpf(0),
                    {"lambda_": "0.5"}, {"lambda_": "2"}),
    "soft-shrink": (lambda x, lambda_: sign(x) * relu(abs(x) - lambda_), {"lambda_": "0.5"},
                    {"lambda_": "2"}),
    "tanh-shrink": (lambda x: x - expm1(2 * x) / (exp(2 * x) + 1), {}),
    "elu": (elu, {"alpha": "1"}, {"alpha": "1.5"}),
    "selu": (lambda x, alpha, scale: scale * elu(x, alpha),
             {"alpha": "1.6732632423543772848170429916717",
              "scale": "1.0507009873554804934193349852946"}),
    "celu": (lambda x, alpha: relu(x) + alpha * expm1(-relu(-x) / alpha), {"alpha": "1"},
             {"alpha": "0.5"}),
    "pelu": (lambda x, a, b: relu(x) * a / b + a * expm1(-relu(-x) / b), {"a": "1", "b": "1"},
             {"a": "2", "b": "0.5"}),
    "elu-plus-one": (lambda x: elu(x, mpf(1)) + 1, {}),
    "elish": (lambda x: logistic(x) * (x if x >= 0 else expm1(x)), {}),
    "hard-elish": (lambda x: clip((x + 1) / 2, mpf(0), mpf(1)) * (x if x >= 0 else expm1(x)), {}),
    "exponential": (exp, {}),
    "isrlu": (lambda x, alpha: relu(x) - relu(-x) / sqrt(1 + alpha * x * x), {"alpha": "1"},
              {"alpha": "3"}),
    "softplus": (softplus, {}),
    "softplus-beta": (lambda x, beta: softplus(beta * x) / beta, {"beta": "1"}, {"beta": "2"}),
    "shifted-softplus": (lambda x: softplus(x) - log(2), {}),
    "squareplus": (lambda x, b: (x + sqrt(x * x + b)) / 2, {"b": "4"}, {"b": "1"}),
    "gelu": (lambda x: x * (1 + erf(x / sqrt(2))) / 2, {}),
    "gelu-tanh": (lambda x: x * logistic(2 * sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3)), {}),
    "gelu-quick": (lambda x: x * logistic(mpf("1.702") * x), {}),
    "silu": (lambda x: x * logistic(x), {}),
    "dsilu": (lambda x: logistic(x) + x * logistic(x) * logistic(-x), {}),
    "swish": (lambda x, beta: x * logistic(beta * x), {"beta": "1"}, {"beta": "1.5"}),
    "hard-swish": (lambda x: x * clip(x + 3, mpf(0), mpf(6)) / 6, {}),
    "ft-swish": (lambda x, t: relu(x) * logistic(x) + t, {"t": "-0.2"}, {"t": "0.1"}),
    "mish": (lambda x: x * ((1 + exp(x)) ** 2 - 1) / ((1 + exp(x)) ** 2 + 1), {}),
    "tanh-exp": (lambda x: x * tanh(exp(x)), {}),
    "lisht": (lambda x: x * tanh(x), {}),
    "serf": (lambda x: x * erf(softplus(x)), {}),
    "phish": (lambda x: x * tanh(x * ncdf(x)), {}),
    "logish": (lambda x: x * log1p(logistic(x)), {}),
    "smish": (lambda x: x * tanh(log1p(logistic(x))), {}),
    "sigmoid": (logistic, {}),
    "bipolar-sigmoid": (lambda x: tanh(x / 2), {}),
    "log-sigmoid": (lambda x: -softplus(-x), {}),
    "tanh": (lambda x: expm1(2 * x) / (exp(2 * x) + 1), {}),
    "lecun-tanh": (lambda x: mpf("1.7159") * tanh(2 * x / 3), {}),
    "penalized-tanh": (lambda x, a: tanh(relu(x)) - a * tanh(relu(-x)), {"a": "0.25"}, {"a": "0.5"}),
    "arctan": (atan, {}),
    "erf": (erf, {}),
    "probit": (ncdf, {}),
    "complementary-log-log": (lambda x: -expm1(-exp(x)), {}),
    "hard-sigmoid": (lambda x: clip(x + 3, mpf(0), mpf(6)) / 6, {}),
    "keras-hard-sigmoid": (lambda x: clip(x / 5 + mpf(1) / 2, mpf(0), mpf(1)), {}),
    "sparse-sigmoid": (lambda x: clip((x + 1) / 2, mpf(0), mpf(1)), {}),
    "hard-tanh": (lambda x, min_val, max_val: clip(x, min_val, max_val),
                  {"min_val": "-1", "max_val": "1"}, {"min_val": "-2", "max_val": "0.25"}),
    "smooth-step": (smooth_step, {"gamma": "1"}, {"gamma": "5"}),
    "sqnl": (sqnl, {}),
    "identity": (lambda x: x, {}),
    "square": (lambda x: x * x, {}),
    "cube": (lambda x: x * x * x, {}),
    "softsign": (lambda x: x / (1 + abs(x)), {}),
    "isru": (lambda x, alpha: x / sqrt(1 + alpha * x * x), {"alpha": "1"}, {"alpha": "2"}),
    "bent-identity": (lambda x: x + (sqrt(x * x + 1) - 1) / 2, {}),
    "symlog": (lambda x: sign(x) * log1p(abs(x)), {}),
    "sine": (lambda x, omega: sin(omega * x), {"omega": "1"}, {"omega": "30"}),
    "cosine": (cos, {}),
    "snake": (lambda x, a: x + (1 - cos(2 * a * x)) / (2 * a), {"a": "1"}, {"a": "0.5"}),
    "growing-cosine": (lambda x: x * cos(x), {}),
    "sinlu": (lambda x, a, b: (x + a * sin(b * x)) * logistic(x), {"a": "1", "b": "1"},
              {"a": "0.5", "b": "2"}),
    "gaussian": (lambda x: exp(-x * x), {}),
}
POINTS = ["-7", "-3", "-1", "-0.25", "0", "0.5", "1", "2.5", "6"]


def main():
    """Prints the values of every entry at the points, for each set of parameters, a case a line."""
    cases = []
    for name, (function, *parameter_sets) in DEFINITIONS.items():
        for parameters in parameter_sets:
            numbers = {key: Q(value) for key, value in parameters.items()}
            values = [function(mpf(x), **numbers) for x in POINTS]
            texts = ", ".join(nstr(v, 20, min_fixed=-5, max_fixed=20) for v in values)
            listed = json.dumps({k.rstrip("_"): v for k, v in parameters.items()})
            cases.append(f'{{"name": "{name}", "parameters": {listed}, "values": [{texts}]}}')
    points = ", ".join(POINTS)
    print(f'{{"points": [{points}], "cases": [\n' + ",\n".join(cases) + "\n]}")


if __name__ == "__main__":
    main()
