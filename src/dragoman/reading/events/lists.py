"""Lists of actors as they stand on the line: "by Aro, the deputy Bel, and Cid", which the parser often tears apart."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from dragoman.datamodel import ActorMention

_COMMA = ","
_AND = frozenset({"and", "&"})
_AS_WELL_AS = ("as", "well", "as")
_CLOSING = _AND | {"as well as"}
_BELONGING = frozenset({"of", "from"})
_BEFORE_NAME = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT"})
_MOST_BEFORE = 9  # words of a title or description before a name
_MOST_MEMBERS = 15
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEFORE_NOUN = frozenset({"poss", "amod", "compound", "nmod", "npadvmod"})
_OTHER_PARTS = frozenset({"dobj", "pobj", "attr", "dative", "poss"})

MentionAt = Callable[[Token], ActorMention | None]


def listed_beside(head: Token, mention_at: MentionAt) -> list[ActorMention]:
    """Who stands in the same list as the word, before and behind it; nobody where no "and" closes one."""
    if head.dep_ in _BEFORE_NOUN:
        return []  # "Aro's raid on Bel and Cid's answer"
    subject = head.dep_ in _SUBJECTS
    behind = list(_walk(head, mention_at, 1, subject))
    before = list(_walk(head, mention_at, -1, subject)) if subject else []
    return [m for m, closed in (*before, *behind) if closed]


def _walk(head: Token, mention_at: MentionAt, step: int, subject: bool) -> Iterator[tuple[ActorMention, bool]]:
    """The members one after another, each with whether its list has been closed by an "and"."""
    found: list[ActorMention] = []
    closed, last, at = False, False, _edge(head, mention_at, step)
    for _ in range(_MOST_MEMBERS):
        separators, at = _separators(head.doc, _past_description(head.doc, at, step), step)
        if not separators or (step < 0 and not closed and not separators & _CLOSING):
            break
        nearest = _next_member(head, at, step, mention_at)
        if nearest is None or not _is_in_role(nearest, subject, step):
            break
        mention = mention_at(nearest)
        if mention is None or (last and step > 0):
            break
        last = bool(separators & _AND)
        closed = closed or bool(separators & _CLOSING)
        if nearest.dep_ != "appos" or mention.form == "name":  # "Aro, the head of the board, and Bel" are two
            found.append(mention)
        at = _edge(nearest, mention_at, step)
    yield from ((m, closed) for m in found)


def _edge(token: Token, mention_at: MentionAt, step: int) -> int:
    """The first token outside the mention that holds the word, in the direction of the walk."""
    doc, mention, at = token.doc, mention_at(token), token.i
    while 0 <= at + step < len(doc) and mention_at(doc[at + step]) == mention and mention is not None:
        at += step
    return at + step


def _past_description(doc: Doc, at: int, step: int) -> int:
    """Over what says more of a name: the title before it, "of the Hill Army" behind it."""
    for _ in range(_MOST_BEFORE):
        if not 0 <= at < len(doc):
            break
        if not _describes(doc[at]) and doc[at].lower_ not in _BELONGING:
            break
        at += step
    return at


def _describes(token: Token) -> bool:
    return token.text != _COMMA and (token.pos_ in _BEFORE_NAME or token.dep_ == "amod")


def _separators(doc: Doc, at: int, step: int) -> tuple[set[str], int]:
    """The commas and "and" from here on, and where they end."""
    found = set[str]()
    while 0 <= at < len(doc):
        joined = _AS_WELL_AS[::step]
        if tuple(t.lower_ for t in doc[min(at, at + 2 * step) : max(at, at + 2 * step) + 1])[::step] == joined:
            found.add("as well as")
            at += 3 * step
        elif doc[at].text == _COMMA or doc[at].lower_ in _AND:
            found.add(doc[at].lower_)
            at += step
        else:
            break
    return found, at


def _next_member(head: Token, at: int, step: int, mention_at: MentionAt) -> Token | None:
    """The next word of an actor, over the words that describe him: "the Hill Army deputy Bel"."""
    doc = head.doc
    for _ in range(_MOST_BEFORE):
        if not 0 <= at < len(doc) or doc[at if step > 0 else at + 1].is_sent_start:
            return None
        token = doc[at]
        if mention_at(token) is not None:
            return _last_of_name(token, mention_at) if step > 0 else token
        if not _describes(token):
            return None
        at += step
    return None


def _last_of_name(token: Token, mention_at: MentionAt) -> Token:
    """The head of "Hill Army deputy Bel": the last actor in a run of nouns."""
    doc, last = token.doc, token
    for _ in range(_MOST_BEFORE):
        if last.i + 1 >= len(doc) or doc[last.i + 1].pos_ not in {"NOUN", "PROPN", "PART"}:
            break
        last = doc[last.i + 1]
    while last.i > token.i and mention_at(last) is None:
        last = doc[last.i - 1]
    return last


def _is_in_role(member: Token, subject: bool, step: int) -> bool:
    """False where the word has a part of its own: "they attacked Aro, and Bel condemned it"."""
    return member.dep_ not in (_OTHER_PARTS if subject or step < 0 else _SUBJECTS)
