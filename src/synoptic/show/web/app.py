"""The desk as an ASGI application: each page as HTML and as JSON, static files, decisions, feeds; every answer with the archive's state as its tag.

Pages are made in threads and kept by URL as long as the state lasts, so that the second reader of a page waits for nothing. All that
differs by person (forms) is never kept.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any, get_type_hints

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from synoptic import __version__
from synoptic.errors import SynopticError
from synoptic.show.web.access import Access
from synoptic.show.web.errors import RefusedError, error_response, status_of, validation_errors
from synoptic.show.web.guard import Guard
from synoptic.show.web.keeper import Keeper
from synoptic.show.web.office import FAILURES, Asked, Office, form_token, make_body, set_form_cookie
from synoptic.show.web.page import Page
from synoptic.show.web.render import assets
from synoptic.show.web.state import State


class Shown(BaseModel):
    """A page's context. What more it holds depends on the page."""

    model_config = ConfigDict(extra="allow")
    ok: bool
    url: str
    state: str


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
    from synoptic.show.web import deciding, entrance, feed, finding, out  # noqa: PLC0415

    for module in (finding, deciding, entrance, feed, out):
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
