#!/usr/bin/env python3
"""JAX as an implementation under test.

    actlab accuracy gelu-tanh --implementation "python3 Scripts/examples/jax_implementation.py gelu"

NAME is a function of jax.nn or jax.numpy; without it, the function that actlab is asked about.
"""
import sys

import jax
import numpy

jax.config.update("jax_enable_x64", True)
_, _, dtype, of, name = sys.stdin.buffer.readline().decode().rstrip("\n").split(" ", 4)
dtype = jax.numpy.dtype(dtype)
name = (sys.argv[1] if len(sys.argv) > 1 else name).replace("-", "_")
found = [getattr(m, name) for m in (jax.nn, jax.numpy) if hasattr(m, name)]
function = found[0] if found else sys.exit(f"JAX has no function '{name}'; give its name as an argument")
if of == "derivative":
    function = jax.vmap(jax.grad(function))
function = jax.jit(function)

while count := sys.stdin.buffer.read(4):
    block = sys.stdin.buffer.read(int.from_bytes(count, "little") * dtype.itemsize)
    results = numpy.asarray(function(numpy.frombuffer(block, dtype)))
    sys.stdout.buffer.write(results.astype(dtype).tobytes())
    sys.stdout.buffer.flush()
