"""The attribution tagger's file with the states of two of its layers among its outputs; its weights stay as they are.

usage: python training/senses/expose.py src/dragoman/data/models/attribution.onnx
"""

import sys
from pathlib import Path

import onnx

LAYERS = {
    "words": "/layers.0/norm2/LayerNormalization_output_0",
    "context": "/layers.2/norm2/LayerNormalization_output_0",
}


def expose(path: Path) -> None:
    """Add the two outputs, unless they are there."""
    model = onnx.load(path)
    have = {o.name for o in model.graph.output}
    for name, inner in LAYERS.items():
        if name not in have:
            model.graph.node.append(onnx.helper.make_node("Identity", [inner], [name]))
            model.graph.output.append(
                onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, "pieces", 384])
            )
    onnx.save(model, path)


if __name__ == "__main__":
    expose(Path(sys.argv[1]))
