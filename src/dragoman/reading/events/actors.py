"""The actor that a word of the parse stands for, looked up by place."""

from bisect import bisect_right
from collections import defaultdict

from spacy.tokens import Token

from dragoman.datamodel import ActorMention, LocalActor, Span
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.events.clauses import child, ends_in_hyphen, list_members, prepositions_of
from dragoman.reading.events.lists import listed_beside
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.events import EventLexicon

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
_NOBODY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
_MOST_WORDS = 40  # of one mention


class ActorSight:
    """Looks up actors by token; built once for a report, so that each question costs no walk over all mentions."""

    def __init__(self, parsed: ParsedReport, index: ActorIndex, lexicon: EventLexicon) -> None:
        self._actors = index.actors
        self._index = index
        self._lexicon = lexicon
        self._by_place: dict[int, list[ActorMention]] = defaultdict(list)
        starts = [b.start for b in parsed.blocks]
        for mention in index.mentions:
            at = bisect_right(starts, mention.span.start) - 1
            tokens = parsed.blocks[at].tokens_of(mention.span) if at >= 0 else None
            for token in (tokens or ())[:_MOST_WORDS]:
                self._by_place[starts[at] + token.idx].append(mention)

    def mention_of(self, block: ParsedBlock, head: Token, after: Token | None = None) -> ActorMention | None:
        """The mention whose head the word is: the widest that ends with it, else the tightest around it.

        With `after`, only what begins behind that word: "Aro" in "leaders of Aro", not the leaders.
        """
        least = block.start + after.idx if after is not None else -1
        around = [m for m in self._by_place.get(block.start + head.idx, ()) if m.span.start > least]
        if not around:
            return None
        end = block.start + head.idx + len(head)
        closing = [m for m in around if m.span.end <= end + 2]
        return max(closing, key=_length) if closing else min(around, key=_length)

    def mention_at(self, span: Span) -> ActorMention | None:
        """The mention that a span of the text is."""
        return self._index.mention_at(span)

    def actor(self, mention: ActorMention) -> LocalActor:
        """The local actor of a mention."""
        return self._actors[mention.actor]

    def is_someone(self, block: ParsedBlock, head: Token | None) -> bool:
        """True where the word can stand for an actor: a mention, a name, a pronoun or a noun for people and bodies."""
        if head is None or head.ent_type_ in _NOBODY:
            return False
        if self.mention_of(block, head) is not None or head.ent_type_ in _NAMED:
            return True
        if head.pos_ == "PROPN" or head.lower_ in self._lexicon.grammar.pronouns:
            return True
        return head.lemma_.lower() in self._lexicon.actor_nouns

    def is_named_person(self, block: ParsedBlock, head: Token) -> bool:
        """True for a person with a name."""
        mention = self.mention_of(block, head)
        if mention is None:
            return head.ent_type_ == "PERSON"
        return self.actor(mention).type == "person"

    def split(self, block: ParsedBlock, head: Token) -> list[ActorMention]:
        """Who stands in a phrase, one by one: "leaders of Aro, Bel and Cid" are three, "two envoys of Aro" one."""
        found = []
        for member in list_members(head):
            mention = self.mention_of(block, member)
            listed = self._listed_below(block, member)
            if len(listed) > 1 or (listed and member is head and self._goes_on(block, head)):
                found += listed
            elif mention is not None:
                found += [mention, *self._body_of(block, member)]
            else:
                found += listed or self._owners_of(block, member)
        beside = listed_beside(head, lambda word: self.mention_of(block, word))
        return list(dict.fromkeys((*found, *beside)))

    def _body_of(self, block: ParsedBlock, head: Token) -> list[ActorMention]:
        """The body that "its leaders", "their forces" act for."""
        if head.lemma_.lower() not in self._lexicon.grammar.standing_for:
            return []
        owners = (c for c in head.children if c.dep_ == "poss" and c.lower_ in {"its", "their"})
        found = (self.mention_of(block, c) for c in owners)
        return [m for m in found if m is not None and self.actor(m).type in {"state", "organisation", "group"}]

    def _owners_of(self, block: ParsedBlock, thing: Token) -> list[ActorMention]:
        """Whose a thing is: "Norland" of "Norland's embassy", "Norland positions"; a person's things are not him."""
        near = [c for c in thing.children if c.dep_ in {"amod", "compound", "nmod", "poss"} and not ends_in_hyphen(c)]
        owners = [m for c in near if (m := self.mention_of(block, c)) is not None]
        return [m for m in owners if self.actor(m).type in {"state", "organisation", "group"}][:1]

    def members_of(self, mention: ActorMention) -> tuple[str, ...]:
        """The actors that "the two groups" stands for; else the one."""
        return self.actor(mention).members or (mention.actor,)

    def _goes_on(self, block: ParsedBlock, head: Token) -> bool:
        """True for "leaders of Aro, Bel and Cid", which the parser reads as leaders, Bel and Cid."""
        named = [m for t in list_members(head) if t is not head and (m := self.mention_of(block, t)) is not None]
        return (
            bool(named) and head.tag_ == "NNS" and all(self.actor(m).type in {"state", "organisation"} for m in named)
        )

    def _listed_below(self, block: ParsedBlock, head: Token) -> list[ActorMention]:
        """The members that "of" or "from" brings under a noun for people ("figures from Aro and Bel")."""
        lemma = head.lemma_.lower()
        if lemma not in self._lexicon.actor_nouns and lemma not in self._lexicon.grammar.own_object_skip:
            return []
        below = [child(p, "pobj") for p in prepositions_of(head) if p.lower_ in {"of", "from", "between"}]
        members = [m for b in below if b is not None for m in list_members(b)]
        mentions = [self.mention_of(block, m, after=head) for m in members]
        return [m for m in mentions if m is not None]


def _length(mention: ActorMention) -> int:
    return mention.span.end - mention.span.start
