"""Two sources set against each other, in a sentence: what one says, and in which words the other denies it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.datamodel import Attribution, DiscrepancyValue, Hop
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import blames, sentence_ends, spans_of
from dragoman.weighing.differences.difference import Difference
from dragoman.weighing.material import Surroundings

_ARTICLES = ("the", "a", "an")
_LONGEST = 200  # characters of a quotation in a sentence
_SHORTEST_CUT = 120  # where a quotation is cut, so much at least is left
_BEFORE = 400  # characters in which a sentence begins
_GAP = 40  # characters between a verb and what is said, which are quoted with both
_PAUSES = re.compile(r"[,;:–—] ")
_DOTTED = re.compile(r"(?:^|\W)(?:[A-Z]\.){1,9}[A-Z]$")
_WORD = re.compile(r"\w+")
_OWNER = re.compile(r"(?P<name>(?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)*)[’']s? (?:\([\w.]+\) )?(?:\w+ )?$")
_SIDE = re.compile(r"(?:^|[a-z,] )(?P<name>(?:[A-Z][\w.-]*)(?: [A-Z][\w.-]*)*) $")
_WHOSE = re.compile(r"(?:^|[a-z,] )(?P<name>[A-Z]\w+ \w+)$")
_ADJECTIVES = ("an", "ish", "ese", "ic", "i")
_AUTHOR = re.compile(r" (?P<by>\w+) (?P<name>\w[^,.;:]{3,60}?)(?= that\b|[,.;:]|$)")
_GOES_ON = re.compile(r" [a-z\d]\w*")
_CLAIMED = 80  # characters of a denial in which it says whose claim it denies
_MARKS = (("“", "”"), ('"', '"'))
_MOST_NAMED = 3
_LONGEST_SOURCE = 4  # words of "the dossier"
_REFERENCE = 3  # words of "a claim", "the accusation"


@dataclass(frozen=True, slots=True)
class Opposed:
    """One claim: who denies it, and who says it."""

    denials: list[Attribution]
    told: list[tuple[Attribution, Hop | None]]


def shown(hop: Hop, around: Surroundings) -> str:
    """A source's name, a description without the capital that its sentence gave it: "protesters"."""
    first, _, rest = hop.name.partition(" ")
    common = around.known.speakers | around.words.outsiders | around.words.offices
    plain = (
        not hop.named
        and not rest[:1].isupper()
        and (first.casefold() in common or first.casefold().removesuffix("s") in common)
    )
    return first.casefold() + hop.name[len(first) :] if plain else hop.name


def oppose(group: Opposed, around: Surroundings) -> Difference:
    """ "The rebels “said the ship is northern” (Harbour Post); the ministry “denied the claim” (Coast Gazette)."."""
    claim, teller = group.told[0]
    names = list(dict.fromkeys(shown(hop, around) for _, hop in group.told if hop))
    names = names or claimants(group.denials[0], group.denials[0], around)
    names = names or claimants(claim, group.denials[0], around)
    deniers: dict[str, list[str]] = {}
    for denial in group.denials:
        outlets = deniers.setdefault(shown(around.chains[denial.id][-1], around), [])
        outlets.extend({around.outlet(denial.report)} - set(outlets))
    told_by = around.outlet(claim.report)
    lead = _lead(claim, teller, group.denials[0], around)
    sides = (
        DiscrepancyValue(
            f"said {_by(names[0], around)} {listed(names)}" if names else "said" if lead else "said by others",
            tuple(sorted({span for attribution, _ in group.told for span in spans_of(attribution)})),
            tuple(names) or ((told_by,) if lead else ()),
        ),
        DiscrepancyValue(
            f"denied by {listed(list(deniers))}",
            tuple(sorted({span for denial in group.denials for span in spans_of(denial)})),
            tuple(deniers),
        ),
    )
    where = f" ({told_by})" if any(outlets != [told_by] for outlets in deniers.values()) else ""
    also = f", and likewise {listed(names[1:])}" if len(names) > 1 else ""
    denied = _denied(group.denials[0], deniers, bool(lead), around)
    whose = within(names[0] if names else _source(claim, group.denials[0], around) or "others")
    text = f"{lead}{where}{also}; {denied}" if lead else f"said {_by(whose, around)} {whose}, and denied{denied}"
    return Difference("denial", sides, f"{text[:1].upper()}{text[1:]}.", of_event=False)


def _by(name: str, around: Surroundings) -> str:
    """ "Said by the rebels", "said in Western accusations"."""
    last = fold_words(name)[-1:]
    return "in" if around.words.accusations.intersection(last) else "by"


def _lead(claim: Attribution, teller: Hop | None, denial: Attribution, around: Surroundings) -> str | None:
    """Who says it; None where the denial itself tells what others say."""
    name = shown(teller, around) if teller else _source(claim, denial, around)
    if _holds(denial, claim) and (not name or _with_verb(denial, around)):
        return None
    return worded(name, claim, around) if name else f"“{_from_the_end(claim, around)}”"


def _from_the_end(claim: Attribution, around: Surroundings) -> str:
    """What the report tells itself: of a long sentence the end, on which a denial follows."""
    words = " ".join(" ".join(around.quote(s) for s in claim.content).split())
    if len(words) <= _LONGEST:
        return shorten(words, around)
    pauses = [m.end() for m in _PAUSES.finditer(words) if _SHORTEST_CUT <= len(words) - m.end() <= _LONGEST]
    cut = words[pauses[0] :] if pauses else words[-_LONGEST:].partition(" ")[2]
    return f"… {shorten(cut, around)}"


def _denied(denial: Attribution, deniers: dict[str, list[str]], led: bool, around: Surroundings) -> str:
    """Who denies it, in which words; `led` where the claim stands before, else it goes on behind "denied"."""
    (first, outlets), *others = deniers.items()
    text = worded(first, denial, around) if led else f": {worded(first, denial, around)}"
    if denial.stance == "denies" and _with_verb(denial, around) is None:
        by, what = f"by {within(first)}", said(denial, around)
        short = f"denied {by}" if len(fold_words(what)) <= _REFERENCE else f"denied {by}: “{what}”"
        text = short if led else f" {by}: “{what}”"
    text = f"{text} ({', '.join(outlets)})"
    more = [f"{name} ({', '.join(places)})" for name, places in others]
    return f"{text}, and likewise {listed(more)}" if more else text


def _holds(outer: Attribution, inner: Attribution) -> bool:
    first, last = outer.content[0], outer.content[-1]
    return all(c.document == first.document and first.start <= c.start <= last.end for c in inner.content)


def _source(claim: Attribution, denial: Attribution, around: Surroundings) -> str | None:
    """Who is said to say so, as the report calls them, where no chain tells: "the dossier"."""
    words = " ".join(" ".join(around.quote(s) for s in claim.source).split())
    empty = around.words.small_words | around.words.not_any | around.words.themselves
    known = words[:1].isupper() or words.casefold().startswith(tuple(f"{a} " for a in _ARTICLES))
    own = any(s.overlaps(o) for s in claim.source for o in denial.source)
    short = len(words.split()) <= _LONGEST_SOURCE
    return words if known and short and not own and set(fold_words(words)) - empty else None


def claimants(told: Attribution, denial: Attribution, around: Surroundings) -> list[str]:
    """Whom it names as those who say so: "Ollin’s claim that …", "reports from officials", "Western accusations"."""
    first, last, known = told.content[0], told.content[-1], around.words
    text = around.texts[first.document][first.start : max(first.end, last.end)]
    for noun in _WORD.finditer(text[:_CLAIMED]):
        if noun.group().casefold() not in known.accusations | known.utterances:
            continue
        owner = _OWNER.search(text[: noun.start()]) or _known_before(text[: noun.start()], around)
        behind = _AUTHOR.match(text, noun.end())
        by = behind and (behind["by"].casefold() in known.by_author or _in_the_press(behind, around))
        owned = _without_opening(owner["name"], around) if owner else ""
        name = owned if owned else behind["name"] if behind and by else ""
        whose = _WHOSE.search(text[: noun.end()])
        if not name and whose and whose["name"].partition(" ")[0].endswith((*_ADJECTIVES, "ern")):
            name = whose["name"]  # "Western accusations": said in these
        speaker = set(fold_words(around.chains[denial.id][-1].name))
        return [name] if name and speaker.isdisjoint({*fold_words(name)} - known.small_words) else []
    return []


def _without_opening(name: str, around: Surroundings) -> str:
    """ "Despite Israel’s statements" begins a sentence: it is Israel's."""
    first, _, rest = name.partition(" ")
    known = around.words.small_words | around.words.openings
    return rest if first.casefold() in known and first.casefold() != "the" else name


def _in_the_press(behind: re.Match[str], around: Surroundings) -> bool:
    """ "A report in the island's press that …"."""
    return behind["by"] == "in" and not around.words.media_words.isdisjoint(fold_words(behind["name"]))


def _known_before(text: str, around: Surroundings) -> re.Match[str] | None:
    """ "Kremlin claims": somebody whom the record knows by just this name; not "Western claims"."""
    found = _SIDE.search(text)
    if found is None or found["name"].endswith(_ADJECTIVES):
        return None
    named = (actor for actor in around.actors.values() if actor.type != "unnamed")
    return found if any(found["name"] in (actor.name, *actor.names) for actor in named) else None


def worded(name: str, attribution: Attribution, around: Surroundings) -> str:
    """Somebody with what they say, with the report's own verb: the rebels “said the ship is northern”."""
    words = _with_verb(attribution, around)
    if words is not None and words.startswith("to "):
        return f"{within(name)} is said “{shorten(words, around)}”"
    hangs = words is not None and fold_words(words)[-1:] and fold_words(words)[-1] in around.words.hanging
    if words is not None and hangs and _is_cut(attribution, around):  # "had ties to Russia in | the spring"
        words = words.rpartition(" ")[0]
    elif hangs:
        return f"“{shorten(sentence_to(attribution, around), around)}”"
    if words is None and blames(attribution, around) and not _is_noun(attribution, around):
        words = said(attribution, around)
    if words is None:
        return f"according to {within(name)}, “{said(attribution, around)}”"
    return f"{within(name)} “{shorten(words, around)}”"


def _is_cut(attribution: Attribution, around: Surroundings) -> bool:
    """True where the sentence goes on behind what is taken for all that is said."""
    last = spans_of(attribution)[-1]
    return _GOES_ON.match(around.texts[last.document], last.end) is not None


def sentence_to(attribution: Attribution, around: Surroundings) -> str:
    """The sentence to the end of what is said in it: the verb's object may stand before, "which they blamed on it"."""
    spans = spans_of(attribution)
    text, start, end = around.texts[spans[0].document], spans[0].start, spans[-1].end
    first = max(0, start - _BEFORE)
    begins = [first + at + 1 for at in sentence_ends(text[first:start], around.words.abbreviated)]
    return text[begins[-1] if begins else first : end]


def _with_verb(attribution: Attribution, around: Surroundings) -> str | None:
    """The words from the verb to the end of what is said; None where these make no predicate."""
    if not attribution.cue or not attribution.content:
        return None
    cue, content = attribution.cue[0], attribution.content[-1]
    text = around.texts[cue.document]
    words = fold_words(around.quote(cue))
    finite = bool(words) and not words[0].endswith("ing") and not _is_noun(attribution, around)
    follows = cue.document == content.document and cue.end <= attribution.content[0].start
    near = follows and attribution.content[0].start - attribution.cue[-1].end <= _GAP
    whole = text[cue.start : content.end]
    return whole if finite and near and "\n" not in whole.strip() else None


def _is_noun(attribution: Attribution, around: Surroundings) -> bool:
    """ "The gazette's report that …", "an accusation of …"."""
    cue = attribution.cue[0]
    last = fold_words(around.quote(cue))[-1:]
    before = around.texts[cue.document][max(0, cue.start - _GAP) : cue.start].rstrip()
    determined = before.endswith(("’s", "'s", "s’", "s'")) or bool(set(fold_words(before)[-1:]) & set(_ARTICLES))
    of = around.quote(attribution.content[0]).startswith("of ")
    behind = fold_words(around.texts[cue.document][cue.end : cue.end + _GAP])[:1]
    whose = bool(around.words.by_author & set(behind)) or behind == ("of",)
    return bool(around.words.accusations & set(last)) and (determined or of or whose)


def listed(names: Sequence[str]) -> str:
    """ "The ministry, two officials and the Post", as inside a sentence; of many the first."""
    known = [within(name) for name in names[:_MOST_NAMED]]
    more = len(names) - _MOST_NAMED
    known = [*known, "others"] if more > 0 else known
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"


def said(attribution: Attribution, around: Surroundings) -> str:
    """What is said, for a sentence: "the ship is northern"; with the verb where that says how: "blamed the North"."""
    clause = around.quote(attribution.content[0]).startswith("that ") and _is_noun(attribution, around)
    spans = spans_of(attribution) if blames(attribution, around) and not clause else attribution.content
    return shorten(" ".join(around.quote(s) for s in spans), around)


def shorten(text: str, around: Surroundings) -> str:
    """A quotation that fits into a sentence, without its "that" and cut between words, at a pause where one is near."""
    words = _without_marks(" ".join(text.split()).strip(" ,;"))
    first, _, rest = words.partition(" ")
    words = rest if rest and first.casefold() in around.words.clause_openers else words
    if words.endswith(".") and not _DOTTED.search(words[:-1]):
        words = words[:-1]
    if len(words) <= _LONGEST:
        return words
    pauses = [m.start() for m in _PAUSES.finditer(words) if _SHORTEST_CUT <= m.start() <= _LONGEST]
    cut = words[: pauses[-1]] if pauses else words[:_LONGEST].rsplit(" ", 1)[0]
    return f"{cut} …"


def _without_marks(words: str) -> str:
    """Without the marks around the whole, and without one that has lost its partner at an end."""
    for opening, closing in _MARKS:
        inner = words.removeprefix(opening).removesuffix(closing)
        lone = words.count(opening) != words.count(closing) if opening != closing else words.count(opening) % 2 == 1
        whole = words.startswith(opening) and words.endswith(closing) and opening not in inner
        if whole or (lone and not (words.startswith(opening) and words.endswith(closing))):
            words = inner.strip(" ,;")
        if opening != closing and words.count(closing) > words.count(opening) and opening not in words:
            words = words.replace(closing, "")  # its partner stands before what is quoted
    return words


def within(name: str) -> str:
    """A name inside a sentence: "the ministry" of "The ministry", "the U.N." with both dots."""
    first, _, rest = name.partition(" ")
    lowered = first.lower() if rest and first.casefold() in _ARTICLES else first
    whole = f"{lowered} {rest}" if rest else name
    return f"{whole}." if _DOTTED.search(whole) else whole
