"""A webhook that Slack, Mattermost and others understand: `{"text": ...}`. Words of articles cannot make links, mentions or formats there."""

from __future__ import annotations

from typing import Any

from synoptic.watch.tell.webhook import Webhook
from synoptic.watch.telling import Telling


class Slack(Webhook):
    """One such address."""

    def written(self, when: float, telling: Telling) -> Any:
        """What is posted."""
        lines = [telling.headline, *telling.details[:2], *telling.urls[:3]]
        return {"text": "\n".join(map(harmless, lines)), "unfurl_links": False, "mrkdwn": False}


def harmless(text: str) -> str:
    """Text in which nothing is a link, a mention or a call."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
