"""Chains as PROV-O in JSON-LD: what each attribution says is an entity, quoted or derived from what it passed through.

An unnamed source is an agent of its own in each attribution; it is never merged across reports.
"""

import json
from collections.abc import Iterator

from dragoman.datamodel import Attribution, Hop, Record
from dragoman.presenting.exports.rows import Row
from dragoman.presenting.views import RecordView, name_hop

CONTEXT: Row = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "record": "urn:dragoman:",
}


def write_prov(record: Record) -> Iterator[str]:
    """The graph, a node a line."""
    yield '{"@context": ' + json.dumps(CONTEXT, sort_keys=True) + ', "@graph": [\n'
    nodes = {n["@id"]: n for n in _nodes(RecordView(record))}
    last = len(nodes) - 1
    for place, node in enumerate(nodes.values()):
        yield json.dumps(node, ensure_ascii=False, sort_keys=True) + ("\n" if place == last else ",\n")
    yield "]}\n"


def _nodes(view: RecordView) -> Iterator[Row]:
    for report in view.record.reports:
        outlet = _key("outlet", view.outlet_name(report))
        yield {"@id": outlet, "@type": ["prov:Agent", "prov:Organization"], "rdfs:label": view.outlet_name(report)}
        node: Row = {"@id": _key(report.id), "@type": "prov:Entity", "prov:wasAttributedTo": {"@id": outlet}}
        node["rdfs:label"] = report.headline or view.input_name(report)
        if report.copy_of:
            node["prov:wasDerivedFrom"] = {"@id": _key(report.copy_of)}
        yield node
    for reading in view.record.readings:
        for attribution in reading.attributions:
            yield from _said(view, attribution)


def _said(view: RecordView, attribution: Attribution) -> Iterator[Row]:
    """The content as it stands in the report, and as it stood with each hop before."""
    words = " … ".join(" ".join(view.words(s).split()) for s in attribution.content)
    how = "prov:wasQuotedFrom" if attribution.manner == "direct" else "prov:wasDerivedFrom"
    here: Row = {"@id": _key(attribution.id), "@type": "prov:Entity", "prov:value": words}
    here["rdfs:label"] = f"{attribution.manner}, {attribution.stance}"
    here["dcterms:isPartOf"] = {"@id": _key(attribution.report)}
    if attribution.hops:
        here["prov:hadPrimarySource"] = {"@id": _key(attribution.id, str(len(attribution.hops) - 1))}
    for place, hop in enumerate(attribution.hops):
        agent, entity = _agent(attribution, hop, place), _key(attribution.id, str(place))
        here.setdefault(how, {"@id": entity})
        yield here
        yield agent
        here = {"@id": entity, "@type": "prov:Entity", "prov:wasAttributedTo": {"@id": agent["@id"]}}
        here["rdfs:label"] = f"what {name_hop(hop)} is said to have said"
        how = "prov:wasDerivedFrom"
    yield here


def _agent(attribution: Attribution, hop: Hop, place: int) -> Row:
    parts = ("actor", hop.actor or hop.name) if hop.named else (attribution.id, "source", str(place))
    return {"@id": _key(*parts), "@type": "prov:Agent", "rdfs:label": name_hop(hop)}


def _key(*parts: str) -> str:
    """A URN of the record: letters, digits and signs that need no escape."""
    kept = ("".join(c if c.isascii() and (c.isalnum() or c in "-_") else f"~{ord(c):x}~" for c in p) for p in parts)
    return "record:" + "/".join(kept)
