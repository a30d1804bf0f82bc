"""What every request passes before a page sees it, and every answer on its way out: one ASGI middleware.

In: the Host header must be one of ours (else a page of another site could reach us by a name that it turned to this machine), the body is
bounded in size and time, and somebody who may read asks. Out: the headers that keep an article's words from ever running. Answers to what
is refused have the one shape of errors.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from synoptic.show.web.access import SESSION, Access
from synoptic.show.web.errors import RefusedError, error_response, wants_data

BODY = 1_000_000  # bytes of a request; the largest form, a split of a large group, is under a tenth
BODY_S = 15.0  # for a whole body to arrive
URL = 4_000  # characters of path and query
FREE = ("/login", "/static/")  # what may be asked for without being known
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none a browser hides from us that our own forms are ours
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOCAL = ("127.0.0.1", "localhost", "[::1]")


class Guard:
    """The middleware."""

    def __init__(self, app: ASGIApp, *, access: Access, hosts: Iterable[str] = ()) -> None:
        """`hosts`: names beside this machine's own that the Host header may have, without a port."""
        self.app, self.access = app, access
        self.hosts = {host.lower() for host in (*LOCAL, *hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        head = scope["method"] == "HEAD"
        if head:
            scope = {**scope, "method": "GET"}
        out = outgoing(send, drop_body=head)
        try:
            self.check(scope, headers)
            body = Body(receive, headers)
            await self.app(scope, body, out)
        except RefusedError as refused:
            if refused.status == 401 and not wants_data(scope):
                onward = quote(scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""), safe="")
                await RedirectResponse(f"/login?next={onward}", 303)(scope, receive, out)
                return
            await error_response(scope, refused.status, refused.reason, headers=refused.headers)(scope, receive, out)

    def check(self, scope: Scope, headers: Headers) -> None:
        """Raises RefusedError; else the scope knows who asks."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or without_port(hosts[0]) not in self.hosts:
            raise RefusedError(421, "This desk does not answer to that name. Use the address that `synoptic serve` printed, or start it with --name.")
        if len(scope["path"]) + len(scope["query_string"]) > URL:
            raise RefusedError(414, f"The address is longer than {URL} characters.")
        person = self.access.person(headers.get("authorization", ""), cookie(headers, SESSION))
        if person is None and not scope["path"].startswith(FREE):
            raise RefusedError(401, "Say who you are: log in, or send a token.", headers={"www-authenticate": 'Bearer realm="synoptic"'})
        scope["state"] = {**scope.get("state", {}), "person": person}


class Body:
    """The body of a request as it arrives, refused where it grows too large or too slow."""

    def __init__(self, receive: Receive, headers: Headers) -> None:
        """Raises RefusedError where the header already says that it is too large."""
        self.receive, self.seen, self.done = receive, 0, False
        self.until: float | None = None
        length = headers.get("content-length", "")
        if length and (not length.isdigit() or int(length) > BODY):
            raise RefusedError(413, f"What was sent is larger than {BODY} bytes.")

    async def __call__(self) -> Message:
        """The next part. Raises HTTPException, which the reading of forms and of JSON lets through."""
        if self.done:  # what comes then is only that the reader has gone
            return await self.receive()
        now = asyncio.get_running_loop().time()
        self.until = self.until or now + BODY_S
        try:
            message = await asyncio.wait_for(self.receive(), max(0.01, self.until - now))
        except TimeoutError:
            raise HTTPException(408, f"What was sent did not arrive within {BODY_S:.0f} seconds.") from None
        self.done = message["type"] != "http.request" or not message.get("more_body")
        self.seen += len(message.get("body", b""))
        if self.seen > BODY:
            raise HTTPException(413, f"What was sent is larger than {BODY} bytes.")
        return message


def outgoing(send: Send, *, drop_body: bool) -> Send:
    """Sends on, with our headers; without the body where only the head was asked for."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            extra = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given]
            message = {**message, "headers": [*message["headers"], *extra]}
        elif drop_body and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending


def without_port(host: str) -> str:
    """`[::1]:8000` -> `[::1]`."""
    host = host.strip().lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and (not name.count(":") or name.endswith("]")) else host


def cookie(headers: Headers, name: str) -> str:
    """A cookie's value; empty where there is none."""
    try:
        found: Any = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return str(found.value) if found else ""
