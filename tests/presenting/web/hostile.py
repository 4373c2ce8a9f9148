"""A record in which hostile words stand wherever text can stand, each kind of item many times over."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import msgspec

from dragoman.datamodel import ActorMention, Comparison, KeptApart, Label, Place, Quantity, Record, Reuse, Span
from dragoman.record.indexing import keep_index, make_index
from dragoman.record.loading import record_items, record_sentences
from dragoman.record.store import Batch, open_store
from tests.presenting.records import make_record

_ALIVE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "</title><b>x</b>",
    "</textarea></select><form action=//example.org>",
    "<iframe src=//example.org>",
    "<a href='http://example.org'>x</a>",
    "<mark id=main>x</mark>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content=0>",
    "<!-- x",
    "]]><?x",
    "javascript:alert(1)",
    "{{ 7*7 }}{% for x in y %}",
    "' onfocus='alert(1)",
    '" autofocus onfocus="alert(1)',
    "&lt;b&gt;&#60;script&#62;",
    "%3Cscript%3E%00&q=%22",
    "\u202egnp.exe",
)
_AROUND = (
    ("", ""), ('"', ""), ("'", ">"), ("</p>", ""), ("x\n\n", "\t"), ("\\", "\\"), ("`", "`"), ("<!--", "-->"),
    ("﹤", "＞"), ("../..//", "?#&="),
)  # fmt: skip
HOSTILE = tuple(f"{before}{words}{after}" for words, (before, after) in product(_ALIVE, _AROUND))
_IDS = ("doc-1", "rep-1", "men-1", "att-1", "act-1", "evt-1", "dis-1", "sto-1")


def make_full_record(number: int, words: str) -> Record:
    """As `make_record`, with everything else that a page shows; ids end in the number."""
    record = make_record(words)
    whole = record.reports[0].blocks[0]
    span = Span("doc-1", whole.start, len(words))
    reading = record.readings[0]
    mention = replace(
        reading.events[0],
        place=Place(words, "MT", 35.9, 14.5, span),
        quantities=(Quantity(words, 3.0, 3.0, 3.0, words, span),),
    )
    full = replace(
        reading,
        mentions=(ActorMention("per-1", "rep-1", span, "name", "act-1"),),
        labels=tuple(Label("act-1", words, "rep-1", span, v) for v in ("outlet", "quoted")),
        events=(mention,),
    )
    event = replace(
        record.events[0],
        places=(Place(words, None, None, None, span),),
        why_merged=(Comparison("men-1", "men-1", 1.0, (words,)),),
        kept_apart=(KeptApart("evt-1", "men-1", "men-1", "rep-1", 0.5, (words,), (words,), (1, 1)),),
    )
    text = msgspec.json.encode(replace(record, readings=(full,), events=(event,))).decode()
    for key in _IDS:
        text = text.replace(f'"{key}"', f'"{key[:-2]}-{number}"')
    return msgspec.json.decode(text, type=Record)


def write_record(path: Path, strings: tuple[str, ...]) -> None:
    """A record file with one report for each string; each shares its text with the next one."""
    parts = [make_full_record(n, words) for n, words in enumerate(strings)]
    pairs = tuple(
        Reuse(a.reports[0].id, b.reports[0].id, 0.5, 0.4, "unknown", words, False, ())
        for a, b, words in zip(parts, parts[1:], strings, strict=False)
    )
    fields = {f: tuple(x for p in parts for x in getattr(p, f)) for f in Record.__slots__}
    record = Record(**{**fields, "reuse": pairs})
    index = make_index(record)
    with open_store(path, create=True) as store:
        store.add(Batch(record.documents, record.reports, record.readings, record.problems))
        items, sentences = record_items(record), record_sentences(record)
        store.replace_derived("x", items, sentences, lambda s: keep_index(s, index))
