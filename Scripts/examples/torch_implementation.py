#!/usr/bin/env python3
"""PyTorch as an implementation for `actlab accuracy`: computes torch's function of the given name."""

import struct
import sys

import torch

_, _, dtype, of, name = sys.stdin.buffer.readline().decode().rstrip("\n").split(" ", 4)
dtype = getattr(torch, dtype)
function = getattr(torch.nn.functional, name.replace("-", "_"), None) or getattr(torch, name)
while header := sys.stdin.buffer.read(4):
    (count,) = struct.unpack("<I", header)
    data = bytearray(sys.stdin.buffer.read(count * dtype.itemsize))
    x = torch.frombuffer(data, dtype=dtype).clone().requires_grad_(of == "derivative")
    y = function(x)
    if of == "derivative":
        (y,) = torch.autograd.grad(y.sum(), x)
    sys.stdout.buffer.write(bytes(y.detach().contiguous().view(torch.uint8).untyped_storage()))
    sys.stdout.buffer.flush()
