"""The wires that a story credits for its text.

A credit on a picture ("Jane Doe/AFP") is none for the text, so captions are left out: else every paper that buys
pictures would seem to copy the wire.
"""

import re
from collections.abc import Iterator

from dragoman.intake.outlets.evidence import holders_of
from dragoman.intake.outlets.source_lines import (
    SourcePage,
    dateline_names,
    has_phrase,
    outlets_credited,
    parts_of,
)
from dragoman.resources.outlets import Outlet, OutletTable

_LAST_WORDS = re.compile(r"[(\[–—-]\s?([^()\[\]–—-]{2,30})[)\]]?[.]?$")
_ENDING = 400  # a sign-off stands at the very end


def credited_wires(page: SourcePage) -> tuple[Outlet, ...]:
    """The wires credited in byline, dateline, last line or copyright of the text, in that order, each once."""
    readers = (_in_bylines, _in_stamps, _in_datelines, _in_closing_lines, _in_copyright, _in_sign_off)
    return tuple({o.key: o for reader in readers for o in reader(page) if o.is_wire}.values())


def _in_bylines(page: SourcePage) -> Iterator[Outlet]:
    """By Jane Doe and Agence France-Presse; a line for pictures ("AP Photo/…") credits no text."""
    for line in page.bylines():
        if not set(line.lower().replace("/", " ").split()) & page.outlets.signs.picture_words:
            yield from outlets_credited(line, page.outlets)


def _in_stamps(page: SourcePage) -> Iterator[Outlet]:
    """Xinhua | Updated: 2018-02-03 10:12."""
    for line in page.head():
        parts = parts_of(line.text)
        if len(parts) > 1 and has_phrase(line.text, page.outlets.signs.stamp_words):
            yield from filter(None, (page.outlets.by_name(p) for p in parts))


def _in_datelines(page: SourcePage) -> Iterator[Outlet]:
    """OSLO, March 3 (Reuters) - …; looked for in the first lines of the text."""
    for line in page.body()[:3]:
        yield from dateline_names(line.text, page.outlets)


def _in_closing_lines(page: SourcePage) -> Iterator[Outlet]:
    """The Associated Press contributed to this report; Reuters - AP - AFP; … he said. (Xinhua)."""
    for line in page.closing():
        if has_phrase(line.text, page.outlets.signs.contribution_phrases):
            yield from (n.outlet for n in page.outlets.named_in(line.text, "masthead"))
        elif line.role in ("body", "byline", "dateline") and len(line.text) <= 80:
            yield from _all_wires(line.text, page.outlets)
    for line in page.body()[-1:]:
        if ending := _LAST_WORDS.search(line.text[-60:]):
            yield from filter(None, (page.outlets.by_name(ending[1]),))


def _all_wires(line: str, outlets: OutletTable) -> tuple[Outlet, ...]:
    """The wires of a line that holds nothing else."""
    found = [outlets.by_name(part) for part in parts_of(line)]
    wires = tuple(o for o in found if o and o.is_wire)
    return wires if len(wires) == len(found) else ()


def _in_copyright(page: SourcePage) -> Iterator[Outlet]:
    """Copyright 2018 The Associated Press. All rights reserved."""
    for line in page.closing():
        yield from (o for o in (holder.outlet for holder in holders_of(line.text, page.outlets)) if o)


def _in_sign_off(page: SourcePage) -> Iterator[Outlet]:
    """(Reporting by …; Editing by …) is Reuters' own; it counts where the text names the wire too."""
    for sign_off in page.outlets.signs.sign_offs:
        wire = page.outlets.by_key(sign_off.wire)
        signed = any(has_phrase(line.text[-_ENDING:], sign_off.phrases) for line in page.body()[-3:])
        if wire and signed and any(wire.name in line.text for line in page.body()):
            yield wire
