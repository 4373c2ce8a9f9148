"""Where reports part, each matter once, its sides beside each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.datamodel import Discrepancy, DiscrepancyValue, Event
from dragoman.presenting.views import Passage, RecordView

_MOST_OF_ONE = 2  # passages of one report that a side quotes


@dataclass(frozen=True, slots=True)
class HeldSide:
    """One value, on whose word, in which words of which reports; `further` are more places of the same reports."""

    value: str
    origins: tuple[str, ...]
    words: tuple[tuple[str, tuple[Passage, ...]], ...]
    further: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All of them."""
        return (*(p for _, places in self.words for p in places), *self.further)


_MATTERS = {  # what reports part on, by the record's name for it
    "denial": "whether it is so",
    "status": "whether it took place",
    "certainty": "how sure it is",
    "time": "when it was",
    "reported": "when it was reported",
    "place": "where it was",
    "participants": "who took part",
    "mediator": "through whom",
    "addressee": "to whom",
    "format": "in which form",
    "quantity": "how many",
    "topic": "what it was about",
}


def name_matter(slot: str) -> str:
    """What reports part on, in words: "whether it is so", "how many"."""
    return _MATTERS.get(slot, slot)


@dataclass(frozen=True, slots=True)
class Difference:
    """A matter on which reports part: what it is, a sentence that says so, its sides."""

    slot: str
    lead: str
    sides: tuple[HeldSide, ...]


def find_differences(view: RecordView, event: Event) -> tuple[Difference, ...]:
    """The disagreements on an event; those on one matter that share a side are one."""
    return tuple(
        Difference(first.slot, _lead(first.explanation), tuple(_make_side(view, v) for v in values))
        for first, values in _join(view.discrepancies_of(event))
    )


def join_alike(found: Iterable[Discrepancy]) -> list[Discrepancy]:
    """The disagreements; those of one event and matter that share a side are one, told by what they have in common."""
    return [
        replace(first, values=tuple(values), explanation=_lead(first.explanation))
        if len(values) > len(first.values)
        else first
        for first, values in _join(found)
    ]


def _make_side(view: RecordView, value: DiscrepancyValue) -> HeldSide:
    """The same words once, with all reports that have them; of each report at most two."""
    words: dict[str, list[Passage]] = {}
    shown: Counter[str] = Counter()
    further = []
    for passage in view.passages(value.spans):
        report = passage.report.id if passage.report else ""
        if shown[report] >= _MOST_OF_ONE and passage.words not in words:
            further.append(passage)
            continue
        shown[report] += 1
        words.setdefault(passage.words, []).append(passage)
    return HeldSide(value.value, value.origins, tuple((w, tuple(p)) for w, p in words.items()), tuple(further))


def _join(found: Iterable[Discrepancy]) -> list[tuple[Discrepancy, Sequence[DiscrepancyValue]]]:
    """Those of one event and slot that have a value in common are one, each value once; with the first of them."""
    joined: list[tuple[Discrepancy, dict[str, DiscrepancyValue]]] = []
    for item in found:
        values = {v.value: v for v in item.values}
        for first, known in joined:
            if (first.event, first.slot) == (item.event, item.slot) and known.keys() & values.keys():
                for name, value in values.items():
                    known[name] = _add(known[name], value) if name in known else value
                break
        else:
            joined.append((item, values))
    return [(first, list(values.values())) for first, values in joined]


def _add(a: DiscrepancyValue, b: DiscrepancyValue) -> DiscrepancyValue:
    return DiscrepancyValue(
        a.value, tuple(dict.fromkeys((*a.spans, *b.spans))), tuple(dict.fromkeys((*a.origins, *b.origins)))
    )


def _lead(explanation: str) -> str:
    """The sentence before the list of sides: "It is dated differently: 11 March (A); …" begins so."""
    lead, colon, _ = explanation.partition(": ")
    return f"{lead}." if colon and "“" not in lead else explanation
