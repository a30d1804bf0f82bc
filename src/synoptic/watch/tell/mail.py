"""E-mail through an SMTP server: the new tellings in one message of plain text.

Encrypted where the server offers it (always on port 465). Name and password, where the server asks, come from the environment: SYNOPTIC_SMTP_USER and
SYNOPTIC_SMTP_PASSWORD; a password is sent over an encrypted connection only.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial

from synoptic.ids import make_id
from synoptic.show.safe import clip
from synoptic.watch.errors import WatchError
from synoptic.watch.tell.terminal import line_of
from synoptic.watch.telling import Telling

TIMEOUT_S = 30.0
PLAIN, SUBMISSION, IMPLICIT_TLS = 25, 587, 465


class Mail:
    """Some recipients, reached through one server (`host` or `host:port`)."""

    whole = False

    def __init__(self, to: list[str], server: str) -> None:
        """Raises WatchError where an address is none."""
        for address in to:
            if "@" not in address or any(c in address for c in "\r\n,;<> "):
                raise WatchError(address, "is no address of e-mail.", "Give name@host.")
        host, _, port = server.partition(":")
        if port and not port.isdigit():
            raise WatchError(server, "is no mail server.", "Give host or host:port.")
        self.user, self.password = os.environ.get("SYNOPTIC_SMTP_USER"), os.environ.get("SYNOPTIC_SMTP_PASSWORD")
        self.to, self.host = to, host
        self.port = int(port) if port else SUBMISSION if self.user else PLAIN
        self.sender = os.environ.get("SYNOPTIC_SMTP_FROM") or to[0]
        self.name = f"mail {' '.join(to)}"

    def send(self, tellings: list[tuple[float, Telling]]) -> None:
        """Send one message. Raises OSError (smtplib's errors are such) and WatchError."""
        context = ssl.create_default_context()
        encrypted = self.port == IMPLICIT_TLS
        connect = partial(smtplib.SMTP_SSL, context=context) if encrypted else smtplib.SMTP
        with connect(self.host, self.port, timeout=TIMEOUT_S) as server:
            server.ehlo_or_helo_if_needed()
            if not encrypted and server.has_extn("starttls"):
                server.starttls(context=context)
                encrypted = True
            if self.user and self.password:
                if not encrypted:
                    raise WatchError(self.host, "does not encrypt, and a password is not sent in the clear.", "Use a server with TLS.")
                server.login(self.user, self.password)
            server.send_message(written(tellings, self.sender, self.to))


def written(tellings: list[tuple[float, Telling]], sender: str, to: list[str]) -> EmailMessage:
    """The message."""
    message = EmailMessage()
    first = tellings[0][1].headline
    message["Subject"] = clip(first if len(tellings) == 1 else f"{len(tellings)} changes: {first}", 120)
    message["From"], message["To"] = sender, ", ".join(to)
    message["Date"] = format_datetime(datetime.fromtimestamp(tellings[-1][0], UTC))
    message["Message-ID"] = f"<{make_id('mail', [t.id for _, t in tellings], to)}@synoptic.invalid>"
    message.set_content("\n\n".join(paragraph(when, t) for when, t in tellings) + "\n")
    return message


def paragraph(when: float, telling: Telling) -> str:
    """One telling with what stands behind it."""
    behind = [*((telling.story,) if telling.story else ()), *telling.details, *telling.urls[1:]]
    return "\n".join((line_of(when, telling), *(f"  {one}" for one in behind)))
