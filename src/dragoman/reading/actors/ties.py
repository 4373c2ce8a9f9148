"""Find the standing relations that a report states: offices, kin, membership, backing, parts, enmity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.datamodel import Attribution, Span, Stance, Tie
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.actors.mention_heads import Headed, HeadedMentions, read_heads
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.actor_lexicon import ActorLexicon

_FARTHEST = 14  # tokens before a name in which its office is looked for


@dataclass(frozen=True, slots=True)
class _Found:
    a: str
    relation: str
    b: str
    span: Span
    denied: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """One block with its mentions, as the finders below see it."""

    block: ParsedBlock
    heads: HeadedMentions
    lexicon: ActorLexicon

    def role(self, person: Headed, body: Headed, office: Token) -> _Found:
        """An office with its words: "deputy foreign minister"."""
        doc, first = self.block.doc, office.i
        while first > 0 and self._is_office_word(doc[first - 1], office, body):
            first -= 1
        words = doc[first : office.i + 1].text.strip("- ")
        return replace(self.tie(person, "role", body, office), words=words)

    def _is_office_word(self, token: Token, office: Token, body: Headed) -> bool:
        if body.tokens.start <= token.i < body.tokens.end or token.ent_type_ in ("NORP", "GPE"):
            return False
        return token.text == "-" or (
            token.dep_ in ("compound", "amod") and token.pos_ != "VERB" and token.head.i <= office.i
        )

    def tie(self, a: Headed, relation: str, b: Headed, *more: Token) -> _Found:
        """A tie whose span runs over both mentions and the words that tie them."""
        low = min(a.tokens.start, b.tokens.start, *(t.i for t in more), a.tokens.end)
        high = max(a.tokens.end, b.tokens.end, *(t.i + 1 for t in more), 0)
        span = self.block.span_of(self.block.doc[low:high])
        return _Found(a.actor.id, relation, b.actor.id, span, any(_is_negated(t) for t in more))


def find_ties(
    parsed: ParsedReport, index: ActorIndex, attributions: Sequence[Attribution], lexicon: ActorLexicon
) -> tuple[Tie, ...]:
    """Every tie once, with all places that state it; one that is only denied has that stance."""
    found: dict[tuple[str, str, str, bool], list[_Found]] = {}
    for block, heads in read_heads(parsed, index):
        place = _Place(block, heads, lexicon)
        for tie in _ties_of_block(place):
            if tie.a != tie.b:
                found.setdefault((tie.a, tie.relation, tie.b, tie.denied), []).append(tie)
    return tuple(_merge(ties, attributions) for ties in found.values())


def _merge(ties: Sequence[_Found], attributions: Sequence[Attribution]) -> Tie:
    first, spans = ties[0], [t.span for t in ties]
    words = max((t.words for t in ties if t.words), key=len, default=None)
    stance: Stance = "denies" if first.denied else "states"
    held = _attributed(spans, attributions)
    return Tie(first.a, first.relation, first.b, tuple(dict.fromkeys(spans)), held, stance, words)


def _attributed(spans: Sequence[Span], attributions: Sequence[Attribution]) -> tuple[str, ...]:
    holding = (a.id for a in attributions if any(c.contains(s) for c in a.content for s in spans))
    return tuple(dict.fromkeys(holding))


def _ties_of_block(place: _Place) -> Iterator[_Found]:
    for headed in place.heads.every:
        if headed.mention.form == "name" and headed.actor.type == "person":
            yield from _office_before_name(headed, place)
        elif headed.mention.form == "nominal" and headed.is_named:
            yield from _described_as(headed, place)
        if headed.actor.type == "organisation" and headed.mention.form == "name":
            yield from _owned_part(headed, place)
        yield from _backed_by_hyphen(headed, place)
    for token in place.block.doc:
        if token.pos_ in ("VERB", "AUX", "ADJ", "ADP"):
            yield from _told_by_word(token, place)


# ---- offices and kin ----------------------------------------------------------------------------------------


def _office_before_name(person: Headed, place: _Place) -> Iterator[_Found]:
    """As in "Alpha spokesman Abara Nuru", "Ruritania’s foreign minister, Abara Nuru"."""
    doc, start = place.block.doc, person.tokens.start
    first = _start_of_run(doc[start])
    office = next((doc[i] for i in range(start - 1, first - 1, -1) if doc[i].lower_ in place.lexicon.offices), None)
    if office is None:
        return
    owner = _nearest_body(place.heads.within(doc, first, office.i), office)
    if owner:
        yield place.role(person, owner, office)


def _start_of_run(name: Token) -> int:
    """The first of the nouns, adjectives and owners that stand unbroken before a name."""
    first = name.i
    while first > max(0, name.i - _FARTHEST) and not name.doc[first].is_sent_start:
        before = name.doc[first - 1]
        if before.pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "PART", "NUM") and before.text not in ("-", "’", "'"):
            break
        first -= 1
    return first


def _nearest_body(inside: Iterator[Headed], office: Token) -> Headed | None:
    """The body or state that stands nearest before the office; the longer name where two end there."""
    bodies = [h for h in inside if h.actor.type in ("organisation", "state") and h.mention.form != "nominal"]
    near = [h for h in bodies if office.i - h.tokens.end <= 6]
    return max(near, key=lambda h: (h.tokens.end, len(h.tokens)), default=None)


def _described_as(headed: Headed, place: _Place) -> Iterator[_Found]:
    """A description of a named actor that says whose it is: "commander of the Alpha Force", "its main sponsor"."""
    lemma, lexicon = headed.head.lemma_.lower(), place.lexicon
    inside = [h for h in _described_inside(headed, place) if h.actor.id != headed.actor.id and not _is_topic(h)]
    bodies = [h for h in inside if h.actor.type in ("organisation", "state")]
    if headed.actor.type == "person":
        if lemma in lexicon.kin:
            yield from (place.tie(headed, "kin", h, headed.head) for h in inside if h.actor.type == "person")
        elif lemma in lexicon.offices and bodies:
            yield place.role(headed, _closest(bodies, headed.head), headed.head)
        return
    for relation, nouns in (
        ("backs", lexicon.backing.nouns),
        ("opposes", lexicon.opposing.nouns),
        ("part-of", lexicon.parts if headed.actor.type == "organisation" else frozenset()),
        ("member", lexicon.members.nouns),
    ):
        if lemma in nouns and bodies:
            if relation == "part-of" and all(h.actor.type == "state" for h in bodies):
                continue
            yield place.tie(headed, relation, _closest(bodies, headed.head), headed.head)


def _is_topic(headed: Headed) -> bool:
    """True for Ruritania in "an expert on Ruritania at Alpha University"."""
    return headed.head.dep_ == "pobj" and headed.head.head.lower_ in ("on", "to", "about", "against", "over")


def _described_inside(headed: Headed, place: _Place) -> Iterator[Headed]:
    """The mentions before the head and in its complements ("of X", "for X"), not those of a clause behind."""
    doc, end = place.block.doc, headed.tokens.end
    for child in headed.head.rights:
        if child.dep_ != "prep" or child.lower_ not in place.lexicon.complement_prepositions:
            break
        last = child.right_edge.i + 1
        end = max(end, next((t.i for t in doc[child.i : last] if t.text == "," or t.dep_ == "relcl"), last))
    yield from place.heads.within(doc, headed.tokens.start, end)


def _closest(bodies: list[Headed], head: Token) -> Headed:
    """As in "commander of the Guards’ Alpha Force" is the Force’s: what a complement heads, else the nearest before."""
    complements = [h for h in bodies if h.tokens.start > head.i]
    heads = [h for h in complements if h.head.dep_ == "pobj"]
    if heads or complements:
        return (heads or complements)[0]
    return max(bodies, key=lambda h: (h.tokens.end, len(h.tokens)))


# ---- parts, backing -----------------------------------------------------------------------------------------


def _owned_part(part: Headed, place: _Place) -> Iterator[_Found]:
    """As in "the Guards’ Alpha Force", not "the Senate’s Democrats", who are persons."""
    if part.head.tag_ in ("NNS", "NNPS") and len(part.tokens) == 1:
        return
    owner = place.heads.at(next((c for c in part.head.children if c.dep_ == "poss"), None))
    if owner and owner.actor.type == "organisation" and owner.mention.form != "pronoun":
        yield place.tie(part, "part-of", owner)


def _backed_by_hyphen(headed: Headed, place: _Place) -> Iterator[_Found]:
    """As in "Ruritania-backed Alpha"."""
    if headed.actor.type not in ("organisation", "person", "state"):
        return
    for child in headed.head.lefts:
        if child.dep_ in ("amod", "compound", "nmod") and child.lemma_.lower() in place.lexicon.backing.participles:
            first = next((c for c in child.lefts if c.dep_ != "punct"), None)
            backer = place.heads.at(first) if first is not None and child.nbor(-1).text in ("-", "–") else None
            if backer and backer.is_named:
                yield place.tie(backer, "backs", headed, child)


# ---- verbs, "including", "hostile to" -----------------------------------------------------------------------


def _told_by_word(word: Token, place: _Place) -> Iterator[_Found]:
    lemma, lexicon = word.lemma_.lower(), place.lexicon
    if word.lower_ == "including":
        yield from _members_listed(word, place)
    elif lemma in lexicon.members.verbs and word.pos_ == "VERB":
        yield from _members_of_subject(word, place)
    elif lemma in lexicon.members.of_verbs:
        yield from _belonging(word, place)
    elif lemma in lexicon.backing.verbs and word.pos_ == "VERB":
        yield from _acting_on(word, "backs", place)
    elif lemma in lexicon.opposing.verbs and word.pos_ == "VERB":
        yield from _acting_on(word, "opposes", place)
    elif lemma in lexicon.opposing.adjectives and word.pos_ == "ADJ":
        yield from _hostile(word, place)


def _bodies(place: _Place, token: Token | None) -> list[Headed]:
    return [h for h in place.heads.with_conjuncts(token) if h.actor.type in ("organisation", "state")]


def _child(token: Token, *labels: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in labels), None)


def _subject(verb: Token) -> Token | None:
    """Who does it; for "a bloc that includes X" the bloc."""
    subject = _child(verb, "nsubj")
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    if subject is None and verb.dep_ in ("conj", "acl"):
        return _child(verb.head, "nsubj") if verb.dep_ == "conj" else verb.head
    return subject


def _members_listed(word: Token, place: _Place) -> Iterator[_Found]:
    """As in "the Alpha bloc, including Ruritania and Beta"."""
    whole = place.heads.at(word.head)
    if whole is None or whole.actor.type != "organisation":
        return
    for member in _bodies(place, _child(word, "pobj", "dobj")):
        yield place.tie(member, "member", whole, word)


def _members_of_subject(verb: Token, place: _Place) -> Iterator[_Found]:
    """As in "the Alpha bloc includes Ruritania and Beta"."""
    whole = place.heads.at(_subject(verb))
    if whole is None or whole.actor.type != "organisation":
        return
    first = _child(verb, "dobj")
    listed = [first] + [c for p in verb.children if p.lower_ == "including" for c in p.children]
    for member in (m for token in listed for m in _bodies(place, token)):
        yield place.tie(member, "member", whole, verb)


def _belonging(verb: Token, place: _Place) -> Iterator[_Found]:
    """As in "Beta and Gamma belong to the Alpha bloc"."""
    to = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    whole = place.heads.at(_child(to, "pobj") if to is not None else _child(verb, "dobj"))
    if whole is None or whole.actor.type != "organisation":
        return
    for member in place.heads.with_conjuncts(_subject(verb)):
        if member.is_named:
            yield place.tie(member, "member", whole, verb)


def _acting_on(verb: Token, relation: str, place: _Place) -> Iterator[_Found]:
    """As in "Ruritania backs Alpha", "Alpha, backed by Ruritania": a standing thing, so in no finished past."""
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    doer = _child(by, "pobj") if by is not None else _subject(verb)
    done_to = (_child(verb, "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)) if by is not None else None
    for b in _bodies(place, done_to if by is not None else _child(verb, "dobj")):
        for a in _bodies(place, doer):
            yield place.tie(a, relation, b, verb)


def _hostile(word: Token, place: _Place) -> Iterator[_Found]:
    """As in "Alpha, hostile to Ruritania"."""
    to = next((c for c in word.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    against = _child(to, "pobj") if to is not None else None
    holder = word.head if word.dep_ == "amod" else _child(word.head, "nsubj")
    for a in _bodies(place, holder):
        for b in _bodies(place, against):
            yield place.tie(a, "opposes", b, word)


def _is_negated(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in token.children)
