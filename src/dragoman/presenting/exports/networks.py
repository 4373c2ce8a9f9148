"""Who met, hit, helped or accused whom, as a network over time for Gephi: GEXF 1.2 and GraphML.

A node is an actor; an edge is one event between two of them, with its time, status, origins and go-betweens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from xml.sax.saxutils import quoteattr

from dragoman.datamodel import Event, Record
from dragoman.presenting.parties import Side, find_parts
from dragoman.presenting.views import RecordView

MOST_A_SIDE = 12  # sides of one event and role that are linked
_MUTUAL = frozenset({"COOPERATE", "AGREE"})  # types, beside talks, whose participants do it with each other


@dataclass(frozen=True, slots=True)
class Edge:
    """One event between two actors; `source` did it where the type has a doer, else the pair has no order."""

    id: str
    source: str
    target: str
    event: Event
    through: str


NODE_FIELDS = (("type", "string"), ("mentions", "integer"))
EDGE_FIELDS = (
    ("event", "string"), ("title", "string"), ("type", "string"), ("mode", "string"), ("status", "string"),
    ("through", "string"), ("reports", "integer"), ("at_least", "integer"), ("at_most", "integer"),
    ("earliest", "string"), ("latest", "string"),
)  # fmt: skip


def find_edges(record: Record) -> tuple[Edge, ...]:
    """Every two sides that an event links: doers with those it was done to; of talks and the like all who take part.

    People count as the side that they speak for, as everywhere where parties are shown.
    """
    view = RecordView(record)
    return tuple(edge for event in record.events for edge in _edges(view, event))


def write_gexf(record: Record) -> Iterator[str]:
    """The network as GEXF, line by line."""
    edges = find_edges(record)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n<graph defaultedgetype="directed" mode="dynamic" '
    yield 'timeformat="date">\n<attributes class="node">\n'
    for key, (name, kind) in enumerate(NODE_FIELDS):
        yield f'<attribute id="{key}" title="{name}" type="{kind}"/>\n'
    yield '</attributes>\n<attributes class="edge">\n'
    for key, (name, kind) in enumerate(EDGE_FIELDS):
        yield f'<attribute id="{key}" title="{name}" type="{kind}"/>\n'
    yield "</attributes>\n<nodes>\n"
    for node, label, values in _nodes(record, edges):
        yield f"<node id={_quoted(node)} label={_quoted(label)}><attvalues>{_gexf_values(values)}</attvalues></node>\n"
    yield "</nodes>\n<edges>\n"
    for edge in edges:
        spell = "".join(f" {k}={_quoted(v)}" for k, v in zip(("start", "end"), _times(edge.event), strict=True) if v)
        yield (
            f"<edge id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}{spell}>"
            f"<attvalues>{_gexf_values(_edge_values(edge))}</attvalues></edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


def write_graphml(record: Record) -> Iterator[str]:
    """The network as GraphML, line by line."""
    edges = find_edges(record)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, fields in (("node", (("label", "string"), *NODE_FIELDS)), ("edge", EDGE_FIELDS)):
        for name, kind in fields:
            plain = "int" if kind == "integer" else kind
            yield f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{plain}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for node, label, values in _nodes(record, edges):
        names = ("label", *(name for name, _ in NODE_FIELDS))
        yield f"<node id={_quoted(node)}>{_graphml_values('node', names, (label, *values))}</node>\n"
    for edge in edges:
        data = _graphml_values("edge", [name for name, _ in EDGE_FIELDS], _edge_values(edge))
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        yield f"<edge id={_quoted(edge.id)} {ends}>{data}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _edges(view: RecordView, event: Event) -> Iterator[Edge]:
    parts = {p.role: [_ends_of(side, view.bodies) for side in p.sides][:MOST_A_SIDE] for p in find_parts(view, event)}
    between = "; ".join(sorted({view.actor_name(a) for ends in parts.get("Through", ()) for a in ends}))
    doers, targets, equals = (parts.get(role, []) for role in ("By", "Towards", "Between"))
    sides = list(combinations(equals or (doers if not targets and event.type in _MUTUAL else []), 2))
    sides += [(ours, theirs) for ours in doers for theirs in targets]
    pairs = dict.fromkeys((a, b) for ours, theirs in sides for a in ours for b in theirs if a != b)
    for number, (a, b) in enumerate(pairs):
        yield Edge(f"{event.id}-{number}", a, b, event, between)


def _ends_of(side: Side, bodies: Mapping[str, str]) -> list[str]:
    """The actors that stand for a side: itself, of "officials of both" the two, else the one told most for it."""
    if side.actor:
        return [side.actor]
    known = [bodies[name] for name in side.of if name in bodies]
    return known or [m.actor for m in side.members[:1]]


def _nodes(record: Record, edges: tuple[Edge, ...]) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    used = {end for e in edges for end in (e.source, e.target)}
    counts = dict.fromkeys(used, 0)
    for reading in record.readings:
        for mention in reading.mentions:
            if mention.actor in counts:
                counts[mention.actor] += 1
    for actor in sorted((a for a in record.actors if a.id in used), key=lambda a: a.id):
        yield actor.id, actor.name, (actor.type, counts[actor.id])


def _edge_values(edge: Edge) -> tuple[str | int, ...]:
    event, bounds = edge.event, edge.event.independent_origins
    counted = (bounds.at_least, bounds.at_most) if event.origins else (0, 0)
    what = (event.id, event.title, event.type, event.mode or "", event.status, edge.through, len(event.reports))
    return (*what, *counted, *_times(event))


def _times(event: Event) -> tuple[str, str]:
    ends = (event.time.earliest, event.time.latest) if event.time else (None, None)
    return (ends[0] or "")[:10], (ends[1] or "")[:10]


def _gexf_values(values: tuple[str | int, ...]) -> str:
    return "".join(f'<attvalue for="{key}" value={_quoted(str(v))}/>' for key, v in enumerate(values) if v != "")


def _graphml_values(owner: str, names: tuple[str, ...] | list[str], values: tuple[str | int, ...]) -> str:
    cells = zip(names, values, strict=True)
    return "".join(f'<data key="{owner}_{name}">{_escaped(str(v))}</data>' for name, v in cells)


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _escaped(text: str) -> str:
    return _legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _legal(text: str) -> str:
    """The text without characters that XML 1.0 forbids, on one line."""
    kept = (c for c in text if c in "\t\n" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000")
    return " ".join("".join(kept).split())
