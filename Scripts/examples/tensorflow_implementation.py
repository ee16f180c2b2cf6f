#!/usr/bin/env python3
"""TensorFlow as an implementation under test.

    actlab accuracy elu --implementation "python3 Scripts/examples/tensorflow_implementation.py [NAME]"

NAME is a function of tf.nn or tf.math; without it, the function that actlab is asked about.
"""
import sys

import tensorflow as tf

_, _, dtype, of, name = sys.stdin.buffer.readline().decode().rstrip("\n").split(" ", 4)
dtype = tf.as_dtype(dtype)
name = (sys.argv[1] if len(sys.argv) > 1 else name).replace("-", "_")
found = [getattr(m, name) for m in (tf.nn, tf.math) if hasattr(m, name)]
function = found[0] if found else sys.exit(f"TensorFlow has no function '{name}'; give its name as an argument")

while count := sys.stdin.buffer.read(4):
    block = sys.stdin.buffer.read(int.from_bytes(count, "little") * dtype.size)
    x = tf.io.decode_raw(block, dtype)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    if of == "derivative":
        y = tape.gradient(y, x)
    sys.stdout.buffer.write(y.numpy().tobytes())
    sys.stdout.buffer.flush()
