"""Which spellings are one person's name: invented and common names."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.name_pairs import find_fitting, name_keys
from dragoman.linking.name_sounds import can_be_one, partner_sounds
from dragoman.linking.names import SAME, compare_names, parse_name
from dragoman.resources.name_forms import load_name_forms

FORMS = load_name_forms()

ONE = [
    ("Karim al-Haddad", "Kareem Haddad"),
    ("Abdulkarim Haddad", "Abdel Karim al-Haddad"),
    ("Yusuf Qasimi", "Youssef Kassimi"),
    ("Farid Nasr Allah", "Farid Nasrallah"),
    ("Henrik Dahl", "Henrik Moen Dahl"),
    ("Robert Lindqvist", "Bob Lindqvist"),
    ("Sayyed Karim Haddad", "Karim Haddad"),
    ("J. Lindqvist", "Jonas Lindqvist"),
    ("Андрей Волков", "Andrei Volkov"),
    ("Park Jin-ho", "Park Jin Ho"),
    ("Adviser Henrik Dahl", "Henrik Dahl"),
    ("Badr Alnuwairi", "Badr al-Nuwairi"),
    ("Said bin Hamad al-Rahbi", "Saeed bin Hamad Rahbi"),
    ("Jamal Nasser", "Gamal Nasir"),
    ("كريم الحداد", "Karim al-Haddad"),
    ("رضا مرادی", "Reza Moradi"),
    ("דוד לביא", "David Lavi"),
    ("Оксана Мельник", "Oksana Melnyk"),
    ("Yevgeny Sorokin", "Evgeny Sorokin"),
    ("Dmytro Melnyk", "Dmitry Melnik"),
    ("王大伟", "Wang Dawei"),
    ("박진호", "Park Jin-ho"),
    ("Yun Mi-rae", "Yoon Mi Rae"),
    ("Min-ho Jang", "Jang Min-ho"),
    ("Trần Văn Bảo", "Tran Van Bao"),
    ("U Thant Myo", "Thant Myo"),
    ("María Torres Vega", "Maria Torres"),
    ("Çağlar Öztürk", "Caglar Ozturk"),
    ("Piotr Wiśniewski", "Pyotr Wisniewski"),
    ("K. L. Moen", "K.L. Moen"),
    ("Anne-Lise Dahl", "Anne Lise Dahl"),
    ("Nikos Papadakis", "Νίκος Παπαδάκης"),
]

TWO = [
    ("Karim Haddad", "Karima Nassar"),
    ("Hassan Haddad", "Hussein Haddad"),
    ("Karim bin Yusuf", "Karim bin Farid"),
    ("Henrik Dahl", "Jonas Dahl"),
    ("Henrik Dahl", "Henrik Moen"),
    ("Henrik Dahl", "Henrik Dahl Jr."),
    ("Dahl", "Moen"),
    ("Karim Haddad", "Karima Haddad"),
    ("Michel Brandt", "Michelle Brandt"),
    ("Jonas K. Moen", "Jonas Moen Jr."),
    ("Ben Lindqvist", "Chris Lindqvist"),
    ("Jon Alten", "Elton Jack"),
    ("Larry King", "Larry Ash"),
    ("Jamal Haddad", "Jamil Haddad"),
    ("Saad Haddad", "Saeed Haddad"),
    ("Hassan Ali", "Ali Hassan"),
    ("Tim Lindqvist", "Tom Lindqvist"),
    ("Wang Yi", "Wang Yu"),
    ("Lee Min-ho", "Lee Min-ha"),
    ("王大伟", "Wang Dawu"),
    ("박진호", "Park Jin-hee"),
    ("Jan K. Moen", "Jan L. Moen"),
    ("كريم حداد", "Karim Nassar"),
    ("Tran Van Bao", "Tran Van Binh"),
    ("Mohammad Soleiman", "Mohammad Soleimani"),
    ("", "Henrik Dahl"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name_meet(a, b):
    assert compare_names(a, b, FORMS).score >= SAME


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_names_stay_two(a, b):
    assert compare_names(a, b, FORMS).score < SAME


def test_a_surname_alone_is_undecided():
    assert 0 < compare_names("Dahl", "Henrik Dahl", FORMS).score < SAME


@pytest.mark.parametrize(("a", "b"), [p for p in ONE if " " in p[0]])
def test_names_that_are_one_meet_under_a_key(a, b):
    assert name_keys(parse_name(a, FORMS), FORMS) & name_keys(parse_name(b, FORMS), FORMS)


MADE_UP = st.lists(
    st.one_of(
        st.text("aeiouybdfgjklmnprstvz", min_size=1, max_size=6),
        st.sampled_from(["al", "alb", "ben", "bin", "bob", "el", "robert", "yev", "j", "كريم", "דוד", "رضا", "박"]),
    ),
    min_size=1,
    max_size=3,
).map("".join)


@given(MADE_UP, MADE_UP)
def test_words_that_can_be_one_share_a_sound(a, b):
    for one in parse_name(a, FORMS).words:
        for other in parse_name(b, FORMS).words:
            assert not can_be_one(one, other) or partner_sounds(one) & partner_sounds(other)


@given(st.lists(st.lists(MADE_UP, min_size=2, max_size=3).map(" ".join), unique=True, max_size=12))
def test_all_names_that_meet_and_can_be_one_are_found(names):
    parsed = {n: parse_name(n, FORMS) for n in sorted([*names, *(n for pair in ONE for n in pair if " " in n)])}
    full = {n: p for n, p in parsed.items() if len(p.words) > 1}
    expected = {
        (a, b)
        for a, b in combinations(full, 2)
        if name_keys(full[a], FORMS) & name_keys(full[b], FORMS) and compare_names(a, b, FORMS).score >= SAME
    }
    assert set(find_fitting(full, FORMS)) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_symmetric_and_never_raises(a, b):
    assert compare_names(a, b, FORMS).score == compare_names(b, a, FORMS).score
