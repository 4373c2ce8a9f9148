"""Find the actors of a report and every place that mentions them, by name, description or pronoun."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.datamodel import ActorMention, LocalActor, MentionForm, content_id
from dragoman.reading.actors.coreference import find_antecedent, find_members
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.actors.listed_names import FoundName
from dragoman.reading.actors.name_joining import NamedActor, join_names
from dragoman.reading.actors.name_spans import find_names
from dragoman.reading.actors.nominals import Nominal, find_nominals, modifiers
from dragoman.reading.actors.pronouns import find_joined, resolve_pronoun
from dragoman.reading.actors.referents import Memory, Place, Referent, Sighting
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.reading.quotations import Speech, find_speech
from dragoman.resources.actor_lexicon import ActorLexicon, Gender
from dragoman.resources.gazetteer import Gazetteer
from dragoman.resources.places import PlaceGazetteer


@dataclass(frozen=True, slots=True)
class _Reader:
    parsed: ParsedReport
    gazetteer: Gazetteer
    lexicon: ActorLexicon
    memory: Memory
    by_name: dict[FoundName, Referent]
    speech: Speech
    quoting: dict[int, bool]  # by running number of the sentence; a sentence can be as long as a text


def find_actors(
    parsed: ParsedReport, gazetteer: Gazetteer, lexicon: ActorLexicon, places: PlaceGazetteer | None = None
) -> ActorIndex:
    """All actors and mentions of a report. Ask the index with the head word of a phrase to get whom it is about."""
    docs = [b.doc for b in parsed.blocks]
    found = [n for i, doc in enumerate(docs) for n in find_names(i, doc, gazetteer, lexicon, places)]
    named = join_names(found, docs, gazetteer)
    memory = Memory()
    by_name = {
        n: r for actor in named for r in [_named_referent(actor, memory, gazetteer, lexicon)] for n in actor.names
    }
    reader = _Reader(parsed, gazetteer, lexicon, memory, by_name, find_speech(parsed.blocks), {})
    _read_blocks(reader)
    return _index(reader)


def _named_referent(actor: NamedActor, memory: Memory, gazetteer: Gazetteer, lexicon: ActorLexicon) -> Referent:
    entry = gazetteer.entry(actor.key)
    kinds = {entry.kind} if entry else {str(actor.type)}
    country = (entry.country or (entry.key if entry.type == "state" else None)) if entry else None
    referent = Referent(len(memory.referents), actor.name, actor.type, actor.key, frozenset(kinds), country)
    forms = [*(n.text for n in actor.names), *(entry.names if entry else ())]
    if actor.type == "organisation":
        referent.last_words = frozenset(f.split()[-1].casefold().removesuffix("s") for f in forms if " " in f.strip())
    referent.names = dict.fromkeys(n.text for n in actor.names)
    if actor.type == "person":
        referent.gender = _gender_of_name(forms, lexicon)
    if entry and entry.country and entry.type != "state":
        referent.affiliations = dict.fromkeys(e.name for e in [gazetteer.entry(entry.country)] if e)
    return memory.new(referent)


def _gender_of_name(forms: list[str], lexicon: ActorLexicon) -> Gender | None:
    """From the first name, where there is one: "Maria Holm"."""
    first = {words[0].casefold() for words in map(str.split, forms) if len(words) > 1}
    male, female = first & lexicon.male_names, first & lexicon.female_names
    return "male" if male and not female else "female" if female and not male else None


# ---- reading in order ---------------------------------------------------------------------------------------


def _read_blocks(reader: _Reader) -> None:
    names: dict[int, list[FoundName]] = defaultdict(list)
    for name in reader.by_name:
        names[name.block].append(name)
    sentence = 0
    for number, block in enumerate(reader.parsed.blocks):
        starts = {s.start for s in block.doc.sents}
        things = _things(number, block.doc, sorted(names[number], key=lambda n: (n.start, -n.end)), reader.lexicon)
        running = _running_numbers(block.doc, starts, sentence)
        _count_told(reader, block, running)
        for name in names[number]:  # an apposition may point ahead
            for i in range(name.start, name.end):
                reader.memory.by_head.setdefault((number, i), reader.by_name[name])
        for thing in things:
            _read_thing(thing, number, block.doc, running, reader)
        sentence = (running[-1] if running else sentence) + 1


def _running_numbers(doc: Doc, starts: set[int], first: int) -> list[int]:
    """For each token the running number of its sentence in the report."""
    numbers, at = [], first - 1
    for token in doc:
        at += token.i in starts
        numbers.append(max(at, first))
    return numbers


def _count_told(reader: _Reader, block: ParsedBlock, running: list[int]) -> None:
    """Number the sentences that begin outside quotations: however long a quotation is, "she said" stays near."""
    told = reader.memory.told
    for sentence in block.doc.sents:
        inside = reader.speech.number_at(block.start + sentence[0].idx) is not None
        last = told[-1] if told else 0
        told += [last] * (running[sentence.start] - len(told)) + [last + (not inside)]


def _things(block: int, doc: Doc, names: list[FoundName], lexicon: ActorLexicon) -> list[FoundName | Nominal | Token]:
    """Names, descriptions and pronouns by the place of their head, names within a description first."""
    nominals = find_nominals(block, doc, names, lexicon)
    covered = {n.head for n in nominals} | {i for n in names for i in range(n.start, n.end)}
    wanted = lexicon.pronouns.keys() | lexicon.relative_pronouns
    pronouns = [t for t in doc if t.lower_ in wanted and t.pos_ in ("PRON", "DET") and t.i not in covered]
    pronouns = [t for t in pronouns if t.tag_ in ("WP", "WDT", "WP$") or t.lower_ in lexicon.pronouns]
    return sorted((*names, *nominals, *pronouns), key=_place)


def _place(thing: FoundName | Nominal | Token) -> tuple[int, int]:
    if isinstance(thing, Token):
        return thing.i, 2
    if isinstance(thing, Nominal):
        return thing.end, 1
    return thing.end - 1, 0


def _read_thing(thing: FoundName | Nominal | Token, block: int, doc: Doc, running: list[int], reader: _Reader) -> None:
    memory = reader.memory
    if isinstance(thing, Token):
        place = _place_of(thing, block, running, reader)
        referent = resolve_pronoun(thing, place, memory, reader.lexicon)
        referent = referent or _joined_referent(find_joined(thing, place.sentence, memory, reader.lexicon), memory)
        if referent:
            memory.note(Sighting(referent, place, thing.i, thing.i + 1, thing, "pronoun"))
    elif isinstance(thing, Nominal):
        head = doc[thing.head]
        referent = _nominal_referent(thing, doc, running[thing.head], reader)
        if referent is None:
            return
        place = _place_of(head, block, running, reader)
        memory.note(Sighting(referent, place, thing.start, thing.end, head, "nominal"))
    else:
        referent = reader.by_name[thing]
        head = doc[thing.start : thing.end].root
        form: MentionForm = "nominal" if thing.sense == "epithet" else "name"
        _learn_from_name(thing, head, referent, reader.lexicon)
        memory.note(Sighting(referent, _place_of(head, block, running, reader), thing.start, thing.end, head, form))


def _place_of(head: Token, block: int, running: list[int], reader: _Reader) -> Place:
    """Where a word stands: its sentence, the quotation around it, or whether its sentence quotes somebody."""
    parsed = reader.parsed.blocks[block]
    quotation = reader.speech.number_at(parsed.start + head.idx)
    sentence = running[head.i]
    if quotation is None and sentence not in reader.quoting:
        reader.quoting[sentence] = reader.speech.touches(parsed.span_of(head.sent))
    return Place(block, sentence, quotation, quotation is None and reader.quoting[sentence])


def _joined_referent(members: tuple[int, ...], memory: Memory) -> Referent | None:
    """The actor that several make together: "Nuru and Holm"."""
    if not members:
        return None
    known = next((r for r in reversed(memory.referents) if r.members == members), None)
    if known is not None:
        return known
    parts = [memory.referents[m] for m in members]
    name = " and ".join(p.name for p in parts)
    joined = Referent(len(memory.referents), name, "group", many=True, count=len(parts), members=members)
    joined.affiliations = dict.fromkeys(p.name for p in parts if p.type != "person")
    return memory.new(joined)


def _as_craft(referent: Referent, lexicon: ActorLexicon) -> Referent:
    """What has been called a vessel is no person, and can be called a ship next."""
    referent.type, referent.gender, referent.many = "organisation", None, False
    referent.lemmas |= lexicon.crafts
    return referent


def _learn_from_name(name: FoundName, head: Token, referent: Referent, lexicon: ActorLexicon) -> None:
    """Sex and office from the words before: "Mrs. Nuru", "Foreign Minister Abara Nuru"; number from the name."""
    if _is_named_craft(name, head, lexicon) and referent.key is None:
        _as_craft(referent, lexicon)
    if referent.type == "organisation" and name.end - name.start == 1:
        referent.many |= head.tag_ == "NNPS" or (name.text[-1] == "s" and name.text[:-1] in referent.names)
    if referent.type != "person":
        return
    for token in head.doc[max(0, name.start - 3) : name.start]:
        word = token.lower_.rstrip(".")
        if token.head.i < name.start and token.i != name.start - 1:
            continue
        if word in lexicon.titles or word in lexicon.offices:
            referent.lemmas.add(token.lemma_.lower())
            referent.gender = referent.gender or lexicon.titles.get(word) or _gender_of(token, lexicon)


def _is_named_craft(name: FoundName, head: Token, lexicon: ActorLexicon) -> bool:
    """As in "the tanker Blue Heron"."""
    if name.start == 0 or head.head.dep_ == "relcl":
        return False
    before = head.doc[name.start - 1]
    return before.lemma_.lower() in lexicon.crafts and before.tag_ == "NN"


def _gender_of(token: Token, lexicon: ActorLexicon) -> Gender | None:
    lemma = token.lemma_.lower()
    return "male" if lemma in lexicon.male else "female" if lemma in lexicon.female else None


def _nominal_referent(nominal: Nominal, doc: Doc, sentence: int, reader: _Reader) -> Referent | None:
    """The actor that a description stands for; None for a ship without a name."""
    memory = reader.memory
    known = find_antecedent(nominal, doc, sentence, memory, reader.lexicon)
    if nominal.lemma in reader.lexicon.crafts:
        return known and _as_craft(known, reader.lexicon)
    referent = known or memory.new(
        Referent(len(memory.referents), nominal.text, nominal.type, many=nominal.many, count=nominal.count)
    )
    referent.lemmas.add(nominal.lemma)
    referent.words |= {t.lower_ for t in modifiers(nominal, doc)}
    if referent.type == "person":
        referent.gender = referent.gender or nominal.gender
        return referent
    if known is None:
        referent.gender = nominal.gender
        referent.members = find_members(nominal, doc, sentence, memory, reader.lexicon)
        whose = [reader.by_name[n] for n in nominal.within] + [memory.referents[m] for m in referent.members]
        referent.affiliations = dict.fromkeys(r.name for r in whose if r.type != "person" or nominal.type == "unnamed")
    return referent


# ---- the index ----------------------------------------------------------------------------------------------


def _index(reader: _Reader) -> ActorIndex:
    ids = {r.number: _actor_id(r, reader) for r in reader.memory.referents}
    mentioned = {s.referent.number for s in reader.memory.sightings}
    actors = [_local_actor(r, ids, reader) for r in reader.memory.referents if r.number in mentioned]
    return ActorIndex.of(actors, _mentions(ids, reader))


def _actor_id(referent: Referent, reader: _Reader) -> str:
    return content_id("la", reader.parsed.report.id, referent.key or referent.name, referent.number)


def _local_actor(referent: Referent, ids: dict[int, str], reader: _Reader) -> LocalActor:
    named = referent.type in ("person", "organisation", "state") or bool(referent.names)
    return LocalActor(
        id=ids[referent.number],
        report=reader.parsed.report.id,
        name=referent.name,
        type=referent.type,
        names=tuple(referent.names) if named else (referent.name,),
        key=referent.key,
        count=referent.count,
        affiliations=tuple(referent.affiliations),
        members=tuple(ids[m] for m in referent.members),
    )


def _mentions(ids: dict[int, str], reader: _Reader) -> Iterator[ActorMention]:
    report = reader.parsed.report.id
    seen: set[tuple[int, int, int]] = set()
    for sighting in reader.memory.sightings:
        place = (sighting.block, sighting.start, sighting.end)
        if place in seen:
            continue
        seen.add(place)
        block = reader.parsed.blocks[sighting.block]
        span = block.span_of(block.doc[sighting.start : sighting.end])
        actor = ids[sighting.referent.number]
        yield ActorMention(content_id("m", report, span.start, span.end), report, span, sighting.form, actor)
