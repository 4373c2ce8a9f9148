"""Mentions that were joined, as one telling: what all of them tell together is compared from then on."""

from dataclasses import replace

from dragoman.linking.contexts import keep_few
from dragoman.linking.days import Days
from dragoman.linking.tellings import Telling

_FEW = 4  # so many mentions give a group all their words; later ones only those that it has


def combine(a: Telling, b: Telling) -> Telling:
    """One telling of both: everybody who takes part, the narrowest time, the most telling mention in front."""
    first, second = sorted((a, b), key=_weight, reverse=True)
    return replace(
        first,
        parties=tuple(sorted({*first.parties, *second.parties})),
        newcomers=first.newcomers | second.newcomers,
        actors=first.actors | second.actors,
        involved=first.involved | second.involved,
        things=first.things | second.things,
        days=_narrowest(first.days, second.days),
        published=min(a.published, b.published, key=lambda d: (d.latest or 0, d.earliest or 0)),
        words=first.words | second.words if len(a.ids | b.ids) <= _FEW else _main_words(first, second),
        round=first.round if first.round is not None else second.round,
        other=first.other or second.other,
        stems=first.stems | second.stems,
        rare=first.rare | second.rare,
        families=first.families | second.families,
        series=first.series or second.series,
        lasting=first.lasting and second.lasting,
        place=first.place or second.place,
        topical=first.topical and second.topical,
        around=first.around | second.around,
        starts=first.starts | second.starts,
        noun=first.noun and second.noun,
        beside=first.beside and second.beside,
        rank=min(first.rank, second.rank),
        ids=first.ids | second.ids,
        reports=first.reports | second.reports,
        types=first.types | second.types,
        statuses=first.statuses | second.statuses,
        like=first.like | second.like,
        likest=first.likest | second.likest,
        refers_to=first.refers_to | second.refers_to,
        sums_up=first.sums_up | second.sums_up,
        sentences=first.sentences | second.sentences,
        contexts=keep_few((*first.contexts, *second.contexts)),
    )


def _weight(telling: Telling) -> tuple[bool, int, bool, bool, int, str]:
    """How much it tells: a telling that only refers to another comes last."""
    named = sum(map(telling.kin.named, telling.actors))
    return (
        not telling.refers_to,
        named,
        telling.days.width is not None,
        telling.place is not None,
        -telling.rank,
        telling.id,
    )


def _main_words(first: Telling, second: Telling) -> frozenset[str]:
    more, less = (first, second) if len(first.ids) >= len(second.ids) else (second, first)
    return more.words | (more.words & less.words)


def _narrowest(a: Days, b: Days) -> Days:
    """The time that both allow; where they do not meet, the narrower one."""
    if a.gap(b) > 0:
        return min(a, b, key=lambda d: (d.width if d.width is not None else 10**6, d.earliest or 0, d.latest or 0))
    earliest = max((e for e in (a.earliest, b.earliest) if e is not None), default=None)
    latest = min((e for e in (a.latest, b.latest) if e is not None), default=None)
    return Days(earliest, latest)
