"""Brings what an archive has linked up to date: takes in the documents that changed, and links the stories that these change, no others.

The outcome is what `link` makes of all documents at once, to the byte, in whatever order and however many at a time they came; the cost of one more
article is that of its own story. Two steps, each safe to break off: `take_in` finds who is alike and who has it from whom, in one transaction a
batch, and notes which rooms are stale; `link_stale` links these, one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from synoptic.archive import Heading, Index, Kept, Member, Reader, Writer
from synoptic.ids import make_id
from synoptic.link import LINKERS, link_day, link_room
from synoptic.link.provenance import WIDEST, bears, source, trace
from synoptic.link.relations import day_of_claim
from synoptic.link.rooms import NOWHERE, Ties, by_story, tie
from synoptic.link.stories import story_id, tell
from synoptic.link.stories.likeness import KEPT, NEAR, SHARED, compare, reach
from synoptic.link.stories.sketch import Sketch, day_of, pack, sketch, unpack
from synoptic.link.stories.units import LEVELS, group, touched
from synoptic.model import Anchor, Chain, Citation, Document, EventMention, Judgement, Provenance, Quotation, Signature, Story

BATCH = 500  # documents that are taken in at once: a transaction of some seconds at most
REMEMBERED = 4096  # sketches that are kept unpacked
GIVEN = tuple(dict.fromkeys([*(kind for linker in LINKERS for kind in linker.gives), Judgement]))
DAY = "day "  # begins the name of a room of claims

Told = Callable[[int, int], None]  # how many rooms are linked, of how many


def bring_up_to_date(reader: Reader, writer: Writer, linkers: str, tell_progress: Told = lambda done, total: None) -> None:
    """Link what has changed since. `linkers`: what stands for their versions; where it is another, all is linked anew. Raises ArchiveError."""
    decided = reader.judgements()
    if reader.up_to_date(facts_of(linkers, decided)):
        return
    with writer.indexing() as index:
        if index.fact("linkers") != linkers:
            index.start_anew()
            index.note("linkers", linkers)
    while True:
        with writer.indexing(LEVELS[0]) as index:
            if not take_in(index, decided, linkers):
                break
    ties = settle_judgements(writer, decided, linkers)
    waiting = reader.stale()
    for done, (room, state) in enumerate(waiting):
        tell_progress(done, len(waiting))
        link_stale(reader, writer, room, state, ties.judgements.get(room, ()))


def facts_of(linkers: str, decided: Iterable[Judgement]) -> dict[str, str]:
    """What an archive notes that its linked records were made with."""
    return {"linkers": linkers, "judged": make_id("judged", sorted(j.id for j in decided))}


# ---------------------------------------------------------------- taking in


def take_in(index: Index, decided: Sequence[Judgement], linkers: str) -> bool:
    """Take in some of the documents that changed, and note what they make stale; False where there are none."""
    rows, linked = index.changed(BATCH)
    if not rows:
        return False
    gone = index.members("id", linked)
    added = {name: (number, run) for number, name, run, current in rows if current}
    neighbours: set[str] = set()
    retraced: set[int] = set()
    for name in sorted(linked):
        number, kept = index.kept(name)
        known = unpack(kept.sketch)
        kept = replace(kept, day=known.day, telling=known.telling)
        neighbours |= index.edges([name], True)[name].keys()
        retraced |= sharing(index, number, kept.shingles)
        index.drop(number, kept)
    index.forget()
    docs = {d.id: d for d in index.documents(added)}
    signed = {s.document: s for s in index.found(added, [Signature])[Signature]}
    for name in sorted(added):
        number, run = added[name]
        retraced |= {number, *sharing(index, number, put(index, number, run, docs[name], signed.get(name)))}
    index.forget()
    neighbours -= {m.id for m in gone}
    story_of = {doc: story_id(ids) for ids in group(touched(added.keys(), index.edges) | neighbours, index.edges) for doc in ids}
    before = {m.id: m for m in index.members("id", story_of)}
    moved = {doc: story for doc, story in story_of.items() if before[doc].story != story}
    index.place(moved)
    changed = [*gone, *(before[doc] for doc in moved)]
    stories = {*moved.values(), *(m.story for m in changed), *(story_of[doc] for doc in added), *retrace(index, retraced)}
    days = {m.day for m in changed} | {day_of_claim(d) or "" for d in docs.values()}
    index.settled(number for number, *_ in rows)
    mark(index, stories - {""}, {m.room for m in changed} - {""}, ties_of(index, decided), linkers)
    mark_days(index, days - {""}, linkers)
    return True


def put(index: Index, number: int, run: str, doc: Document, signature: Signature | None) -> Sequence[int]:
    """Take one document in, with how alike it is to those that are there; its shingles."""
    one = sketch(signature or Signature(id="", document=doc.id, start=0, end=0, exact="", terms=(), lead_terms=(), shingles=()), day_of(doc.published))
    words = [(word, weight, reach(word)) for word, weight in one.telling]
    near = sorted(other for other, cosine in index.holders(words, SHARED, one.day).items() if round(cosine, 6) >= NEAR)
    packed = index.sketches(near)
    scores = zip(near, compare(one, [unpacked(packed[o]) for o in near]), strict=True)
    shingles = signature.shingles if signature else ()
    index.put(number, Kept(doc.id, run, pack(one), one.day, one.telling, shingles, day_of_claim(doc) or ""))
    index.tie(number, {o: score for o, score in scores if score > KEPT})
    return shingles


@lru_cache(maxsize=REMEMBERED)
def unpacked(packed: bytes) -> Sketch:
    """A sketch to compare with, made once; its telling words the index has."""
    return unpack(packed, telling_too=False)


def sharing(index: Index, number: int, shingles: Sequence[int]) -> set[int]:
    """The documents whose provenance one document bears on, by number, and those that share what just became, or was, too common."""
    counts, edge = index.shared(shingles, WIDEST)
    sizes = index.sizes([n for n in counts if n != number])
    return {n for n, (_, size) in sizes.items() if bears(counts[n], len(shingles), size)} | (edge - {number})


def retrace(index: Index, numbers: Collection[int]) -> set[str]:
    """Find anew where documents have it from; the stories of those for which that has changed."""
    found: set[str] = set()
    near: dict[int, dict[int, int]] = {}
    sizes = index.sizes(numbers)
    for number in sorted(sizes):
        counts, _ = index.shared(index.kept(sizes[number][0])[1].shingles, WIDEST)
        others = index.sizes([n for n in counts if n != number])
        near[number] = {n: counts[n] for n, (_, size) in others.items() if bears(counts[n], sizes[number][1], size)}
        sizes.update((n, others[n]) for n in near[number])
    names = sorted(name for name, _ in sizes.values())
    cited: dict[str, list[Citation]] = {name: [] for name in names}
    for citation in index.found(names, [Citation])[Citation]:
        cited[citation.document].append(citation)
    sources = {d.id: source(d, cited[d.id]) for d in index.documents(names)}
    for number, others_ in near.items():
        name = sizes[number][0]
        shares = {sizes[n][0]: count for n, count in others_.items()}
        made = trace(sources[name], shares, sources.__getitem__, {sizes[n][0]: sizes[n][1] for n in (number, *others_)})
        if index.trace(number, made):
            found |= {m.story for m in index.members("id", [name])}
    return found


# ---------------------------------------------------------------- what is stale


def ties_of(index: Index, decided: Sequence[Judgement]) -> Ties:
    """What judgements tie, as the stories are."""

    def story_of(anchor: Anchor) -> str | None:
        for name in (anchor.document, index.article(anchor.article)):
            if name and (found := index.members("id", [name])):
                return found[0].story
        return None

    return tie(decided, story_of)


def mark(index: Index, stories: set[str], rooms: set[str], ties: Ties, linkers: str) -> None:
    """Put stories in their rooms, and note the state that each room's records should be made from. `rooms`: those that stories may have left."""
    stories = stories | {m.story for m in index.members("room", rooms)}
    roots = {ties.room(s) for s in stories}
    stories |= {s for s, room in ties.room_of.items() if room in roots}
    rooms = rooms | {m.room for m in index.members("story", stories)} - {""}
    index.house({s: ties.room(s) for s in stories})
    for room in sorted(rooms | roots):
        inside = index.members("room", [room])
        index.want(room, state_of(inside, index.traced(room), ties.judgements.get(room, ()), linkers) if inside else "")


def mark_days(index: Index, days: set[str], linkers: str) -> None:
    """The same for the claims of days."""
    for day in sorted(days):
        inside = index.members("day", [day])
        index.want(DAY + day, make_id("day", [(m.id, m.run, m.story) for m in inside], linkers) if len(inside) > 1 else "")


def settle_judgements(writer: Writer, decided: Sequence[Judgement], linkers: str) -> Ties:
    """Note what judgements make stale that were not there when all was linked last; what all of them tie."""
    facts = facts_of(linkers, decided)
    with writer.indexing() as index:
        ties = ties_of(index, decided)
        if index.fact("judged") != facts["judged"]:
            before = (index.fact("tied") or "").split()
            mark(index, set(ties.room_of), set(before), ties, linkers)
            index.note("tied", " ".join(sorted(ties.judgements)))
            index.note("judged", facts["judged"])
            nowhere = ties.judgements.get(NOWHERE, ())
            index.want(NOWHERE, state_of((), (), nowhere, linkers) if nowhere else "")
    return ties


def state_of(inside: Iterable[Member], traced: Iterable[Provenance], judgements: Iterable[Judgement], linkers: str) -> str:
    """What the records of a room are made from."""
    places = sorted((m.id, m.run, m.story) for m in inside)
    return make_id("room", places, [(p.id, p.why) for p in traced], sorted(j.id for j in judgements), linkers)


# ---------------------------------------------------------------- linking


def link_stale(reader: Reader, writer: Writer, room: str, state: str, judgements: Sequence[Judgement]) -> None:
    """Link one room, and keep its records."""
    if not state:
        writer.keep_room(room, state, {})
        return
    column, value = ("day", room.removeprefix(DAY)) if room.startswith(DAY) else ("room", room)
    with reader.one_view():
        docs, found = reader.room(column, value) if value else ((), {})
        home = reader.stories_of(column, value) if value else {}
        traced = reader.traced(room)
    stories = [told(docs, found[Signature], home, story) for story in sorted(set(home.values()))] if column == "room" else stubs(home)
    records: dict[type, tuple[Any, ...]] = {Document: docs, **found, Story: tuple(stories), Provenance: traced}
    if column == "day":
        made = link_day({kind: records.get(kind, ()) for kind in (Document, Story, Quotation, EventMention)})
        kept: dict[str, list[Any]] = {}
        for relation in (r for rows in made.values() for r in rows):
            kept.setdefault(home[relation.from_], []).append(relation)
        writer.keep_room(room, state, kept)
        return
    made = link_room(records, judgements=judgements)
    divided = by_story({kind: made.get(kind, ()) for kind in (*GIVEN, Chain)})
    by_id = {d.id: d for d in made.get(Document, ())}
    listed = [heading(s, [by_id[d] for d in s.documents]) for s in made.get(Story, ())]
    writer.keep_room(room, state, {story: [r for r in rows if type(r) in GIVEN] for story, rows in divided.items()}, listed)


def told(docs: Iterable[Document], signatures: Iterable[Signature], home: Mapping[str, str], story: str) -> Story:
    """The story of those documents that are at home in it."""
    return tell([d for d in docs if home[d.id] == story], [s for s in signatures if home[s.document] == story])


def stubs(home: Mapping[str, str]) -> list[Story]:
    """Stories of which nothing but their documents matters."""
    return [Story(id=s, title="", documents=tuple(d for d in sorted(home) if home[d] == s)) for s in sorted(set(home.values()))]


def listing(linked: Mapping[type, Sequence[Any]]) -> tuple[Heading, ...]:
    """The stories of linked records, the largest first."""
    by_id = {d.id: d for d in linked.get(Document, ())}
    found = [heading(s, [by_id[d] for d in s.documents]) for s in linked.get(Story, ())]
    return tuple(sorted(found, key=lambda h: (-h.documents, h.first or "~", h.id)))


def heading(story: Story, docs: Sequence[Document]) -> Heading:
    """The line of a story in a listing."""
    days = sorted(d.dated for d in docs if d.dated)
    outlets = {d.publisher or d.original_outlet or d.name for d in docs}
    return Heading(story.id, story.title, len(docs), len(outlets), days[0] if days else None, days[-1] if days else None)
