"""What went wrong, as an answer: the one place where errors become HTTP. JSON in one shape, or a page that says the same.

`{"ok": false, "error": "...", "errors": [...], "status": 404}`: `error` in one line, `errors` all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import Scope

from synoptic.errors import ArchiveError, JudgementError, SynopticError, UnknownNameError
from synoptic.show.safe import visible
from synoptic.show.web.render import render

DATA_PATHS = (".json", ".atom")


class RefusedError(SynopticError):
    """A request that is answered with an error: its HTTP status, and the reason for the person who asked."""

    def __init__(self, status: int, reason: str, *, errors: Iterable[str] = (), headers: Mapping[str, str] | None = None) -> None:
        self.status, self.reason, self.errors, self.headers = status, reason, tuple(errors), dict(headers or {})
        super().__init__(reason)


def status_of(error: SynopticError) -> int:
    """The HTTP status of one of our errors."""
    if isinstance(error, RefusedError):
        return error.status
    if isinstance(error, UnknownNameError | JudgementError):
        return 422
    return 409 if isinstance(error, ArchiveError) else 400


def error_response(scope: Scope, status: int, reason: str, *, errors: Iterable[str] = (), headers: Mapping[str, str] | None = None) -> Response:
    """The answer: JSON where data were asked for, else a page."""
    reason = visible(reason).encode("utf-8", "replace").decode("utf-8")
    every = [visible(e) for e in errors] or [reason]
    if wants_data(scope):
        body = orjson.dumps({"ok": False, "error": reason, "errors": every, "status": status})
        return Response(body, status, media_type="application/json", headers=dict(headers or {}))
    title = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Error"
    page = render("error.html.j2", {"title": title, "reason": reason, "errors": every if len(every) > 1 else [], "status": status, "url": "", "nav": None})
    return Response(page, status, media_type="text/html", headers=dict(headers or {}))


def wants_data(scope: Scope) -> bool:
    """Whether a program asks: by the path, or by what it accepts."""
    path: str = scope.get("path", "")
    headers: dict[bytes, bytes] = dict(scope.get("headers", []))
    accept = headers.get(b"accept", b"").decode("latin-1")
    content = headers.get(b"content-type", b"").decode("latin-1")
    return path.endswith(DATA_PATHS) or path == "/openapi.json" or "text/html" not in accept or content.startswith("application/json")


def validation_errors(errors: Iterable[Any]) -> list[str]:
    """What is wrong with each parameter, a line each."""
    return [f"{'.'.join(str(part) for part in error.get('loc', ())[1:]) or 'request'}: {error.get('msg', '')}" for error in errors]
