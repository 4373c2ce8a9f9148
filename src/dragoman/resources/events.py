"""What events of the PLOVER ontology are called, how their words are read (`data/events`, `data/languages/en`)."""

from typing import Literal

import msgspec

from dragoman.datamodel import Role, Status
from dragoman.errors import KnowledgeError
from dragoman.resources.actor_lexicon import load_actor_lexicon
from dragoman.resources.loading import data_folder, load_folder, load_yaml

WordClass = Literal["verb", "noun", "adjective"]
SubjectAsked = Literal["any", "actor", "dignitary", "several"]
Slots = dict[Role, tuple[str, ...]]


class ModeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mode: what it means, and the lemmas that set it when they stand in the mention's clause."""

    means: str
    words: frozenset[str] = frozenset()


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Triggers that share what they ask of their neighbours and who plays which role.

    A trigger of several words starts with the verb ("pay visit", "call for"; each further word hangs on it or on the
    word before) or ends with the noun ("peace talk"). `subject`: "actor" where it must be someone, "several" where it
    must be more than one, "dignitary" where it must be a named person or somebody in office. `object`: "actor",
    "none" where it must be missing, "required" where it must be there. `clause`: one must complete the verb.
    `objects`, `not_objects` are lemmas (a noun's are its "of" and what stands before it); `preps` (one is needed),
    `not_preps`, `not_after` are prepositions. `party`: a noun that needs a participant beside it; `active`: a verb
    that must not be passive. `told`: only within what somebody says; `negated`: only with a negation, which is part
    of it ("does not exist"); `anaphoric`: only after an event of the type. `roles` replace the type's own.
    """

    words: tuple[str, ...]
    mode: str | None = None
    subject: SubjectAsked | None = None
    object: Literal["any", "actor", "none", "required"] = "any"
    objects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    not_preps: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    clause: Literal["any", "infinitive"] | None = None
    party: bool = False
    active: bool = False
    told: bool = False
    negated: bool = False
    anaphoric: bool = False
    roles: Slots = {}


class EventCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented sentence and what is read in it."""

    text: str
    trigger: str
    mode: str | None = None
    status: Status = "happened"
    participants: dict[Role, tuple[str, ...]] = {}


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/events`: an event type of PLOVER."""

    definition: str
    roles: Slots
    noun_roles: Slots
    examples: tuple[EventCase, ...]
    counter_examples: tuple[str, ...]
    subject: SubjectAsked = "actor"
    things_speak: bool = False
    modes: dict[str, ModeWords] = {}
    verbs: tuple[Frame, ...] = ()
    nouns: tuple[Frame, ...] = ()
    adjectives: tuple[Frame, ...] = ()


class EventGrammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`event_grammar.yaml`: words around event nouns."""

    light_verbs: frozenset[str]
    passive_light_verbs: frozenset[str]
    hosting_verbs: frozenset[str]
    mediating_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    mediator_preps: frozenset[str]
    place_preps: frozenset[str]
    beside_nouns: frozenset[str]
    bringing_about: frozenset[str]
    norms: frozenset[str]
    actor_modifier_suffixes: frozenset[str]
    pronouns: frozenset[str]
    leisure: frozenset[str]
    figurative: frozenset[str]
    own_object_skip: frozenset[str]
    joining_verbs: frozenset[str]
    dignitaries: frozenset[str]
    pointing: frozenset[str]
    side_prefixes: frozenset[str]
    asked_for: dict[str, frozenset[str]]
    speaking_things: frozenset[str]
    first_persons: frozenset[str]
    standing_for: frozenset[str]
    claimed: frozenset[str]
    blaming_verbs: frozenset[str]
    scenes: frozenset[str]
    attending_adjectives: frozenset[str]
    likening: frozenset[str]
    media: frozenset[str]
    carrying_nouns: frozenset[str]


class FactualityLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`factuality.yaml`: words that say whether it happened, goes on, is planned, may be, or is off."""

    negations: frozenset[str]
    negative_determiners: frozenset[str]
    negating_preps: frozenset[str]
    planned_modals: frozenset[str]
    possible_modals: frozenset[str]
    contrary_modals: frozenset[str]
    planning: frozenset[str]
    planning_phrases: frozenset[str]
    possible_governors: frozenset[str]
    negative_governors: frozenset[str]
    calling_off: frozenset[str]
    failing: frozenset[str]
    ongoing_governors: frozenset[str]
    denying: frozenset[str]
    suspecting: frozenset[str]
    conditional_marks: frozenset[str]
    planned_modifiers: frozenset[str]
    possible_modifiers: frozenset[str]
    doubting_modifiers: frozenset[str]
    ongoing_modifiers: frozenset[str]
    called_off_modifiers: frozenset[str]
    possible_adverbs: frozenset[str]
    background_preps: frozenset[str]
    stopping: frozenset[str]
    done_in_doing: frozenset[str]
    implicative: frozenset[str]
    times_ahead: frozenset[str]
    definite: frozenset[str]
    threats: frozenset[str]
    tokens_of_it: frozenset[str]
    demanding: frozenset[str]
    demanding_for: frozenset[str]
    decreeing: frozenset[str]


class KeyedFrame(msgspec.Struct, frozen=True):
    """One trigger with its type and frame; `pattern` are its words."""

    type: str
    pattern: tuple[str, ...]
    frame: Frame
    word_class: WordClass


class EventLexicon(msgspec.Struct, frozen=True):
    """All event types, with their triggers by the lemma that they are looked up by; longest and strictest first."""

    types: dict[str, EventType]
    verbs: dict[str, tuple[KeyedFrame, ...]]
    nouns: dict[str, tuple[KeyedFrame, ...]]
    adjectives: dict[str, tuple[KeyedFrame, ...]]
    contexts: dict[str, frozenset[str]]
    grammar: EventGrammar
    factuality: FactualityLexicon
    actor_nouns: frozenset[str]


def load_events() -> EventLexicon:
    """The lexicon of the installed package."""
    data = data_folder()
    english = data / "languages" / "en"
    types = {stem.upper(): kind for stem, kind in load_folder(data / "events", EventType).items()}
    for name, kind in types.items():
        _check_modes(name, kind)
    actors = load_actor_lexicon()
    return EventLexicon(
        types=types,
        verbs=_index(types, "verb"),
        nouns=_index(types, "noun"),
        adjectives=_index(types, "adjective"),
        contexts=load_yaml(english / "contexts.yaml", dict[str, frozenset[str]]),
        grammar=load_yaml(english / "event_grammar.yaml", EventGrammar),
        factuality=load_yaml(english / "factuality.yaml", FactualityLexicon),
        actor_nouns=actors.persons | actors.masses | actors.groups,
    )


def _check_modes(name: str, kind: EventType) -> None:
    frames = (*kind.verbs, *kind.nouns, *kind.adjectives)
    unknown = {f.mode for f in frames if f.mode} | {c.mode for c in kind.examples if c.mode}
    if unknown - set(kind.modes):
        raise KnowledgeError(
            f"events/{name.lower()}.yaml: modes without a definition: {sorted(unknown - set(kind.modes))}"
        )


def _index(types: dict[str, EventType], word_class: WordClass) -> dict[str, tuple[KeyedFrame, ...]]:
    found: dict[str, list[KeyedFrame]] = {}
    for name, kind in types.items():
        frames = {"verb": kind.verbs, "noun": kind.nouns, "adjective": kind.adjectives}[word_class]
        for keyed in (KeyedFrame(name, tuple(w.split()), f, word_class) for f in frames for w in f.words):
            key = keyed.pattern[-1] if word_class == "noun" else keyed.pattern[0]
            found.setdefault(key, []).append(keyed)
    return {key: tuple(sorted(frames, key=_strictness)) for key, frames in found.items()}


def _strictness(keyed: KeyedFrame) -> tuple[int, int, str]:
    frame = keyed.frame
    asked = 2 * bool(frame.objects) + bool(frame.preps) + (frame.object not in {"any", "none"})
    return (-len(keyed.pattern), -asked, keyed.type)
