"""Reports by which the parties met face to face, and reports by which a go-between carried messages."""

import re
from collections.abc import Iterator

from dragoman.datamodel import DONE, Span
from dragoman.linking.tellings import Telling
from dragoman.weighing.differences.alignment import keep_aligned
from dragoman.weighing.differences.difference import Difference, make_difference
from dragoman.weighing.material import Material

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_PARTIES = 2
_MOST_DAYS = 30  # between two reports of one meeting
_TYPES = ("CONSULT", "AGREE", "COOPERATE")


def direct_or_not(material: Material) -> Iterator[Difference]:
    """ "met secretly" against "the talks were indirect". Plain "talks" say neither."""
    words = material.around.words
    sides: dict[str, list[tuple[Telling, Span]]] = {"face to face": [], "through a go-between": []}
    for telling in material.tellings:
        mention = telling.mention
        if mention.type not in _TYPES or mention.status not in DONE or len(telling.parties) < 1:
            continue
        text = material.around.quote(mention.extent).casefold()
        mediated = any(p.role == "mediator" for p in mention.participants) or _has(text, words.go_between)
        if mediated:
            sides["through a go-between"].append((telling, mention.extent))
        elif _has(text, words.face_to_face) or _both_meet(telling, words.face_to_face):
            sides["face to face"].append((telling, mention.extent))
    met, carried = sides.values()
    sides["face to face"] = [(t, s) for t, s in met if not any(s.overlaps(other) for _, other in carried)]
    told = keep_aligned(sides, _one_meeting, material)
    if told:
        yield make_difference("format", told, "Reports differ on how the parties met", material)


def _both_meet(telling: Telling, meeting: tuple[str, ...]) -> bool:
    """ "The envoys of both met"; a cabinet that met is one side's."""
    return telling.mention.lemma in meeting and len(telling.actors) >= _PARTIES


def _one_meeting(a: Telling, b: Telling, _: Material) -> bool:
    """The same two parties, or in one report "the talks" that it has told of; and days that meet."""
    alike = min(len(a.kin.match(a.actors, b.actors)), len(a.kin.match(b.actors, a.actors)))
    taken_up = a.mention.report == b.mention.report and (a.definite or b.definite)
    near = a.published.gap(b.published) <= _MOST_DAYS and a.days.gap(b.days) == 0
    return near and (taken_up or alike >= _PARTIES)


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    flat = " " + " ".join(_BETWEEN_WORDS.split(text)) + " "
    return any(f" {phrase.replace('-', ' ')} " in flat for phrase in phrases)
