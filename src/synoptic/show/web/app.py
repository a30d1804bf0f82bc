"""The desk as an ASGI application: each page as HTML and as JSON, static files, decisions, feeds; every answer with the archive's state as its tag.

Pages are made in threads and kept by URL as long as the state lasts, so that the second reader of a page waits for nothing. All that
differs by person (forms) is never kept.
"""

from __future__ import annotations

import inspect
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Any, get_type_hints

import orjson
from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from synoptic import __version__
from synoptic.errors import SynopticError
from synoptic.show.web.access import Access, Person
from synoptic.show.web.errors import RefusedError, error_response, status_of, validation_errors
from synoptic.show.web.guard import Guard
from synoptic.show.web.keeper import Keeper
from synoptic.show.web.page import Desk, Page
from synoptic.show.web.plain import Plainly
from synoptic.show.web.render import assets, render
from synoptic.show.web.state import State

AHEAD = 3  # stories whose pages are made before anybody asks
MAKERS = 2  # pages made at once: they share one interpreter, so that more only make all of them late
KEPT_BYTES = 128_000_000  # of pages made


class Shown(BaseModel):
    """A page's context. What more it holds depends on the page."""

    model_config = ConfigDict(extra="allow")
    ok: bool
    url: str
    state: str


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


def create_app(keeper: Keeper, *, access: Access | None = None, writable: bool = False, hosts: Iterable[str] = (), background: bool = True) -> Any:
    """The application. `writable`: judgements may be made; `hosts`: further names of this machine; `background`: keep up with the archive in a thread."""
    access = access or Access()
    office = Office(keeper, access, writable=writable)
    keeper.told = (*keeper.told, office.prepare)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if background:
            keeper.start()
        yield
        keeper.stop()

    title = "Synoptic's desk"
    app = FastAPI(title=title, version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/openapi.json", redirect_slashes=False)
    app.state.office = office
    add_pages(app, office)
    add_statics(app)
    add_others(app, office)
    add_errors(app)
    return Guard(Quick(app, office), access=access, hosts=hosts)


class Quick:
    """Sends pages that are kept before the application looks at the request: five times as many a second."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        self.app, self.office = app, office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        state = self.office.keeper.state
        if scope["type"] != "http" or scope["method"] != "GET" or state is None:
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        body = self.office.kept.get(state.tag, (path, scope["query_string"].decode("latin-1")))
        if body is None:
            await self.app(scope, receive, send)
            return
        tag = tag_of(state)
        asked = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
        known = tag.encode() in [t.strip() for t in asked.split(b",")]
        headers = [(b"etag", tag.encode()), (b"cache-control", b"private, no-cache")]
        if not known:
            media = b"application/json" if path.endswith(".json") else b"text/html; charset=utf-8"
            headers += [(b"content-type", media), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 304 if known else 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if known else body})


def tag_of(state: State) -> str:
    """The ETag of every page of a state."""
    return f'W/"{state.tag}-{__version__}"'


def add_pages(app: FastAPI, office: Office) -> None:
    """Each page, as JSON and as HTML."""
    from synoptic.show.web.pages import PAGES  # noqa: PLC0415  (they are put on the desk when imported)

    for one in PAGES:
        name = one.make.__name__
        summary = inspect.getdoc(one.make)
        made = handler(office, one, as_json=True)
        app.add_api_route(f"{one.path}.json", made, methods=["GET"], response_model=Shown, responses=FAILURES, name=name, operation_id=name, summary=summary)
    for one in PAGES:
        app.add_api_route(one.path, handler(office, one, as_json=False), methods=["GET"], include_in_schema=False)


def handler(office: Office, one: Page, *, as_json: bool) -> Callable[..., Any]:
    """A page's function as FastAPI takes it: its own parameters but the desk, and the request."""

    async def handle(request: Request, **asked: Any) -> Response:
        state = office.state
        tag = tag_of(state)
        if not one.personal and tag in [t.strip() for t in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers={"etag": tag})
        key = (request.url.path, request.url.query)
        body = None if one.personal else office.kept.get(state.tag, key)
        if body is None:
            given = Asked(request.url.path, request.url.query)
            if one.personal:
                given = replace(given, person=request.state.person, form_token=form_token(office.access, request))
            make = partial(make_body, office, one, state, given, asked=asked, as_json=as_json)
            body = await to_thread.run_sync(make, limiter=office.makers)
            if not one.personal:
                office.kept.put(state.tag, key, body)
        headers = {"cache-control": "no-store"} if one.personal else {"etag": tag, "cache-control": "private, no-cache"}
        response = Response(body, media_type="application/json" if as_json else "text/html", headers=headers)
        if one.personal and (nonce := getattr(request.state, "new_nonce", None)):
            set_form_cookie(response, nonce)
        return response

    hints = get_type_hints(one.make, include_extras=True)
    own = [p.replace(annotation=hints[p.name], kind=inspect.Parameter.KEYWORD_ONLY) for p in list(inspect.signature(one.make).parameters.values())[1:]]
    first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    handle.__signature__ = inspect.Signature([first, *own])  # type: ignore[attr-defined]
    handle.__doc__ = one.make.__doc__
    return handle


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


def add_statics(app: FastAPI) -> None:
    """Our style and script, for ever, under names that change with what they hold."""

    async def static(name: str) -> Response:
        if name not in assets():
            raise RefusedError(404, f"There is no file {name!r}.")
        body, media = assets()[name]
        return Response(body, media_type=media, headers={"cache-control": "public, max-age=31536000, immutable"})

    app.add_api_route("/static/{name}", static, methods=["GET"], include_in_schema=False)


def add_others(app: FastAPI, office: Office) -> None:
    """What is no page: the way from any id to its page, decisions, log-in, feeds, exports."""
    from synoptic.show.web import actions, feed, out  # noqa: PLC0415

    for module in (actions, feed, out):
        module.add(app, office)


def add_errors(app: FastAPI) -> None:
    """Every error in the one shape."""

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, SynopticError)
        refused = error if isinstance(error, RefusedError) else None
        return error_response(request.scope, status_of(error), str(error), errors=refused.errors if refused else (), headers=refused.headers if refused else {})

    async def wrong(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        found = validation_errors(error.errors())
        return error_response(request.scope, 422, "; ".join(found), errors=found)

    async def other(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        reason = f"There is no page at {request.url.path}." if error.status_code == 404 else str(error.detail)
        return error_response(request.scope, error.status_code, reason, headers=error.headers or {})

    async def unforeseen(request: Request, _: Exception) -> Response:
        return error_response(request.scope, 500, "Something went wrong here; the log of `synoptic serve` says what.")

    app.add_exception_handler(SynopticError, ours)
    app.add_exception_handler(RequestValidationError, wrong)
    app.add_exception_handler(HTTPException, other)
    app.add_exception_handler(Exception, unforeseen)
