"""Runs the cells of a report one after another in one namespace.

Reads {"cells": [source], "probes": [expression]} from standard input and writes
{"outputs": [what each cell printed], "values": [the float of each probe, or null]}.
"""

import contextlib
import io
import json
import math
import sys


def run(source, namespace):
    """What `source` prints; an exception ends it and is named in the last line."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        try:
            exec(compile(source, "<cell>", "exec"), namespace)
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
    return stream.getvalue().rstrip("\n")


def evaluate(expression, namespace):
    """The float that `expression` is, or None where it is not a finite number."""
    try:
        value = eval(expression, namespace)
    except Exception:
        return None
    is_number = isinstance(value, (int, float)) and math.isfinite(value)
    return float(value) if is_number else None


def main():
    request = json.load(sys.stdin)
    namespace = {"__name__": "__main__"}
    outputs = [run(source, namespace) for source in request["cells"]]
    values = [evaluate(probe, namespace) for probe in request["probes"]]
    json.dump({"outputs": outputs, "values": values}, sys.stdout)


main()
