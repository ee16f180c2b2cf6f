#!/usr/bin/env python3
"""NumPy as an implementation under test: values of its functions, such as tanh, in float64, 32 and 16.

    actlab accuracy tanh --dtype float16 --implementation "python3 Scripts/examples/numpy_implementation.py"
"""
import sys

import numpy

_, _, dtype, of, name = sys.stdin.buffer.readline().decode().rstrip("\n").split(" ", 4)
if of != "value" or not hasattr(numpy, dtype) or not callable(getattr(numpy, name, None)):
    sys.exit(f"NumPy has no {of} of '{name}' in {dtype}")
dtype = numpy.dtype(dtype).newbyteorder("<")
numpy.seterr(all="ignore")

while count := sys.stdin.buffer.read(4):
    block = sys.stdin.buffer.read(int.from_bytes(count, "little") * dtype.itemsize)
    results = getattr(numpy, name)(numpy.frombuffer(block, dtype))
    sys.stdout.buffer.write(results.astype(dtype).tobytes())
    sys.stdout.buffer.flush()
