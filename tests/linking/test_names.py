"""Which spellings are one person's name: invented and common names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.names import SAME, compare_names
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
]

TWO = [
    ("Karim Haddad", "Karima Nassar"),
    ("Hassan Haddad", "Hussein Haddad"),
    ("Karim bin Yusuf", "Karim bin Farid"),
    ("Henrik Dahl", "Jonas Dahl"),
    ("Henrik Dahl", "Henrik Moen"),
    ("Henrik Dahl", "Henrik Dahl Jr."),
    ("Dahl", "Moen"),
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


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_symmetric_and_never_raises(a, b):
    assert compare_names(a, b, FORMS).score == compare_names(b, a, FORMS).score
