"""What changed since a day: counts revised, positions moved, new events, statements and articles; for one story, or for all."""

from __future__ import annotations

from datetime import date, timedelta

from synoptic.account import Account
from synoptic.show.web.moved import before, changes_since, last_day
from synoptic.show.web.page import Context, Day, Desk, Name, day_of, page
from synoptic.show.web.pages.story import frame
from synoptic.show.web.plain import url

STORIES = 20


@page("/story/{story}/changes", "changes.html.j2")
def story_changes(desk: Desk, story: Name, since: Day = None) -> Context:
    """What changed in a story since a day; without one, since the day before its last."""
    _, account, context = frame(desk, story, "changes")
    since = day_of(since, "since") or before(last_day(account))
    return {**context, "since": since, "changes": changes_since(desk.plainly, account, since), "stories": [], "days": days_near(since, account)}


@page("/changes", "changes.html.j2")
def all_changes(desk: Desk, since: Day = None) -> Context:
    """What changed in all stories since a day; without one, since the day before the last."""
    last = last_day(desk.state.account)
    since = day_of(since, "since") or before(last)
    found = []
    for tale in desk.state.account.stories:
        if (tale.last or "") >= since:
            made = changes_since(desk.plainly, desk.state.of(tale), since, most=3)
            if made["total"]:
                found.append({**desk.plainly.tale(tale), "changes": made, "changes_url": f"{url('story', tale.id)}/changes?since={since}"})
        if len(found) == STORIES:
            break
    return {
        "title": f"Changes since {since}",
        "story": None,
        "since": since,
        "changes": None,
        "stories": found,
        "section": "Changes",
        "days": days_near(since, desk.state.account),
    }


def days_near(since: str, account: Account) -> dict[str, str | None]:
    """The days before and after, for going on: none before the first article or after the last."""
    first, last = min((t.first for t in account.stories if t.first), default=since), last_day(account)
    after = (date.fromisoformat(since) + timedelta(days=1)).isoformat() if since < "9999-12-31" else since
    return {"earlier": before(since) if since > first else None, "later": after if last and after <= last else None}
