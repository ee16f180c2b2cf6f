#!/usr/bin/env python3
"""Analyses one function with SymPy, as far as SymPy answers the questions of `actlab analyze`.

    .venv-bench/bin/python Scripts/bench_sympy.py FUNCTION

Domain, derivative, one-sided derivatives at 0, limits at both ends, and where the derivative
takes the values of the gradient regions (numerically, SymPy's `nsolve`, from 41 starts).
"""
import sys

from sympy import (Piecewise, Rational, S, Symbol, diff, erf, exp, limit, log, nsolve, oo,
                   sqrt, tanh)
from sympy.calculus.util import continuous_domain

x = Symbol("x", real=True)
h = Symbol("h", positive=True)
FUNCTIONS = {
    "relu": Piecewise((x, x >= 0), (0, True)),
    "leaky-relu": Piecewise((x, x >= 0), (x / 100, True)),
    "softplus": log(1 + exp(x)),
    "gelu": x * (1 + erf(x / sqrt(2))) / 2,
    "mish": x * tanh(log(1 + exp(x))),
    "elu": Piecewise((x, x > 0), (exp(x) - 1, True)),
}


def attempt(question):
    """The answer, or why there is none: SymPy may refuse."""
    try:
        return question()
    except Exception as error:
        return type(error).__name__


def regions(slope):
    found = set()
    for level in (0, Rational(1, 100), Rational(99, 100), Rational(-1, 100)):
        for start in range(-20, 21):
            try:
                root = nsolve(slope - level, x, Rational(start, 4))
            except Exception:
                continue
            if abs(root) <= 5:
                found.add((level, round(root, 12)))
    return found


def main():
    f = FUNCTIONS[sys.argv[1]]
    slope = diff(f, x)
    quotients = [(f.subs(x, s * h) - f.subs(x, 0)) / (s * h) for s in (-1, 1)]
    print("domain", attempt(lambda: continuous_domain(f, x, S.Reals)))
    print("derivative", slope)
    for quotient in quotients:
        print("one-sided derivative", attempt(lambda: limit(quotient, h, 0, "+")))
    for end in (-oo, oo):
        print("limit", attempt(lambda: limit(f, x, end)))
    print("regions", attempt(lambda: sorted(regions(slope))))


if __name__ == "__main__":
    main()
