"""What the two teachers say of reports: cues, roles and senses, by windows as they are read now.

usage: python training/windows/teach.py --teachers FOLDER --reports REPORTS.jsonl [--every N] --output ANSWERS.pkl

TEACHERS holds `attribution.onnx` (training/attribution) and `senses.onnx` (training/coreference). The tagger reads each
window without the headline in front of it. The network of senses reads windows of its own (training/coreference); it is
asked for every verb and every second noun.
"""

import argparse
import json
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from onnxruntime import InferenceSession

from dragoman.datamodel import Document, PageFacts, Report, Span
from dragoman.intake.reports import to_reports
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.reading.senses import pieces_over
from dragoman.reading.tagging.hanging import Hanging
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.reading.tagging.windows import Window
from dragoman.resources import Resources, load_resources
from dragoman.resources.networks import open_network

sys.path.insert(0, str(Path(__file__).parents[1] / "coreference"))
from sense_windows import Words, cut_windows, shares_of

LEAST = 0.05  # how sure the tagger must be of a cue whose roles are learned
NOUNS = 0.5  # of them are asked for
LONGEST_WORD = 8
Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Teachers:
    tagger: InferenceSession
    senses: InferenceSession

    @classmethod
    def of(cls, folder: Path) -> "Teachers":
        """The two networks; the tagger also tells how sure it is of each piece."""
        model = onnx.load(folder / "attribution.onnx")
        sure = next(n.output[0] for n in model.graph.node if n.op_type == "Sigmoid")
        model.graph.output.append(helper.make_tensor_value_info(sure, TensorProto.FLOAT, None))
        telling = folder / "attribution_telling.onnx"
        onnx.save(model, telling)
        return cls(open_network(telling), open_network(folder / "senses.onnx"))

    def tag(self, window: Window) -> Answers | None:
        """How sure the tagger is of each piece, its cues, and the roles of each; None where a window is too long."""
        front = next((i for i, p in enumerate(window.pieces) if p.start >= 0), 1)  # the headline ends there
        places = [0, *range(front, len(window.pieces))]
        pieces = [window.pieces[i] for i in places]
        if len(pieces) > 300:
            return None
        given = {
            "ids": np.array([p.id for p in pieces]),
            "shapes": np.array([p.shape for p in pieces]),
            "opens": np.array([p.opens for p in pieces], dtype=bool),
            "least": np.array(LEAST, dtype=np.float32),
        }
        heads, certainty, read, sure = self.tagger.run(None, given)
        kept = certainty >= LEAST
        at = np.array(places)
        every = np.zeros(len(window.pieces), dtype=np.float16)
        every[at] = sure.reshape(-1)
        roles = np.full((int(kept.sum()), len(window.pieces), read.shape[2]), -20, dtype=np.float16)
        roles[:, :, 0] = 0
        roles[:, at] = read[kept]
        return {"sure": every, "heads": at[heads[kept]], "cert": certainty[kept], "roles": roles}


def teach(
    report: Report, text: str, resources: Resources, teachers: Teachers, chance: random.Random
) -> Iterator[Answers]:
    """The answers for each window of a report."""
    parsed = parse_report(report, text, resources.nlp)
    words = list(words_of(parsed, chance))
    senses = dict(read_senses(report, text, words, resources, teachers))
    assert resources.window_network is not None
    hanging = Hanging(parsed.blocks)
    for window in WindowReader.of(parsed, resources.window_network).windows:
        tagged = teachers.tag(window)
        if tagged is not None:
            items = list(items_of(window, words, senses))
            yield {
                "ids": np.array([p.id for p in window.pieces], dtype=np.int32),
                "shapes": np.array([p.shape for p in window.pieces], dtype=np.int8),
                "opens": np.array([p.opens for p in window.pieces], dtype=bool),
                **tagged,
                "kinds": hanging.kinds_for(window.pieces, tagged["heads"].tolist()).astype(np.uint8),
                "items": np.array([places for places, _ in items], dtype=np.int16).reshape(-1, 4),
                "vecs": np.array([vector for _, vector in items], dtype=np.float16).reshape(len(items), -1),
            }


def words_of(parsed: ParsedReport, chance: random.Random) -> Iterator[Words]:
    """The words that the network of senses is asked for, each with its sentence."""
    for block, sentence in parsed.sentences():
        around = block.span_of(sentence)
        for token in sentence:
            if token.pos_ == "VERB" or (token.pos_ == "NOUN" and chance.random() < NOUNS):
                span = block.span_of(token)
                yield Words(span.start, span.end, (around.start, around.end))


def read_senses(
    report: Report, text: str, words: Sequence[Words], resources: Resources, teachers: Teachers
) -> Iterator[tuple[int, np.ndarray]]:
    blocks = [(b.start, b.end) for b in report.blocks if b.role != "furniture"]
    headline = next(((b.start, b.end) for b in report.blocks if b.role == "headline"), (0, 0))
    assert resources.window_network is not None
    for window in cut_windows(text, blocks, headline, words, resources.window_network.tokenizer):
        spans = [spans for _, *spans in window.words]
        given = {
            "ids": np.array([window.ids], dtype=np.int64),
            "words": shares_of([word for word, _ in spans], len(window.ids)),
            "sentences": shares_of([sentence for _, sentence in spans], len(window.ids)),
        }
        (vectors,) = teachers.senses.run(None, given)
        yield from zip((number for number, *_ in window.words), vectors, strict=True)


def items_of(
    window: Window, words: Sequence[Words], senses: dict[int, np.ndarray]
) -> Iterator[tuple[tuple[int, ...], np.ndarray]]:
    """Of each word in the window its pieces, those of its sentence, first and behind the last, and its sense."""
    for number, word in enumerate(words):
        pieces = pieces_over(window, Span("", word.start, word.end))[:LONGEST_WORD]
        if pieces and number in senses:
            around = pieces_over(window, Span("", *word.sentence))
            yield (pieces[0], pieces[-1] + 1, around[0], around[-1] + 1), senses[number]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teachers", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    resources, teachers, chance = load_resources(), Teachers.of(args.teachers), random.Random(0)
    found: list[Answers] = []
    rows = [json.loads(line) for line in args.reports.open(encoding="utf-8")][:: args.every]
    for number, row in enumerate(rows):
        text = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
        facts = PageFacts(title=row.get("title"), site_name=row.get("outlet"), published=row.get("date") or None)
        for report in to_reports(Document(str(number), "x", "text/plain", "0" * 64, text, facts), resources):
            if report.language == "en":
                found += teach(report, text, resources, teachers, chance)
        if number % 50 == 49:
            print(f"{number + 1} of {len(rows)} reports, {len(found)} windows", flush=True)
    args.output.write_bytes(pickle.dumps(found, protocol=4))


if __name__ == "__main__":
    main()
