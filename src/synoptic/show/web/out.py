"""What can be taken away: the account of a story in every form that `show` writes, and its records in every format that is exported."""

from __future__ import annotations

from io import BytesIO
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from synoptic.errors import UnknownNameError
from synoptic.show import FORMATS, render
from synoptic.show.export import EXPORTERS, export
from synoptic.show.web.office import FAILURES, Office
from synoptic.show.web.page import ID, Name, missing

MEDIA = {
    "html": ("text/html; charset=utf-8", "html"),
    "md": ("text/markdown; charset=utf-8", "md"),
    "json": ("application/json", "json"),
    "jsonl": ("application/x-ndjson", "jsonl"),
    "csv": ("application/zip", "csv.zip"),
    "parquet": ("application/zip", "parquet.zip"),
}
OTHER = ("application/octet-stream", "")
Format = Annotated[str, Path(max_length=40, pattern=r"^[a-z0-9_-]+$")]
Story = Annotated[str | None, Query(max_length=120, pattern=ID)]


def account_formats() -> list[str]:
    """The forms of an account that are files."""
    return [name for name in FORMATS if name != "terminal"]


def add(app: FastAPI, office: Office) -> None:
    """Put the downloads on the desk."""

    async def account(story: Name, format: Format) -> Response:
        """The account of a story as a file: html, md, json and whatever else `synoptic account -o` writes."""
        state = office.state
        if story not in state.tales:
            raise missing("story", story)
        if format not in account_formats():
            raise UnknownNameError("format of an account", format, account_formats())
        body = await run_in_threadpool(lambda: render(state.of(state.tales[story]), format))
        return attached(body.encode() if isinstance(body, str) else body, format, f"account-{story}")

    async def records(format: Format, story: Story = None, with_text: bool = False) -> Response:
        """All records, or those of a story, in an export format: jsonl, csv, parquet and whatever else `synoptic export` writes."""
        state = office.state
        if format not in EXPORTERS:
            raise UnknownNameError("export format", format, sorted(EXPORTERS))
        if story is not None and story not in state.tales:
            raise missing("story", story)

        def made() -> bytes:
            found: Any = state.records
            if story is not None:
                with office.keeper.open() as archive:
                    found = archive.linked(story)
            file = BytesIO()
            export(found, format, file, with_text=with_text)
            return file.getvalue()

        return attached(await run_in_threadpool(made), format, story or "archive")

    shape: dict[str, Any] = {"methods": ["GET"], "response_class": Response, "responses": FAILURES}
    app.add_api_route("/story/{story}/account/{format}", account, operation_id="account_file", **shape)
    app.add_api_route("/export/{format}", records, operation_id="export_records", **shape)


def attached(body: bytes, format: str, name: str) -> Response:
    """A file to keep. Never shown in place: an account as a page brings a policy of its own."""
    media, ending = MEDIA.get(format, OTHER)
    return Response(
        body, media_type=media, headers={"content-disposition": f'attachment; filename="synoptic-{name}.{ending or format}"', "cache-control": "no-store"}
    )
