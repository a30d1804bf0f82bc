"""GraphML: who did what to whom, who said what, which article has it, and how records bear on each other, as one directed multigraph.

Nodes are articles, entities, events, utterances, series and stories; each edge has its `type`. Written by networkx, for Gephi, yEd, igraph and the like.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from synoptic.account.index import Index
from synoptic.model import Document, Entity, Event, Provenance, Relation, Series, Story, Utterance

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Node = tuple[str, dict[str, Any]]
Edge = tuple[str, str, str, dict[str, Any]]


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """The graph. No text of an article is in it but the words that an event or an utterance is told in."""
    import networkx  # noqa: PLC0415  (loaded only where it is asked for)

    graph = networkx.MultiDiGraph()
    for name, values in nodes(index):
        graph.add_node(name, **clean(values))
    known = set(graph)
    for start, end, kind, values in edges(index):
        if start in known and end in known:
            graph.add_edge(start, end, key=f"{start} {kind} {end}", type=kind, **clean(values))
    stream = io.BytesIO()
    networkx.write_graphml_lxml(graph, stream, prettyprint=True, named_key_ids=True)
    file.write(stream.getvalue())


def nodes(index: Index) -> Iterator[Node]:
    """All nodes, kind by kind, by id."""
    for doc in index.all(Document):
        yield doc.id, {"kind": "document", "label": doc.title or doc.name, "outlet": index.labels[doc.id], "date": doc.dated, "url": doc.url}
    for entity in sorted(index.all(Entity), key=lambda r: r.id):
        yield entity.id, {"kind": "entity", "label": entity.name, "type": entity.type, "country": entity.country, **judged(entity)}
    for event in sorted(index.all(Event), key=lambda r: r.id):
        label = event.summary.exact if event.summary else event.id
        place = {"lat": event.lat, "lon": event.lon, "place": index.name(event.place)}
        yield event.id, {"kind": "event", "label": label, "type": event.type, "date": event.date, "origins": event.origins, **place, **judged(event)}
    for said in sorted(index.all(Utterance), key=lambda r: r.id):
        words = [index.quotations[q].exact for q in said.quotations if q in index.quotations]
        yield said.id, {"kind": "utterance", "label": words[0] if words else said.id, "date": said.said, **judged(said)}
    for series in sorted(index.all(Series), key=lambda r: r.id):
        yield series.id, {"kind": "series", "label": series.counted, "type": series.status, **judged(series)}
    for story in sorted(index.all(Story), key=lambda r: r.id):
        yield story.id, {"kind": "story", "label": story.title, **judged(story)}


def edges(index: Index) -> Iterator[Edge]:
    """All edges, kind by kind, by the ids of their ends."""
    for event in sorted(index.all(Event), key=lambda r: r.id):
        yield from ((actor, event.id, "actor", {}) for actor in event.actors)
        yield from ((event.id, recipient, "recipient", {}) for recipient in event.recipients)
        yield from ((event.id, place, "place", {}) for place in (event.place,) if place)
        yield from ((doc, event.id, "reports", {}) for doc in event.documents)
    for said in sorted(index.all(Utterance), key=lambda r: r.id):
        if said.speaker:
            yield said.speaker, said.id, "says", {}
        docs = dict.fromkeys(index.quotations[q].document for q in said.quotations if q in index.quotations)
        yield from ((doc, said.id, "quotes", {}) for doc in sorted(docs))
    for series in sorted(index.all(Series), key=lambda r: r.id):
        docs = dict.fromkeys(index.figures[f].document for f in series.figures if f in index.figures)
        yield from ((doc, series.id, "counts", {}) for doc in sorted(docs))
    for story in sorted(index.all(Story), key=lambda r: r.id):
        yield from ((story.id, doc, "holds", {}) for doc in story.documents)
    rows: list[Relation | Provenance] = [*index.all(Relation), *index.all(Provenance)]
    for row in sorted(rows, key=lambda r: r.id):
        yield row.from_, row.to, row.type, {"why": row.why, **judged(row)}


def judged(record: Any) -> dict[str, Any]:
    """The judgements of persons that shaped a record."""
    return {"judgements": " ".join(record.judgements)} if record.judgements else {}


def clean(values: dict[str, Any]) -> dict[str, Any]:
    """Values that GraphML can hold: nothing where there is none, no characters that XML has not."""
    return {k: NO_XML.sub("\ufffd", v) if isinstance(v, str) else v for k, v in values.items() if v is not None}
