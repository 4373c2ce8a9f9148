from dataclasses import replace
from itertools import permutations

from dragoman.datamodel import Block, LocalActor, OutletName, Published, Reading, Report, SharedWording, Span
from dragoman.linking.dating import refine_dates
from dragoman.resources.dating import load_dating
from dragoman.resources.outlets import load_outlets

KNOWLEDGE, OUTLETS = load_dating(), load_outlets()
QUOTE = "we will keep the harbour open to every ship that asks for shelter"
TWICE = f"{QUOTE} {QUOTE}"
UNKNOWN = Published(None, None, "unknown")
STATED = Published("2022-03-04", "2022-03-04", "stated")


def report(name: str, published: Published, text: str = QUOTE, role: str = "body") -> tuple[Report, str]:
    block = Block(0, len(text), role)  # type: ignore[arg-type]
    made = Report(name, name, 0, len(text), None, OutletName(name, None), None, (), None, "en", published, (block,))
    return made, text


def wording(*names: str, text: str = QUOTE, quoted: bool = True) -> SharedWording:
    return SharedWording("w", text, tuple(Span(n, 0, len(text)) for n in names), quoted)


def reading(name: str, *people: str) -> Reading:
    actors = tuple(LocalActor(f"{name}-{p}", name, p, "person", (p,)) for p in people)
    return Reading(name, actors, (), (), (), (), (), ())


def refine(
    made: list[tuple[Report, str]], shared: list[SharedWording], readings: list[Reading] | None = None
) -> dict[str, Published]:
    texts = {r.document: text for r, text in made}
    dated = refine_dates([r for r, _ in made], texts, readings or [], shared, KNOWLEDGE, OUTLETS)
    return {r.id: r.published for r in dated}


def test_a_shared_quotation_carries_a_stated_day_to_an_undated_report() -> None:
    found = refine([report("a", STATED), report("b", UNKNOWN)], [wording("a", "b")])
    assert (found["b"].earliest, found["b"].latest, found["b"].basis) == ("2022-02-02", "2022-04-03", "inferred")
    assert {s.document for s in found["b"].evidence} == {"a", "b"}


def test_a_stated_day_never_changes() -> None:
    late = Published("2022-09-09", "2022-09-09", "stated")
    found = refine([report("a", STATED), report("b", late)], [wording("a", "b")])
    assert found == {"a": STATED, "b": late}


def test_a_bound_that_would_leave_no_day_is_dropped() -> None:
    other = Published("2024-01-01", "2024-05-05", "inferred")
    assert refine([report("a", STATED), report("b", other)], [wording("a", "b")])["b"] == other


def test_bounds_travel_along_a_chain_and_the_order_does_not_matter() -> None:
    made = [report("a", STATED), report("b", UNKNOWN), report("c", UNKNOWN)]
    shared = [wording("a", "b"), wording("b", "c")]
    results = [refine(list(order), shared) for order in permutations(made)]
    assert all(r == results[0] for r in results)
    assert (results[0]["c"].earliest, results[0]["c"].latest) == ("2022-01-03", "2022-05-03")


def test_a_slogan_or_a_caption_shows_no_nearness() -> None:
    short = "keep the harbour open"
    assert (
        refine([report("a", STATED, short), report("b", UNKNOWN, short)], [wording("a", "b", text=short)])["b"]
        == UNKNOWN
    )
    made = [report("a", STATED), report("b", UNKNOWN, role="caption")]
    assert refine(made, [wording("a", "b")])["b"] == UNKNOWN


def test_other_words_must_be_longer_and_count_less() -> None:
    made = [report("a", STATED, TWICE), report("b", UNKNOWN, TWICE)]
    found = refine(made, [wording("a", "b", text=TWICE, quoted=False)])["b"]
    assert (found.earliest, found.latest) == ("2022-01-18", "2022-04-18")
    assert refine([report("a", STATED), report("b", UNKNOWN)], [wording("a", "b", quoted=False)])["b"] == UNKNOWN


def test_two_reports_that_follow_up_one_paper_on_the_same_people_ran_close_together() -> None:
    text = "The envoy Brant met her, as was first reported by the Financial Times."
    made = [report("a", STATED, text), report("b", UNKNOWN, text)]
    people = ("Ola Brant", "Iven Moro Sool")
    assert refine(made, [], [reading("a", *people), reading("b", *people)])["b"].latest == "2022-04-03"


def test_holders_of_high_office_show_no_common_matter() -> None:
    text = "The envoy Brant met her, as was first reported by the Financial Times."
    made = [report("a", STATED, text), report("b", UNKNOWN, text)]
    people = ("Angela Merkel", "Donald Trump", "Ola Brant")
    assert refine(made, [], [reading("a", *people), reading("b", *people)])["b"] == UNKNOWN


def test_an_outlet_that_repeats_its_own_words_shows_nothing() -> None:
    a, text = report("a", STATED)
    b = replace(report("b", UNKNOWN)[0], outlet=a.outlet)
    assert refine([(a, text), (b, text)], [wording("a", "b")])["b"] == UNKNOWN


def test_the_words_of_reports_that_are_years_apart_carry_nothing_further() -> None:
    old = Published("2019-01-01", "2019-05-05", "inferred")
    made = [report("a", STATED), report("b", old), report("c", UNKNOWN)]
    found = refine(made, [wording("a", "b"), wording("b", "c")])
    assert found["b"] == old and (found["c"].earliest, found["c"].latest) == ("2018-12-02", "2019-06-04")
