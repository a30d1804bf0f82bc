"""Where and by whom a figure is given: its token, clause, place, timex, and who says so through whom.

In: a Reading with its chains, timexes and quotations. Out: a `Setting` that answers for a stretch of words. Who says so is the speaker of the innermost
quotation around the figure, else the subject of a verb of saying or the "according to" above it in the parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Token

from synoptic.annotate.figures.moments import Moments
from synoptic.annotate.figures.people import is_dateline, words
from synoptic.annotate.figures.withdrawn import is_withdrawn
from synoptic.annotate.lookup import Chains
from synoptic.annotate.reading import Reading
from synoptic.ids import make_id
from synoptic.model import Chain, Figure, Quotation, Timex

SAY = frozenset(
    [
        "say",
        "tell",
        "report",
        "estimate",
        "confirm",
        "announce",
        "state",
        "claim",
        "add",
        "note",
        "declare",
        "put",
        "warn",
        "acknowledge",
        "admit",
        "allege",
        "believe",
        "write",
        "quote",
        "cite",
    ]
)
PUT = frozenset(["put", "set", "place", "raise", "lower", "revise", "estimate", "bring", "cut"])  # with a word of TALLY as their object
TALLY = frozenset(["toll", "number", "count", "figure", "tally", "total"])
# what harms and happens gives no figures
MUTE = words(
    """
    attack battle blast bombing clash conflict crash disaster earthquake epidemic explosion fighting fire flood hurricane invasion offensive outbreak
    raid shelling shooting storm strike typhoon violence war wave
    """
)
LOOSE = {"dep", "parataxis", "nsubj"}  # how the parser hangs what is said on its verb after a dateline ("ARLO (Wire) - ...")
NEAR = {"in", "at", "near", "of", "from", "across", "outside", "around", "throughout", "on", "to"}
TIME_WORD = re.compile(
    r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|day|night|week|month|year|decade|century|centuries|"
    r"hour|minute|second|morning|noon|evening|season|ago|last|age|"
    r"^(?:1[0-9]|20)\d\d|:\d|^['’]?\d0s|^[ap]\.?m|\d[ap]m"
)


class Setting:
    """What stands around the figures of one document."""

    def __init__(self, reading: Reading, chains: Iterable[Chain], timexes: Iterable[Timex], quotations: Iterable[Quotation]) -> None:
        """Index what figures need to look up."""
        self.reading = reading
        table = reading.parsed.to_array(["IDX", "SENT_START"])
        self.starts: list[int] = table[:, 0].tolist()
        self.chains = Chains(chains)
        self.moments = Moments(reading.parsed, timexes, SAY)
        self.quotations = sorted(quotations, key=lambda q: (q.start, -q.end, q.id))
        self.places = [e for e in reading.parsed.ents if e.label_ in ("GPE", "LOC")]
        self.bounds: list[int] = [0, *table[table[:, 1] == 1, 0].tolist()]

    def token(self, start: int, end: int) -> Token:
        """The token of `text[start:end]` that the parse hangs on its noun: the last numeral, else the root of the words."""
        parsed = self.reading.parsed
        first, last = max(bisect_right(self.starts, start) - 1, 0), max(bisect_right(self.starts, end - 1) - 1, 0)
        if first == last:
            return parsed[first]
        span = parsed[first : last + 1]
        return next((t for t in reversed(list(span)) if t.like_num or t.pos_ == "NUM"), span.root)

    def dated(self, start: int, end: int, token: Token) -> bool:
        """Whether a number stands in an expression of a day or clock time."""
        if token.ent_type_ in ("DATE", "TIME") and self.spells_time(token):
            return True
        return any(t.start <= start and end <= t.end for t in self.moments.all)

    def spells_time(self, token: Token) -> bool:
        """Whether the model's date around a numeral has a word or shape of time, since it takes some plain counts for dates."""
        doc, first, last = token.doc, token.i, token.i
        while first and doc[first].ent_iob_ == "I":
            first -= 1
        while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].ent_type_:
            last += 1
        return any(TIME_WORD.search(t.lower_) for t in doc[first : last + 1])

    def sentence(self, start: int) -> tuple[int, int]:
        """The offsets of the sentence that holds an offset."""
        at = bisect_right(self.bounds, start)
        return self.bounds[at - 1] if at else 0, self.bounds[at] if at < len(self.bounds) else len(self.reading.doc.text)

    def figure(
        self,
        start: int,
        end: int,
        *,
        low: float | None,
        high: float | None,
        counted: str | None,
        head: Token,
        of: str | None = None,
        hedge: str = "exact",
        more: bool = False,
        mark: str = "",
    ) -> Figure:
        """The Figure on `text[start:end]` with what stands around it; `mark` tells two on one span apart."""
        first, last = self.sentence(start)
        stood, occurred = self.moments.of(start, first, last)
        clause = clause_of(head)
        by, name, via = self.sayer(start, end, head)
        withdrawn = is_withdrawn(self.reading.doc.text, start, first, last)
        return Figure(
            id=make_id("f", self.reading.doc.id, start, end, *([mark] if mark else [])),
            document=self.reading.doc.id,
            start=start,
            end=end,
            exact=self.reading.doc.text[start:end],
            low=low,
            high=high,
            counted=counted,
            of=of,
            place=self.place(start, first, last),
            timex=stood,
            occurred_timex=occurred,
            withdrawn=withdrawn,
            attributed_to=by,
            attributed_name=None if withdrawn and by is None else name,  # "an earlier version" is nobody
            via=via,
            hedge=hedge,
            increment=more,
            clause=self.reading.span(*clause) if clause else None,
        )

    def place(self, start: int, first: int, last: int) -> str | None:
        """The place that the sentence names nearest to an offset, those behind a preposition only."""
        near = [e for e in self.places if first <= e.start_char < last and in_place(e.root)]
        best = min(near, key=lambda e: (e.start_char < start, abs(e.start_char - start)), default=None)
        return best.text if best is not None else None

    def sayer(self, start: int, end: int, head: Token) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Who gives the figure: the id of a chain, a name, and through whom."""
        inside = [q for q in self.quotations if q.start <= start and end <= q.end and (q.speaker or q.speaker_name) and may_say(q)]
        source = source_above(head)
        source = None if source is not None and (is_dateline(source) or source.lemma_.lower() in MUTE) else source
        via: tuple[str, ...] = ()
        if inside:
            best = min(inside, key=lambda q: (q.end - q.start, q.start))
            via = best.via
            if best.speaker or source is None:
                return self.person(source, best.speaker, best.speaker_name, via)
        if source is not None and source.lower_ in ("it", "they"):
            source = said_before(source) or source
        if source is None:
            return None, None, ()
        chain = self.chains.at(source)
        return self.person(source, chain.id if chain else None, chain.name if chain else name_of(source), via)

    def person(self, source: Token | None, chain: str | None, name: str | None, via: tuple[str, ...]) -> tuple[str | None, str | None, tuple[str, ...]]:
        """A source under the name of the person in its apposition: "the mayor of Brent, Ada Moor," is Ada Moor."""
        named = next((t for t in source.subtree if t.dep_ == "appos" and t.ent_type_ == "PERSON"), None) if source is not None else None
        held = self.chains.at(named) if named is not None and source is not None and source.ent_type_ != "PERSON" else None
        return (held.id, held.name, via) if held else (chain, name, via)


def may_say(quotation: Quotation) -> bool:
    """Whether the speaker of a quotation is none of those that only seem to speak: "the invasion has seen 40 killed", "the storm claimed"."""
    return bool(quotation.speaker) or (quotation.speaker_name or "").lower().rpartition(" ")[2] not in MUTE


def in_place(noun: Token) -> bool:
    """Whether a noun hangs on a preposition of place, itself or by "and"."""
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun.dep_ == "pobj" and noun.head.lower_ in NEAR


def source_above(token: Token) -> Token | None:
    """The noun that the clause of a token is said by."""
    at = token
    for _ in range(12):
        if at.pos_ in ("VERB", "AUX"):
            for child in at.children:
                if child.lower_ == "according":
                    return next((g for c in child.children for g in c.children if g.dep_ == "pobj"), None)
                if child.dep_ in ("ccomp", "parataxis") and child.lemma_ in SAY and child.i > token.i:
                    return subject_of(child)
            if at.lemma_ in PUT and any(c.dep_ == "dobj" and c.lemma_ in TALLY for c in at.children):
                return subject_of(at)
        if at.head.i == at.i:
            return None
        if at.head.lemma_ in SAY and (at.dep_ == "ccomp" or (at.dep_ in LOOSE and at.i < at.head.i and at.head.i > token.i)):
            return subject_of(at.head)
        at = at.head
    return None


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb."""
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)


def said_before(pronoun: Token) -> Token | None:
    """Whom "it said" speaks of: the subject of the sentence before, where that says or counts something."""
    first = pronoun.sent.start
    if first == 0:
        return None
    root = pronoun.doc[first - 1].sent.root
    return subject_of(root) if root.lemma_ in SAY else None


def name_of(noun: Token) -> str:
    """A noun with what stands before it in its phrase."""
    left = noun.left_edge if noun.i - noun.left_edge.i < 6 else noun
    return str(noun.doc[left.i : noun.i + 1].text)


def clause_of(token: Token) -> tuple[int, int] | None:
    """The offsets of the clause of a token: what hangs on the nearest verb above."""
    at = token
    while at.pos_ not in ("VERB", "AUX"):
        if at.head.i == at.i:
            break
        at = at.head
    left, right = at.left_edge, at.right_edge
    while right.i > left.i and right.is_space:
        right = right.nbor(-1)
    return left.idx, right.idx + len(right.text)
