"""Copies that lost whose word it was: "X said" stands in one report, and the same words without it in another."""

from collections.abc import Iterable, Iterator, Mapping

from dragoman.datamodel import Alteration, Attribution, Block, Reading, Span, Step
from dragoman.linking.words import fold_words
from dragoman.weighing.alteration_steps import day_of, make_alteration
from dragoman.weighing.material import Surroundings

_LEAST_COPIED = 0.6  # of what was said: as much stands in the copy
_MOST_PLACES = 24  # of one wording; a wire's text in more reports tells nothing new, and pairs grow with the square
_SMALL = 3  # letters; shorter words name nobody


def find_stripped(
    around: Surroundings, readings: Iterable[Reading], told_in: Mapping[str, str]
) -> tuple[Alteration, ...]:
    """Each report that repeats an attributed statement word for word and names its source nowhere near."""
    said: dict[str, list[Attribution]] = {}
    mentions: dict[str, list[tuple[Span, str]]] = {}
    for reading in readings:
        said[reading.report] = [a for a in reading.attributions if a.source and a.stance in ("states", "hedges")]
        mentions[reading.report] = [(m.extent, told_in[m.id]) for m in reading.events if m.id in told_in]
    found = []
    for full, bare, ours, theirs in _copied_words(around):
        holder = _holder(full, said.get(ours, ()))
        if holder is None or _holder(bare, said.get(theirs, ())) or _named_near(holder, bare, theirs, around):
            continue
        event = next((e for place, e in mentions.get(theirs, ()) if place.overlaps(bare)), None)
        found.append(_tell(holder, full, bare, (ours, theirs), around, event))
    return tuple({(a.steps[0].source, a.steps[1].report): a for a in found}.values())


def _copied_words(around: Surroundings) -> Iterator[tuple[Span, Span, str, str]]:
    """Each two places of the same words in two reports of which one copied, outside quotation marks."""
    pairs = {frozenset((r.a, r.b)) for r in around.reuse}
    report_of = {r.document: r.id for r in around.reports.values()}
    for shared in around.shared_wording:
        places = shared.spans[:_MOST_PLACES]
        for full in places:
            for bare in places:
                ours, theirs = report_of.get(full.document), report_of.get(bare.document)
                if ours and theirs and not shared.quoted and frozenset((ours, theirs)) in pairs and ours != theirs:
                    yield full, bare, ours, theirs


def _holder(words: Span, attributions: Iterable[Attribution]) -> Attribution | None:
    """The attribution most of whose content these words are, or that holds them."""
    for attribution in sorted(attributions, key=lambda a: a.id):
        size = sum(c.end - c.start for c in attribution.content)
        shared = sum(max(0, min(c.end, words.end) - max(c.start, words.start)) for c in attribution.content)
        if size and attribution.content[0].document == words.document and shared >= _LEAST_COPIED * size:
            return attribution
    return None


def _named_near(holder: Attribution, bare: Span, report: str, around: Surroundings) -> bool:
    """True where a word of the source stands in the copy's paragraph, or in one beside it."""
    names = {w for s in holder.source for w in fold_words(around.quote(s)) if len(w) > _SMALL}
    text = around.texts[bare.document]
    near = {w for b in _around(around.reports[report].blocks, bare) for w in fold_words(text[b.start : b.end])}
    return not names or not names.isdisjoint(near)


def _around(blocks: tuple[Block, ...], place: Span) -> Iterator[Block]:
    told = [b for b in blocks if b.role in ("headline", "standfirst", "body")]
    for number, block in enumerate(told):
        if block.start < place.end and place.start < block.end:
            yield from told[max(0, number - 1) : number + 2]


def _tell(
    holder: Attribution, full: Span, bare: Span, reports: tuple[str, str], around: Surroundings, event: str | None
) -> Alteration:
    ours, theirs = reports
    source = " ".join(around.quote(holder.source[0]).split())
    steps = (
        Step(ours, around.outlet(ours), day_of(around.reports[ours]), source, f"said by {source}", full),
        Step(theirs, around.outlet(theirs), day_of(around.reports[theirs]), None, "said by nobody", bare),
    )
    text = f"{steps[1].outlet} runs words that {steps[0].outlet} gives to {source}, and does not say whose they are."
    return make_alteration("stripped", steps, text, event)
