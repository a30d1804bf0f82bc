"""What persons decided, put in while records are linked: after each linker its groups, values and pairs are made what the judgements say.

So that everything linked later builds on it, and every linker stays as it is. Judgements hold on to words, which `places` finds again; of two that
contradict each other the later holds, and the earlier is kept and told. A record that judgements shaped names them; a Judgement tells whether it
holds, and which records it shaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from synoptic.judge import in_time, withdrawn
from synoptic.judge.anchors import FOUND, GROUPS, PAIRS, SINGLE
from synoptic.link.judged.corrections import correct_groups, correct_records, corrections, holding_most
from synoptic.link.judged.groups import regroup
from synoptic.link.judged.pairs import made_of, meant
from synoptic.link.judged.places import Places
from synoptic.link.judged.references import forget, name_groups, point_anew
from synoptic.link.judged.remaking import remaking, told, units_of
from synoptic.link.judged.verdicts import last_words
from synoptic.model import Chain, Document, Entity, Figure, Judgement, Quotation

Table = dict[type, tuple[Any, ...]]

MADE_BY = {"stories": "story", "entities": "entity", "utterances": "utterance", "series": "series", "events": "event"}  # linker -> the groups that it makes
PAIRS_BY = {"relations": "relation", "provenance": "provenance"}


class Judging:
    """The judgements over one set of records, while these are linked."""

    def __init__(self, table: Mapping[type, tuple[Any, ...]], judgements: Iterable[Judgement]) -> None:
        """`table`: documents and what was found in them, before anything is linked."""
        self.all = sorted(judgements, key=in_time)
        self.undone = withdrawn(self.all)
        self.live = [j for j in self.all if j.act != "withdraw" and j.id not in self.undone]
        self.overruled: dict[str, Judgement] = {}
        self.rejected: dict[str, list[str]] = {}  # judgement -> the units that it takes away
        self.placed: dict[str, list[tuple[str, int]]] = {}
        self.missing: dict[str, list[str]] = {}
        self.pairs: dict[str, list[str]] = {}  # judgement over a relation or provenance -> the records that it means
        self.entity_of: dict[str, str] = {}
        self.days: dict[str, Judgement] = {}  # document -> who gave its day
        self.published: dict[str, str | None] = {}  # what its metadata say
        places = Places(table) if self.live else None
        for judgement in self.live:
            assert places is not None
            found = [(places.find(a), a.part) for a in judgement.anchors]
            self.placed[judgement.id] = [(place.unit, part) for place, part in found if place.unit]
            self.missing[judgement.id] = [place.why for place, _ in found if not place.unit]
        self.toward = {j.id: [u for a in j.toward if places and (u := places.find(a).unit)] for j in self.live}
        self.live = [j for j in self.live if self.stands(j)]

    def stands(self, judgement: Judgement) -> bool:
        """Whether enough of what it was decided over is still there."""
        units = self.placed[judgement.id]
        return len({part for _, part in units}) > 1 if judgement.act in ("join", "split") else bool(units)

    # ------------------------------------------------------------ while linking

    def start(self, table: Table) -> None:
        """Before anything is linked: take away what was rejected, correct what texts bear."""
        if not self.live:
            return
        self.overruled, self.rejected = last_words(self.live, self.placed)
        over = {j.id: j.over for j in self.live}
        gone: dict[type, set[str]] = {}
        for name, units in self.rejected.items():
            if over[name] not in PAIRS:
                gone.setdefault(FOUND[GROUPS[over[name]][1] if over[name] in GROUPS else over[name]], set()).update(units)
        for kind, ids in gone.items():
            table[kind] = tuple(r for r in table.get(kind, ()) if r.id not in ids)
        if chains := gone.get(Chain):
            forget(table, chains)
        self.put_in(table, "found")

    def before(self, linker: str, table: Table) -> Table:
        """What a linker is given. `dating` takes a day that a person gave for the one that the metadata say."""
        given = [j for j in self.live if j.over == "document" and j.field == "dated"] if linker == "dating" else []
        self.days = {unit: j for j in given for unit, _ in self.placed[j.id]}
        if not self.days:
            return table
        self.published = {d.id: d.published for d in table[Document] if d.id in self.days}
        docs = tuple(replace(d, published=self.days[d.id].after) if d.id in self.days else d for d in table[Document])
        return {**table, Document: docs}

    def after(self, linker: str, before: Mapping[type, tuple[Any, ...]], table: Table) -> None:
        """What a linker made, as judgements have it. `before`: what it was given."""
        if not self.live:
            return
        if linker == "dating" and self.days:
            self.restore_days(table)
        if kind := MADE_BY.get(linker):
            changed = self.regroup(kind, table)
            if kind == "entity":
                if changed:
                    point_anew(before, table)
                of = {chain: e.id for e in table[Entity] for chain in e.chains}
                self.entity_of = {name: e for name, units in self.toward.items() if (e := holding_most(units, of))}
            elif changed and kind == "utterance":
                name_groups(table, Quotation, "utterance", group_of(kind, table))
            elif changed and kind == "series":
                name_groups(table, Figure, "series", group_of(kind, table))
        self.put_in(table, linker)
        if kind := PAIRS_BY.get(linker):
            self.take_away(kind, table)

    def finish(self, table: Table) -> None:
        """The records that judgements shaped name them, and the judgements say whether they hold."""
        shaped: dict[str, list[str]] = {}
        groups = {kind: group_of(kind, table) for kind in GROUPS} if self.live else {}
        records = {j.id: self.records_of(j, groups) for j in self.live}
        for judgement in self.live:
            if judgement.id not in self.overruled:
                for record in records[judgement.id]:
                    shaped.setdefault(record, []).append(judgement.id)
        for kind in {GROUPS[j.over][0] if j.over in GROUPS else {**SINGLE, **PAIRS}[j.over] for j in self.live}:
            table[kind] = tuple(replace(r, judgements=tuple(shaped[r.id])) if r.id in shaped else r for r in table.get(kind, ()))
        table[Judgement] = tuple(sorted((self.told(j, records.get(j.id, ())) for j in self.all), key=lambda j: j.id))

    # ------------------------------------------------------------ the parts of it

    def regroup(self, kind: str, table: Table) -> bool:
        """Join and split the groups of a kind; whether any changed."""
        decided = [j for j in self.live if j.over == kind and j.act in ("join", "split")]
        if not decided:
            return False
        cls = GROUPS[kind][0]
        linked = {tuple(sorted(units_of(kind, r))): r for r in table.get(cls, ())}
        made, overruled = regroup(linked, decided, self.placed)
        self.overruled.update(overruled)
        of = group_of(kind, table)
        by_id = {r.id: r for r in linked.values()}
        heirs = heirs_of(linked, made) if kind == "entity" else {}
        remake, rows = remaking(kind, table), []
        for units in made:
            if (kept := linked.get(tuple(units))) is not None:
                rows.append(kept)
                continue
            name = holding_most(units, of)
            assert name is not None
            by = [j for j in decided if j.id not in self.overruled and not set(units).isdisjoint(u for u, _ in self.placed[j.id])]
            record = remake(units, by_id[name])
            if kind == "entity" and heirs.get(name) == units:  # the larger part stays who it was, here and in other stories
                record = replace(record, id=name)
            rows.append(replace(record, why=told(by, by_id[name].why)) if hasattr(record, "why") else record)
        table[cls] = tuple(sorted(rows, key=lambda r: r.id))
        return len(rows) != len(linked) or any(tuple(units) not in linked for units in made)

    def put_in(self, table: Table, stage: str) -> None:
        """Put in the corrections of a stage."""
        due = [j for j in corrections(self.live, stage) if j.id not in self.overruled]
        single = [j for j in due if j.over in SINGLE or j.over == "utterance"]
        if single:
            correct_records(table, single, self.placed, entity_of=self.entity_of)
        for kind in sorted({j.over for j in due} - set(SINGLE) - {"utterance"}):
            mine, of = [j for j in due if j.over == kind], group_of(kind, table)
            nearest = {j.id: g for j in mine if (g := holding_most([u for u, _ in self.placed[j.id]], of))}
            correct_groups(table, kind, mine, nearest=nearest, entity_of=self.entity_of)

    def restore_days(self, table: Table) -> None:
        """Documents that a person dated say so, and their metadata are as read."""
        rows = []
        for doc in table[Document]:
            if j := self.days.get(doc.id):
                told = f"by {j.who} on {j.when[:10]}" + (f": “{j.why}”" if j.why else "")
                rows.append(replace(doc, published=self.published[doc.id], dated=j.after, dated_from="judgement", dated_why=told))
            else:
                rows.append(doc)
        table[Document] = tuple(rows)

    def take_away(self, kind: str, table: Table) -> None:
        """Find the relations or provenance that judgements mean, and take away those that were rejected."""
        decided = [j for j in self.live if j.over == kind]
        if decided:
            units, cls = made_of(table), PAIRS[kind]
            self.pairs.update((j.id, meant(j, self.placed[j.id], table.get(cls, ()), units)) for j in decided)
            gone = {name for j in decided if j.id in self.rejected for name in self.pairs[j.id]}
            table[cls] = tuple(r for r in table.get(cls, ()) if r.id not in gone)

    def records_of(self, judgement: Judgement, groups: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
        """The records that a judgement is about, as they are now."""
        if judgement.act == "reject" and judgement.id not in self.overruled:
            return ()
        if judgement.over in PAIRS:
            return tuple(self.pairs.get(judgement.id, ()))
        units = [unit for unit, _ in self.placed[judgement.id]]
        if judgement.over not in GROUPS:
            return tuple(units)
        of = groups[judgement.over]
        if judgement.act in ("join", "split"):
            return tuple(sorted({of[u] for u in units if u in of}))
        nearest = holding_most(units, of)
        return (nearest,) if nearest else ()

    def told(self, judgement: Judgement, records: tuple[str, ...]) -> Judgement:
        """The judgement with whether it holds, and why it does not."""
        missing = sorted(set(self.missing.get(judgement.id, ())))
        if by := self.undone.get(judgement.id):
            return replace(judgement, status="withdrawn", status_why=f"by {by.who} on {by.when[:10]}" + (f": “{by.why}”" if by.why else ""))
        if judgement.act == "withdraw":
            return replace(judgement, status="holds")
        if judgement.id in self.overruled:
            by = self.overruled[judgement.id]
            return replace(judgement, status="overruled", status_why=f"{by.who} decided otherwise on {by.when[:10]} ({by.id})", records=records)
        if judgement not in self.live or (judgement.over in PAIRS and judgement.act != "reject" and not records):
            return replace(judgement, status="rests", status_why="; ".join(missing) or "what it was decided over is not found any more")
        lost = len(self.missing[judgement.id])
        why = f"without {lost} of {len(judgement.anchors)} places: {'; '.join(missing)}" if lost else ""
        return replace(judgement, status="holds", status_why=why, records=records)


def heirs_of(linked: Mapping[tuple[str, ...], Any], made: Iterable[list[str]]) -> dict[str, list[str]]:
    """The id of each old record -> the group that has most of its units, the first of equals."""
    record_of = {unit: r.id for units, r in linked.items() for unit in units}
    best: dict[str, tuple[int, list[str]]] = {}
    for units in made:
        for name, held in sorted(Counter(record_of[u] for u in units).items()):
            if held > best.get(name, (0, []))[0]:
                best[name] = held, units
    return {name: units for name, (_, units) in best.items()}


def group_of(kind: str, table: Mapping[type, tuple[Any, ...]]) -> dict[str, str]:
    """Unit -> the id of the group that holds it."""
    return {unit: r.id for r in table.get(GROUPS[kind][0], ()) for unit in units_of(kind, r)}
