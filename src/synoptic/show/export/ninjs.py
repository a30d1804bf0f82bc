"""IPTC ninjs 3.0: an archive as news objects for an editorial system: a composite of its stories, each a composite of its articles and events.

An article's text is in it only where it is asked for; else its headline, its outlet and what it names. Nothing says when the file was made, so that the
same archive gives the same bytes.
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from synoptic.account.index import Index
from synoptic.model import Document, Entity, Event, Story
from synoptic.show.export.names import place_of, uri_of, urn, without_none, write_json

STANDARD = {"name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LISTS = {"PERSON": "people", "ORG": "organisations", "NORP": "organisations", "GPE": "places", "LOC": "places", "FAC": "places"}


def write(index: Index, file: BinaryIO, *, with_text: bool = False) -> None:
    """One news object."""
    named = names(index)
    stories = [story(index, one, named, with_text=with_text) for one in sorted(index.all(Story), key=lambda s: s.id)]
    whole = {"uri": urn("archive"), "standard": STANDARD, "type": "composite", "title": "What outlets report, story by story", "language": "en"}
    write_json({**whole, "associations": stories} if stories else whole, file)


def names(index: Index) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Document -> the people, bodies and places that it names."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {doc: {} for doc in index.documents}
    for entity in sorted(index.all(Entity), key=lambda e: e.id):
        if entity.type in LISTS:
            for doc in sorted({m.document for m in entity.mentions} & set(found)):
                found[doc].setdefault(LISTS[entity.type], []).append({"name": entity.name, "uri": urn(entity.id)})
    return found


def story(index: Index, one: Story, named: dict[str, dict[str, list[dict[str, Any]]]], *, with_text: bool) -> dict[str, Any]:
    """A story: its articles, and its events by name."""
    docs = [index.documents[d] for d in index.in_order(one.documents)]
    events = [e for e in index.all(Event) if e.type and set(e.documents) <= set(one.documents)]
    made = {
        "name": one.id,
        "uri": urn(one.id),
        "type": "composite",
        "title": one.title,
        "language": "en",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": one.title}],
        "events": [{"id": e.id, "uri": urn(e.id), "name": told(index, e)} for e in sorted(events, key=lambda e: e.id)],
        "associations": [article(index, doc, named[doc.id], with_text=with_text) for doc in docs],
    }
    return without_none(made)


def told(index: Index, event: Event) -> str:
    """An event in the words of an article, with its type, day and place."""
    said = " ".join((event.summary.exact if event.summary else event.id).split())
    return ", ".join(x for x in (f"{said} [{event.type}]", event.date, place_of(index, event)) if x)


def article(index: Index, doc: Document, named: dict[str, list[dict[str, Any]]], *, with_text: bool) -> dict[str, Any]:
    """An article as a text object."""
    title = doc.title or doc.name
    outlet = {"name": index.labels[doc.id], "role": "publisher"}
    made = {
        "name": doc.id,
        "uri": uri_of(doc),
        "type": "text",
        "representationType": "full" if with_text else "partial",
        "version": doc.sha256[:16],
        "versionCreated": doc.published if doc.published and MOMENT.fullmatch(doc.published) else None,
        "language": doc.language,
        "title": title,
        "by": doc.author,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": title}],
        "bodies": [{"role": "main", "contentType": "text/plain", "charCount": doc.length, "value": doc.text}] if with_text else [],
        "infoSources": [outlet],
        "altIds": [{"role": "synoptic", "value": doc.id}, {"role": "sha256", "value": doc.sha256}],
        **named,
    }
    return without_none(made)
