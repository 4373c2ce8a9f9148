"""CPU time of reading, by reader, as a multiple of spaCy's pipeline over the same text in the same run; others beside.

usage: python benchmarks/reading_cost.py [ARTICLES]

Beside it, where they are installed: textacy's quotation extraction over the same parse (who says it and through whom it
does not tell), and newspaper4k's parse of saved pages against intake's own, each page once.
"""

import gzip
import json
import sys
import time
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress

import spacy

from dragoman.datamodel import Document, PageFacts
from dragoman.intake.formats.html import read_page
from dragoman.intake.options import IntakeOptions
from dragoman.intake.reports import to_reports
from dragoman.pipeline import in_batches
from dragoman.reading.report import read_report
from dragoman.resources import Resources, load_resources
from dragoman.resources.models import load_plain_spacy
from dragoman.resources.profiling import peak_memory, profiling, timed
from dragoman.resources.settling import settle
from shared_data import data_folder

PAGES = 60
BATCH = 25


def read_articles(count: int) -> list[Document]:
    """Articles spread over the whole file, as documents."""
    lines = (data_folder() / "unlabelled" / "world_news_1500.jsonl").open(encoding="utf-8").readlines()
    rows = [json.loads(line) for line in lines[:: max(1, len(lines) // count)]][:count]
    documents = []
    for number, row in enumerate(rows):
        text = f"{row['title']}\n\n{row['text']}"
        facts = PageFacts(title=row["title"], site_name=row["outlet"], published=row["date"] or None)
        documents.append(Document(f"doc-{number}", "x", "text/plain", "0" * 64, text, facts))
    return documents


def time_textacy(nlp: spacy.language.Language, documents: Iterable[Document]) -> tuple[float, int] | None:
    """CPU seconds of its quotation extraction without the parse, and how many it finds."""
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        return None
    seconds, found = 0.0, 0
    for document in documents:
        doc = nlp(document.text)
        begun = time.process_time()
        with suppress(ValueError):  # quotation marks that do not pair
            found += len(list(direct_quotations(doc)))
        seconds += time.process_time() - begun
    return seconds, found


def time_pages() -> tuple[float, float] | None:
    """CPU seconds for the same saved pages: intake's own reading, newspaper4k's parse."""
    try:
        from newspaper import Article
    except ImportError:
        return None
    warnings.simplefilter("ignore")
    folder = data_folder() / "pages"
    names = [json.loads(line)["file"] for line in (folder / "expected.jsonl").open(encoding="utf-8")][:PAGES]
    pages = [gzip.decompress((folder / name).read_bytes()) for name in names]
    read_page(pages[0], "x", IntakeOptions())  # loads what it needs
    own, other = 0.0, 0.0
    for data in pages:
        begun = time.process_time()
        read_page(data, "x", IntakeOptions())
        own += time.process_time() - begun
        begun = time.process_time()
        article = Article("https://example.org/a")
        article.download(input_html=data.decode("utf-8", "replace"))
        with suppress(ImportError):  # a language whose tokenizer is not installed
            article.parse()
        other += time.process_time() - begun
    return own, other


def time_spacy(nlp: spacy.language.Language, documents: Sequence[Document]) -> float:
    """CPU seconds of spaCy's own pipeline over the same text."""
    begun = time.process_time()
    for _ in nlp.pipe(document.text for document in documents):
        pass
    return time.process_time() - begun


def main() -> None:
    """Measure and print."""
    documents = read_articles(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    resources, plain = load_resources(), load_plain_spacy()
    read_all(documents[:1], resources)  # the first one loads the models
    time_spacy(plain, documents[:1])
    settle()
    tokens, attributions, base = sum(len(d.text.split()) for d in documents), 0, 0.0
    with profiling() as profile:
        for batch in in_batches(documents, BATCH):  # by turns, so that both meet the same machine
            base += time_spacy(plain, batch)
            attributions += read_all(batch, resources)
    print(f"{len(documents)} articles, {tokens} words; spaCy's own pipeline {base:.1f} s CPU = 1.00")
    for name, seconds in sorted(profile.seconds.items(), key=lambda x: -x[1]):
        print(f"  {name:32} {seconds / base:.2f}")
    whole = sum(s for n, s in profile.seconds.items() if n != "layout")
    peak = peak_memory()
    memory = f"; peak memory {peak / 1e6:.0f} MB, spaCy's beside" if peak else ""
    print(f"  {'whole of reading':32} {whole / base:.2f}  ({profile.tokens / whole:.0f} tokens a CPU second{memory})")
    quoted = time_textacy(plain, documents)
    if quoted:
        told = f"{quoted[1]} found; here {attributions} attributions"
        print(f"  {'beside: textacy quotations':32} {quoted[0] / base:.2f}  ({told})")
    pages = time_pages()
    if pages:
        print(f"{PAGES} saved pages: {pages[0]:.1f} s CPU here, newspaper4k {pages[1]:.1f} s")


def read_all(documents: Iterable[Document], resources: Resources) -> int:
    """Read them; how many attributions were found."""
    return sum(
        len(read_report(report, document.text, resources).attributions)
        for document in documents
        for report in timed("layout", to_reports, document, resources)
    )


if __name__ == "__main__":
    main()
