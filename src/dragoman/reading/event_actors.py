"""The actor that a word of the parse stands for, looked up by place."""

from bisect import bisect_right
from collections import defaultdict

from spacy.tokens import Token

from dragoman.datamodel import ActorMention, LocalActor
from dragoman.reading.actor_index import ActorIndex
from dragoman.reading.event_clauses import child, list_members, prepositions_of
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.events import EventLexicon

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
_MOST_WORDS = 40  # of one mention


class ActorSight:
    """Looks up actors by token; built once for a report, so that each question costs no walk over all mentions."""

    def __init__(self, parsed: ParsedReport, index: ActorIndex, lexicon: EventLexicon) -> None:
        self._actors = index.actors
        self._lexicon = lexicon
        self._by_place: dict[int, list[ActorMention]] = defaultdict(list)
        starts = [b.start for b in parsed.blocks]
        for mention in index.mentions:
            at = bisect_right(starts, mention.span.start) - 1
            tokens = parsed.blocks[at].tokens_of(mention.span) if at >= 0 else None
            for token in (tokens or ())[:_MOST_WORDS]:
                self._by_place[starts[at] + token.idx].append(mention)

    def mention_of(self, block: ParsedBlock, head: Token) -> ActorMention | None:
        """The mention whose head the word is: the widest that ends with it or holds it in the head's own phrase."""
        around = self._by_place.get(block.start + head.idx, ())
        if not around:
            return None
        end = block.start + head.idx + len(head)
        closing = [m for m in around if m.span.end <= end + 2]
        return max(closing, key=_length) if closing else min(around, key=_length)

    def actor(self, mention: ActorMention) -> LocalActor:
        """The local actor of a mention."""
        return self._actors[mention.actor]

    def is_someone(self, block: ParsedBlock, head: Token | None) -> bool:
        """True where the word can stand for an actor: a mention, a name, a pronoun or a noun for people and bodies."""
        if head is None:
            return False
        if self.mention_of(block, head) is not None or head.ent_type_ in _NAMED:
            return True
        if head.pos_ == "PROPN" or head.lower_ in self._lexicon.grammar.pronouns:
            return True
        return head.lemma_.lower() in self._lexicon.actor_nouns

    def split(self, block: ParsedBlock, head: Token) -> list[ActorMention]:
        """Who stands in a phrase, one by one: "leaders of Aro, Bel and Cid" are three, "two envoys of Aro" one."""
        found = []
        for member in list_members(head):
            mention = self.mention_of(block, member)
            listed = self._listed_below(block, member)
            if len(listed) > 1:
                found += listed
            elif mention is not None:
                found.append(mention)
            else:
                found += listed
        return found

    def _listed_below(self, block: ParsedBlock, head: Token) -> list[ActorMention]:
        """The members that "of" or "from" brings under a noun for people ("figures from Aro and Bel")."""
        if head.lemma_.lower() not in self._lexicon.actor_nouns and head.pos_ not in {"NOUN", "NUM"}:
            return []
        below = [child(p, "pobj") for p in prepositions_of(head) if p.lower_ in {"of", "from", "between"}]
        mentions = [self.mention_of(block, m) for b in below if b is not None for m in list_members(b)]
        if head.lemma_.lower() not in self._lexicon.actor_nouns and head.lemma_.lower() not in self._lexicon.grammar.own_object_skip:
            return []
        return [m for m in mentions if m is not None]


def _length(mention: ActorMention) -> int:
    return mention.span.end - mention.span.start
