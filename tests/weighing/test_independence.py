from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import Reuse, SharedWording, Span
from dragoman.linking.kinship import Kin
from dragoman.weighing.claims import Claim, Ground, SharedTexts
from dragoman.weighing.descriptions import make_source_words
from dragoman.weighing.independence import Assumptions, count_independent
from tests.invented import make_hop

WIRE = make_hop("Island Press", medium=True)
RADIO = make_hop("Radio Amber", medium=True)
OFFICIALS = make_hop("unnamed officials", named=False)
NORTH_OFFICIALS = make_hop("northern officials", named=False, affiliation="state:XA")
SOUTH_OFFICIALS = make_hop("southern officials", named=False, affiliation="state:XB")
SPEAKER = make_hop("Mara Ollin", actor="ollin")
COUNCIL = make_hop("Southern Council", actor="council")
KIN = Kin(
    sides={"ollin": frozenset({"ollin", "council", "state:XB"}), "council": frozenset({"council", "state:XB"})},
    types={"ollin": "person", "council": "organisation"},
)
GROUND = Ground(kin=KIN)


def claim(report, *chain, outlet=None, at=0):
    return Claim(report, outlet or f"The {report.title()}", chain, (Span(report, at, at + 50),))


def bounds(*claims, ground=GROUND, assumptions=None):
    found = count_independent(claims, ground, assumptions)[1]
    return found.at_least, found.at_most


def test_one_named_source_in_three_papers_is_one_origin():
    told = [claim("post", SPEAKER), claim("gazette", WIRE, SPEAKER), claim("tribune", RADIO, SPEAKER)]
    assert bounds(*told) == (1, 1)


def test_unnamed_officials_of_two_papers_could_be_the_same_people():
    origins, found = count_independent([claim("post", OFFICIALS), claim("gazette", OFFICIALS)], GROUND)
    assert (found.at_least, found.at_most, len(origins)) == (1, 2, 2)
    assert "could be the same people" in found.why


def test_unnamed_officials_reached_through_one_wire_must_be_one():
    one, other = make_hop("a senior official", named=False), make_hop("two officials", named=False)
    assert bounds(claim("post", WIRE, one), claim("gazette", WIRE, other)) == (1, 1)


def test_the_wires_own_report_and_its_clients_are_one():
    own = claim("wire", OFFICIALS, outlet="Island Press")
    assert bounds(own, claim("gazette", WIRE, OFFICIALS)) == (1, 1)


def test_one_report_calls_its_unnamed_sources_now_so_now_so():
    told = [
        claim("post", make_hop("trusted sources", named=False)),
        claim("post", make_hop("the sources", named=False)),
    ]
    assert bounds(*told) == (1, 1)


def test_officials_of_two_states_are_two():
    assert bounds(claim("post", NORTH_OFFICIALS), claim("gazette", SOUTH_OFFICIALS)) == (2, 2)


def test_footage_is_nobody_who_is_named(resources):
    known = make_source_words(resources.attribution, resources.weighing_words)
    ground = Ground(kin=Kin(types={"holm": "person"}), known=known)
    named = claim("gazette", make_hop("Pia Holm", actor="holm"))
    footage, resident = (claim("post", make_hop(name, named=False)) for name in ("drone footage", "a resident"))
    assert bounds(footage, named, ground=ground) == (2, 2)
    assert bounds(resident, named, ground=ground) == (1, 2)


def test_officials_could_be_the_named_speaker_of_their_state_only():
    assert bounds(claim("post", SOUTH_OFFICIALS), claim("gazette", SPEAKER)) == (1, 2)
    assert bounds(claim("post", NORTH_OFFICIALS), claim("gazette", SPEAKER)) == (2, 2)


def test_a_speaker_may_speak_for_the_council():
    assert bounds(claim("post", COUNCIL), claim("gazette", SPEAKER)) == (1, 2)


def test_three_armies_that_each_tracked_it_are_three():
    armies = [make_hop(f"army of {x}", actor=f"army-{x}") for x in ("North", "South", "West")]
    assert bounds(*(claim(f"r{n}", army) for n, army in enumerate(armies))) == (3, 3)


def test_an_outlets_own_voice_raises_neither_bound():
    origins, found = count_independent([claim("post", SPEAKER), claim("gazette"), claim("tribune")], GROUND)
    assert (found.at_least, found.at_most) == (1, 1)
    assert origins[0].reports == ("post",)
    assert "2 further reports show no source" in found.why


def test_where_no_report_shows_a_source_nobody_says_whose_word_it_is():
    origins, found = count_independent([claim("post"), claim("gazette")], GROUND)
    assert (origins, found.at_least, found.at_most) == ((), 1, 1)
    assert "No report shows whose word it is" in found.why


def test_media_that_show_no_source_may_rest_on_one_announcement():
    assert bounds(claim("post", WIRE), claim("gazette", RADIO)) == (1, 2)


def test_a_medium_whose_source_another_report_shows_is_no_origin_of_its_own():
    assert bounds(claim("post", WIRE), claim("gazette", WIRE, SPEAKER)) == (1, 1)


def test_a_medium_without_source_does_not_make_two_speakers_one():
    armies = [make_hop("army of North", actor="n"), make_hop("army of South", actor="s")]
    assert bounds(claim("a", armies[0]), claim("b", armies[1]), claim("c", RADIO)) == (2, 3)


def test_copied_text_keeps_its_unnamed_source_one():
    reuse = (Reuse("gazette", "post", 1.0, 1.0, "unknown", None, False, (Span("gazette", 0, 90), Span("post", 0, 90))),)
    told = [claim("post", OFFICIALS), claim("gazette", OFFICIALS)]
    assert bounds(*told, ground=Ground(kin=KIN, texts=SharedTexts(reuse))) == (1, 1)


def test_the_same_quotation_has_one_speaker():
    shared = (SharedWording("w", "…", (Span("gazette", 0, 90), Span("post", 0, 90)), quoted=True),)
    told = [claim("post", make_hop("a diplomat", named=False)), claim("gazette", make_hop("an aide", named=False))]
    assert bounds(*told, ground=Ground(kin=KIN, texts=SharedTexts((), shared))) == (1, 1)


def test_a_source_that_takes_part_is_marked_as_a_party():
    origins, _ = count_independent([claim("post", SPEAKER)], Ground(kin=KIN, parties=frozenset({"council"})))
    assert origins[0].party


def test_a_reader_may_assume_that_unnamed_people_differ():
    told = [claim("post", OFFICIALS), claim("gazette", OFFICIALS)]
    assert bounds(*told, assumptions=Assumptions(unnamed_differ=True)) == (2, 2)


def test_a_reader_may_assume_that_one_sides_officials_are_the_same():
    told = [claim("post", NORTH_OFFICIALS), claim("gazette", NORTH_OFFICIALS)]
    assert bounds(*told, assumptions=Assumptions(same_affiliation_same=True)) == (1, 1)


HOPS = st.sampled_from([OFFICIALS, NORTH_OFFICIALS, SOUTH_OFFICIALS, SPEAKER, COUNCIL, WIRE, RADIO])
MEDIA = st.sampled_from([(), (WIRE,), (RADIO,), (RADIO, WIRE)])
CHAINS = st.one_of(st.just(()), st.builds(lambda media, hop: (*media, hop), MEDIA, HOPS))
CLAIMS = st.lists(
    st.builds(lambda r, c, at: claim(r, *c, at=at), st.sampled_from(["a", "b", "c", "d"]), CHAINS, st.integers(0, 400)),
    min_size=1,
    max_size=7,
)


@given(CLAIMS)
def test_the_lower_bound_is_never_above_the_upper(claims):
    origins, found = count_independent(claims, GROUND)
    assert 1 <= found.at_least <= found.at_most
    assert len(origins) in (0, found.at_most)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_makes_no_difference(claims, random):
    shuffled = random.sample(claims, len(claims))
    assert count_independent(claims, GROUND) == count_independent(shuffled, GROUND)


@given(CLAIMS)
def test_adding_a_copy_never_raises_a_count(claims):
    copied = [
        Claim("copy", "The Copier", c.chain, tuple(Span("copy", s.start, s.end) for s in c.spans))
        for c in claims
        if c.report == "a"
    ]
    spans = (Span("a", 0, 1000), Span("copy", 0, 1000))
    ground = Ground(kin=KIN, texts=SharedTexts((Reuse("a", "copy", 1.0, 1.0, "unknown", None, False, spans),)))
    before, after = count_independent(claims, GROUND)[1], count_independent(claims + copied, ground)[1]
    assert (after.at_least, after.at_most) == (before.at_least, before.at_most)


def test_a_father_may_be_the_man_whom_another_report_only_names(resources):
    known = make_source_words(resources.attribution, resources.weighing_words)
    told = [claim("post", make_hop("Her father", named=False)), claim("gazette", make_hop("Bram Tolle", actor="tolle"))]
    people = Kin(types={"tolle": "person"})
    assert bounds(*told, ground=Ground(kin=people, known=known)) == (1, 2)
    held = {"tolle": frozenset({"harbour", "master"})}
    assert bounds(*told, ground=Ground(kin=people, known=known, offices=held)) == (2, 2)


def test_what_nobody_tells_has_no_origin():
    origins, found = count_independent([], GROUND)
    assert (origins, found.at_least, found.at_most) == ((), 0, 0)
