"""Saved pages: headline, publication day, body paragraphs in order, captions; trafilatura and newspaper4k beside.

usage: python benchmarks/pages.py
"""

import gzip
import json
import re
import warnings
from difflib import SequenceMatcher

import trafilatura
from lxml import html

from dragoman.datamodel import Document
from dragoman.intake.formats.html import read_page
from dragoman.intake.options import IntakeOptions
from shared_data import data_folder

WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    return " ".join(WORD.findall((text or "").lower()))


def body_score(expected: list[str], got: list[str]) -> float:
    """F1 over paragraphs in order: the longest common subsequence of folded paragraphs."""
    a, b = [fold(p) for p in expected if fold(p)], [fold(p) for p in got if fold(p)]
    same = sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return 2 * same / (len(a) + len(b)) if a or b else 1.0


def texts(document: Document, *roles: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.role in roles]


def true_captions(data: bytes, paragraphs: list[str]) -> list[str]:
    """What the page marks as figcaption and the expected body does not hold."""
    body = {fold(p) for p in paragraphs}
    found = [fold(" ".join(e.itertext())) for e in html.document_fromstring(data).iter("figcaption")]
    return list(dict.fromkeys(f for f in found if len(f) > 12 and f not in body))


def newspaper(data: bytes) -> tuple[str, str, list[str]]:
    warnings.simplefilter("ignore")
    from newspaper import Article

    article = Article("https://example.org/a")
    article.download(input_html=data.decode("utf-8", "replace"))
    try:
        article.parse()
    except ImportError:  # a language whose tokenizer is not installed
        return "", "", []
    return article.title, str(article.publish_date)[:10], article.text.split("\n\n")


def read_rows() -> list[tuple[dict, bytes, Document]]:
    folder = data_folder() / "pages"
    rows = [json.loads(line) for line in (folder / "expected.jsonl").open(encoding="utf-8")]
    pages = [gzip.decompress((folder / row["file"]).read_bytes()) for row in rows]
    return [(row, data, read_page(data, row["file"], IntakeOptions())) for row, data in zip(rows, pages, strict=True)]


def count_captions(row: dict, data: bytes, document: Document) -> tuple[int, int, int]:
    """Captions on the page, kept as captions, found in the body."""
    kept = [fold(c) for c in texts(document, "caption")]
    wanted = true_captions(data, row["paragraphs"])
    body = {fold(p) for p in texts(document, "body")}
    return len(wanted), sum(any(w in k or k in w for k in kept) for w in wanted), sum(w in body for w in wanted)


def own_answer(document: Document) -> tuple[str, str, list[str]]:
    return document.facts.title, document.facts.published, texts(document, "standfirst", "headline", "body")[1:]


def judge(row: dict, answer: tuple[str, str, list[str]]) -> tuple[float, float, float]:
    """Headline right, day right, body F1."""
    title, day, body = answer
    same_day = (day or "")[:10] == row["published"][:10]
    return fold(title or "") == fold(row["title"]), same_day, body_score(row["paragraphs"], body)


def measure_pages() -> dict[str, float]:
    """The share of headlines, days and captions right, none leaked, and the body's mean F1."""
    rows = read_rows()
    judged = [judge(row, own_answer(document)) for row, _, document in rows]
    counted = [count_captions(*row) for row in rows]
    total, kept, leaked = (sum(c[i] for c in counted) for i in range(3))
    names = ("headline", "day", "body F1")
    means = {name: sum(j[i] for j in judged) / len(judged) for i, name in enumerate(names)}
    return means | {"captions kept": kept / total, "captions not leaked": 1 - leaked / total}


def main() -> None:
    tally = {k: [0.0, 0.0, 0.0] for k in ("dragoman", "trafilatura", "newspaper4k")}
    rows = read_rows()
    for row, data, document in rows:
        alone = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
        answers = {
            "dragoman": own_answer(document),
            "trafilatura": (alone.title, alone.date, (alone.text or "").split("\n")),
            "newspaper4k": newspaper(data),
        }
        judged = {name: judge(row, answer) for name, answer in answers.items()}
        for name, points in judged.items():
            tally[name] = [a + b for a, b in zip(tally[name], points, strict=True)]
        title, day, body = judged["dragoman"]
        wanted, kept, leaked = count_captions(row, data, document)
        print(
            f"{row['file'][:34]:34} title {title:d} day {day:d} body {body:.3f} "
            f"(trafilatura {judged['trafilatura'][2]:.3f}) captions {kept}/{wanted} leaked {leaked}"
        )
    for name, (titles, days, body) in tally.items():
        print(
            f"{name:12} headline {titles:.0f}/{len(rows)}  day {days:.0f}/{len(rows)}  body F1 {body / len(rows):.3f}"
        )
    print({k: round(v, 3) for k, v in measure_pages().items()})


if __name__ == "__main__":
    main()
