"""Reports that have the same words said to different people, or the same report appear on different days."""

import re
from collections.abc import Iterator

from dragoman.datamodel import Attribution, DiscrepancyValue, Span
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.material import Material, Surroundings

_AFTER_TELLING = 60
_NAME = re.compile(r"[ ]+((?:the[ ]+)?[A-Z][\w’'&-]*(?:[ ]+[A-Z][\w’'&-]*){0,4})")
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NEAR = 40


def different_addressees(around: Surroundings) -> Iterator[Difference]:
    """The same quotation, "told the Gazette" in one report and "told the Tribune" in the other."""
    by_document: dict[str, list[Attribution]] = {}
    for attribution in around.attributions.values():
        for document in {content.document for content in attribution.content}:
            by_document.setdefault(document, []).append(attribution)
    for shared in around.shared_wording:
        told = [a for s in shared.spans for a in by_document.get(s.document, ()) if shared.quoted and _holds(a, s)]
        sides: dict[str, list[tuple[Span, Attribution]]] = {}
        for attribution in told:
            found = _addressee(attribution, around)
            if found is not None:
                sides.setdefault(found[0], []).append((found[1], attribution))
        reports = [{a.report for _, a in side} for side in sides.values()]
        if (
            len(sides) > 1
            and not set.intersection(*reports)
            and not any(_is_short_for(a, b) for a in sides for b in sides if a != b)
        ):
            values = tuple(
                DiscrepancyValue(name, tuple(sorted({s for s, _ in side})), _origins(a for _, a in side))
                for name, side in sorted(sides.items())
            )
            names = " and ".join(sorted(sides))
            yield Difference("addressee", values, f"The same words are said to have been told to {names}.", False)


def different_report_days(material: Material) -> Iterator[Difference]:
    """The report that both cite is dated to Wednesday by one and to Thursday by the other."""
    around = material.around
    cited: dict[str, dict[str, list[tuple[Span, str]]]] = {}
    ids = {a: None for t in material.tellings for a in t.mention.attributions}
    for attribution in (around.attributions[a] for a in ids if a in around.attributions):
        medium = next((h for h in around.chains.get(attribution.id, ()) if h.medium and h.named), None)
        if medium is None:
            continue
        day = _day_near(attribution, around)
        if day is not None:
            name = medium.actor or medium.name
            cited.setdefault(name, {}).setdefault(around.quote(day), []).append((day, attribution.report))
    for name, days in sorted(cited.items()):
        told_by = [{r for _, r in side} for side in days.values()]
        if len(days) == 2 and not told_by[0] & told_by[1]:
            values = tuple(
                DiscrepancyValue(
                    day, tuple(sorted({s for s, _ in side})), tuple(sorted({around.outlet(r) for _, r in side}))
                )
                for day, side in sorted(days.items())
            )
            parts = "; ".join(f"{', '.join(v.origins)} dates it to {v.value}" for v in values)
            yield Difference("reported", values, f"The report of {around.name(name)} is dated differently: {parts}.")


def _holds(attribution: Attribution, span: Span) -> bool:
    return any(content.overlaps(span) for content in attribution.content)


def _addressee(attribution: Attribution, around: Surroundings) -> tuple[str, Span] | None:
    """The name behind "told"."""
    for cue in attribution.cue:
        if around.quote(cue).split()[:1] and around.quote(cue).split()[0].casefold() in around.words.telling:
            end = cue.start + len(around.quote(cue).split()[0])
            match = _NAME.match(around.texts[cue.document][end : end + _AFTER_TELLING])
            if match is not None:
                span = Span(cue.document, end + match.start(1), end + match.end(1))
                known = next((h.actor for h in attribution.hops if h.actor and h.span.overlaps(span)), None)
                name = around.name(known) if known else match[1].removeprefix("the ").rstrip("’'")
                return name, Span(cue.document, cue.start, span.end)
    return None


def _is_short_for(name: str, other: str) -> bool:
    """ "QG" or "the Gazette" for "Quay Gazette"."""
    return _initials(other) == name or set(fold_words(name)) <= set(fold_words(other))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper())


def _day_near(attribution: Attribution, around: Surroundings) -> Span | None:
    """A weekday beside a word of publishing, in or just behind the source and cue."""
    for place in (*attribution.source, *attribution.cue):
        text = around.texts[place.document]
        start, end = place.start, min(len(text), place.end + _NEAR)
        inside = [c for c in attribution.content if c.start < end and c.end > place.end]
        end = min([end, *(max(c.start, place.end) for c in inside)])
        words = set(re.split(r"\W+", text[start:end].casefold()))
        match = _WEEKDAY.search(text, start, end)
        if match is not None and words & around.words.publishing:
            return Span(place.document, match.start(), match.end())
    return None


def _origins(attributions: Iterator[Attribution]) -> tuple[str, ...]:
    return tuple(sorted({a.hops[-1].name for a in attributions if a.hops}))
