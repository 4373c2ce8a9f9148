"""Short invented reports, mentions and chains for tests of linking and weighing."""

from dragoman.datamodel import (
    Actor,
    Attribution,
    Block,
    EventMention,
    Hop,
    Interval,
    OutletName,
    Participant,
    Place,
    Published,
    Report,
    Span,
    TimeExpression,
)

KNOWN_DAY = "2031-05-10"


def make_report(key, text, outlet="Harbour Post", agencies=(), day=KNOWN_DAY):
    """A report whose first line is its headline, each further line a paragraph. Its document has the same id."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            blocks.append(Block(start, start + len(line), "body" if number else "headline"))
        start += len(line) + 1
    name = OutletName(outlet, outlet.lower().replace(" ", "-")) if outlet else None
    published = Published(day, day, "stated" if day else "unknown")
    headline = text.split("\n")[0]
    return Report(key, key, 0, len(text), headline, name, None, tuple(agencies), None, "en", published, tuple(blocks))


def span_of(key, text, words):
    """Where the words stand in the text, first place."""
    start = text.index(words)
    return Span(key, start, start + len(words))


def make_mention(key, text, extent, trigger, **given):
    """A mention told by `extent`; `actors` are (role, id) pairs, `days` a pair of ISO days."""
    whole = span_of(key, text, extent)
    at = whole.start + extent.index(trigger)
    days, place = given.get("days"), given.get("place")
    when = given.get("when")
    return EventMention(
        id=f"mention-{key}-{at}",
        report=key,
        type=given.get("type", "CONSULT"),
        mode=given.get("mode"),
        contexts=(),
        lemma=given.get("lemma", trigger),
        trigger=Span(key, at, at + len(trigger)),
        extent=whole,
        status=given.get("status", "happened"),
        participants=tuple(Participant(role, actor, whole) for role, actor in given.get("actors", ())),
        when=TimeExpression(span_of(key, text, when), given.get("value", "")) if when else None,
        time=Interval(*days) if days else None,
        place=Place(place[0], place[1], None, None, whole) if place else None,
        attributions=tuple(given.get("attributions", ())),
        quantities=tuple(given.get("quantities", ())),
    )


def make_hop(name, *, named=True, medium=False, actor=None, affiliation=None, key="r", at=0):
    return Hop(name, actor, named, None, affiliation, Span(key, at, at + len(name)), medium=medium)


def make_attribution(key, text, source, content, hops, stance="states", cue=None):
    """An attribution named after its source."""
    return Attribution(
        id=f"attribution-{key}-{text.index(content)}",
        report=key,
        source=(span_of(key, text, source),),
        cue=(span_of(key, text, cue),) if cue else (),
        content=(span_of(key, text, content),),
        manner="indirect",
        stance=stance,
        hops=tuple(hops),
    )


def make_actor(key, name=None, kind="person", roles=(), members=()):
    return Actor(key, name or key, kind, (name or key,), tuple(roles), (), tuple(members))
