"""How often things are asked: sources, articles again for silent corrections, and what failed, later and later. Jitter keeps many watches apart."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
FIRST_RETRY_S = MINUTE
LAST_RETRY_S = 6 * HOUR
JITTER = 0.1  # of every wait, either way
MOST_PAGE_FAILURES = 8  # then a page is given up: about half a day after the first try
MOST_LASTING = 3  # for what asking again hardly changes: a forbidden address, a page that was never there


@dataclass
class Pace:
    """Waits in seconds. `again`: when an article is asked again after it was fetched; after the last it is left alone, unless its feed says that it changed."""

    every: float = 15 * MINUTE
    again: tuple[float, ...] = (15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY)
    settle: float = MINUTE  # between two looks at the account
    chance: random.Random = field(default_factory=random.Random)  # only of waits: no record depends on it

    def source(self, ttl: int = 0) -> float:
        """Until a source is asked again; longer where it asks for that."""
        return self.jittered(max(self.every, min(float(ttl), HOUR)))

    def page(self, checks: int) -> float | None:
        """Until an article is asked again that was asked so often; None: not again."""
        return self.jittered(self.again[checks - 1]) if 0 < checks <= len(self.again) else None

    def failed(self, failures: int, after: float | None = None) -> float:
        """Until something is tried again that failed so often; not before the server wants it."""
        wait = self.jittered(min(LAST_RETRY_S, FIRST_RETRY_S * 2 ** min(failures - 1, 20)))
        return max(wait, after or 0.0)

    def jittered(self, seconds: float) -> float:
        """About so long."""
        return seconds * self.chance.uniform(1 - JITTER, 1 + JITTER)
