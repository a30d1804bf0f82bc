"""What changed in a story: its account now against what was known before, as tellings: tolls revised, positions moved, contradictions, second origins.

Ids of linked records change as articles join them, so what was known is kept by what stays: the words that a record stands on (document and place), the
parties of a position. A story that is seen for the first time has no before; it is noted and nothing is told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from synoptic.account import Account
from synoptic.account.entries import Entry
from synoptic.account.figures import TOLLS, Count
from synoptic.account.relations import Bearing, Side
from synoptic.account.section import Evidence, Line
from synoptic.account.talks import Stand
from synoptic.watch.telling import Telling, telling

PAIRED = 4  # pieces of evidence of a side by which a contradiction is known again
Known = Callable[[str, list[str]], dict[str, str]]  # kind, members -> what was noted of those that are known


@dataclass
class News:
    """What there is to tell, and what is to be noted: (kind, member) -> value."""

    tellings: list[Telling] = field(default_factory=list)
    facts: dict[tuple[str, str], str] = field(default_factory=dict)


def news_of(account: Account, title: str, known: Known) -> News:
    """What changed in the account of one story."""
    news = News()
    urls = {source.id: source.url or source.path or source.name for source in account.sources}
    told = [
        *(t for count in account.figures if count.counted in TOLLS for t in toll(count, title, urls, known, news)),
        *(t for stand in account.talks for t in position(stand, title, urls, known, news)),
        *(t for bearing in account.relations.of_type("contradiction") for t in contradiction(bearing, title, urls, known, news)),
        *(t for entry in account.timeline.shown if entry.kind == "event" for t in confirmed(entry, title, urls, known, news)),
    ]
    news.tellings = list({t.id: t for t in told}.values())
    return news


def toll(count: Count, title: str, urls: dict[str, str], known: Known, news: News) -> Iterator[Telling]:
    """A count of people that stands at another range than before."""
    members = [place(p.evidence) for p in count.points]
    before = Counter(known("toll", members).values())
    for member in members:
        news.facts["toll", member] = count.value
    old = max(sorted(before), key=lambda v: before[v], default=None)
    if old is None or old == count.value:
        return
    points = (count.best,) if count.best else count.newest
    words = [f"“{p.evidence.words.exact}” ({', via '.join(p.says) or p.evidence.outlet})" for p in points]
    yield telling(
        "toll",
        f"{count.label}: {old} → {count.value}, {'; '.join(words)}",
        sorted(members),
        old,
        count.value,
        story=title,
        urls=[urls.get(p.evidence.words.document) for p in points],
        details=[f"status: {count.status}. {count.why}", *sentences(p.evidence for p in points)],
        documents=count.documents,
    )


def position(stand: Stand, title: str, urls: dict[str, str], known: Known, news: News) -> Iterator[Telling]:
    """A party that stands elsewhere than when it was last heard of."""
    if not stand.party:
        return
    member = json.dumps([stand.party, stand.toward or "", stand.topic or ""], ensure_ascii=False)
    held = news.facts.get(("position", member)) or known("position", [member]).get(member)
    old = json.loads(held) if held else None
    now = {"stance": stand.stance, "date": stand.date or ""}
    if old and now["date"] < old["date"]:
        return
    news.facts["position", member] = json.dumps(now)
    if old is None or old["stance"] == stand.stance:
        return
    who = stand.party + (f" → {stand.toward}" if stand.toward else "")
    yield telling(
        "position",
        f"{who}: {old['stance']} → {stand.stance}, “{stand.words.words.exact}” ({stand.words.outlet})",
        member,
        old["stance"],
        stand.stance,
        stand.date,
        story=title,
        urls=[urls.get(stand.words.words.document)],
        details=sentences([stand.words]),
        documents=stand.documents,
    )


def contradiction(bearing: Bearing, title: str, urls: dict[str, str], known: Known, news: News) -> Iterator[Telling]:
    """Two sides that cannot both be right, where that was not known."""
    members = [
        "|".join(sorted((place(a), place(b))))
        for at, one in enumerate(bearing.sides)
        for other in bearing.sides[at + 1 :]
        for a in one.evidence[:PAIRED]
        for b in other.evidence[:PAIRED]
    ]
    seen = known("contradiction", members)
    for member in members:
        news.facts["contradiction", member] = "1"
    if not members or seen:
        return
    yield telling(
        "contradiction",
        " against ".join(told_of(side) for side in bearing.sides[:3]),
        sorted(members),
        story=title,
        urls=[urls.get(e.words.document) for side in bearing.sides for e in side.evidence[:1]],
        details=[bearing.why, *sentences(e for side in bearing.sides for e in side.evidence[:1])],
        documents=bearing.documents,
    )


def confirmed(entry: Entry, title: str, urls: dict[str, str], known: Known, news: News) -> Iterator[Telling]:
    """An event that an article leads with and one origin alone had, which another now reports too."""
    members = [place(e) for e in entry.evidence]
    seen = known("event", members)
    for member in members:
        news.facts["event", member] = str(entry.origins)
    if not entry.leads or entry.origins < 2 or not seen or max(map(int, seen.values())) > 1:
        return
    yield telling(
        "confirmed",
        f"{entry.told} ({', '.join(entry.outlets)})",
        sorted(members),
        story=title,
        urls=[urls.get(d) for d in entry.documents],
        details=[f"{entry.origins} independent origins report it.", *sentences(entry.evidence)],
        documents=entry.documents,
    )


def place(evidence: Evidence) -> str:
    """Where words stand: what they are known by."""
    return f"{evidence.words.document}:{evidence.words.start}"


def told_of(side: Side) -> str:
    """One side in a few words."""
    who = ", ".join(side.outlets[:2]) or ", ".join(side.who[:2])
    return f"“{side.words}”" + (f" ({who})" if who else "")


def sentences(evidence: Iterable[Evidence]) -> list[str]:
    """The sentences that words stand in, each with its outlet."""
    return list(dict.fromkeys(f"{e.outlet}: {e.sentence}" for e in evidence))[:4]


def is_first(account: Account, known: Known) -> bool:
    """Whether nothing of a story was noted before."""
    lines: list[Line] = [*account.timeline.shown, *account.figures]
    members = [place(e) for line in lines for e in line.evidence]
    return not (known("event", members) or known("toll", members))
