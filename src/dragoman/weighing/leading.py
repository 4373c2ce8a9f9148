"""Which sentence stands for an event wherever it is listed: the one that tells most of it, as its status has it."""

from dragoman.datamodel import Span, Status
from dragoman.linking.tellings import Telling
from dragoman.weighing.material import Material, Surroundings

SHORTEST, LONGEST = 40, 320  # characters of a sentence that stands well for an event
_AGAINST = ("denies", "declines")


def find_lead(material: Material, status: Status) -> Span | None:
    """The sentence; of equals the earliest report's first. None where the event has no mention."""
    ordered = sorted(material.tellings, key=lambda t: _order(t, material.around))
    return max((_place(t) for t in ordered), key=_Judge(material, status), default=None)


def _place(telling: Telling) -> Span:
    return telling.mention.sentence or telling.mention.extent


def _order(telling: Telling, around: Surroundings) -> tuple[str, str, int]:
    report = around.reports[telling.mention.report]
    return report.published.earliest or "9999", report.id, telling.mention.trigger.start


class _Judge:
    """How well a sentence stands for the event."""

    def __init__(self, material: Material, status: Status) -> None:
        self._around = material.around
        self._status = status
        self._told: dict[Span, list[Telling]] = {}
        for telling in material.tellings:
            self._told.setdefault(_place(telling), []).append(telling)

    def __call__(self, sentence: Span) -> tuple[bool, bool, int, int, int]:
        length = len(" ".join(self._around.quote(sentence).split()))
        fits = SHORTEST <= length <= LONGEST
        so, particulars = max(self._told_by(t) for t in self._told[sentence])
        return so, fits, particulars, -length, -sentence.start

    def _told_by(self, telling: Telling) -> tuple[bool, int]:
        """Whether it says what the event's status says, and how many particulars it gives; a copy gives one less."""
        mention = telling.mention
        roles = len({p.role for p in mention.participants})
        own = not self._around.reports[mention.report].copy_of
        held = [self._around.attributions[a] for a in mention.attributions if a in self._around.attributions]
        against = bool(held) and (held[-1].stance in _AGAINST or mention.status == "denied")
        so = mention.status == self._status and not against
        return so, 2 * roles + bool(mention.when) + bool(mention.place) + own
