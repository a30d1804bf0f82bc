"""A webhook: each telling as a JSON object, posted to an address that the user named. Its `id` is in the header `Idempotency-Key` too.

The address may be one of this machine or network, since the user wrote it; redirects are not followed.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from synoptic.watch.addresses import Allowed
from synoptic.watch.clock import stamp
from synoptic.watch.errors import FetchError, WatchError
from synoptic.watch.fetch import AGENT
from synoptic.watch.telling import Telling
from synoptic.watch.wire import exchange

WHOLE_S = 15.0


class Webhook:
    """One address."""

    whole = False

    def __init__(self, url: str, agent: str = AGENT) -> None:
        """Raises WatchError where it is no address of the web."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise WatchError(url, "is no address that a webhook can have.", "Give https://...")
        self.url, self.agent = url, agent
        self.name = f"{type(self).__name__.lower()} {url}"

    def send(self, tellings: list[tuple[float, Telling]]) -> None:
        """Post each. Raises FetchError where one was not taken."""
        for when, telling in tellings:
            post(self.url, self.written(when, telling), self.agent, key=telling.id)

    def written(self, when: float, telling: Telling) -> Any:
        """What is posted."""
        return {"time": stamp(when), **telling.body()}


def post(url: str, value: Any, agent: str, *, key: str) -> None:
    """Post JSON. Raises FetchError where the answer is not 2xx."""
    parts = urlsplit(url)
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": agent, "Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
    headers |= {"Content-Length": str(len(body)), "Connection": "close"}
    status, _, _, _ = exchange(url, headers, Allowed.of([parts.hostname or ""]), method="POST", body=body, whole_s=WHOLE_S)
    if not 200 <= status < 300:
        raise FetchError(f"it answers {status}.", status=status)
