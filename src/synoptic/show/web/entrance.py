"""Logging in and out. What a password or token opens is in `access`."""

from __future__ import annotations

import time
from threading import Lock

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from synoptic.show.web.access import SESSION, SESSION_S
from synoptic.show.web.errors import RefusedError
from synoptic.show.web.forms import form_of, same_site
from synoptic.show.web.office import Office, form_token, set_form_cookie
from synoptic.show.web.render import render

TRIES, WITHIN_S = 10, 60.0  # log-ins that fail before all wait


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


def add(app: FastAPI, office: Office) -> None:
    """Put it on the desk."""
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
