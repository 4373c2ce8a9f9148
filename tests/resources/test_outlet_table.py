"""The table of outlets: names, addresses, and what it refuses."""

import pytest

from dragoman.errors import KnowledgeError
from dragoman.resources.outlets import Outlet, OutletTable, fold_name, host_of, load_outlets

TABLE = load_outlets()


def outlet(key: str, name: str, **fields: object) -> Outlet:
    given = {"country": "XX", "language": "en", "kind": "newspaper", "domains": (f"{key}.example",), **fields}
    return Outlet(key=key, name=name, **given)  # type: ignore[arg-type]


def small(*outlets: Outlet) -> OutletTable:
    return OutletTable(outlets, TABLE.signs)


def test_the_tables_hold_the_world() -> None:
    assert len(TABLE.outlets) >= 250
    assert len({o.country for o in TABLE.outlets}) >= 100
    assert sum(o.is_wire for o in TABLE.outlets) >= 60


def test_parents_and_sign_offs_are_listed() -> None:
    assert all(TABLE.by_key(o.parent) for o in TABLE.outlets if o.parent)
    assert all(TABLE.by_key(s.wire) for s in TABLE.signs.sign_offs)


def test_countries_and_languages_are_codes() -> None:
    assert all(len(o.country) == 2 and o.country.isupper() for o in TABLE.outlets)
    assert all(len(o.language) == 2 and o.language.islower() for o in TABLE.outlets)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("edition.cnn.com", "CNN"),
        ("https://english.alarabiya.net/news", "Al Arabiya English"),
        ("https://www.alarabiya.net/", "Al Arabiya"),
        ("WWW.REUTERS.COM:443", "Reuters"),
        ("notcnn.com", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_the_longest_known_tail_of_a_host_wins(address: str, name: str | None) -> None:
    found = TABLE.by_address(address)
    assert (found.name if found else None) == name


def test_names_are_found_without_case_article_or_punctuation() -> None:
    table = small(outlet("lamp", "The Riverton Al-Misbah", names=("Café Post",)))
    assert table.by_name("riverton al misbah") == table.by_name("THE CAFE POST") == table.by_key("lamp")


def test_a_plain_word_names_an_outlet_on_a_masthead_only() -> None:
    table = small(outlet("lamp", "The Lamp", short=("The Lamp",)))
    assert table.by_name("The Lamp") is table.by_key("lamp")
    assert table.by_name("The Lamp", "text") is None


def test_a_short_name_that_two_claim_names_neither() -> None:
    table = small(outlet("a", "Riverton Post", short=("The Post",)), outlet("b", "Hilltown Post", short=("Post",)))
    assert table.by_name("The Post") is None


@pytest.mark.parametrize("field", ["name", "domains"])
def test_two_entries_may_not_claim_one_name_or_address(field: str) -> None:
    same = {"name": {"name": "Riverton Post"}, "domains": {"name": "Other", "domains": ("a.example",)}}[field]
    with pytest.raises(KnowledgeError, match=r"two entries claim"):
        small(outlet("a", "Riverton Post"), outlet("b", **same))  # type: ignore[arg-type]


def test_names_in_prose_are_found_longest_first_with_their_place() -> None:
    table = small(outlet("r", "Riverton News"), outlet("e", "Riverton News English"), outlet("u", "RUP"))
    text = "She told Riverton News English and the RUP’s man, not Rup."
    assert [text[n.start : n.end] for n in table.named_in(text)] == ["Riverton News English", "RUP"]


def test_a_handle_is_the_name_without_blanks() -> None:
    table = small(outlet("r", "Riverton News"))
    assert table.by_handle("RivertonNews") is table.by_key("r")


def test_folding_and_hosts() -> None:
    assert fold_name("The N.Y. Sun & Moon") == "ny sun and moon"
    assert host_of("https://user@www.Riverton.example:80/x?y") == "riverton.example"
