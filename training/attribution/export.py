"""A trained tagger as one int8 ONNX file, with its tokenizer beside it.

usage: python training/attribution/export.py --model tagger.pt --encoder FOLDER --output src/dragoman/data/models
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import nn

sys.path.insert(0, str(Path(__file__).parent))
from model import Tagger

INPUTS = ["ids", "shapes", "opens", "least"]
OUTPUTS = ["heads", "certainty", "roles"]


class OneWindow(nn.Module):
    """One window in; out the places of its cues' heads, how sure each is, and log-probabilities of the labels."""

    def __init__(self, tagger: Tagger):
        super().__init__()
        self.tagger = tagger

    def forward(self, ids, shapes, opens, least):
        hidden, bias = self.tagger.encode(ids[None], shapes[None], torch.ones_like(ids)[None])
        sure = torch.sigmoid(self.tagger.find_cues(hidden))[0]
        sure = sure * opens
        heads = torch.nonzero(sure >= torch.minimum(least, sure.max()))[:, 0]  # never none: layers need a row to shape
        roles = self.tagger.read_roles(hidden, bias, torch.zeros_like(heads), heads)
        return heads, sure[heads], torch.log_softmax(roles, -1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    tagger = Tagger()
    tagger.load_state_dict(torch.load(args.model, map_location="cpu"))
    window = OneWindow(tagger).eval()
    ids = torch.randint(1000, 20000, (60,), generator=torch.Generator().manual_seed(0))
    example = (ids, torch.zeros_like(ids), torch.ones(60, dtype=torch.bool), torch.tensor(0.0))
    with tempfile.TemporaryDirectory() as folder:
        whole, clean = Path(folder) / "whole.onnx", Path(folder) / "clean.onnx"
        axes = {name: {0: "pieces"} for name in INPUTS[:3]} | {"heads": {0: "cues"}, "certainty": {0: "cues"}}
        torch.onnx.export(
            window, example, str(whole), input_names=INPUTS, output_names=OUTPUTS, opset_version=17, dynamo=False,
            dynamic_axes=axes | {"roles": {0: "cues", 1: "pieces"}},
        )  # fmt: skip
        quant_pre_process(str(whole), str(clean), skip_symbolic_shape=True)
        small = args.output / "attribution.onnx"
        args.output.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            clean, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
        compare(whole, small)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    bare = json.loads(tokenizer.to_str())
    (args.output / "tokenizer.json").write_text(json.dumps(bare, ensure_ascii=False), encoding="utf-8")
    print(f"{small}: {small.stat().st_size / 1e6:.1f} MB, opset {onnx.load(small).opset_import[0].version}")


def compare(whole: Path, small: Path) -> None:
    ids = np.random.default_rng(0).integers(1000, 20000, 200)
    given = {"ids": ids, "shapes": ids * 0, "opens": np.ones(200, dtype=bool), "least": np.array(0.0, dtype=np.float32)}
    found = [onnxruntime.InferenceSession(str(p)).run(None, given) for p in (whole, small)]
    print("certainty of whole and int8:", np.corrcoef(found[0][1], found[1][1])[0, 1])


if __name__ == "__main__":
    main()
