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
from dragoman.intake.html import read_page
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


def main() -> None:
    folder = data_folder() / "pages"
    rows = [json.loads(line) for line in (folder / "expected.jsonl").open(encoding="utf-8")]
    tally = {k: [0.0, 0.0, 0.0] for k in ("dragoman", "trafilatura", "newspaper4k")}
    captions_kept = captions_all = leaked = 0
    for row in rows:
        data = gzip.decompress((folder / row["file"]).read_bytes())
        document = read_page(data, row["file"], IntakeOptions())
        alone = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
        other = newspaper(data)
        got = {
            "dragoman": (
                document.facts.title,
                document.facts.published,
                texts(document, "standfirst", "headline", "body")[1:],
            ),
            "trafilatura": (alone.title, alone.date, (alone.text or "").split("\n")),
            "newspaper4k": other,
        }
        for name, (title, day, body) in got.items():
            right_title, right_day = fold(title or "") == fold(row["title"]), (day or "")[:10] == row["published"][:10]
            score = body_score(row["paragraphs"], body)
            tally[name] = [a + b for a, b in zip(tally[name], (right_title, right_day, score), strict=True)]
            if name == "dragoman":
                print(f"{row['file'][:34]:34} title {right_title:d} day {right_day:d} body {score:.3f}", end=" ")
            elif name == "trafilatura":
                print(f"(trafilatura {score:.3f})", end=" ")
        kept = [fold(c) for c in texts(document, "caption")]
        wanted = true_captions(data, row["paragraphs"])
        hit = sum(any(w in k or k in w for k in kept) for w in wanted)
        body = [fold(p) for p in texts(document, "body")]
        leak = sum(w in body for w in wanted)
        captions_all, captions_kept, leaked = captions_all + len(wanted), captions_kept + hit, leaked + leak
        print(f"captions {hit}/{len(wanted)} leaked {leak}")
    for name, (titles, days, body) in tally.items():
        print(
            f"{name:12} headline {titles:.0f}/{len(rows)}  day {days:.0f}/{len(rows)}  body F1 {body / len(rows):.3f}"
        )
    print(f"captions kept {captions_kept}/{captions_all}, in a body {leaked}")


if __name__ == "__main__":
    main()
