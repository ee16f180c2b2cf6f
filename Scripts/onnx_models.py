#!/usr/bin/env python3
"""Writes the ONNX models that the tests read, and what onnxruntime computes with them.

    python Scripts/onnx_models.py

needs PyTorch, onnxscript, scikit-learn, skl2onnx, onnx and onnxruntime. The models come from three
exporters: both of PyTorch (by TorchScript and by torch.export), and skl2onnx; those with operators
that change shapes are written node by node. Models that are there and that are not made here are
kept, and computed with too.
"""
import json
import pathlib
import warnings

import numpy as np
import onnx
import onnxruntime as ort

warnings.filterwarnings("ignore")
FOLDER = pathlib.Path(__file__).parent.parent / "Tests/NetworksTests/Resources/onnx"


class Expression:
    """A PyTorch module that is a function."""

    @staticmethod
    def of(function):
        import torch

        class Module(torch.nn.Module):
            def forward(self, x):
                return function(x)
        return Module()


def torch_models():
    import torch
    from torch import nn
    torch.manual_seed(1)

    def mlp(*modules, inputs=3):
        return nn.Sequential(nn.Linear(inputs, 5), *modules, nn.Linear(5, 2)), inputs

    def slopes(prelu):
        """PReLU with a slope for each unit."""
        with torch.no_grad():
            prelu.weight.copy_(torch.tensor([0.25, -0.5, 0.0, 1.5, 0.125]))
        return prelu

    class ByHand(nn.Module):
        """x @ W + b, whose weights lie the other way round, after a normalisation."""

        def __init__(self):
            super().__init__()
            self.w = nn.Parameter(torch.randn(4, 6))
            self.b = nn.Parameter(torch.randn(6))
            self.v = nn.Parameter(torch.randn(6, 1))
            self.register_buffer("mean", torch.tensor([0.5, -1.0, 2.0, 0.25]))
            self.register_buffer("scale", torch.tensor([2.0, 0.5, 4.0, 1.0]))

        def forward(self, x):
            h = torch.relu((x - self.mean) / self.scale @ self.w + self.b)
            return torch.sigmoid(h @ self.v + 0.5)

    models = {
        "relu": mlp(nn.ReLU()),
        "leaky_relu": mlp(nn.LeakyReLU(0.05)),
        "prelu": mlp(nn.PReLU()),
        "prelu_units": mlp(slopes(nn.PReLU(5))),
        "sigmoid": mlp(nn.Sigmoid()),
        "tanh": mlp(nn.Tanh()),
        "softplus": mlp(nn.Softplus()),
        "elu": mlp(nn.ELU(1.5)),
        "selu": mlp(nn.SELU()),
        "celu": mlp(nn.CELU(0.5)),
        "gelu": mlp(nn.GELU()),
        "gelu_tanh": mlp(nn.GELU(approximate="tanh")),
        "silu": mlp(nn.SiLU()),
        "mish": mlp(nn.Mish()),
        "hardsigmoid": mlp(nn.Hardsigmoid()),
        "hardswish": mlp(nn.Hardswish()),
        "hardtanh": mlp(nn.Hardtanh(-0.5, 0.75)),
        "relu6": mlp(nn.ReLU6()),
        "softsign": mlp(nn.Softsign()),
        "expression": mlp(Expression.of(lambda x: torch.where(x > 0.25, x * x, torch.abs(x) / 2))),
        "flatten": (nn.Sequential(nn.Flatten(), nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 3),
                                  nn.Softmax(dim=1)), 3),
        "deep": (nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 8), nn.Tanh(),
                               nn.Linear(8, 4), nn.ReLU(), nn.Linear(4, 1)), 2),
        "by_hand": (ByHand(), 4),
    }
    for name, (module, inputs) in models.items():
        module.eval()
        example = torch.randn(2, inputs)
        for exporter in ("script", "dynamo"):
            file = FOLDER / f"torch_{exporter}_{name}.onnx"
            options = {"dynamo": exporter == "dynamo"}
            if exporter == "script":
                options["dynamic_axes"] = {"input": {0: "N"}, "output": {0: "N"}}
            else:
                options["dynamic_shapes"] = ({0: torch.export.Dim.AUTO},)
                options["external_data"] = False
            torch.onnx.export(module, (example,), str(file), input_names=["input"],
                              output_names=["output"], **options)


def sklearn_models():
    from skl2onnx import to_onnx
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    rng = np.random.default_rng(2)
    x = rng.normal(size=(60, 3)).astype(np.float32)
    score = x[:, 0] * x[:, 1] + x[:, 2]
    targets = {"binary": (score > 0).astype(int), "three": np.digitize(score, [-0.5, 0.5])}
    for name, y in targets.items():
        for activation in ("relu", "tanh", "logistic"):
            model = MLPClassifier((6, 4), activation=activation, max_iter=40, random_state=0)
            model.fit(x, y)
            for zipmap in (True, False):
                options = {id(model): {"zipmap": zipmap}}
                file = FOLDER / f"sklearn_{name}_{activation}{'_zipmap' if zipmap else ''}.onnx"
                file.write_bytes(to_onnx(model, x[:1], options=options).SerializeToString())
    model = MLPRegressor(hidden_layer_sizes=(6, 4), max_iter=40, random_state=0).fit(x, score)
    (FOLDER / "sklearn_regressor.onnx").write_bytes(to_onnx(model, x[:1]).SerializeToString())


def shape_models():
    from onnx import TensorProto, helper, numpy_helper
    rng = np.random.default_rng(4)

    def weights(name, *sizes):
        return numpy_helper.from_array(rng.normal(size=sizes).astype(np.float32), name)

    def integers(name, values):
        return numpy_helper.from_array(np.array(values, dtype=np.int64), name)

    node = helper.make_node
    dense = [node("MatMul", ["rows", "W"], ["a"]), node("Relu", ["a"], ["h"]),
             node("MatMul", ["h", "V"], ["b"])]
    models = {
        # x.view(x.size(0), -1)
        "view": (["N", 2, 2], 4, [
            node("Shape", ["input"], ["shape"]), node("Gather", ["shape", "zero"], ["samples"]),
            node("Unsqueeze", ["samples", "axis0"], ["list"]),
            node("Concat", ["list", "rest"], ["target"], axis=0),
            node("Reshape", ["input", "target"], ["rows"]), *dense,
            node("Identity", ["b"], ["output"])]),
        "image": (["N", 1, 2, 3], 6, [
            node("Flatten", ["input"], ["rows"]), *dense, node("Identity", ["b"], ["output"])]),
        "middle": (["N", 3], 3, [
            node("Unsqueeze", ["input", "axis1"], ["rows"]), *dense,
            node("Reshape", ["b", "columns"], ["output"])]),
        "one_number": (["N", 3], 3, [
            node("Cast", ["input"], ["rows"], to=TensorProto.FLOAT), *dense,
            node("MatMul", ["b", "U"], ["c"]), node("Squeeze", ["c", "axis1"], ["d"]),
            node("Sigmoid", ["d"], ["output"])]),
    }
    for name, (sizes, inputs, nodes) in models.items():
        constants = [weights("W", inputs, 4), weights("V", 4, 2), weights("U", 2, 1),
                     integers("zero", 0), integers("axis0", [0]), integers("axis1", [1]),
                     integers("rest", [-1]), integers("columns", [-1, 2])]
        used = {entry for step in nodes for entry in step.input}
        graph = helper.make_graph(
            nodes, name, [helper.make_tensor_value_info("input", TensorProto.FLOAT, sizes)],
            [helper.make_tensor_value_info("output", TensorProto.FLOAT, None)],
            [constant for constant in constants if constant.name in used])
        model = helper.make_model(
            graph, ir_version=9, opset_imports=[helper.make_opsetid("", 20)])
        onnx.save(model, FOLDER / f"shape_{name}.onnx")


def computed(file):
    """Inputs, and the outputs of onnxruntime: probabilities where there are some."""
    session = ort.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    entry = session.get_inputs()[0]
    shape = [size if isinstance(size, int) else 1 for size in entry.shape]
    shape[0] = 1
    rng = np.random.default_rng(3)
    rows = []
    for _ in range(6):
        x = (rng.normal(size=shape) * 1.5).astype(np.float32)
        outputs = session.run(None, {entry.name: x})
        last = outputs[-1]
        if isinstance(last, list):
            last = np.array([[row[key] for key in sorted(row)] for row in last])
        rows.append({"input": [float(v) for v in x.ravel()],
                     "output": [float(v) for v in np.asarray(last).ravel()]})
    return rows


def main():
    torch_models()
    sklearn_models()
    shape_models()
    for file in FOLDER.glob("*.onnx"):
        # What the tests need not have: text about where the exporter was called from.
        model = onnx.load(file)
        for node in model.graph.node:
            node.doc_string = ""
            del node.metadata_props[:]
        for value in list(model.graph.value_info) + list(model.graph.input) + \
                list(model.graph.output) + list(model.graph.initializer):
            del value.metadata_props[:]
        del model.graph.metadata_props[:]
        if file.name.startswith("torch"):
            del model.graph.value_info[:]
            del model.functions[:]
        onnx.save(model, file)
    results = {file.stem: computed(file) for file in sorted(FOLDER.glob("*.onnx"))}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(rows)}" for name, rows in results.items())
    (FOLDER / "outputs.json").write_text("{\n" + lines + "\n}\n")


main()
