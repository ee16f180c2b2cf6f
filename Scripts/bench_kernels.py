"""The float32 kernels beside PyTorch's `out=`: bench_kernels.py HOST.so PORTABLE.so

Nanoseconds an element, one thread, ten million inputs 3·N(0,1), buffers allocated before: the median
of seven runs, which alternate between the peers. Both libraries are built from Sources/CKernels.
"""

import ctypes
import statistics
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(7)
COUNT = 10_000_000
x = 3 * torch.randn(COUNT)
y = torch.empty_like(x)
host, portable = (ctypes.CDLL(path) for path in sys.argv[1:3])


def kernel(library, name):
    loop = getattr(library, f"ck_{name}_value_f32")
    loop.argtypes = [ctypes.c_void_p, ctypes.c_float, ctypes.c_void_p, ctypes.c_ssize_t]
    return lambda: loop(x.data_ptr(), 1.0, y.data_ptr(), COUNT)


def nanoseconds(run):
    start = time.perf_counter_ns()
    run()
    return (time.perf_counter_ns() - start) / COUNT


aten = torch.ops.aten
peers = {
    "relu": lambda: torch.clamp_min(x, 0, out=y),
    "tanh": lambda: torch.tanh(x, out=y),
    "sigmoid": lambda: torch.sigmoid(x, out=y),
    "silu": lambda: aten.silu.out(x, out=y),
    "gelu": lambda: aten.gelu.out(x, out=y),
    "softplus": lambda: aten.softplus.out(x, out=y),
    "mish": lambda: aten.mish.out(x, out=y),
    "elu": lambda: aten.elu.out(x, out=y),
}
print(f"{'float32, ns an element':<24} {'host':>8} {'portable':>9} {'PyTorch':>8}")
with torch.no_grad():
    for name, peer in peers.items():
        runs = [kernel(host, name), kernel(portable, name), peer]
        times = [[nanoseconds(run) for run in runs] for _ in range(7)]
        ours, plain, theirs = (statistics.median(column) for column in zip(*times))
        print(f"{name:<24} {ours:8.2f} {plain:9.2f} {theirs:8.2f}")
