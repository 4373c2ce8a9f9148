"""Headlines: "Bridge reopens: report", "Ferry lost – police", "Sources: envoy on his way", "Minister: we are ready"."""

import re
from collections.abc import Iterator

from dragoman.reading.attribution.drafts import Draft, NounPhrase, SaidText, trim_span
from dragoman.reading.parsing import ParsedBlock

_MARK = re.compile(r": | [-–—] |[:–—](?=\s)")
_LONGEST_SOURCE = 6  # words
_LONGEST = 300  # characters of a headline


def find_headline_drafts(said: SaidText) -> Iterator[Draft]:
    """The source that a colon or a dash sets apart at either end of a headline."""
    for block in said.parsed.blocks:
        if block.role in {"headline", "standfirst"} and len(block.doc.text) <= _LONGEST:
            marks = list(_MARK.finditer(block.doc.text))
            if marks:
                draft = _at_end(said, block, marks[-1]) or _at_start(said, block, marks[0])
                if draft is not None:
                    yield draft


def _at_end(said: SaidText, block: ParsedBlock, mark: re.Match[str]) -> Draft | None:
    """ "Palace shut – report": only words that can speak, or a name after a dash or colon."""
    words = block.doc.text[mark.end() :].split()
    if not 0 < len(words) <= _LONGEST_SOURCE or not _can_speak(said, words[-1]):
        return None
    return _draft(block, mark, (mark.end(), len(block.doc.text)), (0, mark.start()))


def _at_start(said: SaidText, block: ParsedBlock, mark: re.Match[str]) -> Draft | None:
    """ "Sources: envoy on his way"; "Jane Doe: we are ready". Not a rubric: "Live: …"."""
    words = block.doc.text[: mark.start()].split()
    if mark.group().strip() != ":" or not 0 < len(words) <= _LONGEST_SOURCE:
        return None
    head = block.tokens_of(block.span_at(0, mark.start()))
    is_name = head is not None and head[-1].ent_type_ in {"PERSON", "ORG", "GPE"} and len(words) > 1
    if not (is_name or _can_speak(said, words[-1])):
        return None
    return _draft(block, mark, (0, mark.start()), (mark.end(), len(block.doc.text)))


def _can_speak(said: SaidText, word: str) -> bool:
    return word.strip(".,'’\"").lower() in said.lexicon.headline_sources


def _draft(block: ParsedBlock, mark: re.Match[str], source: tuple[int, int], content: tuple[int, int]) -> Draft | None:
    text = block.doc.text
    speaker = trim_span(text, block.span_at(*source), block.start)
    claim = trim_span(text, block.span_at(*content), block.start)
    tokens = block.tokens_of(speaker) if speaker is not None else None
    if speaker is None or claim is None or tokens is None:
        return None
    sign = mark.start() + len(mark.group()) - len(mark.group().lstrip())
    cue = block.span_at(sign, sign + 1)
    return Draft(cue.start, (cue,), (claim,), "states", NounPhrase(block, speaker, speaker, tokens.root))
