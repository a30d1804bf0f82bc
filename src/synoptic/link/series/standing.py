"""Which counts of a series stand at a time: the newest of each giver, and older ones that nothing newer has overtaken.

In: the figures of one series, their documents, and who speaks for whom. Out: after each moment at which somebody counted, the figures that stand. A rise
overtakes; so does any later count of what may fall (the missing, the displaced). A lower count of the dead overtakes what its own giver said
before, what an article said in its own voice, and what nobody contested at its time. Parties of two countries never overtake each other. A vaguer
count, and an old one told again in an article's own voice, change nothing. It does not say who is right.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from synoptic.link.relations.sides import Sides
from synoptic.link.series.happenings import days
from synoptic.link.series.ranges import clash, hull, inside
from synoptic.link.series.whom import named
from synoptic.model import Document, Entity, Figure

GAP = 180  # minutes between two articles of one day from which the later may have a newer count; nearer ones speak of one time
FALLING = frozenset(["missing", "displaced", "homeless", "evacuated", "detained", "captured", "hospitalized", "refugees"])  # of whom fewer are left later
ARTICLE = re.compile(r"^(?:the|an?)\s+")
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "who", "this", "that", "one"])


@dataclass(frozen=True)
class Word:
    """One count as its giver gave it; `own`: in the article's own voice."""

    figure: Figure
    giver: str
    own: bool
    side: frozenset[str]
    day: str
    minute: int | None  # since the epoch, where the article says when it was published, and the count is of that day

    def clashes(self, other: Word) -> bool:
        """Whether the two cannot both hold."""
        return self.giver != other.giver and clash(self.figure, other.figure)


@dataclass
class Moment:
    """What stands after the counts of one moment."""

    day: str
    words: list[Word] = field(default_factory=list)

    @property
    def ids(self) -> tuple[str, ...]:
        """The figures that stand, in the order of the text."""
        return tuple(w.figure.id for w in self.words)

    @property
    def disputed(self) -> bool:
        """Whether two of them cannot both hold."""
        return any(a.clashes(b) for i, a in enumerate(self.words) for b in self.words[i + 1 :])


class Givers:
    """Who stands behind a figure: who says so where somebody does, else the article, or the one that it copies."""

    def __init__(self, docs: Mapping[str, Document], copied: Mapping[str, str], entities: Sequence[Entity] = ()) -> None:
        """Index the documents, what they copy, and the sides that entities speak for."""
        self.docs, self.copied, self.sides = docs, copied, Sides(entities)

    def words(self, figures: Sequence[Figure]) -> list[Word]:
        """The figures as words of their givers, in order of time; one giver under two names ("the ministry", "Orland's ministry") is one."""
        named_by = {f.id: name for f in figures if (name := said(f))}
        names = sorted(set(named_by.values()))
        fullest = {name: max((n for n in names if same_giver(name, n)), key=lambda n: (len(n), n)) for name in names}
        by = {(f.document, f.low, f.high): fullest[named_by[f.id]] for f in reversed(figures) if f.id in named_by}  # a headline has its article's source
        made = [self.word(f, fullest[named_by[f.id]] if f.id in named_by else by.get((f.document, f.low, f.high))) for f in figures]
        return sorted(made, key=order) if len(made) > 1 else made

    def word(self, figure: Figure, name: str | None) -> Word:
        """One figure as its giver's word."""
        doc = self.docs[figure.document]
        day = day_of(figure, doc)
        minute = minutes(doc.published) if (doc.published or "")[:10] == day else None
        giver = name or f"article {self.copied.get(doc.id, doc.id)}"
        return Word(figure, giver, name is None, self.side(figure), day, minute)

    def side(self, figure: Figure) -> frozenset[str]:
        """The country that the giver of a figure speaks for, where the text ties it to one: police of two towns are no two parties."""
        entity = self.sides.by_id.get(figure.attributed_to or "")
        return self.sides.of(figure.attributed_to) & {entity.country} if entity is not None and entity.country else frozenset()


def order(word: Word) -> tuple[object, ...]:
    """By time, what has no hour last in its day; then by place."""
    return word.day, word.minute is None, word.minute or 0, word.figure.document, word.figure.start, word.figure.id


def taken_back(words: Sequence[Word]) -> frozenset[str]:
    """The figures that are withdrawn, and those that they withdraw: the same range, said no later."""
    withdrawn = [w for w in words if w.figure.withdrawn]
    return frozenset(w.figure.id for w in words if w.figure.withdrawn or any(same_range(w, t) and w.day <= t.day for t in withdrawn))


def course(words: Sequence[Word]) -> list[Moment]:
    """What stood after each moment, in order. `words`: in order of time; what is taken back stands nowhere."""
    gone = taken_back(words)
    standing = [w for w in words if w.figure.id not in gone]
    contested = contested_in(standing)
    made: list[Moment] = []
    told: list[Word] = []
    for group in moments(standing):
        before = made[-1].words if made else []
        clear = [w for w in group if w.figure.hedge != "vague"] or group
        new = [w for w in clear if not retold(w, before, told)]
        kept = [w for w in before if not new or (any(n.clashes(w) for n in new) and not any(overtakes(n, w, contested) for n in new))]
        made.append(Moment(group[0].day, [*kept, *new]))
        told += group
    return made


def contested_in(words: Sequence[Word]) -> set[str]:
    """The figures whose giver another contradicted on their day."""
    days: dict[str, list[Word]] = {}
    for word in words:
        if not word.own:
            days.setdefault(word.day, []).append(word)
    return {a.figure.id for told in days.values() if len(told) > 1 for a in told if any(a.clashes(b) for b in told)}


def moments(words: Sequence[Word]) -> list[list[Word]]:
    """The words by moment: by day, and within a day by hours where articles say when they were published. Of one giver only the last of a day counts."""
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1] if groups else None
        if last is None or last[0].day != word.day or (word.minute is not None and word.minute - (last[0].minute or 0) >= GAP):
            groups.append([word])
        else:
            last.append(word)
    return [[w for w in g if not any(newer(x, w) for x in g)] for g in groups]


def newer(one: Word, other: Word) -> bool:
    """Whether a giver's word takes the place of another of the same moment: published later."""
    return one.giver == other.giver and not one.own and (one.minute or 0) > (other.minute or 0)


def retold(word: Word, before: Sequence[Word], told: Sequence[Word]) -> bool:
    """Whether a count tells nothing new: vaguer than what stands, or an old one that was overtaken, told again in an article's own voice."""
    if not before:
        return False
    low, high = hull([w.figure for w in before])
    vaguer = inside((low, high), word.figure) and (word.figure.low, word.figure.high) != (low, high)
    stale = word.own and any(word.clashes(b) for b in before) and any(same_range(word, w) for w in told)
    return vaguer or stale


def overtakes(new: Word, old: Word, contested: set[str]) -> bool:
    """Whether a later count takes the place of an older one."""
    if new.giver == old.giver:
        return True
    if not new.clashes(old) or opposed(new, old):
        return False
    if new.figure.counted in FALLING and new.day != old.day:
        return True
    rise = (new.figure.low or 0) > (old.figure.high if old.figure.high is not None else float("inf"))
    return rise or (new.day != old.day and (old.own or old.figure.id not in contested))


def day_of(figure: Figure, doc: Document) -> str:
    """The day at which a count stood: that of its document, or an earlier one that it names, of a week, month or year the last; empty where none is known."""
    spoken, stood = days(doc.dated or doc.published), days(figure.as_of)
    ends = [stood[1]] if stood else []
    ends += [spoken[1]] if spoken and not (stood and stood[0] > spoken[1]) else []
    return datetime.date.fromordinal(min(ends)).isoformat() if ends else ""


def opposed(one: Word, other: Word) -> bool:
    """Whether two givers speak for two countries, or one of them alone for those whom both count ("Orland soldiers")."""
    if one.side and other.side and not one.side & other.side:
        return True
    counted = named(one.figure) & named(other.figure)
    ours, theirs = (any(word in w.giver for word in counted) for w in (one, other))
    return not one.own and not other.own and ours != theirs


def said(figure: Figure) -> str | None:
    """Who says so, as a key: by name, since one body may be two entities ("the ministry"); of a pronoun the entity, else the document."""
    if not figure.attributed_name:
        return figure.attributed_to
    name = figure.attributed_name.strip().lower()
    if name in PRONOUNS:
        return figure.attributed_to or f"{name} in {figure.document}"
    return ARTICLE.sub("", name) or figure.attributed_to


def same_giver(one: str, other: str) -> bool:
    """Whether two names of givers are one: "health ministry", "orland's health ministry"."""
    return one == other or (" " in one and other.endswith(f" {one}"))


def same_range(one: Word, other: Word) -> bool:
    """Whether two words give the same range."""
    return (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)


def minutes(published: str | None) -> int | None:
    """Minutes since the epoch of a time with its zone; None for a day alone."""
    try:
        when = datetime.datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return int(when.timestamp() // 60) if when.tzinfo is not None else None
