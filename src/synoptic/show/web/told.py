"""What changed between two states, told to addresses that the user named: one JSON object a change of the archive, to each.

`{"archive", "state", "changes": [{"kind", "title", "was", "now", "url", "story"}]}`; `url` is a path of the desk. How it is sent is the caller's: here
is only what is said, and that one address which fails keeps no other waiting for long.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from synoptic.show.safe import clip
from synoptic.show.web.plain import Plain, url
from synoptic.show.web.state import State

MOST = 200  # changes in one telling; the rest are counted
TITLE = 200
log = logging.getLogger("synoptic.desk")

Post = Callable[[str, Plain], None]


def between(before: State, after: State) -> list[Plain]:
    """New articles, events of several articles, counts and positions; counts that moved; judgements; in that order, each by id."""
    found: list[Plain] = []

    def tell(kind: str, name: str, was: str | None, now: str | None) -> None:
        story = getattr(after_of(kind).get(name), "story", None)
        title = clip(after.title(kind, name), TITLE)
        found.append({"kind": kind, "id": name, "title": title, "was": was, "now": now, "url": url(kind, name), "story": story})

    def after_of(kind: str) -> dict[str, object]:
        kinds: dict[str, dict[str, object]] = {
            "article": dict(after.sources),
            "event": dict(after.events),
            "series": dict(after.series),
            "position": dict(after.positions),
        }
        return kinds[kind]

    for name in sorted(after.sources.keys() - before.sources.keys()):
        tell("article", name, None, None)
    for name in sorted(after.series):
        old = before.series[name].value if name in before.series else None
        if old != after.series[name].value:
            tell("series", name, old, after.series[name].value)
    for name in sorted(after.positions.keys() - before.positions.keys()):
        tell("position", name, None, after.positions[name].stance)
    for name in sorted(after.events.keys() - before.events.keys()):
        if len(after.events[name].documents) > 1:
            tell("event", name, None, None)
    known = {j.id for j in before.judgements}
    for made in after.judgements:
        if made.id not in known:
            found.append(
                {
                    "kind": "judgement",
                    "id": made.id,
                    "title": f"{made.who}: {made.act} {made.over}",
                    "was": None,
                    "now": None,
                    "url": url("judgement", made.id),
                    "story": None,
                }
            )
    return found


class Tellers:
    """Tells each address of each change; to be given to a keeper."""

    def __init__(self, addresses: Iterable[str], post: Post, *, where: str = "") -> None:
        """`post` sends JSON to an address, and raises OSError, ValueError or one of our errors where it was not taken."""
        self.addresses, self.post, self.where = tuple(addresses), post, where

    def __call__(self, before: State | None, after: State) -> None:
        """Say what changed; nothing at the start."""
        changes = between(before, after) if before else []
        if not changes:
            return
        said = {"archive": self.where, "state": after.tag, "changes": changes[:MOST], "more": max(0, len(changes) - MOST)}
        for address in self.addresses:
            try:
                self.post(address, said)
            except Exception as error:  # whatever it is, the desk and the other addresses go on
                log.warning("%s was not told: %s", address, error)
