"""What is sent to change something, and whether it may: who sends it, from where, and the fields of a form.

A form carries a token tied to a cookie of the same reader, and what a browser says of where it comes from must be this desk, so that no other site
can decide in an analyst's name. Programs send JSON, which no form of another site can.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request

from synoptic.show.web.access import FORM, Person
from synoptic.show.web.errors import RefusedError
from synoptic.show.web.office import Office


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
