"""Runs the cells of a report one after another in one namespace.

Reads {"cells": [source], "probes": [expression]} from standard input and writes
{"outputs": [what each cell printed], "values": [the float of each probe, or null],
"texts": [what print shows of each probe]}.
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
    """The float that `expression` is, or None where it is not a finite number; and its text.

    The text of an expression that raises an exception is the exception's name.
    """
    try:
        value = eval(expression, namespace)
    except Exception as error:
        return None, type(error).__name__
    try:
        number = float(value) if isinstance(value, (int, float)) else None
        text = str(value)
    except (OverflowError, ValueError) as error:
        # A whole number beyond all floats, or of too many digits to print.
        return None, type(error).__name__
    return (number if number is not None and math.isfinite(number) else None), text


def main():
    request = json.load(sys.stdin)
    namespace = {"__name__": "__main__"}
    outputs = [run(source, namespace) for source in request["cells"]]
    answers = [evaluate(probe, namespace) for probe in request["probes"]]
    values = [value for value, _ in answers]
    texts = [text for _, text in answers]
    json.dump({"outputs": outputs, "values": values, "texts": texts}, sys.stdout)


main()
