"""Which of the persons' names in a record are one person's: compared only where they could be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.linking.name_pairs import find_fitting
from dragoman.linking.names import PersonName, parse_name
from dragoman.resources.name_forms import NameForms

_WELL_KNOWN = 4  # in so many reports, and in so many times those of anybody else of the name


class Joins:
    """Things that are one, by union and find; the smallest stands for each set."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, thing: str) -> str:
        """The one that stands for the thing's set."""
        root = thing
        while self._above.get(root, root) != root:
            root = self._above[root]
        while self._above.get(thing, thing) != root:
            self._above[thing], thing = root, self._above[thing]
        return root

    def join(self, a: str, b: str) -> None:
        """Make the sets of both one."""
        low, high = sorted((self.find(a), self.find(b)))
        self._above[high] = low


@dataclass(frozen=True, slots=True)
class Persons:
    """Each name to the name that stands for its person; `ambiguous` are one-word names that several persons bear.

    Somebody else bears an ambiguous name in each report.
    """

    of: Mapping[str, str]
    ambiguous: frozenset[str]


def join_person_names(names: Iterable[str], forms: NameForms) -> Persons:
    """Which names are one person's.

    Names of equal extent first; then a shorter one joins the only longer person that it fits; a name of one word that
    fits several persons stays apart, marked by standing for itself, unless one of them is far better known. A name is
    given once for each report that has it.
    """
    reports = Counter(names)
    parsed = {name: parse_name(name, forms) for name in sorted(reports)}
    full = {n: p for n, p in parsed.items() if len(p.words) > 1}
    joins = Joins()
    longer: list[tuple[str, str]] = []
    for a, b in find_fitting(full, forms):
        if len(full[a].words) == len(full[b].words):
            joins.join(a, b)
        else:
            longer.append((a, b))
    _join_initials(full, joins)
    _join_shorter(longer, full, joins)
    bearers = dict(_bearers({n: p for n, p in parsed.items() if len(p.words) == 1}, full, forms))
    told: Counter[str] = Counter()
    for name in full:
        told[joins.find(name)] += reports[name]
    short_for = {n: _the_one({joins.find(o) for o in others}, told) for n, others in bearers.items()}
    for name, person in short_for.items():
        if person:
            joins.join(name, person)
    of = {name: joins.find(name) for name in parsed}
    persons = {name: {of[o] for o in others} for name, others in bearers.items()}
    return Persons(of, frozenset(n for n, those in persons.items() if len(those) > 1 and of[n] not in those))


def _the_one(persons: set[str], told: Counter[str]) -> str | None:
    """The only person of a surname, or the one so much better known that reports need no given name."""
    ranked = sorted(persons, key=lambda p: (-told[p], p))
    if len(ranked) < 2:
        return ranked[0] if ranked else None
    known = told[ranked[0]] >= max(_WELL_KNOWN, _WELL_KNOWN * told[ranked[1]])
    return ranked[0] if known else None


def _bearers(
    singles: dict[str, PersonName], full: dict[str, PersonName], forms: NameForms
) -> Iterator[tuple[str, list[str]]]:
    """For each name of one word the full names whose family name it is."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name, parts in full.items():
        for word in {parts.words[0].text, parts.words[-1].text}:
            by_word[word].append(name)
    for name, single in singles.items():
        others = by_word.get(single.words[0].text, [])
        yield name, [other for other in others if _is_word_of(single, full[other], forms)]


def _is_word_of(single: PersonName, full: PersonName, forms: NameForms) -> bool:
    """The same letters as the family name: the last word, or the first where families go first ("Xi", "Kim").

    In "Karim bin Salman" the last word is another man's name.
    """
    word, first, last = single.words[0].text, full.words[0].text, full.words[-1]
    return (word == last.text and last.after not in forms.patronymics) or (word == first and first in forms.families)


def _join_initials(full: dict[str, PersonName], joins: Joins) -> None:
    """As in "Jan Moen" and "Jan K. Moen", where no "Jan L. Moen" is there as well, nor a junior."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, parts in full.items():
        words = tuple(w.text for w in parts.words if len(w.text) > 1)
        if len(words) > 1 and not parts.script:
            alike[(*words, "junior" if parts.junior else "")].append(name)
    for names in alike.values():
        if len({full[name].initials for name in names if full[name].initials}) == 1:
            for name in names[1:]:
                joins.join(names[0], name)


def _join_shorter(fits: list[tuple[str, str]], full: dict[str, PersonName], joins: Joins) -> None:
    """As in "Abara Nuru" joins "Abara Nuru Sando" where no other person's name holds it."""
    longer: dict[str, set[str]] = defaultdict(set)
    for a, b in fits:
        short, long = sorted((a, b), key=lambda n: len(full[n].words))
        if len(full[short].words) < len(full[long].words):
            longer[joins.find(short)].add(joins.find(long))
    for short in sorted(longer):
        persons = longer[short] - {short}
        tops = {p for p in persons if not longer.get(p, set()) & persons}
        if len(tops) == 1:
            joins.join(short, tops.pop())
