"""Which language: by the words, by the page's own statement only where they are too few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour council met on Tuesday and agreed to mend the breakwater before winter.", "en"),
        ("Der Hafenrat traf sich am Dienstag und beschloss, die Mole noch vor dem Winter zu reparieren.", "de"),
        ("El consejo del puerto se reunió el martes y acordó reparar el rompeolas antes del invierno.", "es"),
        ("اجتمع مجلس الميناء يوم الثلاثاء واتفق على إصلاح حاجز الأمواج قبل الشتاء.", "ar"),
        ("Совет порта собрался во вторник и решил починить волнорез до зимы.", "ru"),
    ],
)
def test_the_words_decide(text: str, code: str) -> None:
    assert detect_language(text, None) == code


@pytest.mark.parametrize(
    "text",
    [
        "'Harbour Sunday' on October 8, 2031\nThis week on 'Harbour Sunday,' host Mara Lind welcomes the envoys",
        "Opposition Calls for Mara Lind to Visit Port Amber on Her Return From Northland",
        "Harbour Strikes: Who's Responsible?",
    ],
)
def test_short_english_items_are_english(text: str) -> None:
    assert detect_language(text, None) == "en"


def test_pidgin_is_not_english() -> None:
    assert detect_language("Wetin we sabi about di harbour mata wey dey cause wahala for Northland", None) != "en"


def test_the_page_decides_where_there_are_no_words() -> None:
    assert detect_language("12:30", "fr-CA") == "fr"
    assert detect_language("", None) is None


@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=8)))
def test_any_text_has_an_answer(text: str, stated: str | None) -> None:
    answer = detect_language(text, stated)
    assert answer is None or isinstance(answer, str)
