"""The annotations of an archive -> its records, linked: kept by story in the archive where that may be written, else made here and now.

What is kept is brought up to date first (`synoptic.relinking`): annotations that older components made, then the stories that changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from synoptic.archive import Heading, Records, from_rows
from synoptic.errors import UnknownNameError
from synoptic.ids import make_id
from synoptic.model import FOUND, Document, Entity, Event, Judgement, Meeting, Provenance, Relation, Series, Story, Utterance, Wording
from synoptic.pipeline.again import annotate_again, older

if TYPE_CHECKING:
    from synoptic.link.parts import Part
    from synoptic.pipeline.opened import Opened, Progress

HERE = "here"  # the one part of an archive that may not be written and is not up to date


def headings(opened: Opened, *, workers: int | None = None, progress: Progress | None = None) -> tuple[Heading, ...]:
    """What each story is about and how large it is, the largest first."""
    if bring_up_to_date(opened, workers=workers, progress=progress):
        return opened.reader.headings()
    from synoptic.relinking import listing  # noqa: PLC0415

    return listing(linked_here(opened, workers=workers, progress=progress))


def linked(
    opened: Opened, story: str | None = None, *, found: Collection[type] = FOUND, workers: int | None = None, progress: Progress | None = None
) -> Records:
    """All records of the current documents by kind; of one story only its own. Raises UnknownNameError for a story that is not here.

    `found`: of what was found and is not linked, the kinds that are read.
    """
    if not bring_up_to_date(opened, workers=workers, progress=progress):
        made = linked_here(opened, workers=workers, progress=progress)
        return made if story is None else narrowed(made, story)
    reader = opened.reader
    with reader.one_view():
        kept = reader.linked(story)
        if story is not None and not kept.get(Story):
            raise UnknownNameError("story", story, [h.id for h in reader.headings()[:10]])
        return whole(opened, kept, None if story is None else [d.id for d in kept[Document]], found)


def parts(opened: Opened, known: Mapping[str, Part], *, workers: int | None = None, progress: Progress | None = None) -> dict[str, Part]:
    """The same story by story, each with its state; of a state that is `known` the records are not read again. One part where nothing is kept by story."""
    from synoptic.link.parts import Part  # noqa: PLC0415

    reader = opened.reader
    if not bring_up_to_date(opened, workers=workers, progress=progress):
        state = make_id("here", reader.state(), opened.components.run, linkers(), sorted(j.id for j in reader.judgements()))
        same = known.get(HERE)
        return {HERE: same if same and same.state == state else Part(state, linked_here(opened, workers=workers, progress=progress))}
    made = {}
    with reader.one_view():
        for story, state in reader.states().items():
            same = known.get(story)
            if same is None or same.state != state:
                kept = reader.linked(story)
                same = Part(state, whole(opened, kept, [d.id for d in kept.get(Document, ())]))
            made[story] = same
    return made


def whole(opened: Opened, kept: Records, docs: Collection[str] | None, kinds: Collection[type] = FOUND) -> Records:
    """Linked records with what was found in those documents (None: all), of those kinds, and is not linked."""
    from synoptic.link import LINKERS, together  # noqa: PLC0415  (the linkers load what they need)

    given = list(dict.fromkeys([*(kind for linker in LINKERS for kind in linker.gives), Judgement]))
    other = [kind for kind in kinds if kind not in given]
    found = opened.reader.found(other) if docs is None else opened.reader.found_in(docs, other)
    return together([dict.fromkeys([*found, *given], ()), found, kept])


def bring_up_to_date(opened: Opened, *, workers: int | None = None, progress: Progress | None = None) -> bool:
    """Link what has changed since; False where the archive may not be written and is not up to date."""
    from synoptic.relinking import bring_up_to_date as relink  # noqa: PLC0415
    from synoptic.relinking import facts_of  # noqa: PLC0415

    if opened.writer is None:
        facts = facts_of(linkers(), opened.reader.judgements())
        return opened.reader.up_to_date(facts) and not older(opened)
    for _ in annotate_again(opened, workers=workers, progress=progress):
        pass
    told = progress or (lambda step, done, total: None)
    relink(opened.reader, opened.writer, linkers(), lambda done, total: told("linking", done, total))
    return True


def linked_here(opened: Opened, *, workers: int | None = None, progress: Progress | None = None) -> Records:
    """The same without anything kept, for an archive that may not be written."""
    from synoptic.link import link  # noqa: PLC0415

    reader = opened.reader
    again = dict(annotate_again(opened, workers=workers, progress=progress))
    with reader.one_view():
        found, docs, decided = reader.found(without=again), reader.documents(), reader.judgements()
    for name, rows in again.items():
        for kind, records in from_rows(name, rows).items():
            found[kind] = (*found.get(kind, ()), *records)
    if progress:
        progress("linking", 0, None)
    return link({Document: docs, **found}, judgements=decided)


def narrowed(records: Records, story: str) -> Records:
    """The records of one story. Raises UnknownNameError."""
    chosen = next((s for s in records.get(Story, ()) if s.id == story), None)
    if chosen is None:
        raise UnknownNameError("story", story, [s.id for s in records.get(Story, ())][:10])
    inside = set(chosen.documents)
    kept = {kind: tuple(r for r in rows if getattr(r, "document", "") in inside) for kind, rows in records.items()}
    kept[Document] = tuple(d for d in records[Document] if d.id in inside)
    kept[Story] = (chosen,)
    kept[Entity] = tuple(replace(e, mentions=mentions) for e in records.get(Entity, ()) if (mentions := tuple(m for m in e.mentions if m.document in inside)))
    kept[Event] = tuple(e for e in records.get(Event, ()) if inside.issuperset(e.documents))
    kept[Meeting] = tuple(m for m in records.get(Meeting, ()) if inside.issuperset(m.documents))
    kept[Provenance] = tuple(p for p in records.get(Provenance, ()) if p.from_ in inside)
    kept[Wording] = tuple(w for w in records.get(Wording, ()) if inside.issuperset(d for d, _ in w.variants))
    ids = {r.id for rows in kept.values() for r in rows}
    kept[Utterance] = tuple(u for u in records.get(Utterance, ()) if not ids.isdisjoint(u.quotations))
    kept[Series] = tuple(s for s in records.get(Series, ()) if not ids.isdisjoint(s.figures))
    kept[Relation] = tuple(r for r in records.get(Relation, ()) if r.from_ in ids and r.to in ids)
    return kept


@cache
def linkers() -> str:
    """What the linked records depend on beside the documents: the versions and the very source of the linkers."""
    from synoptic.link import LINKERS  # noqa: PLC0415

    room = Path(str(files("synoptic.link")))
    sources = sorted((f.relative_to(room).as_posix(), f.read_bytes().hex()) for f in room.rglob("*") if f.suffix in (".py", ".tsv", ".json"))
    return make_id("linkers", [(linker.name, linker.version) for linker in LINKERS], sources)
