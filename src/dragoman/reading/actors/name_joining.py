"""Join the names of one report: "Nuru" is Abara Nuru, "(ABC)" the body before it, "Kenyan" and "Nairobi" a state."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.datamodel import ActorType
from dragoman.reading.actors.listed_names import FoundName
from dragoman.resources.gazetteer import Gazetteer, fold_name

_CROWDED = 100  # names with one word in common; beyond that the word tells nobody apart


@dataclass(frozen=True, slots=True)
class NamedActor:
    """All names of one actor in a report; `name` is the gazetteer's, else the longest."""

    names: tuple[FoundName, ...]
    name: str
    type: ActorType
    key: str | None


def join_names(found: Sequence[FoundName], docs: Sequence[Doc], gazetteer: Gazetteer) -> list[NamedActor]:
    """Groups of names, one an actor, in order of first mention."""
    found = [_retyped(n, p) for n, p in zip(found, _surname_hits(found), strict=True)]
    found = _with_missed_short_names(found, docs)
    root = _links(found, docs, gazetteer.forms.patronymics)
    groups: dict[str, list[FoundName]] = defaultdict(list)
    for name in found:
        groups[root[_form(name)]].append(name)
    return [_named_actor(names, gazetteer) for names in groups.values()]


def _form(name: FoundName) -> str:
    """What joins at once: the key, else the folded words."""
    if name.key:
        return name.key
    return f"office:{name.office}" if name.office else fold_name(name.text)


def _links(found: Sequence[FoundName], docs: Sequence[Doc], patronymics: Collection[str]) -> dict[str, str]:
    """Each form to the form that it is short for, or to itself."""
    root = {_form(n): _form(n) for n in found}
    persons = {_form(n) for n in found if n.type == "person" and not n.key}
    bodies = {_form(n) for n in found if n.type == "organisation" and not n.key and not n.office} - persons
    root.update(_short_names(persons, patronymics))
    keyed = {fold_name(n.text): n.key for n in found if n.key and n.sense == "name"}
    root.update(_short_for_listed(bodies, keyed))
    root.update(_short_bodies(bodies - {form for form, full in root.items() if form != full}))
    root.update(_bracketed(found, docs))
    for form in root:
        if form.startswith("office:"):
            full = {f for f in root if f.startswith("body:") and f.endswith(f":{form.removeprefix('office:')}")}
            root[form] = next(iter(full)) if len(full) == 1 else form
    return {form: _follow(root, form) for form in root}


def _follow(root: dict[str, str], form: str) -> str:
    seen: set[str] = set()
    while root.get(form, form) != form and form not in seen:
        seen.add(form)
        form = root[form]
    return form


# ---- persons ------------------------------------------------------------------------------------------------


def _short_names(forms: set[str], patronymics: Collection[str]) -> dict[str, str]:
    """Each short form to the one longer form that it can stand for: a surname, a family name that goes first.

    "Salman" is not short for "Karim bin Salman", whose father that is.
    """
    by_word: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for word in form.split():
            by_word[word].add(form)
    links = {}
    for form in forms:
        near = by_word[form.split()[-1]]
        longer = [f for f in (near if len(near) <= _CROWDED else ()) if len(f.split()) > len(form.split())]
        longer = [f for f in longer if " " in form or f.split()[-2] not in patronymics or f.split()[0] == form]
        full = _one_person([f for f in longer if _ends_with(f, form)]) or _one_person(
            [f for f in longer if _short_for(form, f)]
        )
        if full:
            links[form] = full
    return links


def _one_person(forms: Iterable[str]) -> str | None:
    """The longest of the forms, where each of the others is short for it."""
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    if not ordered or any(not _short_for(f, ordered[0]) for f in ordered[1:]):
        return None
    return ordered[0]


def _ends_with(full: str, short: str) -> bool:
    return full.split()[-len(short.split()) :] == short.split()


def _short_for(short: str, full: str) -> bool:
    """True for "ali bagheri", "kani" and "ali kani" of "ali bagheri kani"."""
    words, wanted = full.split(), short.split()
    if len(wanted) == 1:
        return wanted[0] in (words[0], words[-1])
    at = 0
    for word in words:
        at += at < len(wanted) and word == wanted[at]
    return at == len(wanted) and (wanted[0] == words[0] or wanted[-1] == words[-1])


def _surname_hits(found: Sequence[FoundName]) -> list[bool]:
    """For each name without a key: is it one word that ends a person's full name here?"""
    surnames = {
        fold_name(n.text).split()[-1] for n in found if n.type == "person" and len(fold_name(n.text).split()) > 1
    }
    return [not n.key and n.type != "person" and fold_name(n.text) in surnames for n in found]


def _retyped(name: FoundName, is_surname: bool) -> FoundName:
    if not is_surname:
        return name
    return FoundName(name.block, name.start, name.end, name.text, "person")


def _with_missed_short_names(found: Sequence[FoundName], docs: Sequence[Doc]) -> list[FoundName]:
    """The names, and the capitalised words that the recogniser left out though they end (or open) a known full name."""
    keyless = [n for n in found if n.key is None and n.office is None]
    types: dict[str, ActorType] = {}
    for name in keyless:
        words = fold_name(name.text).split()
        if len(words) > 1 and name.type == "person":
            types[words[-1]] = "person"
        elif len(words) == 1 and len(words[0]) > 2:
            types.setdefault(words[0], name.type)
    taken = {(n.block, i) for n in found for i in range(n.start, n.end)}
    missed = []
    for block, doc in enumerate(docs):
        for token in doc:
            kind = types.get(fold_name(token.text)) if token.pos_ == "PROPN" and token.text[:1].isupper() else None
            if kind and (block, token.i) not in taken and not _part_of_longer(token.i, doc):
                missed.append(FoundName(block, token.i, token.i + 1, token.text, kind))
    return sorted((*found, *missed), key=lambda n: (n.block, n.start, -n.end))


def _part_of_longer(at: int, doc: Doc) -> bool:
    """True where the word goes on with "-" or another capitalised word, so that it may be something else."""
    after = doc[at + 1] if at + 1 < len(doc) else None
    before = doc[at - 1] if at else None
    follows = before is not None and (before.text == "-" or (before.pos_ == "PROPN" and before.head.i == at))
    return follows or (after is not None and after.pos_ == "PROPN" and doc[at].head.i > at)


# ---- bodies -------------------------------------------------------------------------------------------------


def _short_bodies(forms: set[str]) -> dict[str, str]:
    """As in "goldman" to "goldman sachs", "abc" to "alpha beta company", where only one body fits."""
    by_first: dict[str, set[str]] = defaultdict(set)
    by_initials: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        words = form.split()
        if len(words) > 1:
            by_first[words[0]].add(form)
            by_initials["".join(w[0] for w in words)].add(form)
            by_initials["".join(w[0] for w in words if len(w) > 3)].add(form)
    links = {}
    for form in (f for f in forms if " " not in f and len(f) > 2):
        full = by_first[form] or by_initials[form]
        if len(full) == 1:
            links[form] = next(iter(full))
    return links


def _short_for_listed(forms: set[str], keyed: dict[str, str]) -> dict[str, str]:
    """As in "the North" to the one listed name here that it opens or ends."""
    by_word: dict[str, set[str]] = defaultdict(set)
    for name, key in keyed.items():
        words = name.split()
        if len(words) > 1:
            by_word[words[0]].add(key)
            by_word[words[-1]].add(key)
    return {f: next(iter(by_word[f])) for f in forms if len(by_word.get(f, ())) == 1}


def _bracketed(found: Sequence[FoundName], docs: Sequence[Doc]) -> dict[str, str]:
    """As in "Northern Relief Network (NRN)": the letters are the name before them."""
    ends = {(n.block, n.end): n for n in found}
    links = {}
    for name in found:
        doc = docs[name.block]
        opened = name.start > 0 and doc[name.start - 1].text in ("(", "[") and name.end < len(doc)
        if opened and doc[name.end].text in (")", "]") and name.text.isupper() and name.key is None:
            full = ends.get((name.block, name.start - 1))
            if full and _could_abbreviate(name.text, full.text):
                links[_form(name)] = _form(full)
    return links


def _could_abbreviate(letters: str, text: str) -> bool:
    initials = "".join(w[0] for w in fold_name(text).split())
    rest = iter(initials)
    return sum(c in rest for c in letters.casefold() if c.isalpha()) >= max(2, len(letters) - 1)


# ---- the whole ----------------------------------------------------------------------------------------------


def _named_actor(names: Sequence[FoundName], gazetteer: Gazetteer) -> NamedActor:
    key = next((n.key for n in names if n.key), None)
    entry = gazetteer.entry(key)
    if entry:
        return NamedActor(tuple(names), entry.name, entry.type, key)
    kind = Counter(n.type for n in names).most_common(1)[0][0]
    kind = "person" if any(n.type == "person" and " " in n.text for n in names) and kind != "organisation" else kind
    longest = max(names, key=lambda n: len(n.text))
    return NamedActor(tuple(names), longest.text, kind, None)
