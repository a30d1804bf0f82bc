"""Decisions over records and undoing them, by form and by program: appended to the archive, and waited for until the desk shows them."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from synoptic.show.web.access import Person
from synoptic.show.web.forms import form_of, writer_of
from synoptic.show.web.office import FAILURES, Office, to_json
from synoptic.show.web.page import Name
from synoptic.show.web.plain import judgement, url

APPLY_S = 20.0  # that a person waits for a decision to be linked; it goes on in the background then
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
