"""Channels that bring tellings to a person: one file a channel, each with a `name` and `send(tellings)`, which raises where it did not get through.

A telling is marked as brought after its channel took it, so that a process killed in between brings it again: each carries its `id`, by which a receiver knows.
To add one: a file here, a line in `channels`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from synoptic.watch.fetch import AGENT
from synoptic.watch.tell.atom import Atom
from synoptic.watch.tell.mail import Mail
from synoptic.watch.tell.slack import Slack
from synoptic.watch.tell.terminal import Terminal
from synoptic.watch.tell.webhook import Webhook
from synoptic.watch.telling import Telling

Sent = list[tuple[float, Telling]]  # when, what


class Channel(Protocol):
    """Where tellings go. `whole`: it wants the latest ones all together, old and new, and not the new ones alone."""

    name: str
    whole: bool

    def send(self, tellings: Sent) -> None:
        """Bring them. Raises OSError, SynopticError or ValueError where they did not get through."""


def channels(
    *,
    terminal: bool = True,
    atom: Path | None = None,
    webhooks: list[str] | None = None,
    slack: list[str] | None = None,
    mail_to: list[str] | None = None,
    smtp: str | None = None,
    agent: str = AGENT,
) -> list[Channel]:
    """The channels that a user asked for. Raises WatchError for one that cannot be."""
    found: list[Channel] = [Terminal()] if terminal else []
    if atom:
        found.append(Atom(atom))
    found += [Webhook(url, agent) for url in webhooks or ()]
    found += [Slack(url, agent) for url in slack or ()]
    if mail_to:
        found.append(Mail(mail_to, smtp or "localhost"))
    return found
