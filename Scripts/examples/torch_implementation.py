#!/usr/bin/env python3
"""PyTorch as an implementation under test.

    actlab accuracy gelu --implementation "python3 Scripts/examples/torch_implementation.py [NAME]"

NAME is a function of torch.nn.functional or torch; without it, the function that actlab is asked about.
"""
import sys

import torch

_, _, dtype, of, name = sys.stdin.buffer.readline().decode().rstrip("\n").split(" ", 4)
dtype = getattr(torch, dtype, None) or sys.exit(f"PyTorch does not compute in {dtype}")
name = sys.argv[1] if len(sys.argv) > 1 else name
names = [name, name.replace("-", "_"), name.replace("-", "")]
found = [getattr(m, n) for n in names for m in (torch.nn.functional, torch) if hasattr(m, n)]
function = found[0] if found else sys.exit(f"PyTorch has no function '{name}'; give its name as an argument")

while count := sys.stdin.buffer.read(4):
    size = int.from_bytes(count, "little") * dtype.itemsize
    x = torch.frombuffer(bytearray(sys.stdin.buffer.read(size)), dtype=dtype)
    if of == "value":
        y = function(x)
    else:
        x.requires_grad_()
        y = torch.autograd.grad(function(x), x, torch.ones_like(x))[0]
    results = bytearray(size)
    torch.frombuffer(results, dtype=dtype).copy_(y.detach())
    sys.stdout.buffer.write(results)
    sys.stdout.buffer.flush()
