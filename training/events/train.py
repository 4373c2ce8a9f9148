"""Fit the model of event types to all sentences, and write it.

usage: python training/events/train.py --data plv_train.jsonl --output event_types.npz
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from examples import read_examples
from type_model import fit_model

from dragoman.resources import load_resources


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    examples = read_examples(args.data, load_resources())
    model = fit_model([e.clues for e in examples], [e.root for e in examples])
    path = args.output
    half = {name: getattr(model, name).astype(np.float16) for name in ("rarity", "weights", "bias")}
    np.savez_compressed(path, types=np.array(model.types), keys=model.keys, **half)
    print(f"{path}: {path.stat().st_size / 1e3:.0f} kB, {len(model.keys)} clues, {len(examples)} sentences")


if __name__ == "__main__":
    main()
