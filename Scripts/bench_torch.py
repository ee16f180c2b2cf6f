#!/usr/bin/env python3
"""How long PyTorch takes to train what `make bench` trains with actlab, on one thread.

    .venv-torch/bin/python Scripts/bench_torch.py DATA.csv

Prints two medians in milliseconds: 100 epochs of the exclusive or by plain descent, batch 1; and one
epoch of a 64-32-10 ReLU network on DATA, batch 32, after one epoch to warm up, without loading. Both
in float32, as PyTorch computes by default.
"""
import statistics
import sys
import time

import numpy
import torch
from torch import nn

torch.set_num_threads(1)


def xor():
    net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    with torch.no_grad():
        net[0].weight.fill_(1)
        net[0].bias.copy_(torch.tensor([0.0, -1.0]))
        net[2].weight.copy_(torch.tensor([[1.0, -2.0]]))
        net[2].bias.fill_(-0.5)
    xs = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    ts = torch.tensor([[0.0], [1], [1], [0]])
    return net, xs, ts, nn.BCEWithLogitsLoss(), torch.optim.SGD(net.parameters(), lr=0.1), 1


def digits(file):
    data = numpy.loadtxt(file, delimiter=",", dtype=numpy.float32)
    net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    xs, ts = torch.from_numpy(data[:, :64].copy()), torch.from_numpy(data[:, 64]).long()
    return net, xs, ts, nn.CrossEntropyLoss(), torch.optim.SGD(net.parameters(), lr=0.01), 32


def epoch(net, xs, ts, loss, optimizer, batch):
    for start in range(0, len(xs), batch):
        optimizer.zero_grad()
        loss(net(xs[start:start + batch]), ts[start:start + batch]).backward()
        optimizer.step()


def milliseconds(setup, epochs, runs):
    times = []
    for _ in range(runs):
        parts = setup()
        epoch(*parts)
        start = time.perf_counter()
        for _ in range(epochs):
            epoch(*parts)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


print(f"{milliseconds(xor, 100, 5):.3f} {milliseconds(lambda: digits(sys.argv[1]), 1, 15):.3f}")
