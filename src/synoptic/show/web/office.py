"""What the desk's handlers share: the state, pages made, the ways in, the shape of errors, and how a page's bytes are made.

Pages are kept by URL as long as the state lasts, so that the second reader of a page waits for nothing. What differs by person (forms) is never kept.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

import orjson
from anyio import CapacityLimiter
from fastapi import Request, Response
from pydantic import BaseModel

from synoptic.show.web.access import Access, Person
from synoptic.show.web.errors import RefusedError
from synoptic.show.web.keeper import Keeper
from synoptic.show.web.page import Desk, Page
from synoptic.show.web.plain import Plainly
from synoptic.show.web.render import render
from synoptic.show.web.state import State

AHEAD = 3  # stories whose pages are made before anybody asks
MAKERS = 2  # pages made at once: they share one interpreter, so that more only make all of them late
KEPT_BYTES = 128_000_000  # of pages made


class Failure(BaseModel):
    """The one shape of errors."""

    ok: bool
    error: str
    errors: list[str]
    status: int


FAILURES: dict[int | str, dict[str, Any]] = {
    code: {"model": Failure, "description": what}
    for code, what in (
        (400, "Cannot be answered"),
        (401, "Nobody known asks"),
        (403, "May not be done"),
        (404, "Not here"),
        (409, "The archive does not allow it"),
        (413, "Too large"),
        (422, "Wrong parameter"),
        (503, "Not ready"),
    )
}


NOBODY = Person("", "reader")


class Kept:
    """Pages made, the last used ones, of one state only."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self.most, self.size, self.tag = most, 0, ""
        self.pages: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self.lock = Lock()

    def get(self, tag: str, key: tuple[str, ...]) -> bytes | None:
        """A page, where it was made from this state."""
        with self.lock:
            if tag != self.tag or key not in self.pages:
                return None
            self.pages.move_to_end(key)
            return self.pages[key]

    def put(self, tag: str, key: tuple[str, ...], body: bytes) -> None:
        """Keep a page; forget those of another state, and the longest unused."""
        with self.lock:
            if tag != self.tag:
                self.pages.clear()
                self.tag, self.size = tag, 0
            self.size += len(body) - len(self.pages.pop(key, b""))
            self.pages[key] = body
            while self.size > self.most and self.pages:
                self.size -= len(self.pages.popitem(last=False)[1])


@dataclass(frozen=True)
class Asked:
    """What a page depends on beside its parameters: its address and, for pages with forms, who asks and the token that their forms carry."""

    path: str
    query: str = ""
    person: Person = NOBODY
    form_token: str | None = None

    @property
    def url(self) -> str:
        """The address as a person sees it."""
        return self.path.removesuffix(".json") + (f"?{self.query}" if self.query else "")


class Office:
    """What handlers share: the keeper of the state, pages made, the ways in."""

    def __init__(self, keeper: Keeper, access: Access, *, writable: bool) -> None:
        self.keeper, self.access, self.writable = keeper, access, writable
        self.kept = Kept()
        self.makers = CapacityLimiter(MAKERS)
        self._plainly: tuple[State, Plainly] | None = None

    @property
    def state(self) -> State:
        """The last state. Raises RefusedError where none is made yet."""
        state = self.keeper.state
        if state is None:
            reason = self.keeper.failed or "The articles are being linked for the first time. Try again in a moment."
            raise RefusedError(503, reason, headers={"retry-after": "2"})
        return state

    def prepare(self, _: State | None, state: State) -> None:
        """Make the pages of the first stories before anybody asks for them."""
        from synoptic.show.web.pages import PAGES  # noqa: PLC0415

        ahead = [p for p in PAGES if p.path.startswith("/story/{story}") and "{" not in p.path.removeprefix("/story/{story}")]
        for tale in state.account.stories.lines[:AHEAD]:
            for one in ahead:
                path = one.path.replace("{story}", tale.id)
                body = make_body(self, one, state, Asked(path), asked={"story": tale.id}, as_json=False)
                self.kept.put(state.tag, (path, ""), body)

    def desk(self, state: State, person: Person) -> Desk:
        """What a page is made from."""
        if self._plainly is None or self._plainly[0] is not state:
            self._plainly = (state, Plainly(state))
        return Desk(state, self._plainly[1], person, self.writable, self.keeper.where)


def make_body(office: Office, one: Page, state: State, given: Asked, *, asked: dict[str, Any], as_json: bool) -> bytes:
    """A page's bytes."""
    context = {"ok": True, "url": given.url, "state": state.tag, **one.make(office.desk(state, given.person), **asked)}
    if as_json:
        return to_json(context)
    frame = {"path": given.path.removesuffix(".json"), "query": given.query, "writable": office.writable, "known": not office.access.open, "nav": None}
    if given.form_token:
        frame |= {"form_token": given.form_token, "person": given.person}
    return render(one.template, {**frame, **context}).encode()


def to_json(context: dict[str, Any]) -> bytes:
    """A context as JSON; half a surrogate pair, which UTF-8 cannot hold, as a question mark."""
    try:
        return orjson.dumps(context)
    except TypeError:
        import json  # noqa: PLC0415  (the rare case)

        return json.dumps(context).encode("ascii")


def form_token(access: Access, request: Request) -> str:
    """The token for the forms of a page, tied to a cookie that the reader has or is given."""
    import secrets  # noqa: PLC0415

    from synoptic.show.web.access import FORM  # noqa: PLC0415

    nonce = request.cookies.get(FORM, "")
    if not 20 <= len(nonce) <= 60:
        nonce = request.state.new_nonce = secrets.token_urlsafe(24)
    return access.form_token(nonce)


def set_form_cookie(response: Response, nonce: str) -> None:
    """Give the cookie that forms are tied to."""
    from synoptic.show.web.access import FORM  # noqa: PLC0415

    response.set_cookie(FORM, nonce, httponly=True, samesite="strict", path="/")
