#!/usr/bin/env python3
"""Writes the gradient regions that the tests of the analysis compare with.

    python3 Scripts/analysis_truth.py > Tests/AnalysisTests/Resources/regions.json

The derivatives below are derived by hand, piece by piece, and checked against difference quotients
of the definitions in activation_values.py. Where |f'| meets 0, 1/100 or 99/100 is found by dense
scanning, bisection, and a search of the critical points of f' for tangencies; all with 80 digits.
"""
import json
from fractions import Fraction as Q

from mpmath import (cos, diff, erf, exp, inf, log1p, mp, mpf, ncdf, npdf, nstr, pi, sin,
                    sqrt, tanh)

from activation_values import DEFINITIONS, Q as number

mp.dps = 80
CLOSE = mpf(10) ** -70
SLOW, FAST = Q(1, 100), Q(99, 100)
LEVELS = [0, SLOW, -SLOW, FAST, -FAST]


def real(x):
    return mpf(x.numerator) / x.denominator if isinstance(x, Q) else mpf(x)


def s(x):
    return 1 / (1 + exp(-x))


def gate(x):
    """The derivative of the logistic function."""
    return s(x) * s(-x)


def sech2(x):
    return 4 * gate(2 * x)


def softplus(x):
    return log1p(exp(x))


def gelu_tanh(x):
    u = sqrt(2 / pi) * (x + mpf("0.044715") * x**3)
    return (1 + tanh(u)) / 2 + x / 2 * sech2(u) * sqrt(2 / pi) * (1 + mpf("0.134145") * x**2)


def phish(x):
    u = x * ncdf(x)
    return tanh(u) + x * sech2(u) * (ncdf(x) + x * npdf(x))


def logish(x):
    return log1p(s(x)) + x * gate(x) / (1 + s(x))


def smish(x):
    u = log1p(s(x))
    return tanh(u) + x * sech2(u) * gate(x) / (1 + s(x))


def silu(x, beta=1):
    return s(beta * x) + beta * x * gate(beta * x)


KINK = None  # at a point where f' is not defined

# name: f' from left to right. A number or a function is f' on an open interval; a pair (point, f')
# stands between two of them.
DERIVATIVES = {
    "relu": [0, (0, KINK), 1],
    "relu6": [0, (0, KINK), 1, (6, KINK), 0],
    "clipped-relu": [0, (0, KINK), 1, (20, KINK), 0],
    "leaky-relu": [Q(1, 100), (0, KINK), 1],
    "prelu": [Q(1, 4), (0, KINK), 1],
    "rrelu": [Q(11, 48), (0, KINK), 1],
    "shifted-relu": [0, (-1, KINK), 1],
    "absolute-value": [-1, (0, KINK), 1],
    "squared-relu": [0, (0, 0), lambda x: 2 * x],
    "star-relu": [0, (0, 0), lambda x: 2 * mpf("0.8944") * x],
    "smelu": [0, (-1, 0), lambda x: (x + 1) / 2, (1, 1), 1],
    "sparse-plus": [0, (-1, 0), lambda x: (x + 1) / 2, (1, 1), 1],
    "nlrelu": [0, (0, KINK), lambda x: 1 / (1 + x)],
    "plu": [Q(1, 5), (-1, KINK), 1, (1, KINK), Q(1, 5)],
    "step": [0, (0, KINK), 0],
    "sign": [0, (0, KINK), 0],
    "threshold": [0, (0, KINK), 1],
    "jump-relu": [0, (1, KINK), 1],
    "hard-shrink": [1, (Q(-1, 2), KINK), 0, (Q(1, 2), KINK), 1],
    "soft-shrink": [1, (Q(-1, 2), KINK), 0, (Q(1, 2), KINK), 1],
    "tanh-shrink": [lambda x: tanh(x) ** 2],
    "elu": [exp, (0, 1), 1],
    "selu": [
        lambda x: mpf("1.0507009873554804934193349852946")
        * mpf("1.6732632423543772848170429916717") * exp(x),
        (0, KINK), Q("1.0507009873554804934193349852946")],
    "celu": [exp, (0, 1), 1],
    "pelu": [exp, (0, 1), 1],
    "elu-plus-one": [exp, (0, 1), 1],
    "elish": [lambda x: exp(x) * s(x) + (exp(x) - 1) * gate(x), (0, Q(1, 2)), silu],
    "hard-elish": [
        0, (-1, KINK), lambda x: exp(x) * (x + 2) / 2 - mpf(1) / 2, (0, Q(1, 2)),
        lambda x: x + mpf(1) / 2, (1, KINK), 1],
    "exponential": [exp],
    "isrlu": [lambda x: 1 / sqrt(1 + x * x) ** 3, (0, 1), 1],
    "softplus": [s],
    "softplus-beta": [s],
    "shifted-softplus": [s],
    "squareplus": [lambda x: (1 + x / sqrt(x * x + 4)) / 2],
    "gelu": [lambda x: ncdf(x) + x * npdf(x)],
    "gelu-tanh": [gelu_tanh],
    "gelu-quick": [lambda x: silu(x, mpf("1.702"))],
    "silu": [silu],
    "dsilu": [lambda x: gate(x) * (2 + x * (1 - 2 * s(x)))],
    "swish": [silu],
    "hard-swish": [0, (-3, KINK), lambda x: (2 * x + 3) / 6, (3, KINK), 1],
    "ft-swish": [0, (0, KINK), silu],
    "mish": [lambda x: tanh(softplus(x)) + x * sech2(softplus(x)) * s(x)],
    "tanh-exp": [lambda x: tanh(exp(x)) + x * exp(x) * sech2(exp(x))],
    "lisht": [lambda x: tanh(x) + x * sech2(x)],
    "serf": [lambda x: erf(softplus(x)) + x * 2 / sqrt(pi) * exp(-softplus(x) ** 2) * s(x)],
    "phish": [phish],
    "logish": [logish],
    "smish": [smish],
    "sigmoid": [gate],
    "bipolar-sigmoid": [lambda x: 2 * gate(x)],
    "log-sigmoid": [lambda x: s(-x)],
    "tanh": [sech2],
    "lecun-tanh": [lambda x: mpf("1.7159") * 2 / 3 * sech2(2 * x / 3)],
    "penalized-tanh": [lambda x: sech2(x) / 4, (0, KINK), sech2],
    "arctan": [lambda x: 1 / (1 + x * x)],
    "erf": [lambda x: 2 / sqrt(pi) * exp(-x * x)],
    "probit": [npdf],
    "complementary-log-log": [lambda x: exp(x - exp(x))],
    "hard-sigmoid": [0, (-3, KINK), Q(1, 6), (3, KINK), 0],
    "keras-hard-sigmoid": [0, (Q(-5, 2), KINK), Q(1, 5), (Q(5, 2), KINK), 0],
    "sparse-sigmoid": [0, (-1, KINK), Q(1, 2), (1, KINK), 0],
    "hard-tanh": [0, (-1, KINK), 1, (1, KINK), 0],
    "smooth-step": [
        0, (Q(-1, 2), 0), lambda x: mpf(3) / 2 - 6 * x * x, (Q(1, 2), 0), 0],
    "sqnl": [0, (-2, 0), lambda x: 1 + x / 2, (0, 1), lambda x: 1 - x / 2, (2, 0), 0],
    "identity": [1],
    "square": [lambda x: 2 * x],
    "cube": [lambda x: 3 * x * x],
    "softsign": [lambda x: 1 / (1 - x) ** 2, (0, 1), lambda x: 1 / (1 + x) ** 2],
    "isru": [lambda x: 1 / sqrt(1 + x * x) ** 3],
    "bent-identity": [lambda x: 1 + x / (2 * sqrt(x * x + 1))],
    "symlog": [lambda x: 1 / (1 - x), (0, 1), lambda x: 1 / (1 + x)],
    "sine": [cos],
    "cosine": [lambda x: -sin(x)],
    "snake": [lambda x: 1 + sin(2 * x)],
    "growing-cosine": [lambda x: cos(x) - x * sin(x)],
    "sinlu": [lambda x: (1 + cos(x)) * s(x) + (x + sin(x)) * gate(x)],
    "gaussian": [lambda x: -2 * x * exp(-x * x)],
}


def kind(value):
    if not isinstance(value, (int, Q)):
        value = next((level for level in LEVELS if abs(value - real(level)) < CLOSE), value)
    size = abs(value)
    exact = isinstance(value, (int, Q))
    slow, fast = (SLOW, FAST) if exact else (real(SLOW), real(FAST))
    if size == 0:
        return "inactive"
    return "slow" if size < slow else "active" if size <= fast else "fast"


def bisect(f, low, high):
    sign = f(low) > 0
    for _ in range(270):
        middle = (low + high) / 2
        if (f(middle) > 0) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def meetings(slope, low, high):
    """Where `slope` takes one of the levels in the open interval (low, high)."""
    count = int(200 * (high - low)) + 7
    xs = [low + (high - low) * i / count for i in range(count + 1)]
    values = [slope(x) for x in xs]
    found = []
    # Critical points of the slope: there a level may be touched.
    critical = []
    for i in range(1, count):
        if (values[i] - values[i - 1]) * (values[i + 1] - values[i]) <= 0:
            second = lambda x: diff(slope, x, h=mpf(10) ** -26)
            critical.append(bisect(second, xs[i - 1], xs[i + 1]))
    for level in map(real, LEVELS):
        points = dict(zip(xs, values))
        for x in critical:
            value = slope(x)
            if abs(value - level) < mpf(10) ** -40:
                found.append((x, level))
                points = {p: v for p, v in points.items() if abs(p - x) > mpf(10) ** -3}
            else:
                points[x] = value
        previous = None
        for x in sorted(points):
            offset = points[x] - level
            if abs(offset) < CLOSE:
                if low < x < high:
                    found.append((x, level))
                previous = None
                continue
            if previous and (previous[1] > 0) != (offset > 0):
                found.append((bisect(lambda t: slope(t) - level, previous[0], x), level))
            previous = (x, offset)
    return sorted(found)


def parts(derivative, low, high):
    """(kind, from, to, points) of every part of the window, undefined points as None."""
    pieces = derivative[0::2]
    joints = derivative[1::2]
    ends = [real(at) for at, _ in joints]
    result = []
    for i, slope in enumerate(pieces):
        a = max(low, ends[i - 1] if i else -inf)
        b = min(high, ends[i] if i < len(ends) else inf)
        if a < b:
            roots = [] if isinstance(slope, (int, Q)) else meetings(slope, a, b)
            function = (lambda x, v=slope: v) if isinstance(slope, (int, Q)) else slope
            edges = [a] + [x for x, _ in roots] + [b]
            if a == low and a not in ends:
                result.append((kind(function(a)), a, a))
            for j in range(len(edges) - 1):
                if j:
                    result.append((kind(roots[j - 1][1]), edges[j], edges[j]))
                middle = (edges[j] + edges[j + 1]) / 2
                result.append((kind(function(middle)), edges[j], edges[j + 1]))
            if b == high and b not in ends:
                result.append((kind(function(b)), b, b))
        if i < len(joints) and low <= ends[i] <= high:
            value = joints[i][1]
            result.append((None if value is None else kind(Q(value)), ends[i], ends[i]))
    result.sort(key=lambda part: (part[1] + part[2], part[1]))
    return result


def regions(derivative, low, high):
    """Maximal regions (kind, from, to, fromClosed, toClosed), and where f' is not defined."""
    found, undefined = [], []
    separate = True
    for name, a, b in parts(derivative, mpf(low), mpf(high)):
        point = a == b
        if name is None:
            undefined.append(a)
            separate = True
        elif not separate and found[-1][0] == name:
            found[-1][2:] = [b, found[-1][3], point]
            separate = False
        else:
            found.append([name, a, b, point, point])
            separate = False
    return found, undefined


def check(name, derivative):
    """Compares the derivative with difference quotients of the definition."""
    function, *sets = DEFINITIONS[name]
    defaults = {k: number(v) for k, v in (sets[0] if sets else {}).items()}
    f = lambda x: function(x, **defaults)
    ends = [real(at) for at, _ in derivative[1::2]]
    for i in range(-1300, 1300):
        x = mpf(i) / 199 + mpf(1) / 1013
        slope = derivative[2 * sum(end < x for end in ends)]
        value = real(slope) if isinstance(slope, (int, Q)) else slope(x)
        h = mpf(10) ** -25
        quotient = (f(x + h) - f(x - h)) / (2 * h)
        assert abs(quotient - value) < mpf(10) ** -40, (name, x, quotient, value)
    for at, value in zip(ends, (value for _, value in derivative[1::2])):
        h = mpf(10) ** -30
        right, left = (f(at + h) - f(at)) / h, (f(at) - f(at - h)) / h
        differs = abs(right - left) > mpf(10) ** -20 or abs(right) > mpf(10) ** 20
        assert differs == (value is None), (name, at, left, right)
        assert value is None or abs(right - real(value)) < mpf(10) ** -20, (name, at, right, value)


def text(x):
    return "0" if abs(x) < CLOSE else nstr(x, 30, min_fixed=-40, max_fixed=40
                                              ).removesuffix(".0")


def row(name, derivative, low, high):
    found, undefined = regions(derivative, low, high)
    return {
        "name": name, "from": str(low), "to": str(high),
        "undefinedAt": [text(x) for x in undefined],
        "regions": [f"{region} {'[' if closed_left else '('}{text(a)}, {text(b)}"
                    f"{']' if closed_right else ')'}"
                    for region, a, b, closed_left, closed_right in found]}


def main():
    """Prints the gradient regions of every entry, and of three entries on a wider window."""
    assert DERIVATIVES.keys() == DEFINITIONS.keys()
    rows = []
    for name, derivative in DERIVATIVES.items():
        check(name, derivative)
        rows.append(row(name, derivative, -5, 5))
    for name in ["relu6", "sigmoid", "snake"]:
        rows.append(row(name, DERIVATIVES[name], -6, 6))
    print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")


main()
