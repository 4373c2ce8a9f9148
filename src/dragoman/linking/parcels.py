"""Pairs with all that comparing them asks for, as bytes: other processes and machines compare them just as this one."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.linking.comparison import compare_all
from dragoman.linking.contexts import Weigher
from dragoman.linking.kinship import Kin
from dragoman.linking.linkage import Pair
from dragoman.linking.pairs import Found
from dragoman.linking.shelf import Common, Shelf, put_down, take_up
from dragoman.linking.tellings import Telling
from dragoman.resources import Resources

PAIRS = 8192  # of a parcel
CompareParcels = Callable[[Iterator[bytes]], Iterator[bytes]]  # in their order


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Pairs by the places of both in `told`; `kin`, `near` and `alike` (likeness of two reports) are of these alone."""

    pairs: list[tuple[int, int]]
    names: list[str]
    told: list[bytes]
    kin: Kin
    near: dict[str, frozenset[str]]
    alike: dict[Pair, float] | None


def pack(told: Mapping[str, Telling], pairs: Sequence[Pair]) -> bytes:
    """The pairs with their tellings."""
    names = sorted({name for pair in pairs for name in pair})
    places = {name: place for place, name in enumerate(names)}
    held = [told[name] for name in names]
    reports = frozenset(t.mention.report for t in held)
    weigher = held[0].weigher
    parcel = _Parcel(
        [(places[a], places[b]) for a, b in pairs],
        names,
        [told.row(name) for name in names] if isinstance(told, Shelf) else [put_down(t) for t in held],
        _of_some(held[0].kin, frozenset().union(*map(_spoken_of, held))),
        {t.mention.report: t.like & reports for t in held},
        _likeness(told, pairs, weigher) if weigher else None,
    )
    return pickle.dumps(parcel, protocol=5)


def compare_packed(packed: bytes, resources: Resources) -> bytes:
    """What is found of the pairs of a parcel, in their order (`unpack_found`)."""
    parcel: _Parcel = pickle.loads(packed)  # noqa: S301 (packed by this program)
    model = resources.coreference
    weigher = Weigher(model, _Known(parcel.alike).of) if model and parcel.alike is not None else None
    common = Common(parcel.kin, weigher, parcel.near, parcel.near)
    told = {name: take_up(row, common) for name, row in zip(parcel.names, parcel.told, strict=True)}
    pairs = [(parcel.names[a], parcel.names[b]) for a, b in parcel.pairs]
    compared = compare_all(told, pairs, resources.scoring.events)
    return pickle.dumps([(c.score, c.reasons) for c in compared.values()], protocol=5)


def unpack_found(found: bytes) -> list[Found]:
    """Scores and reasons, in the order of the parcel's pairs."""
    told: list[Found] = pickle.loads(found)  # noqa: S301 (packed by this program)
    return told


@dataclass(frozen=True, slots=True)
class _Known:
    """The likeness of pairs of reports that is known."""

    likeness: Mapping[Pair, float]

    def of(self, a: str, b: str) -> float:
        return 1.0 if a == b else self.likeness[min(a, b), max(a, b)]


def _likeness(told: Mapping[str, Telling], pairs: Sequence[Pair], weigher: Weigher) -> dict[Pair, float]:
    """How like the reports of each pair are."""
    reports = {tuple(sorted((told[a].mention.report, told[b].mention.report))) for a, b in pairs}
    return {(a, b): weigher.alike(a, b) for a, b in sorted(reports) if a != b}


def _spoken_of(telling: Telling) -> frozenset[str]:
    """Everybody of whom comparing asks something, the state where it took place too."""
    where = (f"state:{telling.place.country}",) if telling.place and telling.place.country else ()
    return telling.actors | telling.involved | telling.around | frozenset(where)


def _of_some(kin: Kin, actors: frozenset[str]) -> Kin:
    """What is known of some actors."""
    return Kin(
        {a: kin.sides[a] for a in sorted(actors) if a in kin.sides},
        {a: kin.types[a] for a in sorted(actors) if a in kin.types},
        {a: kin.names[a] for a in sorted(actors) if a in kin.names},
        things=kin.things & actors,
        listed=kin.listed & actors,
        media=kin.media & actors,
    )
