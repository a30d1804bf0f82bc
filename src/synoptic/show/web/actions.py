"""What changes something: decisions, undoing them, logging in and out; and the way from any record's id to the page that shows it.

A form carries a token tied to a cookie of the same reader, and what a browser says of where it comes from must be this desk, so that no other site
can decide in an analyst's name. Programs send JSON, which no form of another site can.
"""

from __future__ import annotations

import asyncio
import time
from threading import Lock
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from synoptic.show.web.access import FORM, SESSION, SESSION_S, Person
from synoptic.show.web.errors import RefusedError
from synoptic.show.web.office import FAILURES, Office, form_token, set_form_cookie, to_json
from synoptic.show.web.page import Name
from synoptic.show.web.plain import judgement, url
from synoptic.show.web.render import render

APPLY_S = 20.0  # that a person waits for a decision to be linked; it goes on in the background then
TRIES, WITHIN_S = 10, 60.0  # log-ins that fail before all wait
Text = Annotated[str, Field(max_length=4_000)]
One = Annotated[str, Field(max_length=120)]


class Decision(BaseModel):
    """What a person decides over records, by their ids."""

    model_config = ConfigDict(extra="forbid")
    act: One
    records: Annotated[list[One], Field(min_length=1, max_length=200)]
    who: Annotated[str, Field(max_length=200)] = ""
    why: Text = ""
    field: One | None = None
    value: Annotated[str, Field(max_length=400)] | None = None
    parts: Annotated[list[Annotated[list[One], Field(max_length=2_000)]], Field(max_length=50)] = []


class Undoing(BaseModel):
    """Why a judgement is withdrawn."""

    model_config = ConfigDict(extra="forbid")
    who: Annotated[str, Field(max_length=200)] = ""
    why: Text = ""


class Decided(BaseModel):
    """The judgement as it was kept."""

    model_config = ConfigDict(extra="allow")
    ok: bool
    judgement: dict[str, Any]


def add(app: FastAPI, office: Office) -> None:
    """Put them on the desk."""
    add_finding(app, office)
    add_deciding(app, office)
    add_entrance(app, office)


def add_finding(app: FastAPI, office: Office) -> None:
    """The first page, and any record's page by its id."""

    async def root() -> Response:
        return RedirectResponse("/stories", 307)

    async def record(record: Name) -> Response:
        """Lead to the page that shows a record or line, by its id; a `.json` after it leads to its data."""
        name, as_json = (record[:-5], ".json") if record.endswith(".json") else (record, "")
        found = office.state.find(name)
        if not found:
            raise RefusedError(404, f"There is no record {name!r} in this archive now.")
        return RedirectResponse(url(*found) + as_json, 303)

    async def robots() -> Response:
        return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")

    app.add_api_route("/", root, methods=["GET"], include_in_schema=False)
    app.add_api_route("/robots.txt", robots, methods=["GET"], include_in_schema=False)
    app.add_api_route("/record/{record}", record, methods=["GET"], responses={303: {"description": "Its page"}, **FAILURES}, status_code=303)


def add_deciding(app: FastAPI, office: Office) -> None:
    """Decisions, by form and by program."""

    async def decide_json(request: Request, decision: Decision) -> Response:
        """Decide over records: join, split, confirm, reject, correct or note."""
        person = writer_of(request, office)
        made = await decide(office, person, decision)
        return Response(to_json({"ok": True, "judgement": judgement(made)}), 201, media_type="application/json")

    async def undo_json(request: Request, judgement_id: Name, undoing: Undoing) -> Response:
        """Withdraw a judgement; withdrawing the withdrawal makes it hold again."""
        person = writer_of(request, office)
        made = await undo(office, person, judgement_id, undoing)
        return Response(to_json({"ok": True, "judgement": judgement(made)}), 201, media_type="application/json")

    async def decide_form(request: Request) -> Response:
        form = await form_of(request, office)
        person = writer_of(request, office)
        act = form.get("act", [""])[0]
        others = form.get("other", []) if act == "join" else []
        typed = form.get("other_id", [""])[0].strip() if act == "join" else ""
        decision = Decision(
            act=act[:120],
            records=[*form.get("record", []), *others, *([typed] if typed else [])][:200] or [""],
            who=form.get("who", [""])[0][:200],
            why=form.get("why", [""])[0][:4000],
            field=form.get("field", [""])[0][:120] or None,
            value=form.get("value", [""])[0][:400] or None,
            parts=[form.get("member", [])[:2000]] if act == "split" else [],
        )
        made = await decide(office, person, decision)
        return RedirectResponse(url("judgement", made.id), 303)

    async def undo_form(request: Request, judgement_id: Name) -> Response:
        form = await form_of(request, office)
        person = writer_of(request, office)
        made = await undo(office, person, judgement_id, Undoing(who=form.get("who", [""])[0][:200], why=form.get("why", [""])[0][:4000]))
        return RedirectResponse(url("judgement", made.withdraws or made.id), 303)

    made = {"responses": FAILURES, "status_code": 201, "response_model": Decided}
    app.add_api_route("/judgements.json", decide_json, methods=["POST"], operation_id="decide_json", **made)  # type: ignore[arg-type]
    app.add_api_route("/judgement/{judgement_id}/undo.json", undo_json, methods=["POST"], operation_id="undo_json", **made)  # type: ignore[arg-type]
    app.add_api_route("/judgements", decide_form, methods=["POST"], include_in_schema=False)
    app.add_api_route("/judgement/{judgement_id}/undo", undo_form, methods=["POST"], include_in_schema=False)


async def decide(office: Office, person: Person, decision: Decision) -> Any:
    """Append a decision, and wait a while for it to hold."""
    records = office.state.records
    who = name_of(office, person, decision.who)

    def append() -> Any:
        with office.keeper.open() as archive:
            return archive.judge(
                decision.act,
                decision.records,
                who=who,
                why=decision.why,
                field=decision.field,
                value=decision.value,
                parts=decision.parts,
                linked=records,
            )

    made = await run_in_threadpool(append)
    await applied(office)
    return made


async def undo(office: Office, person: Person, name: str, undoing: Undoing) -> Any:
    """Withdraw a judgement, and wait a while for that to show."""

    def append() -> Any:
        with office.keeper.open() as archive:
            return archive.undo(name, who=name_of(office, person, undoing.who), why=undoing.why)

    made = await run_in_threadpool(append)
    await applied(office)
    return made


async def applied(office: Office) -> None:
    """Wait for the state with what was decided; not for ever."""
    linking = asyncio.ensure_future(run_in_threadpool(office.keeper.refresh))
    done, _ = await asyncio.wait({linking}, timeout=APPLY_S)
    for task in done:
        task.result()


def name_of(office: Office, person: Person, given: str) -> str:
    """Who decides: the name that they logged in with; where nobody is asked, what they wrote."""
    return person.name if office.access.passwords else given.strip() or person.name


def writer_of(request: Request, office: Office) -> Person:
    """Who asks, where they may decide, and where the request comes from this desk. Raises RefusedError."""
    person: Person = request.state.person
    if not person.decides:
        raise RefusedError(403, "Your role reads; an analyst decides.")
    if not office.writable:
        raise RefusedError(403, "This archive may not be written here.")
    same_site(request)
    return person


def same_site(request: Request) -> None:
    """Raises RefusedError where a browser says that another site sends this."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none") or (origin and (urlsplit(origin).netloc or "null") != request.headers.get("host")):
        raise RefusedError(403, "This was sent from another site.")


async def form_of(request: Request, office: Office) -> dict[str, list[str]]:
    """The fields of a form that was made here. Raises RefusedError."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise RefusedError(415, "Send a form (application/x-www-form-urlencoded), or JSON to the same path with .json.")
    same_site(request)
    async with request.form(max_files=0, max_fields=4_000) as form:
        fields: dict[str, list[str]] = {}
        for key, value in form.multi_items():
            if isinstance(value, str):
                fields.setdefault(key, []).append(value)
    if not office.access.is_form_token(fields.get("token", [""])[0], request.cookies.get(FORM, "")):
        raise RefusedError(403, "This form is too old or was not made here. Load the page anew and send it again.")
    return fields


class Tries:
    """Counts log-ins that failed: after some, all wait a minute."""

    def __init__(self) -> None:
        self.failed: list[float] = []
        self.lock = Lock()

    def check(self) -> None:
        """Raises RefusedError while too many failed."""
        with self.lock:
            self.failed = [at for at in self.failed if at > time.monotonic() - WITHIN_S]
            if len(self.failed) >= TRIES:
                raise RefusedError(429, "Too many log-ins failed. Wait a minute.", headers={"retry-after": "60"})

    def note(self) -> None:
        """One failed."""
        with self.lock:
            self.failed.append(time.monotonic())


def add_entrance(app: FastAPI, office: Office) -> None:
    """Logging in and out."""
    tries = Tries()

    def page(request: Request, next_: str, wrong: str, status: int = 200) -> Response:
        token = form_token(office.access, request)
        context = {"title": "Log in", "url": "/login", "nav": None, "next": next_, "wrong": wrong, "form_token": token, "names": bool(office.access.passwords)}
        response = Response(render("login.html.j2", context), status, media_type="text/html", headers={"cache-control": "no-store"})
        if nonce := getattr(request.state, "new_nonce", None):
            set_form_cookie(response, nonce)
        return response

    async def login(request: Request, next: str = "/stories") -> Response:
        return page(request, next, "")

    async def enter(request: Request) -> Response:
        form = await form_of(request, office)
        tries.check()
        name, password, token = (form.get(key, [""])[0] for key in ("name", "password", "access"))
        person = office.access.by_token(token) if token else await run_in_threadpool(office.access.by_password, name, password)
        target = form.get("next", [""])[0]
        if person is None:
            tries.note()
            return page(request, target, "That is not known here.", 401)
        response = RedirectResponse(target if target.startswith("/") and not target.startswith(("//", "/\\")) else "/stories", 303)
        response.set_cookie(SESSION, office.access.session(person), max_age=SESSION_S, httponly=True, samesite="strict", path="/")
        return response

    async def leave(request: Request) -> Response:
        same_site(request)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(SESSION, path="/")
        return response

    app.add_api_route("/login", login, methods=["GET"], include_in_schema=False)
    app.add_api_route("/login", enter, methods=["POST"], include_in_schema=False)
    app.add_api_route("/logout", leave, methods=["POST"], include_in_schema=False)
