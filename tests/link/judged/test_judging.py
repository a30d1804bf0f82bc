"""Linking with judgements: what persons decided holds whatever the linkers make, through later articles and versions, and comes off without a trace."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conftest import document
from synoptic.ids import make_id
from synoptic.judge import decide, stamped, withdraw
from synoptic.link import LINKERS, Linker, link
from synoptic.model import Chain, Document, Entity, Event, EventMention, Figure, Judgement, Mention, Quotation, Relation, Series, Story, Utterance

Records = dict[type, tuple[Any, ...]]
TEXTS = {
    "bell": "Mara Quill spoke in Tansy on Monday. Seven boats burned, Mara Quill said. Rebels stormed the mill.",
    "dawn": "Mara Quill went home. Nine boats burned, she said. Rebels stormed the mill at Tansy.",
}


def read(*names: str, **texts: str) -> Records:
    """What annotators would find in these articles."""
    made: Records = dict.fromkeys((Document, Chain, Quotation, Figure, EventMention), ())
    for name in names:
        doc = document(texts.get(name) or TEXTS[name], name, published="2031-05-05", url=f"https://{name}.example/1")
        made[Document] += (doc,)
        quill = stands(doc, "c", "Mara Quill")
        if quill:
            mention = Mention(**{**quill, "id": make_id("m", quill["id"])}, form="name", head="Quill")
            made[Chain] += (Chain(**quill, name="Mara Quill", type="PERSON", mentions=(mention,)),)
        for words in ("Seven boats burned", "Nine boats burned"):
            if (where := stands(doc, "q", words)) and quill:
                made[Quotation] += (Quotation(**where, type="indirect", speaker=quill["id"], speaker_name="Mara Quill"),)
                low = 7.0 if words.startswith("Seven") else 9.0
                made[Figure] += (Figure(**stands(doc, "f", words.split()[0]), low=low, high=low, counted="boat"),)
        if where := stands(doc, "e", "stormed"):
            made[EventMention] += (
                EventMention(**where, type="ASSAULT", lemma="storm", actor_names=("Rebels",), clause=doc.span(where["start"], where["end"])),
            )
    return made


def stands(doc: Document, kind: str, words: str) -> dict[str, Any]:
    start = doc.text.find(words)
    where = {"document": doc.id, "start": start, "end": start + len(words), "exact": words}
    return {"id": make_id(kind, *where.values()), **where} if start >= 0 else {}


def decided(linked: Records, *acts: dict[str, Any], before: tuple[Judgement, ...] = ()) -> tuple[Judgement, ...]:
    """Judgements, one an hour."""
    made = list(before)
    for more in acts:
        fields = {"who": "Ada", **more}
        act, records = fields.pop("act"), fields.pop("records")
        made.append(stamped(decide(linked, act, records, **fields), f"2031-05-06T{len(made) + 10}:00:00.000000Z"))
    return tuple(made)


def ids(linked: Records, kind: type) -> list[str]:
    return [r.id for r in linked[kind]]


BOTH = read("bell", "dawn")
LINKED = link(BOTH)


def test_without_judgements_nothing_changes() -> None:
    """Linking with none is linking."""
    assert link(BOTH, judgements=()) == LINKED
    assert LINKED[Judgement] == ()


def test_joined_stories_are_linked_as_one() -> None:
    """What comes after builds on what was decided: events, counts and words of both articles meet once their stories are one."""
    assert len(LINKED[Story]) == 2
    assert len(LINKED[Event]) == 2
    made = link(BOTH, judgements=decided(LINKED, {"act": "join", "records": ids(LINKED, Story), "why": "one fire"}))
    (story,) = made[Story]
    (event,) = made[Event]
    assert len(event.documents) == 2
    assert story.judgements == ids(made, Judgement) if isinstance(story.judgements, list) else story.judgements == tuple(ids(made, Judgement))
    assert story.why.startswith("joined by Ada on 2031-05-06: “one fire”")
    assert made[Judgement][0].status == "holds"
    assert made[Judgement][0].records == (story.id,)


@pytest.mark.parametrize(("kind", "members"), [(Event, "event_mentions"), (Series, "figures"), (Utterance, "quotations")])
def test_groups_of_every_kind_are_joined_and_split(kind: type, members: str) -> None:
    """The members of both are one record that says who joined them; split again, all is as it was but for what is told."""
    assert len(LINKED[kind]) == 2
    join = decided(LINKED, {"act": "join", "records": ids(LINKED, kind)})
    made = link(BOTH, judgements=join)
    (one,) = made[kind]
    assert set(getattr(one, members)) == {m for r in LINKED[kind] for m in getattr(r, members)}
    assert one.judgements == (join[0].id,)
    assert "joined by Ada" in one.why or kind is Series
    apart = [list(getattr(r, members)) for r in LINKED[kind]]
    both = decided(made, {"act": "split", "records": [one.id], "parts": apart, "who": "Ben"}, before=join)
    again = link(BOTH, judgements=both)
    assert {getattr(r, members) for r in again[kind]} == {getattr(r, members) for r in LINKED[kind]}
    told = {j.id: (j.status, j.status_why) for j in again[Judgement]}
    assert told == {both[0].id: ("overruled", f"Ben decided otherwise on 2031-05-06 ({both[1].id})"), both[1].id: ("holds", "")}


def test_entities_split_and_everything_that_names_them_follows() -> None:
    """Two people of one name: each article's words are its own person's, and no record names a person that is not there."""
    (quill,) = LINKED[Entity]
    made = link(BOTH, judgements=decided(LINKED, {"act": "split", "records": [quill.id], "parts": [[quill.chains[1]]]}))
    assert len(made[Entity]) == 2
    of = {chain: e.id for e in made[Entity] for chain in e.chains}
    first = {c.document: c.id for c in BOTH[Chain]}
    assert all(q.speaker == of[first[q.document]] for q in made[Quotation])
    assert len({q.speaker for q in made[Quotation]}) == 2
    joined = link(BOTH, judgements=decided(made, {"act": "join", "records": ids(made, Entity)}))
    assert [e.chains for e in joined[Entity]] == [quill.chains]


def test_the_larger_part_of_an_entity_stays_who_it_was() -> None:
    """It keeps its id, so that articles of other stories, which nobody decided over, still name the same person."""
    three = read("bell", "dawn", "late", late="Mara Quill was seen in Tansy. Seven boats burned, she said.")
    (quill,) = link(three)[Entity]
    split = decided(link(three), {"act": "split", "records": [quill.id], "parts": [[quill.chains[0]]]})
    four = read(
        "bell",
        "dawn",
        "late",
        "last",
        late="Mara Quill was seen in Tansy. Seven boats burned, she said.",
        last="Mara Quill is well, and so are all at Tansy mill.",
    )
    made = {e.id: e for e in link(four, judgements=split)[Entity]}
    assert len(made) == 2
    assert set(made[quill.id].chains) >= set(quill.chains[1:])
    assert len(made[quill.id].chains) == 3


def test_undone_judgements_leave_no_trace() -> None:
    """All records are those of a linking without them; the judgements are still told."""
    made = decided(LINKED, {"act": "join", "records": ids(LINKED, Event)}, {"act": "reject", "records": ids(LINKED, Series)[:1]})
    undone = tuple(stamped(withdraw(made, j.id, who="Cy", why="wrong town"), f"2031-05-07T0{n}:00:00.000000Z") for n, j in enumerate(made))
    again = link(BOTH, judgements=(*made, *undone))
    assert {k: v for k, v in again.items() if k is not Judgement} == {k: v for k, v in LINKED.items() if k is not Judgement}
    told = {j.id: (j.status, j.status_why) for j in again[Judgement]}
    assert all(told[j.id] == ("withdrawn", "by Cy on 2031-05-07: “wrong town”") for j in made)
    assert all(told[j.id] == ("holds", "") for j in undone)


def test_rejected_records_are_gone_until_confirmed() -> None:
    """A figure that was rejected is in no count; one who confirms it later has the last word."""
    figure = LINKED[Figure][0]
    reject = decided(LINKED, {"act": "reject", "records": [figure.id]})
    made = link(BOTH, judgements=reject)
    assert figure.id not in ids(made, Figure)
    assert len(made[Series]) == 1
    confirm = decided(LINKED, {"act": "confirm", "records": [figure.id], "who": "Ben"}, before=reject)
    again = link(BOTH, judgements=confirm)
    assert figure.id in ids(again, Figure)
    assert {j.act: j.status for j in again[Judgement]} == {"reject": "overruled", "confirm": "holds"}


def test_of_two_corrections_the_later_holds_and_both_are_kept() -> None:
    """What two people make of one range: nothing is lost, and the conflict shows; two who agree do not conflict."""
    figure = LINKED[Figure][0]
    change = {"act": "correct", "records": [figure.id], "field": "range"}
    made = link(BOTH, judgements=decided(LINKED, {**change, "value": "6..8"}, {**change, "value": "8..", "who": "Ben"}))
    shown = next(f for f in made[Figure] if f.id == figure.id)
    assert (shown.low, shown.high) == (8.0, None)
    assert sorted((j.who, j.status) for j in made[Judgement]) == [("Ada", "overruled"), ("Ben", "holds")]
    assert shown.judgements == tuple(j.id for j in made[Judgement] if j.who == "Ben")
    same = link(BOTH, judgements=decided(LINKED, {**change, "value": "6..8"}, {**change, "value": "6..8", "who": "Ben"}))
    assert [j.status for j in same[Judgement]] == ["holds", "holds"]


def test_values_that_are_corrected_reach_what_is_linked() -> None:
    """A range makes two counts agree, a day moves what was said, a speaker is another, a title and a name are the person's."""
    stories = decided(LINKED, {"act": "join", "records": ids(LINKED, Story)})
    linked = link(BOTH, judgements=stories)
    seven = next(f for f in linked[Figure] if f.low == 7)
    doc = linked[Document][0]
    said = next(q for q in linked[Quotation] if q.document == doc.id)
    made = link(
        BOTH,
        judgements=decided(
            linked,
            {"act": "correct", "records": [seven.id], "field": "range", "value": "7..9"},
            {"act": "correct", "records": [doc.id], "field": "dated", "value": "2031-05-09", "why": "the stamp"},
            {"act": "correct", "records": [said.id], "field": "speaker", "value": "Orrin Vale"},
            {"act": "correct", "records": ids(linked, Story), "field": "title", "value": "The fire at Tansy"},
            {"act": "correct", "records": ids(linked, Entity), "field": "name", "value": "Mara J. Quill"},
            {"act": "correct", "records": ids(linked, Event), "field": "date", "value": "2031-05-04"},
            before=stories,
        ),
    )
    assert len(made[Series]) == 1
    assert made[Series][0].status != "conflict"
    shown = next(d for d in made[Document] if d.id == doc.id)
    assert (shown.dated, shown.dated_from, shown.dated_why, shown.published) == ("2031-05-09", "judgement", "by Ada on 2031-05-06: “the stamp”", "2031-05-05")
    quotation = next(q for q in made[Quotation] if q.id == said.id)
    assert (quotation.speaker, quotation.speaker_name, quotation.said) == (None, "Orrin Vale", "2031-05-09")
    assert [s.title for s in made[Story]] == ["The fire at Tansy"]
    assert [(e.name, e.aliases) for e in made[Entity]] == [("Mara J. Quill", ("Mara Quill",))]
    assert [e.date for e in made[Event]] == ["2031-05-04"]
    assert {j.status for j in made[Judgement]} == {"holds"}


def test_judgements_outlive_a_new_version_of_an_article() -> None:
    """The words stand in the new text: two events are still one. Where they do not, the judgement rests and says so, and comes back with them."""
    join = decided(LINKED, {"act": "join", "records": ids(LINKED, Event)})
    moved = link(read("bell", "dawn", bell="Updated on Tuesday. " + TEXTS["bell"]), judgements=join)
    assert len(moved[Event]) == 1
    assert moved[Judgement][0].status == "holds"
    gone = link(read("bell", "dawn", bell="Mara Quill is well."), judgements=join)
    assert len(gone[Event]) == 1
    assert (gone[Judgement][0].status, gone[Judgement][0].status_why) == ("rests", "its words are not in the current version of the article")
    assert gone[Event][0].judgements == ()
    assert link(BOTH, judgements=join)[Judgement][0].status == "holds"


def test_judgements_hold_when_articles_come_later() -> None:
    """What was decided over two articles holds with a third, which joins by itself where it belongs."""
    join = decided(LINKED, {"act": "join", "records": ids(LINKED, Story)}, {"act": "join", "records": ids(LINKED, Utterance)})
    three = read("bell", "dawn", "late", late="Mara Quill was seen in Tansy. Seven boats burned, she said.")
    made = link(three, judgements=join)
    assert {j.status for j in made[Judgement]} == {"holds"}
    assert sum(len(s.documents) == 2 for s in made[Story]) == 1
    assert len({q.utterance for q in made[Quotation] if q.document in {d.id for d in BOTH[Document]}}) == 1


def test_the_order_of_judgements_and_records_does_not_matter() -> None:
    """Judgements are put in by their time, records by what they say."""
    made = decided(
        LINKED,
        {"act": "join", "records": ids(LINKED, Story)},
        {"act": "join", "records": ids(LINKED, Event)},
        {"act": "note", "records": ids(LINKED, Event)[:1], "why": "ask"},
    )
    backwards = {kind: tuple(reversed(rows)) for kind, rows in reversed(BOTH.items())}
    one, other = link(BOTH, judgements=made), link(backwards, judgements=tuple(reversed(made)))
    assert one == other


def test_a_note_and_a_confirmation_change_nothing_but_are_shown() -> None:
    """The record is as the linker made it, and names the judgement."""
    event = LINKED[Event][0]
    made = link(BOTH, judgements=decided(LINKED, {"act": "note", "records": [event.id], "why": "ask the mill"}))
    assert replace(next(e for e in made[Event] if e.id == event.id), judgements=()) == event
    assert next(e for e in made[Event] if e.id == event.id).judgements == (made[Judgement][0].id,)


def one_story(docs: tuple[Document, ...]) -> tuple[tuple[Story, ...]]:
    """A linker to whom all documents are one story: relations stand within stories."""
    names = sorted(d.id for d in docs)
    return ((Story(id=make_id("s", names[0]), title="The mill", documents=tuple(names)),),)


def relate(utterances: tuple[Utterance, ...]) -> tuple[tuple[Relation, ...]]:
    """A linker to whom any two utterances are an elaboration."""
    pairs = [(a.id, b.id) for n, a in enumerate(utterances) for b in utterances[n + 1 :]]
    return (tuple(Relation(id=make_id("r", *pair), type="elaboration", from_=pair[0], to=pair[1], why="told more") for pair in pairs),)


def test_a_relation_that_was_rejected_is_found_by_what_it_connects() -> None:
    """It is gone, and stays gone when the groups that it connects have other ids; confirmed, it names who did."""
    linkers = (
        Linker("stories", "1", (Document,), (Story,), one_story, scope="all"),
        *(x for x in LINKERS if x.name not in ("stories", "relations", "claims")),
        Linker("relations", "1", (Utterance,), (Relation,), relate),
    )
    linked = link(BOTH, linkers)
    (relation,) = linked[Relation]
    reject = decided(linked, {"act": "reject", "records": [relation.id]})
    assert link(BOTH, linkers, judgements=reject)[Relation] == ()
    three = read("bell", "dawn", "late", late="Mara Quill was seen in Tansy. Seven boats burned, she said.")
    later = link(three, linkers, judgements=reject)
    assert relation.id not in ids(later, Relation)
    assert later[Relation] == ()  # the words of the third article are those of the first, so that it connects the same two
    kept = link(BOTH, linkers, judgements=decided(linked, {"act": "confirm", "records": [relation.id]}))
    (judgement,) = kept[Judgement]
    assert (judgement.status, judgement.records) == ("holds", (relation.id,))
    assert [r.judgements for r in kept[Relation]] == [(judgement.id,)]
