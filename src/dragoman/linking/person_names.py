"""Which of the persons' names in a record are one person's: compared only where they could be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dragoman.linking.name_sounds import blocking_sound
from dragoman.linking.names import SAME, PersonName, compare_parsed, parse_name
from dragoman.resources.name_forms import NameForms

_WELL_KNOWN = 4  # in so many reports, and in so many times those of anybody else of the name
_CROWDED = 400  # names under one key; beyond that the key tells nothing


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


def join_person_names(names: Iterable[str], forms: NameForms) -> dict[str, str]:
    """Each name to the name that stands for its person.

    Names of equal extent first; then a shorter one joins the only longer person that it fits; a name of one word that
    fits several persons stays apart, marked by standing for itself, unless one of them is far better known. A name is
    given once for each report that has it.
    """
    reports = Counter(names)
    parsed = {name: parse_name(name, forms) for name in sorted(reports)}
    full = {n: p for n, p in parsed.items() if len(p.words) > 1}
    joins = Joins()
    fits = list(_fitting_pairs(full, forms))
    for a, b in fits:
        if len(full[a].words) == len(full[b].words):
            joins.join(a, b)
    _join_initials(full, joins)
    _join_shorter(fits, full, joins)
    by_word = _by_word(full)
    told: Counter[str] = Counter()
    for name in full:
        told[joins.find(name)] += reports[name]
    short_for = {}
    for name, single in ((n, p) for n, p in parsed.items() if len(p.words) == 1):
        others = by_word[single.words[0].skeleton]
        short_for[name] = _the_one({joins.find(o) for o in others if _is_word_of(single, full[o], forms)}, told)
    for name, person in short_for.items():
        if person:
            joins.join(name, person)
    return {name: joins.find(name) for name in parsed}


def _the_one(persons: set[str], told: Counter[str]) -> str | None:
    """The only person of a surname, or the one so much better known that reports need no given name."""
    ranked = sorted(persons, key=lambda p: (-told[p], p))
    if len(ranked) < 2:
        return ranked[0] if ranked else None
    known = told[ranked[0]] >= max(_WELL_KNOWN, _WELL_KNOWN * told[ranked[1]])
    return ranked[0] if known else None


def ambiguous_names(names: Iterable[str], forms: NameForms) -> set[str]:
    """The one-word names that several persons of the record bear: such a one is somebody else in each report."""
    every = list(names)
    parsed = {name: parse_name(name, forms) for name in sorted(set(every))}
    by_word = _by_word({n: p for n, p in parsed.items() if len(p.words) > 1})
    person = join_person_names(every, forms)
    found = set()
    for name, single in ((n, p) for n, p in parsed.items() if len(p.words) == 1):
        others = by_word[single.words[0].skeleton]
        persons = {person[o] for o in others if _is_word_of(single, parsed[o], forms)}
        if len(persons) > 1 and person[name] not in persons:
            found.add(name)
    return found


def _by_word(full: dict[str, PersonName]) -> dict[str, list[str]]:
    """Full names by the skeletons of their first and last words."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, parts in full.items():
        for skeleton in {parts.words[0].skeleton, parts.words[-1].skeleton}:
            found[skeleton].append(name)
    return found


def _is_word_of(single: PersonName, full: PersonName, forms: NameForms) -> bool:
    """The same letters as the family name: the last word, or the first where families go first ("Xi", "Kim").

    In "Karim bin Salman" the last word is another man's name.
    """
    word, first, last = single.words[0].text, full.words[0].text, full.words[-1]
    return (word == last.text and last.after not in forms.patronymics) or (word == first and first in forms.families)


def _fitting_pairs(full: dict[str, PersonName], forms: NameForms) -> Iterator[tuple[str, str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, parts in full.items():
        for key in name_keys(parts, forms):
            blocks[key].append(name)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > _CROWDED:
            continue
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    if compare_parsed(full[a], full[b], forms).score >= SAME:
                        yield a, b


def name_keys(name: PersonName, forms: NameForms) -> set[str]:
    """Two sounds that one-person names share: the first with any other, neighbours, or all run together."""
    heads = [_plain_form(w.text, forms) for w in name.words[:8]]
    pairs = {" ".join(sorted((heads[0], other))) for other in heads[1:]}
    pairs |= {" ".join(sorted(pair)) for pair in pairwise(heads)}
    return pairs | {"".join(blocking_sound(w.text) for w in name.words), heads[0][:1] + "." + heads[-1]}


def _plain_form(text: str, forms: NameForms) -> str:
    """A nickname's group in place of its sound."""
    group = next((g for g in forms.nicknames if text in g), None)
    return min(group) if group else blocking_sound(text)


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
