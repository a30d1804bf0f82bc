"""The first page: all stories, the most widely reported first, narrowed by words, outlet and days."""

from __future__ import annotations

from synoptic.show.web.page import Context, Day, Desk, PageNo, Text, day_of, page, paged


@page("/stories", "stories.html.j2")
def stories(desk: Desk, *, q: Text = "", outlet: Text = "", since: Day = None, until: Day = None, page: PageNo = 1) -> Context:
    """All stories, the most widely reported first."""
    since, until = day_of(since, "since"), day_of(until, "until")
    words = q.casefold().split()
    found = [
        tale
        for tale in desk.state.account.stories
        if all(word in tale.heading.casefold() for word in words)
        and (not outlet or outlet in tale.outlet_names)
        and (not since or (tale.last or "") >= since)
        and (not until or (tale.first or "~") <= until)
    ]
    shown, at = paged(found, page)
    return {
        "title": "Stories",
        "stories": [desk.plainly.tale(tale) for tale in shown],
        "at": at,
        "asked": {"q": q, "outlet": outlet, "since": since, "until": until},
        "outlets": list(desk.state.outlets),
        "articles": len(desk.state.sources),
        "all_stories": len(desk.state.account.stories),
    }
