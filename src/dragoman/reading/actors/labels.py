"""What a report calls an actor beside its name: "the Alpha militia", "rebels", "a designated terrorist group"."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from dragoman.datamodel import Attribution, Label, LocalActor, Span
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.actors.mention_heads import Headed, HeadedMentions, read_heads
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.actor_lexicon import ActorLexicon

_MARKS = "“”\"‘’' "
_BEFORE_NAME = ("compound", "amod", "nmod", "appos")


def find_labels(
    parsed: ParsedReport, index: ActorIndex, attributions: Sequence[Attribution], lexicon: ActorLexicon
) -> tuple[Label, ...]:
    """Every label with its place; a plural that covers several actors labels each of them."""
    direct = [s for a in attributions if a.manner == "direct" for s in a.content]
    found: dict[tuple[str, Span], Label] = {}
    for block, heads in read_heads(parsed, index):
        for actor, told in _labels_of_block(block, heads, lexicon):
            span = _without_marks(block, told)
            quoted = _in_quotation_marks(block, span) or any(s.contains(span) for s in direct)
            label = Label(actor, parsed.words(span), parsed.report.id, span, "quoted" if quoted else "outlet")
            found.setdefault((actor, span), label)
    return tuple(sorted(found.values(), key=lambda label: (label.span, label.actor)))


def _labels_of_block(block: ParsedBlock, heads: HeadedMentions, lexicon: ActorLexicon) -> Iterator[tuple[str, Span]]:
    for headed in heads.every:
        if headed.mention.form == "nominal":
            yield from _described(headed, heads, lexicon)
        elif headed.mention.form == "name":
            yield from _called_before_name(headed, block, lexicon)
        yield from _called_by_verb(headed, block, lexicon)


# ---- descriptions -------------------------------------------------------------------------------------------


def _described(headed: Headed, heads: HeadedMentions, lexicon: ActorLexicon) -> Iterator[tuple[str, Span]]:
    """As in "the militia" for the body it points at; "the two armed groups" for both; a by-name of a state."""
    by_name = headed.actor.type == "state" and headed.head.pos_ == "PROPN"
    if not by_name and not _is_label(headed.head, lexicon):
        return
    if headed.actor.type == "person" and not _is_loaded(headed.head, lexicon):
        return
    if headed.is_named:
        yield headed.actor.id, headed.mention.span
    for member in headed.actor.members:
        yield member, headed.mention.span
    whole = _body_of_masses(headed, heads, lexicon)
    if whole and not headed.is_named:
        yield whole.id, headed.mention.span


def _body_of_masses(headed: Headed, heads: HeadedMentions, lexicon: ActorLexicon) -> LocalActor | None:
    """The body in "Alpha militants"."""
    if headed.head.lemma_.lower() not in lexicon.masses or headed.head.i <= headed.tokens.start:
        return None
    before = heads.at(headed.head.nbor(-1))
    return before.actor if before and before.actor.type == "organisation" else None


def _is_label(head: Token, lexicon: ActorLexicon) -> bool:
    """True for "militia" and "armed group", not for plain "group"."""
    modifiers = _modifier_words(head)
    loaded = any(w in lexicon.label_modifiers for w in modifiers)
    lemma = head.lemma_.lower()
    if lemma not in lexicon.label_heads:
        return loaded and any(lemma in words for words in (lexicon.groups, lexicon.persons, lexicon.masses))
    return lemma not in lexicon.plain_heads or loaded or any(_tells(c) for c in head.lefts)


def _is_loaded(head: Token, lexicon: ActorLexicon) -> bool:
    """True for "warlord" and "reclusive leader", not for "current leader"."""
    plain = head.lemma_.lower() in lexicon.plain_heads
    return not plain or any(w in lexicon.label_modifiers for w in _modifier_words(head))


def _tells(token: Token) -> bool:
    """True for a describing adjective, not for "the", "same" or a state's."""
    return token.dep_ == "amod" and token.pos_ == "ADJ" and token.text[:1].islower()


def _modifier_words(head: Token) -> set[str]:
    words: set[str] = set()
    for child in head.lefts:
        if child.dep_ in ("amod", "compound", "nmod"):
            words |= {t.lower_ for t in child.subtree} | {child.doc[child.left_edge.i : child.i + 1].text.lower()}
    return words


# ---- words before a name, and verbs that name --------------------------------------------------------------


def _called_before_name(headed: Headed, block: ParsedBlock, lexicon: ActorLexicon) -> Iterator[tuple[str, Span]]:
    """As in "the banned movement Alpha", "rogue state Beta", "Beta-backed Alpha"."""
    name = headed.head
    before = [c for c in name.lefts if c.dep_ in _BEFORE_NAME and c.i < headed.tokens.start]
    for child in before:
        is_head = child.lemma_.lower() in lexicon.label_heads and child.pos_ == "NOUN" and _is_label(child, lexicon)
        if is_head or child.lower_ in lexicon.label_modifiers:
            first = min(c.left_edge.i for c in before)
            end = child.i + 1 if is_head else headed.tokens.end
            yield headed.actor.id, block.span_of(block.doc[first:end])
            return


def _called_by_verb(headed: Headed, block: ParsedBlock, lexicon: ActorLexicon) -> Iterator[tuple[str, Span]]:
    """As in "designated Alpha as a terrorist group", "called Beta a rogue state"."""
    verb = headed.head.head
    if headed.head.dep_ not in ("dobj", "nsubjpass", "nsubj") or not headed.is_named:
        return
    if verb.dep_ == "ccomp" and headed.head.dep_ == "nsubj":
        verb = verb.head
    if verb.lemma_.lower() not in lexicon.labelling_verbs:
        return
    for noun in _naming_nouns(verb, headed.head):
        if noun.i > headed.head.i and _is_label(noun, lexicon):
            yield headed.actor.id, block.span_of(block.doc[noun.left_edge.i : noun.i + 1])


def _naming_nouns(verb: Token, called: Token) -> Iterable[Token]:
    for child in (*verb.children, *called.children):
        if child.dep_ == "prep" and child.lower_ == "as":
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ in ("oprd", "attr") or (child.dep_ == "ccomp" and child.pos_ == "NOUN"):
            yield child


# ---- voice --------------------------------------------------------------------------------------------------


def _without_marks(block: ParsedBlock, span: Span) -> Span:
    """The span without quotation marks at its edges."""
    text = block.doc.text[span.start - block.start : span.end - block.start]
    start = span.start + len(text) - len(text.lstrip(_MARKS))
    return Span(span.document, start, max(start, span.end - len(text) + len(text.rstrip(_MARKS))))


def _in_quotation_marks(block: ParsedBlock, span: Span) -> bool:
    """True where marks open before the span and close behind it, or stand around a word of it ("a ‘rogue’ state").

    A paragraph of a long quotation opens with a mark that only the last paragraph closes.
    """
    text = block.doc.text
    before, behind = text[: span.start - block.start], text[span.end - block.start :]
    if any(mark in text[len(before) : len(text) - len(behind)] for mark in '“”"‘'):
        return True
    if before.rfind("“") > before.rfind("”"):
        return "”" in behind or before.lstrip().rfind("“") == 0
    if before.rfind("‘") > before.rfind("’"):
        return "’" in behind
    return before.count('"') % 2 == 1 and ('"' in behind or before.lstrip().rfind('"') == 0)
