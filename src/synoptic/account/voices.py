"""Voices: who said what, who reports it and who does not, and who gets direct words where others are paraphrased.

One line a speaker of a story, in it one an utterance. `voices["Marn"]` is all that one person is reported to have said, in the order of its days;
`manners` weighs, outlet by outlet, how a speaker's words are given. What an outlet lacks is what Synoptic did not find in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import ClassVar, Self

from rapidfuzz import fuzz, process

from synoptic.account.days import read_day
from synoptic.account.index import Index
from synoptic.account.section import Line, Row, Section, Table
from synoptic.account.utterances import DIRECTNESS, Said
from synoptic.errors import UnknownNameError
from synoptic.model import Entity

SHOWN = 4  # utterances of one speaker in a table; all stand in the data and the page
WEIGHED = 8, 5  # speakers and outlets in the table that weighs them: as many as 80 columns hold
NEAR = 4  # names offered where one is not known


@dataclass(frozen=True, slots=True)
class Manner:
    """How one outlet gives a speaker's statements: how many directly, partly quoted, paraphrased only; how many it lacks; how many own words it prints."""

    outlet: str
    direct: int
    mixed: int
    indirect: int
    lacking: int
    words: int

    @property
    def told(self) -> str:
        """`3/0/1`: direct, mixed, indirect."""
        return f"{self.direct}/{self.mixed}/{self.indirect}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Line):
    """One speaker and what is reported of their words. `name` is None where no article names a speaker; `id` is the place in the page."""

    name: str | None
    entity: str | None
    aliases: tuple[str, ...]
    type: str | None
    roles: tuple[str, ...]
    country: str | None
    said: tuple[Said, ...]
    manners: tuple[Manner, ...]

    @property
    def in_time(self) -> tuple[Said, ...]:
        """What was said, in order of its days; undated last."""
        return tuple(sorted(self.said, key=lambda s: (day.first if (day := read_day(s.said)) else "~", s.evidence[0].source, s.id)))

    def _repr_html_(self) -> str:
        """What they said, for a notebook."""
        return Speech((self,))._repr_html_()


@dataclass(frozen=True)
class Voices(Section[Voice]):
    """Speakers, the most widely reported first."""

    alone: ClassVar[bool] = False  # whether it holds one speaker only
    title: ClassVar[str] = "Voices"
    columns: ClassVar[tuple[str, ...]] = ("speaker", "words", "given", "day")

    def rows(self, line: Voice) -> tuple[Row, ...]:
        """One row an utterance, the first few; the speaker stands in the first."""
        name = line.name or "no speaker named"
        shown = line.said[:SHOWN]
        return tuple(Row(_cells(name if at == 0 else "", said), said.numbers, said.outlets, said.origins) for at, said in enumerate(shown))

    def more(self) -> tuple[Table, ...]:
        """Speakers weighed against each other, outlet by outlet."""
        speakers = [voice for voice in self.lines if voice.name][: WEIGHED[0]]
        outlets = [o for o, _ in Counter(o for voice in speakers for o in voice.outlets).most_common(WEIGHED[1])]
        if len(speakers) < 2 or len(outlets) < 2:
            return ()
        rows = []
        for voice in speakers:
            manners = {m.outlet: m.told for m in voice.manners if m.direct + m.mixed + m.indirect}
            rows.append(Row((voice.name or "", *(manners.get(outlet, "–") for outlet in outlets))))
        note = "Statements that an outlet gives in the speaker's own words / partly quoted / paraphrased only; – none."
        return (Table("Who gets direct words", ("speaker", *outlets), tuple(rows), note),)

    @property
    def said(self) -> tuple[Said, ...]:
        """All utterances."""
        return tuple(said for voice in self.lines for said in voice.said)

    def find(self, name: str) -> tuple[Voice, ...]:
        """The speakers whose name, or another name of whom, holds these words, whatever the case; one of exactly this name before all others."""
        wanted = " ".join(name.split()).casefold()
        named = [(voice, [n.casefold() for n in (voice.name or "", *voice.aliases)]) for voice in self.lines if voice.name]
        exact = tuple(voice for voice, names in named if wanted in names)
        return exact or tuple(voice for voice, names in named if any(wanted in n for n in names))

    def __getitem__(self, at: int | str) -> Voice:
        """A line by its number; by a name, all that one person is reported to have said. Raises UnknownNameError."""
        return super().__getitem__(at) if isinstance(at, int) else gather(self.lines_of(at))

    def lines_of(self, name: str) -> tuple[Voice, ...]:
        """The lines of the one speaker of this name, one a story. Raises UnknownNameError where nobody or more than one is called so."""
        found = self.find(name)
        names = sorted({voice.name: None for voice in found if voice.name})
        if len({(voice.name or "").casefold() for voice in found}) > 1:
            raise UnknownNameError("speaker (it must be the name of one alone)", name, names)
        if not found:
            known = sorted({voice.name: None for voice in self.lines if voice.name})
            near = [n for n, _, _ in process.extract(name, known, scorer=fuzz.WRatio, limit=NEAR)]
            raise UnknownNameError("speaker", name, near, nearest=True)
        return found


@dataclass(frozen=True)
class Speech(Voices):
    """One speaker alone, in the order of the days, with who does not report it."""

    alone: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ("day", "words", "given", "not in")

    def rows(self, line: Voice) -> tuple[Row, ...]:
        """One row an utterance, all of them."""
        return tuple(
            Row((said.said or "undated", said.told, said.words.type, ", ".join(said.without)), said.numbers, said.outlets, said.origins)
            for said in line.in_time
        )

    def more(self) -> tuple[Table, ...]:
        """How each outlet gives this speaker's words."""
        rows = (Row((m.outlet, str(m.direct), str(m.mixed), str(m.indirect), str(m.lacking), str(m.words))) for line in self.lines for m in line.manners)
        return (Table("How each outlet gives it", ("outlet", "direct", "mixed", "indirect", "lacking", "own words"), tuple(rows)),) if self.lines else ()

    def of(self, story: str | None) -> Self:
        """What was said in one story."""
        return replace(self, lines=tuple(x for x in self.lines if x.story == story))


def _cells(name: str, said: Said) -> tuple[str, ...]:
    return (name, said.told, said.words.type, said.said or "undated")


def build_voices(index: Index, utterances: Iterable[Said]) -> Voices:
    """The section, from utterances. Who has one name in one story is one speaker, as a reader takes it, known as one or not."""
    groups: dict[tuple[str | None, str], list[Said]] = {}
    for said in utterances:
        groups.setdefault((said.story, (said.speaker_name or "").casefold()), []).append(said)
    return place_voices(_voice(index, found) for _, found in sorted(groups.items(), key=lambda g: (g[0][0] or "", g[0][1])))


def place_voices(voices: Iterable[Voice]) -> Voices:
    """The section, of voices in whatever order; placing them again changes nothing."""
    ordered = sorted(voices, key=lambda v: (v.name is None, tuple(-w for w in v.weight), -len(v.said), v.name or "", first_of(v)))
    return Voices(tuple(_placed(ordered)))


def _voice(index: Index, found: Sequence[Said]) -> Voice:
    found = sorted(found, key=lambda s: (tuple(-w for w in s.weight), DIRECTNESS.get(s.words.type, 3), s.said or "~", s.evidence[0].source, s.id))
    entity: Entity | None = next((e for said in found if (e := index.entities.get(said.speaker or ""))), None)
    backing = index.backed(found[0].evidence if len(found) == 1 else index.once(e for said in found for e in said.evidence))
    backing["story"] = found[0].story
    return Voice(
        id=min(s.id for s in found),
        name=entity.name if entity else found[0].speaker_name,
        entity=entity.id if entity else None,
        aliases=entity.aliases if entity else (),
        type=entity.type if entity else None,
        roles=entity.roles if entity else (),
        country=entity.country if entity else None,
        said=tuple(found),
        manners=_manners(found),
        **backing,
    )


def _manners(found: Sequence[Said]) -> tuple[Manner, ...]:
    """Outlets that report most first."""
    given: dict[str, Counter[str]] = {}
    for said in found:
        for outlet, kind in said.given.items():
            given.setdefault(outlet, Counter())[kind] += 1
        own: dict[str, int] = {}
        for variant in said.variants:
            if variant.type == "direct":
                own[variant.evidence.outlet] = max(own.get(variant.evidence.outlet, 0), len(variant.evidence.words.exact.split()))
        for outlet, words in own.items():
            given[outlet]["words"] += words
        for outlet in said.without:
            given.setdefault(outlet, Counter())["lacking"] += 1
    made = [Manner(outlet, c["direct"], c["mixed"], c["indirect"], c["lacking"], c["words"]) for outlet, c in given.items()]
    return tuple(sorted(made, key=lambda m: (-(m.direct + m.mixed + m.indirect), -m.direct, m.outlet)))


def first_of(voice: Voice) -> str:
    """The least id of what was said, which tells speakers of one name apart."""
    return min(said.id for said in voice.said)


def _placed(voices: Sequence[Voice]) -> Iterable[Voice]:
    """With ids that a person can read and pass on: `voice-ilda-marn`; the story, then the first statement, where another has the same name."""
    plain = [re.sub(r"\W+", "-", (voice.name or "nobody named").casefold()).strip("-") or "sign" for voice in voices]
    longer = [f"{name}-{voice.story}" for name, voice in zip(plain, voices, strict=True)]
    once, again = Counter(plain), Counter(longer)
    for voice, name, more in zip(voices, plain, longer, strict=True):
        yield replace(voice, id="voice-" + (name if once[name] == 1 else more if again[more] == 1 else f"{more}-{first_of(voice)}"))


def gather(voices: Sequence[Voice]) -> Voice:
    """The lines of one speaker in several stories as one, which belongs to none of them."""
    if len(voices) == 1:
        return voices[0]
    said = tuple(chain.from_iterable(v.said for v in voices))
    return replace(
        voices[0],
        story=None,
        said=said,
        evidence=tuple(chain.from_iterable(v.evidence for v in voices)),
        documents=tuple(dict.fromkeys(chain.from_iterable(v.documents for v in voices))),
        origins=sum(v.origins for v in voices),
        manners=_manners(said),
    )
