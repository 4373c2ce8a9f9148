"""A trained network as two int8 ONNX files: what reads a window, and what reads the roles of its cues.

usage: python training/windows/export.py --model windows.pt --output src/dragoman/data/models
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))
from window_model import WindowModel


class OneWindow(nn.Module):
    """One window in; out cues, how sure each is, the states of pieces, and two vectors of each piece."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids, shapes, opens, least):
        hidden = self.model.encode(ids[None], shapes[None], None)
        sure = torch.sigmoid(self.model.find_cues(hidden))[0] * opens
        heads = torch.nonzero(sure >= least)[:, 0]
        return heads, sure[heads], hidden[0], self.model.word(hidden)[0], self.model.whole(hidden)[0]


class Roles(nn.Module):
    """The states of a window's pieces, and its cues; out log-probabilities of the labels of each piece for each cue."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, states, ids, shapes, heads, kinds):
        given = states[None], ids[None], shapes[None]
        return torch.log_softmax(self.model.read_roles(*given, torch.zeros_like(heads), heads, kinds), -1)


def export(model: WindowModel, folder: Path) -> None:
    """Write both files, and tell how near they come to the whole network."""
    ids = torch.randint(1000, 20000, (60,), generator=torch.Generator().manual_seed(0))
    window = (ids, torch.zeros_like(ids), torch.ones(60, dtype=torch.bool), torch.tensor(0.0))
    pieces, cues = {0: "pieces"}, {0: "cues"}
    names = ["ids", "shapes", "opens", "least"], ["heads", "certainty", "states", "words", "sentences"]
    axes = dict.fromkeys(["ids", "shapes", "opens", "states", "words", "sentences"], pieces)
    write(OneWindow(model), window, *names, axes | {"heads": cues, "certainty": cues}, folder / "windows.onnx")
    heads = torch.tensor([3, 7])
    given = (torch.randn(60, 384), ids, torch.zeros_like(ids), heads, torch.ones(2, 60, dtype=torch.long))
    names = ["states", "ids", "shapes", "heads", "kinds"], ["roles"]
    axes = dict.fromkeys(["states", "ids", "shapes"], pieces) | {"heads": cues}
    write(
        Roles(model),
        given,
        *names,
        axes | dict.fromkeys(["kinds", "roles"], cues | {1: "pieces"}),
        folder / "roles.onnx",
    )


def write(part: nn.Module, given: tuple, inputs: list[str], outputs: list[str], axes: dict, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole, clean = Path(folder) / "whole.onnx", Path(folder) / "clean.onnx"
        torch.onnx.export(
            part.eval(), given, str(whole), input_names=inputs, output_names=outputs, opset_version=17, dynamo=False,
            dynamic_axes=axes,
        )  # fmt: skip
        quant_pre_process(str(whole), str(clean), skip_symbolic_shape=True)
        quantize_dynamic(
            clean, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
        fed = {name: np.asarray(value) for name, value in zip(inputs, given, strict=True)}
        a, b = (onnxruntime.InferenceSession(str(p)).run(outputs, fed) for p in (whole, path))
        for name, one, other in zip(outputs, a, b, strict=True):
            if name != "heads":
                print(f"{name} of whole and int8: {np.corrcoef(one.ravel(), other.ravel())[0, 1]:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = WindowModel()
    model.load_state_dict(torch.load(args.model, map_location="cpu"))
    export(model, args.output)


if __name__ == "__main__":
    main()
