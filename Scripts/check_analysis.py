#!/usr/bin/env python3
"""Looks for contradictions between analyses of the catalogue and the functions themselves.

    check_analysis.py ANALYSES.json

Reads a JSON array of analyses, evaluates every function from the independent definitions of
activation_values.py with 40 digits at a few hundred points, near and far, and compares: ranges,
monotone and convex intervals, extrema, zeros, fixed points, bounds of the derivatives, limits,
asymptotes and gradient regions. Prints a line for each contradiction, and how much was compared;
ends with 1 if there is a contradiction.
"""
import json
import sys

from mpmath import inf, mp, mpf

from activation_values import DEFINITIONS, Q

mp.dps = 40
TINY = mpf(10) ** -18
LOST = mpf(10) ** -36
GRID = [mpf(k) / 4 - mpf(1) / 1013 for k in range(-40, 41)]
FAR = [mpf(10) ** k for k in (2, 3, 4)]
# How many periods of a function that repeats are written out on each side.
REACH = 40


def number(value):
    text = value["decimal"]
    return {"inf": inf, "-inf": -inf}.get(text) if text.endswith("inf") else mpf(text)


def interval(value):
    return number(value["from"]), number(value["to"]), value["fromClosed"], value["toClosed"]


def inside(x, span):
    low, high, low_closed, high_closed = span
    return (low < x or (low_closed and x == low)) and (x < high or (high_closed and x == high))


def moved(value, step):
    text = value["decimal"]
    if text.endswith("inf"):
        return value
    return {"decimal": mp.nstr(mpf(text) + step, 30)}


def unrolled(analysis):
    """The analysis with each list that stands for one period written out over many."""
    if analysis["periodicity"] is None:
        return analysis
    period, drift = (number(analysis["periodicity"][key]) for key in ("period", "drift"))
    places = {"from": period, "to": period, "at": period, "through": period, "value": drift}

    def copies(members):
        return members and [
            {key: moved(value, k * places[key]) if key in places else value
             for key, value in member.items()}
            for k in range(-REACH, REACH + 1) for member in members]

    for section in [analysis[key] for key in ("monotonicity", "extrema", "convexity", "zeros", "fixedPoints")] \
            + analysis["regions"]:
        if section["period"] is None:
            continue
        for key in ("pieces", "points", "convex", "concave", "sets"):
            if key in section:
                section[key] = copies(section[key])
        if "inflections" in section:
            section["inflections"] = [moved(point, k * period) for k in range(-REACH, REACH + 1)
                                      for point in section["inflections"]]
    return analysis


def listed(section):
    """The closed interval whose members a list holds: where it goes on for ever, a bounded one."""
    if section.get("continuation") is None:
        return -inf, inf
    return tuple(number(section["continuation"]["over"][key]) for key in ("from", "to"))


class Check:
    def __init__(self, analysis):
        analysis = unrolled(analysis)
        self.name = analysis["function"]["name"]
        function, *sets = DEFINITIONS[self.name]
        numbers = {key: Q(text) for key, text in sets[0].items()}
        self.f = lambda x: function(x, **numbers)
        self.analysis = analysis
        self.failures = []
        self.compared = 0
        self.joints = [number(joint["at"]) for joint in analysis["joints"]]
        self.grid = [x for x in GRID if x not in self.joints]
        self.values = [self.f(x) for x in self.grid]

    def expect(self, holds, what):
        self.compared += 1
        if not holds:
            self.failures.append(f"{self.name}: {what}")

    def slope(self, x):
        h = mpf(10) ** -13
        return (self.f(x + h) - self.f(x - h)) / (2 * h)

    def curvature(self, x):
        h = mpf(10) ** -9
        return (self.f(x + h) - 2 * self.f(x) + self.f(x - h)) / h**2

    def smooth(self, x):
        return all(abs(x - joint) > mpf(10) ** -6 for joint in self.joints)

    def run(self):
        for part in (self.monotonicity, self.extrema, self.convexity, self.range, self.lipschitz,
                     self.second_derivative, self.roots, self.tails, self.regions):
            part()
        return self.failures

    def monotonicity(self):
        pieces = self.analysis["monotonicity"]["pieces"]
        spans = [(interval(piece), piece["kind"]) for piece in pieces]
        signs = {"increasing": 1, "decreasing": -1, "constant": 0}
        for (a, fa), (b, fb) in zip(zip(self.grid, self.values), zip(self.grid[1:], self.values[1:])):
            for span, kind in spans:
                if inside(a, span) and inside(b, span):
                    difference = fb - fa
                    # Differences below the working precision have no sign.
                    if abs(difference) < LOST:
                        continue
                    self.expect((difference > 0) - (difference < 0) == signs[kind],
                                f"{kind} fails between {a} and {b}")
        if spans and self.analysis["monotonicity"]["period"] is None:
            low, high = listed(self.analysis["monotonicity"])
            self.expect(spans[0][0][0] <= low and spans[-1][0][1] >= high, "monotone pieces do not cover ℝ")
            for (left, _), (right, _) in zip(spans, spans[1:]):
                self.expect(left[1] == right[0], "monotone pieces leave a gap")

    def extrema(self):
        points = self.analysis["extrema"]["points"]
        if points is None:
            return
        for point in points:
            low, high = number(point["at"]), number(point["through"])
            sign = 1 if point["kind"] == "minimum" else -1
            value = number(point["value"])
            if low == high:
                exact = self.f(low)
                self.expect(abs(exact - value) <= TINY * max(1, abs(value)), f"value at {low}")
                for h in (mpf(10) ** -5, -mpf(10) ** -5):
                    self.expect(sign * (self.f(low + h) - exact) >= -mpf(10) ** -37, f"{point['kind']} at {low}")
            if point["global"]:
                worst = min(sign * (v - value) for v in self.values)
                self.expect(worst >= -TINY, f"{point['kind']} at {low} is not global")

    def convexity(self):
        convexity = self.analysis["convexity"]
        if convexity["convex"] is None:
            return
        spans = {1: [interval(s) for s in convexity["convex"]], -1: [interval(s) for s in convexity["concave"]]}
        for (a, b, c), (fa, fb, fc) in zip(zip(self.grid, self.grid[1:], self.grid[2:]),
                                           zip(self.values, self.values[1:], self.values[2:])):
            bend = (fc - fb) / (c - b) - (fb - fa) / (b - a)
            if abs(bend) < mpf(10) ** -34:
                continue
            sign = 1 if bend > 0 else -1
            for direction, all_spans in spans.items():
                if any(inside(a, s) and inside(c, s) for s in all_spans):
                    self.expect(sign == direction, f"bends {sign} on ({a}, {c}), claimed {direction}")
        ends = sorted(e for all_spans in spans.values() for s in all_spans for e in s[:2])
        repeats = self.analysis["convexity"]["period"] is not None
        low, high = listed(convexity)
        covered = min(ends) if repeats else low
        for s in sorted(spans[1] + spans[-1]):
            self.expect(s[0] <= covered + TINY, f"no curvature is claimed between {covered} and {s[0]}")
            covered = max(covered, s[1])
        self.expect(repeats or covered >= high, "curvature does not cover ℝ")
        for point in convexity["inflections"]:
            at, h = number(point), mpf(10) ** -4
            self.expect(at in ends, f"inflection {at} is no end of a convex interval")
            if self.smooth(at):
                self.expect(self.curvature(at - h) * self.curvature(at + h) < 0, f"no inflection at {at}")

    def extremes(self):
        """Values at the sample points and at the claimed extrema and joints."""
        points = self.analysis["extrema"]["points"] or []
        places = [number(p["at"]) for p in points] + self.joints
        places = [p for p in places if abs(p) < inf]
        far = [s * x for x in FAR for s in (1, -1)]
        return self.values + [self.f(x) for x in places + far]

    def range(self):
        claimed = self.analysis["range"]
        if claimed["infimum"] is None:
            return
        low, high = number(claimed["infimum"]), number(claimed["supremum"])
        values = self.extremes()
        slack = lambda end: TINY * max(1, abs(end))
        for v in values:
            self.expect(low == -inf or v >= low - slack(low), f"{v} lies below the infimum {low}")
            self.expect(high == inf or v <= high + slack(high), f"{v} lies above the supremum {high}")
        least, greatest = min(values), max(values)
        if self.analysis["extrema"]["points"] is None:
            # The places of the extreme values are not known.
            self.expect(least < -9 if low == -inf else least - low < mpf("0.05"), f"infimum {low} is not approached")
            return
        self.expect(least < -9 if low == -inf else least - low < mpf("1e-3"), f"infimum {low} is not approached")
        self.expect(greatest > 9 if high == inf else high - greatest < mpf("1e-3"),
                    f"supremum {high} is not approached")
        if low != -inf and claimed["infimumAttained"]:
            self.expect(least - low <= slack(low), f"infimum {low} is not attained")
        if high != inf and claimed["supremumAttained"]:
            self.expect(high - greatest <= slack(high), f"supremum {high} is not attained")

    def supremum(self, values, claimed, what):
        greatest = max(values)
        if claimed == inf:
            self.expect(greatest > 50, f"{what} is said to be unbounded, found {greatest}")
        else:
            self.expect(greatest <= claimed * (1 + mpf("1e-6")) + mpf("1e-8"), f"{what} {greatest} exceeds {claimed}")
            self.expect(greatest >= claimed * mpf("0.97") - mpf("1e-8"), f"{what} {claimed} is not approached: {greatest}")

    def lipschitz(self):
        claimed = self.analysis["lipschitz"]["value"]
        if claimed is None:
            return
        h = mpf(10) ** -12
        places = [x for x in self.grid + [s * x for x in FAR for s in (1, -1)] if self.smooth(x)]
        slopes = [abs(self.slope(x)) for x in places]
        slopes += [abs(self.f(x) - self.f(j)) / h for j in self.joints for x in (j - h, j + h)]
        slopes += [abs(self.slope(x + s * mpf("1e-4"))) for x in self.joints for s in (1, -1)]
        self.supremum(slopes, number(claimed), "the Lipschitz constant")

    def second_derivative(self):
        claimed = self.analysis["secondDerivative"]["supremum"]
        if claimed is None:
            return
        places = [x for x in self.grid + [s * x for x in FAR[:3] for s in (1, -1)] if self.smooth(x)]
        places += [j + s * mpf("1e-5") for j in self.joints for s in (1, -1)]
        self.supremum([abs(self.curvature(x)) for x in places], number(claimed), "sup |f''|")

    def roots(self):
        for key, g in (("zeros", self.f), ("fixedPoints", lambda x: self.f(x) - x)):
            sets = self.analysis[key]["sets"]
            if sets is None:
                continue
            spans = [interval(s) for s in sets]
            first, last = listed(self.analysis[key])
            for low, high, *_ in spans:
                if low == high:
                    self.expect(abs(g(low)) <= TINY * max(1, abs(low)), f"{key}: {low} is none")
            values = [g(x) for x in self.grid]
            for x, v in zip(self.grid, values):
                # At 40 digits a difference may be lost.
                if v == 0 and key == "zeros" and first <= x <= last:
                    self.expect(any(inside(x, s) for s in spans), f"{key}: {x} is missing")
            for (a, fa), (b, fb) in zip(zip(self.grid, values), zip(self.grid[1:], values[1:])):
                jumps = any(a < j < b for j in self.joints)
                if fa * fb < 0 and min(abs(fa), abs(fb)) > LOST and not jumps and first <= a and b <= last:
                    self.expect(any(a <= s[0] <= b or a <= s[1] <= b for s in spans), f"{key}: one between {a} and {b} is missing")

    def tails(self):
        far = FAR[-1]
        for key, x in (("minusInfinity", -far), ("plusInfinity", far)):
            limit, line = self.analysis["limits"][key], self.analysis["asymptotes"][key]
            value = self.f(x)
            if limit is not None:
                limit = number(limit)
                if abs(limit) == inf:
                    self.expect(value * limit > 0 and abs(value) > 9, f"limit {limit} at {key}")
                else:
                    self.expect(abs(value - limit) < mpf("1e-3"), f"limit {limit} at {key}")
            if line is not None:
                gap = value - number(line["slope"]) * x - number(line["intercept"])
                self.expect(abs(gap) < mpf("1e-3"), f"asymptote at {key}")
                if abs(gap) > TINY * max(1, abs(value)):
                    side = "above" if gap > 0 else "below"
                    self.expect(line["side"] == side, f"the graph is {side} at {key}")
            elif self.analysis["asymptotes"].get("reason") is None:
                # Neither f/x nor f - m·x settles.
                slopes = [self.f(s * x) / (s * x) for s in (1, mpf("1.37"), mpf("1.91"))]
                rests = [self.f(s * x) - slopes[0] * s * x for s in (1, mpf("1.37"), mpf("1.91"))]
                moving = max(rests) - min(rests) > mpf("0.01")
                self.expect(moving, f"there is an asymptote at {key}")

    def regions(self):
        for regions in self.analysis["regions"]:
            window = interval(regions["over"])
            first, last = listed(regions)
            if regions["pieces"] is None:
                continue
            spans = [(interval(p), p["kind"]) for p in regions["pieces"]]
            far = FAR[:1] if regions["period"] else FAR[:2]
            for x in self.grid + [s * x for x in far for s in (1, -1)]:
                if not inside(x, window) or not first <= x <= last or not self.smooth(x):
                    continue
                g = abs(self.slope(x))
                # A slope lost in the last digits may be 0 or very small.
                if g < mpf(10) ** -24 or any(abs(g - t) < mpf(10) ** -18 for t in (mpf("0.01"), mpf("0.99"))):
                    continue
                kind = "fast" if g > mpf("0.99") else "active" if g >= mpf("0.01") else "slow"
                found = [k for s, k in spans if inside(x, s)]
                self.expect(found == [kind], f"{found} at {x}, the slope is {g}")


def main():
    failures, compared = [], 0
    with open(sys.argv[1], encoding="utf-8") as file:
        analyses = json.load(file)
    for analysis in analyses:
        check = Check(analysis)
        failures += check.run()
        compared += check.compared
    for failure in failures:
        print(failure)
    print(f"{len(analyses)} functions, {compared} comparisons, {len(failures)} contradictions")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
