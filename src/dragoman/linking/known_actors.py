"""Which actors of the reports stand in a person's own list, by any of the names given there, in any script."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.datamodel import KnownActor, LocalActor
from dragoman.linking.name_pairs import name_keys
from dragoman.linking.names import SAME, PersonName, compare_parsed, parse_name
from dragoman.resources.gazetteer import Gazetteer, fold_name

_CROWDED = 400  # known names under one key; beyond that the key tells nothing


def match_known(
    groups: Mapping[str, str], actors: Sequence[LocalActor], known: Sequence[KnownActor], gazetteer: Gazetteer
) -> dict[str, KnownActor]:
    """The groups of local actors that are in the list; a group that fits two of them is neither."""
    if not known:
        return {}
    members: dict[str, list[LocalActor]] = defaultdict(list)
    for actor in actors:
        members[groups[actor.id]].append(actor)
    listed = _by_key(known, gazetteer)
    exact = _by_name(known)
    persons = _KnownPersons(known, gazetteer)
    found = {}
    for group, held in members.items():
        key = next((a.key for a in held if a.key), None)
        if key:
            fits = listed.get(key, [])
        elif group.startswith("own:"):
            continue
        else:
            fits = [k for name in _names(held) for k in exact.get(name, ())]
            if not fits and group.startswith("person:"):
                fits = persons.fitting(_names(held))
        distinct = {k.id: k for k in fits}
        if len(distinct) == 1:
            found[group] = fits[0]
    return found


def _names(held: Iterable[LocalActor]) -> list[str]:
    return sorted({fold_name(a.name) for a in held} | {fold_name(n) for a in held for n in a.names if " " in n})


def _by_key(known: Iterable[KnownActor], gazetteer: Gazetteer) -> dict[str, list[KnownActor]]:
    """Known actors that the gazetteer has as well: those whose names lead to one entry there."""
    found: dict[str, list[KnownActor]] = defaultdict(list)
    for actor in known:
        if actor.type != "person":
            senses = (gazetteer.lookup(name) for name in actor.names)
            keys = {s.key for s in senses if s is not None and s.sense == "name"}
            if len(keys) == 1:
                found[keys.pop()].append(actor)
    return found


def _by_name(known: Iterable[KnownActor]) -> dict[str, list[KnownActor]]:
    found: dict[str, list[KnownActor]] = defaultdict(list)
    for actor in known:
        for name in dict.fromkeys(map(fold_name, actor.names)):
            found[name].append(actor)
    return found


class _KnownPersons:
    """The persons of a list by the sounds of their names."""

    def __init__(self, known: Iterable[KnownActor], gazetteer: Gazetteer) -> None:
        self._forms = gazetteer.forms
        self._blocks: dict[str, list[tuple[PersonName, KnownActor]]] = defaultdict(list)
        for actor in known:
            if actor.type in ("person", None):
                for name in actor.names:
                    self._add(name, actor)

    def fitting(self, names: Iterable[str]) -> list[KnownActor]:
        """The persons whose name one of these can be; only names of two words and more tell."""
        found = []
        for name in names:
            parsed = parse_name(name, self._forms)
            if len(parsed.words) > 1:
                for key in sorted(name_keys(parsed, self._forms)):
                    block = self._blocks.get(key, [])
                    if len(block) <= _CROWDED:
                        found += [k for other, k in block if compare_parsed(parsed, other, self._forms).score >= SAME]
        return found

    def _add(self, name: str, actor: KnownActor) -> None:
        parsed = parse_name(name, self._forms)
        if len(parsed.words) > 1 or parsed.script:
            for key in name_keys(parsed, self._forms):
                self._blocks[key].append((parsed, actor))
