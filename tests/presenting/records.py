"""A small record made by hand, with whatever words a test wants in it."""

from dataclasses import replace

from dragoman.datamodel import (
    Actor,
    Attribution,
    Block,
    Bounds,
    Discrepancy,
    DiscrepancyValue,
    Document,
    Event,
    EventMention,
    EventParticipant,
    Hop,
    Interval,
    Origin,
    OutletName,
    Participant,
    Problem,
    Published,
    Reading,
    Record,
    Report,
    Span,
    Story,
)


def make_record(words: str = "the mayor") -> Record:
    """One report by one outlet: a source says that two mayors met; `words` stand wherever text can stand."""
    text = f"{words} met Bo in Arden, said {words}."
    whole = Span("doc-1", 0, len(text))
    source = Span("doc-1", len(text) - len(words) - 1, len(text) - 1)
    trigger = Span("doc-1", len(words) + 1, len(words) + 4)
    hop = Hop(words, "act-1", named=False, count=1, affiliation=words, span=source, standing=(trigger,))
    published = Published("2026-03-01", "2026-03-02", "inferred", (whole,))
    report = Report(
        "rep-1", "doc-1", 0, len(text), words, OutletName(words, None), words, (words,), words, "en", published,
        (Block(0, len(text), "body"),),
    )  # fmt: skip
    attribution = Attribution("att-1", "rep-1", (source,), (source,), (whole,), "indirect", "states", (hop,))
    mention = EventMention(
        "men-1", "rep-1", "CONSULT", None, (), "meet", trigger, whole, "happened",
        (Participant("actor", "act-1", source),), None, Interval("2026-03-01", None), None, ("att-1",), (), whole,
    )  # fmt: skip
    event = Event(
        "evt-1", f"Talks: {words}", "CONSULT", None, "happened", (EventParticipant("act-1", "actor", 1),),
        Interval("2026-03-01", None), (), ("rep-1",), ("men-1",),
        (Origin(words, "act-1", False, (hop,), ("rep-1",), party=True),), Bounds(1, 2, f"because {words}"), ("dis-1",),
    )  # fmt: skip
    sides = (DiscrepancyValue(words, (whole,), (words,)), DiscrepancyValue("other", (whole,), ()))
    return Record(
        documents=(Document("doc-1", f"{words}.txt", "text/plain", "0" * 64, text),),
        reports=(report,),
        readings=(Reading("rep-1", (), (), (attribution,), (mention,), (), (), ()),),
        actors=(Actor("act-1", words, "person", (words,), (), (), ()),),
        events=(event,),
        stories=(Story("sto-1", words, ("rep-1",), ("evt-1",), "2026-03-01", None),),
        discrepancies=(Discrepancy("dis-1", "evt-1", "time", sides, words),),
        reuse=(),
        shared_wording=(),
        problems=(Problem(words, "intake", words, words, words),),
    )


def make_met(words: str = "the mayor", status: str = "happened", days: tuple[str, str] | None = None) -> Record:
    """The same report, its event between two persons with a name."""
    record = make_record(words)
    parties = (EventParticipant("act-1", "actor", 1), EventParticipant("act-2", "recipient", 1))
    time = Interval(*days) if days else record.events[0].time
    event = replace(record.events[0], participants=parties, status=status, time=time)
    other = replace(record.actors[0], id="act-2", name=f"Bo {words}")
    return replace(record, events=(event,), actors=(*record.actors, other))
