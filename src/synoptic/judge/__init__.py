"""Linked records, and what a person decides over them -> a Judgement, ready to be appended to an archive.

A judgement holds on to what stays: the annotations and documents that made up the records as the person saw them, with their words and the words
around them, never the ids of groups, which change as members join. Pure: no clock (the archive says when) and no store. What a judgement does to
records is the work of `link/judged`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from synoptic.errors import JudgementError, UnknownNameError
from synoptic.ids import make_id
from synoptic.judge.anchors import GROUPS, Linked, anchors_of, look_up, name_of
from synoptic.judge.fields import FIELDS, value_of
from synoptic.model import Anchor, Document, Entity, Judgement

ACTS = ("join", "split", "confirm", "reject", "correct", "note")
KEPT = ("story", "document")  # are never rejected: an article says what it says


def decide(
    linked: Linked,
    act: str,
    records: Iterable[str],
    *,
    who: str,
    why: str = "",
    field: str | None = None,
    value: str | None = None,
    parts: Iterable[Iterable[str]] = (),
) -> Judgement:
    """What a person decides over linked records, by their ids; still without an id and a time, which the archive gives.

    join: two or more groups of one kind are one. split: of one group, the members in each of `parts` (ids of its annotations or documents)
    are one thing apart; those in none stay together. correct: `field` is `value` (None: it is not known). note: `why` is the note.
    Raises JudgementError, UnknownNameError.
    """
    if act not in ACTS:
        raise UnknownNameError("kind of judgement", act, list(ACTS))
    if not who.strip():
        raise JudgementError("A judgement needs a name: who decides?", "Give your name.")
    if act == "note" and not why.strip():
        raise JudgementError("A note needs words.", "Write down what is to be noted.")
    seen = list(dict.fromkeys(records))
    found = [look_up(linked, one) for one in seen]
    kinds = sorted({kind for kind, _ in found})
    if len(kinds) != 1:
        raise JudgementError(f"One judgement is over records of one kind, not of {' and '.join(kinds) or 'none'}.", "Decide over each kind by itself.")
    kind, rows = kinds[0], [record for _, record in found]
    allow(act, kind, rows)
    made = Judgement(id="", act=act, over=kind, who=who.strip(), when="", why=why.strip(), seen=tuple(seen))
    docs = {doc.id: doc for doc in linked.get(Document, ())}
    if act == "split":
        anchors = in_parts(linked, docs, kind, rows[0], [list(part) for part in parts])
        return replace(made, anchors=anchors, before=name_of(kind, rows[0]), after=f"{max(a.part for a in anchors) + 1} apart")
    made = replace(made, anchors=tuple(a for n, row in enumerate(rows) for a in anchors_of(linked, docs, kind, row, n)))
    if act == "join":
        return replace(made, before=" | ".join(name_of(kind, row) for row in rows), after="one")
    if act == "correct":
        return corrected(linked, docs, made, rows[0], field=field, value=value)
    return replace(made, before=" | ".join(name_of(kind, row) for row in rows))


def allow(act: str, kind: str, rows: Sequence[Any]) -> None:
    """Raises JudgementError where this cannot be done to that kind, or to so many."""
    if act in ("join", "split") and kind not in GROUPS:
        raise JudgementError(f"A {kind} cannot be {'joined' if act == 'join' else 'split'}.", f"These can: {', '.join(GROUPS)}.")
    if act == "join" and len(rows) < 2:
        raise JudgementError(f"To join takes two or more, and one {kind} was given.", "Give the ids of all that are one.")
    if act in ("split", "correct") and len(rows) != 1:
        raise JudgementError(f"One {kind} at a time can be {'split' if act == 'split' else 'corrected'}, and {len(rows)} were given.", "Give one id.")
    if act == "reject" and kind in KEPT:
        raise JudgementError(f"A {kind} cannot be rejected.", "Split what does not belong to it, or write a note.")


def corrected(linked: Linked, docs: Mapping[str, Document], made: Judgement, row: Any, *, field: str | None, value: str | None) -> Judgement:
    """The correction of one field."""
    known = FIELDS.get(made.over, {})
    if field not in known:
        raise UnknownNameError(f"field of this {made.over} that can be corrected:", field or "", sorted(known))
    value = value.strip() if value else None
    check = known[field]
    toward: tuple[Anchor, ...] = ()
    if value and not callable(check):
        entity = next((e for e in linked.get(Entity, ()) if e.id == value), None)
        toward = anchors_of(linked, docs, "entity", entity, 0) if entity else ()
        value = entity.name if entity else value
    elif value and callable(check) and (wrong := check(value)):
        raise JudgementError(f"The {field} of this {made.over} cannot be {value!r}: {wrong}.", "Give it in that form.")
    return replace(made, field=field, before=value_of(linked.get(Entity, ()), row, field), after=value, toward=toward)


def in_parts(linked: Linked, docs: Mapping[str, Document], kind: str, row: Any, parts: Sequence[Sequence[str]]) -> tuple[Anchor, ...]:
    """The members of a group, each with the part that it is to be in; 0 are those that no part names."""
    anchors = anchors_of(linked, docs, kind, row, 0)
    names = [a.id or f"{a.document}:{a.start}" for a in anchors]
    part_of = {name: n for n, part in enumerate(parts, 1) for name in part}
    if unknown := sorted(set(part_of) - set(names)):
        raise JudgementError(f"{', '.join(unknown)}: not in this {kind}.", f"Its members are {', '.join(names)}.")
    placed = [part_of.get(name, 0) for name in names]
    order = {part: n for n, part in enumerate(sorted(set(placed)))}
    if len(order) < 2:
        raise JudgementError(f"This would leave the {kind} as it is.", "Name the members that are a thing apart, and not all of them in one part.")
    return tuple(replace(a, part=order[part]) for a, part in zip(anchors, placed, strict=True))


def withdraw(judgements: Iterable[Judgement], name: str, *, who: str, why: str = "") -> Judgement:
    """That a judgement is to hold no more; withdrawing a withdrawal makes it hold again. Raises JudgementError."""
    known = {j.id: j for j in judgements}
    if name not in known:
        raise JudgementError(f"There is no judgement {name!r}.", "`synoptic judge list` shows all.")
    if not who.strip():
        raise JudgementError("A judgement needs a name: who decides?", "Give your name.")
    if name in withdrawn(known.values()):
        raise JudgementError(f"Judgement {name} is withdrawn already.", "Withdraw its withdrawal to make it hold again.")
    return Judgement(id="", act="withdraw", over="judgement", who=who.strip(), when="", why=why.strip(), withdraws=name)


def withdrawn(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Ids of judgements that hold no more, each with what withdrew it."""
    undone: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=in_time, reverse=True):
        if judgement.withdraws and judgement.id not in undone:
            undone.setdefault(judgement.withdraws, judgement)
    return undone


def in_time(judgement: Judgement) -> tuple[str, str]:
    """The order in which judgements were made."""
    return judgement.when, judgement.id


def stamped(judgement: Judgement, when: str) -> Judgement:
    """The judgement with its time, and an id that says all of it."""
    made = replace(judgement, when=when)
    anchors = [(a.kind, a.id, a.document, a.start, a.end, a.part) for a in (*made.anchors, *made.toward)]
    return replace(made, id=make_id("j", made.act, made.over, made.who, when, made.why, anchors, made.field, made.after, made.withdraws))
