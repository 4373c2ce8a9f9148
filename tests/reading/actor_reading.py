"""Read the actors of an invented text; used by the tests of mentions, coreference, labels and ties."""

from dataclasses import dataclass

from dragoman.datamodel import Label, LocalActor, Reading, Tie
from dragoman.reading.actors.finding import find_actors
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.actors.labels import find_labels
from dragoman.reading.actors.ties import find_ties
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.resources import Resources
from tests.invented import make_report


@dataclass(frozen=True)
class ActorReading:
    """A text with what was read in it."""

    parsed: ParsedReport
    index: ActorIndex
    labels: tuple[Label, ...]
    ties: tuple[Tie, ...]

    def words(self, span) -> str:
        return self.parsed.words(span)

    def actor(self, words: str) -> LocalActor | None:
        """Whom the first mention with these very words refers to."""
        ids = [m.actor for m in self.index.mentions if self.words(m.span) == words]
        return self.index.actors[ids[0]] if ids else None

    def mentions_of(self, actor: LocalActor) -> list[str]:
        return [self.words(m.span) for m in self.index.mentions if m.actor == actor.id]

    def tie_names(self) -> set[tuple[str, str, str]]:
        return {(self.index.actors[t.a].name, t.relation, self.index.actors[t.b].name) for t in self.ties}

    def label_names(self) -> set[tuple[str, str]]:
        return {(self.index.actors[x.actor].name, x.label) for x in self.labels}

    def reading(self) -> Reading:
        report = self.parsed.report.id
        actors = tuple(self.index.actors.values())
        return Reading(report, actors, self.index.mentions, (), (), self.ties, self.labels, ())


def read_actors(text: str, resources: Resources, key: str = "r1") -> ActorReading:
    """Every line of the text as a block."""
    parsed = parse_report(make_report(key, text), text, resources.nlp)
    index = find_actors(parsed, resources.gazetteer, resources.actors, resources.places)
    labels = find_labels(parsed, index, (), resources.actors)
    return ActorReading(parsed, index, labels, find_ties(parsed, index, (), resources.actors))
