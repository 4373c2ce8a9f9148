from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.reuse import find_reuse, mark_copies
from dragoman.linking.wording import find_shared_wording
from dragoman.linking.words import read_words
from tests.invented import make_report

WIRE = """Ferry talks end in Port Amber
The two island councils ended three days of talks on the ferry line on Tuesday without a treaty.
Delegates from both sides left the harbour hotel before noon and gave no further date for a meeting.
The line has been closed since a dispute over landing fees began in the spring of last year.
Fishermen on the northern island have asked for a temporary permit to carry passengers themselves."""
COPY = WIRE.replace("Ferry talks end in Port Amber", "No treaty on ferries, councils say")
CUT = "Islands fail to agree\n" + "\n".join(WIRE.split("\n")[1:3])
OTHER = """Council elects a new speaker
Mara Ollin was elected speaker of the southern council by a narrow vote late on Wednesday evening.
She promised to publish the minutes of every sitting and to shorten the debates of the budget committee."""
QUOTE = "“We will open the line again when the fees are fair and not one single day before that”"
FIRST_QUOTING = f"Speaker sets terms\n{QUOTE}, said Mara Ollin at the opening of the fish market."
SECOND_QUOTING = (
    f"Ollin defiant\nIn a radio talk the speaker said: {QUOTE}. Listeners called in for an hour afterwards."
)


def reuse_of(*reports, wires=()):
    texts = {r.id: t for r, t in reports}
    return find_reuse([r for r, _ in reports], texts, wires)


def pair(a, b, **given):
    return (make_report("a", a, **given), a), (make_report("b", b, outlet="Coast Gazette"), b)


def test_a_copied_text_is_found_whatever_its_headline():
    (found,) = reuse_of(*pair(WIRE, COPY))
    assert (found.share_a, found.share_b) == (1.0, 1.0)


def test_an_embedded_copy_stands_wholly_in_the_longer_report():
    (found,) = reuse_of(*pair(WIRE, CUT))
    assert found.share_b == 1.0
    assert found.share_a == 0.5


def test_reports_that_share_nothing_are_no_pair():
    assert reuse_of(*pair(WIRE, OTHER)) == ()


def test_quoting_the_same_speaker_is_no_copying():
    assert reuse_of(*pair(FIRST_QUOTING, SECOND_QUOTING)) == ()


def test_a_reworded_sentence_still_counts():
    reworded = CUT.replace(
        "ended three days of talks on the ferry line", "on Tuesday ended their three days of talks on the line"
    )
    (found,) = reuse_of(*pair(WIRE, reworded))
    assert found.share_b == 1.0


def test_a_sentence_recast_around_words_that_were_kept_still_counts():
    recast = CUT.replace(
        "The two island councils ended three days of talks on the ferry line on Tuesday without a treaty.",
        "Without agreement the councils ended three days of talks on the ferry line after a bitter night.",
    )
    (found,) = reuse_of(*pair(WIRE, recast))
    assert found.share_b == 1.0


def test_one_sentence_on_the_same_fact_is_no_copy():
    one = "Ferries\nThe two island councils ended three days of talks on the ferry line without a treaty on Tuesday."
    other = "Talks fail\nWithout a treaty the two island councils on Tuesday ended talks of three days on the line."
    assert reuse_of(*pair(one, other)) == ()


def test_the_wires_own_report_had_the_text_first():
    wire, copy = pair(COPY, WIRE)
    (found,) = reuse_of(wire, copy, wires={"coast-gazette"})
    assert (found.source, found.agency, found.credited) == ("b", "Coast Gazette", False)


def test_two_papers_that_credit_one_wire_share_it():
    a, b = pair(WIRE, COPY, agencies=("Island Press",))
    (found,) = reuse_of(a, b)
    assert (found.source, found.agency, found.credited) == ("common", "Island Press", False)


def test_who_names_the_other_copied():
    a, b = pair(WIRE, COPY + "\nThis was reported by the Harbour Post.")
    (found,) = reuse_of(a, b)
    assert found.source == "a"


def test_the_later_report_is_marked_as_the_copy():
    later = (make_report("a", WIRE, day="2031-05-12"), WIRE)
    earlier = (make_report("b", COPY, outlet="Coast Gazette"), COPY)
    marked = {r.id: r for r in mark_copies([later[0], earlier[0]], reuse_of(later, earlier))}
    assert (marked["a"].copy_of, marked["a"].copied, marked["b"].copy_of) == ("b", 1.0, None)


def test_copies_of_copies_make_no_circle():
    reports = [make_report(k, WIRE if k == "a" else COPY) for k in "abcd"]
    marked = mark_copies(reports, find_reuse(reports, {r.id: WIRE if r.id == "a" else COPY for r in reports}))
    assert marked[0].copy_of is None
    assert all(r.copy_of for r in marked[1:])


def test_shared_wording_ignores_case_quotation_marks_and_spaces():
    other = "NOTES\n'we will  open the line again when the FEES are fair and not one single day before that'"
    reports = [make_report("a", FIRST_QUOTING), make_report("b", other)]
    (found,) = find_shared_wording(reports, {"a": FIRST_QUOTING, "b": other})
    assert found.quoted
    assert found.text == QUOTE.strip("“”")
    assert [s.document for s in found.spans] == ["a", "b"]


def test_nine_common_words_outside_quotations_are_no_shared_wording():
    one = "Ships\nthe harbour master closed the outer gate on Monday said nobody"
    two = "Boats\nthe harbour master closed the outer gate on Monday because of wind"
    assert find_shared_wording([make_report("a", one), make_report("b", two)], {"a": one, "b": two}) == ()


def test_three_reports_with_the_same_words_make_one_wording():
    texts = {"a": WIRE, "b": COPY, "c": "Quite another head\n" + WIRE.split("\n")[3]}
    found = find_shared_wording([make_report(k, t) for k, t in texts.items()], texts)
    assert [len(s.spans) for s in found if s.text.startswith("The line has been closed")] == [3]


@given(st.lists(st.text(alphabet="ab \n“”\"'‘’.,", max_size=300), min_size=2, max_size=4))
def test_any_text_gives_spans_in_its_text(texts):
    by_id = {str(n): t for n, t in enumerate(texts)}
    reports = [make_report(k, t) for k, t in by_id.items()]
    for report in reports:
        words = read_words(report, by_id[report.id])
        assert all(0 <= s < e <= len(by_id[report.id]) for s, e in zip(words.starts, words.ends, strict=True))
    for shared in find_shared_wording(reports, by_id):
        assert all(s.end <= len(by_id[s.document]) for s in shared.spans)
    assert find_reuse(reports, by_id) == find_reuse(reports[::-1], by_id)
