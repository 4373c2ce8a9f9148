"""Open a trained network so that it answers the same each time."""

from importlib.resources import as_file
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_SLOWER = ["SkipLayerNormFusion"]  # what it joins takes longer than the parts


def open_network(file: Traversable) -> "InferenceSession":
    """One thread, in order: the same numbers each time, and no more than one core for each worker."""
    from onnxruntime import ExecutionMode, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    with as_file(file) as path:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER)


def open_tokenizer(file: Traversable) -> "Tokenizer":
    """What cuts texts into the pieces that networks read; several networks share one file."""
    from tokenizers import Tokenizer

    return Tokenizer.from_str(file.read_text(encoding="utf-8"))
