"""What moved in an account since a day, from the days that records carry: nothing here knows a clock, so that the same archive always says the same.

A count is revised where what it stands at after that day differs from before; a position moved where a party's stance did; events, statements and
articles are new where they are of that day or later.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from synoptic.account import Account
from synoptic.account.days import read_day
from synoptic.account.figures import Count
from synoptic.show.web.plain import Plain, Plainly, url

MOST = 30  # of each kind


def last_day(account: Account) -> str | None:
    """The last day that an article of the account speaks from."""
    return max((tale.last for tale in account.stories if tale.last), default=None)


def before(day: str | None) -> str:
    """The day before."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day and day > "0001-01-01" else "0001-01-01"


def changes_since(plainly: Plainly, account: Account, since: str, *, most: int = MOST) -> Plain:
    """Counts revised, positions moved, new counts, events, statements and articles since a day (included)."""
    counts = [(c, before, after) for c in account.figures if (move := moved(c, since)) for before, after in [move]]
    revised = [(c, b, a) for c, b, a in counts if b is not None]
    fresh = [c for c, b, _ in counts if b is None]
    stands = stances(account, since)
    events = [e for e in account.timeline if e.day and e.day.first >= since and e.kind == "event"]
    said = [e for e in account.timeline if e.day and e.day.first >= since and e.kind == "statement"]
    articles = [s for s in account.sources if (day := read_day(s.dated)) and day.first >= since]
    return {
        "since": since,
        "revised": [{**plainly.series(c, 1), "was": b, "now": a} for c, b, a in revised[:most]],
        "counts": [plainly.series(c, 1) for c in fresh[:most]],
        "moved": [
            {"party": party, "was": was, "now": line.stance, "line": plainly.stand(line, 1), "url": url("position", line.id)}
            for party, was, line in stands[:most]
        ],
        "events": [plainly.entry(e, 1) for e in heaviest(events, most)],
        "said": [plainly.entry(e, 1) for e in heaviest(said, most)],
        "articles": [plainly.source(s) for s in articles[:most]],
        "totals": {
            "revised": len(revised),
            "counts": len(fresh),
            "moved": len(stands),
            "events": len(events),
            "said": len(said),
            "articles": len(articles),
        },
        "total": len(counts) + len(stands) + len(events) + len(said) + len(articles),
    }


def moved(count: Count, since: str) -> tuple[str | None, str] | None:
    """What a count stood at before the day (None: nothing was known) and stands at now; None where it did not move."""
    before = [m for m in count.moves if m.day and m.day < since]
    after = [m for m in count.moves if m.day and m.day >= since]
    if not after:
        return None
    if not before:
        return None, after[-1].value
    return (before[-1].value, after[-1].value) if before[-1].value != after[-1].value else None


def stances(account: Account, since: str) -> list[tuple[str | None, str | None, Any]]:
    """Party, its stance before the day, and the line that changed it, the last of each party."""
    found = []
    lines = sorted((s for s in account.talks if read_day(s.date)), key=lambda s: (s.party or "~", s.date or "", s.id))
    for party, group in groupby(lines, key=lambda s: s.party):
        stands = list(group)
        before = [s for s in stands if (s.date or "") < since]
        after = [s for s in stands if (s.date or "") >= since]
        was = before[-1].stance if before else None
        changed = [s for s in after if s.stance != was]
        if changed:
            found.append((party, was, changed[-1]))
    return found


def heaviest(entries: list[Any], most: int) -> list[Any]:
    """The weightiest of entries, in their order."""
    kept = sorted(entries, key=lambda e: (tuple(-w for w in e.weight), e.id))[:most]
    ids = {e.id for e in kept}
    return [e for e in entries if e.id in ids]
