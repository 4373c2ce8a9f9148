"""One description with and without a name: "The harbour master, Ida Quist, …" and "the harbour master" are one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from dragoman.datamodel import Attribution, Hop
from dragoman.reading.parsing import ParsedReport

_FEWEST = 3  # words of a description that tells its bearer apart, with the article: not "the minister"


def name_introduced(attributions: Iterable[Attribution], parsed: ParsedReport) -> tuple[Attribution, ...]:
    """The attributions with an unnamed speaker named, whom the report names beside the very same description."""
    known = tuple(attributions)
    named: dict[str, dict[str, Hop]] = defaultdict(dict)
    for hop in (h for a in known for h in a.hops if h.named and not h.medium):
        description, comma, name = parsed.words(hop.span).partition(", ")
        if comma and hop.name.split()[-1:] == name.split()[-1:] and _tells_apart(description):
            named[description.casefold()][hop.name.split()[-1]] = hop

    def introduced(hop: Hop) -> Hop:
        bearers = named.get(hop.name.casefold(), {}) if not hop.named else {}
        bearer = next(iter(bearers.values()), None) if len(bearers) == 1 else None
        return Hop(bearer.name, bearer.actor, True, None, None, hop.span) if bearer is not None else hop

    return tuple(replace(a, hops=tuple(map(introduced, a.hops))) for a in known) if named else known


def _tells_apart(description: str) -> bool:
    words = description.split()
    return len(words) >= _FEWEST and words[0].casefold() == "the"
