"""The first page, and the way from any record's id to the page that shows it."""

from __future__ import annotations

from fastapi import FastAPI, Response
from fastapi.responses import RedirectResponse

from synoptic.show.web.errors import RefusedError
from synoptic.show.web.office import FAILURES, Office
from synoptic.show.web.page import Name
from synoptic.show.web.plain import url


def add(app: FastAPI, office: Office) -> None:
    """Put them on the desk."""

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
