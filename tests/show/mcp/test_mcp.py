"""The server for language-model tools, asked through the protocol's own client: sourced records only, and nothing is changed."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from account.story import DOCS, linked
from synoptic.judge import decide, stamped
from synoptic.link.parts import Part
from synoptic.model import Event, Judgement
from synoptic.show.mcp import TOOLS, Held, server

NOTE = stamped(decide(linked(), "note", ["v-1"], who="Ada Lund", why="Ask the harbour"), "2031-05-04T09:00:00.000000Z")
RECORDS = {**linked(), Judgement: (replace(NOTE, status="holds", records=("v-1",)),)}


def ask(name: str, **asked: Any) -> dict[str, Any]:
    """The answer of a tool."""
    return asyncio.run(one(Held(lambda _: {"all": Part("1", RECORDS)}), name, asked))


async def one(held: Held, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    async with Client(server(held)) as client:
        answer = await client.call_tool(name, asked)
    assert not answer.is_error, answer.content
    made = answer.structured_content
    assert json.loads(answer.content[0].text) == made
    return made


def refused(name: str, **asked: Any) -> str:
    """What a tool says to a question that it cannot answer."""

    async def call() -> str:
        async with Client(server(Held(lambda _: {"all": Part("1", RECORDS)}))) as client:
            answer = await client.call_tool(name, asked)
        assert answer.is_error
        return answer.content[0].text

    return asyncio.run(call())


def spans(answer: Any) -> Iterator[dict[str, Any]]:
    """Every span in an answer, however deep."""
    if isinstance(answer, dict):
        if {"document", "start", "end", "exact"} <= set(answer):
            yield answer
        for value in answer.values():
            yield from spans(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from spans(value)


def test_tools_say_what_they_do_and_that_they_change_nothing() -> None:
    """All are listed with a description, a schema of their questions, and the hint that they only read."""

    async def tools() -> Any:
        async with Client(server(Held(lambda _: {"all": Part("1", RECORDS)}))) as client:
            assert "Answer from these records only" in (client.instructions or "")
            return (await client.list_tools()).tools

    listed = {tool.name: tool for tool in asyncio.run(tools())}
    assert set(listed) == {answer.__name__ for answer, _, _ in TOOLS}
    for tool in listed.values():
        assert tool.description
        assert tool.annotations.read_only_hint
        assert "view" not in tool.input_schema["properties"]
    assert listed["said"].input_schema["required"] == ["speaker"]


ASKED = [
    ("account", {"section": section}) for section in ("timeline", "voices", "figures", "talks", "relations", "wording", "gaps", "decisions", "sources")
] + [("search", {"words": "shooting"}), ("count", {"counted": "killed"}), ("said", {"speaker": "Marn"}), ("why", {"record": "u-1"}), ("why", {"record": "x-2"})]


@pytest.mark.parametrize(("name", "asked"), ASKED)
def test_every_span_is_the_articles_own_words(name: str, asked: dict[str, Any]) -> None:
    """What an answer quotes stands in the article at that place, under the outlet's name."""
    texts = {d.id: d.text for d in DOCS.values()}
    answer = ask(name, **asked)
    found = list(spans(answer))
    assert found or asked.get("section") in ("relations", "sources", "gaps")
    for span in found:
        assert texts[span["document"]][span["start"] : span["end"]] == span["exact"]
        assert span["outlet"]
        assert span["source"] in range(1, len(texts) + 1)


def test_stories_lead_to_their_accounts() -> None:
    """The id of a story opens its sections; another is refused with those that there are."""
    (story,) = ask("stories")["stories"]
    assert (story["title"], story["articles"], story["origins"]) == ("Harbour stormed in Velmar", 4, 3)
    assert ask("account", story=story["story"], section="figures")["of"] == 3
    assert "Known: s-1" in refused("account", story="s-9")
    assert "timeline" in refused("account", section="gossip")


def test_a_count_shows_both_sides_of_a_conflict() -> None:
    """Every figure with who gives it; no number is chosen where sources contradict each other."""
    answer = ask("count", counted="killed")
    dispute = next(s for s in answer["series"] if s["status"] == "conflict")
    assert dispute["why"] == "5 and 19 for one day"
    assert {(f["exact"], tuple(f["said_by"])) for f in dispute["figures"]} == {("five", ("Orland's navy",)), ("19", ())}
    assert "injured, killed" in refused("count", counted="dragons")


def test_a_speaker_is_found_by_part_of_a_name() -> None:
    """Each utterance once, with each outlet's words for it; a name that is not known is answered with the nearest."""
    answer = ask("said", speaker="marn")
    assert answer["speaker"] == "Ilda Marn"
    (offer,) = answer["utterances"]
    assert len({s["exact"] for s in offer["spans"]}) == 3
    assert offer["origins"] == 3
    assert "Ilda Marn" in refused("said", speaker="Hilda Morn")


def test_an_article_is_read_in_pages_with_what_was_found_in_it() -> None:
    """By number or id; the marks lie in the page that is shown."""
    page = ask("article", article="1", start=10, length=100)
    text = DOCS["wire"].text
    assert (page["text"], page["start"], page["end"], page["length"]) == (text[10:110], 10, 110, len(text))
    assert all(m["start"] < 110 and m["end"] > 10 and text[m["start"] : m["end"]] == m["exact"] for m in page["found"])
    assert ask("article", article=DOCS["herald"].id)["text"] == DOCS["herald"].text
    assert "d-" in refused("article", article="99")


def test_why_tells_reason_members_components_and_persons() -> None:
    """The reason that the linker gave, what it joined, which versions did, and what a person decided, kept apart."""
    answer = ask("why", record="v-1")
    assert {c["component"] for c in answer["components"]} == {"events"}
    assert [(d["who"], d["did"], d["why"]) for d in answer["decisions"]] == [("Ada Lund", "note", "Ask the harbour")]
    assert len(answer["made_of"]) == len(RECORDS[Event][0].event_mentions)
    assert ask("why", record="x-1")["reason"] == "a later count"
    assert "record 'q-0' is not known" in refused("why", record="q-0")


def test_nothing_found_is_said_so() -> None:
    """Words that no article has give an empty list, never something near."""
    assert ask("search", words="volcano") == {"sentences": [], "of": 0, "entities": []}
    assert ask("search", words="   ")["of"] == 0
    assert ask("search", words="ilda marn")["entities"][0]["name"] == "Ilda Marn"


def test_an_archive_that_changes_is_read_anew() -> None:
    """The records are made ready once, and again when their state is another."""
    state, made = ["1"], []

    def parts(known: Mapping[str, Part]) -> Mapping[str, Part]:
        if "all" in known and known["all"].state == state[0]:
            return known
        made.append(state[0])
        return {"all": Part(state[0], RECORDS if state[0] == "1" else {})}

    held = Held(parts)
    assert asyncio.run(one(held, "stories", {}))["of"] == 1
    assert asyncio.run(one(held, "stories", {}))["of"] == 1
    state[0] = "2"
    assert asyncio.run(one(held, "stories", {}))["of"] == 0
    assert made == ["1", "2"]


def test_the_command_serves_an_archive_over_stdio(tmp_path: Path) -> None:
    """`synoptic mcp story.db` answers the client as a process of its own, and leaves the archive as it was."""
    path = tmp_path / "story.db"
    subprocess.run([sys.executable, "-c", "import sys, synoptic; synoptic.open(sys.argv[1]).close()", str(path)], check=True)
    before = path.read_bytes()

    async def visit(call: Callable[[Client], Awaitable[Any]]) -> Any:
        command = StdioServerParameters(command=sys.executable, args=["-m", "synoptic.cli", "mcp", str(path)])
        async with Client(command, read_timeout_seconds=60) as client:
            return await call(client)

    answer = asyncio.run(visit(lambda client: client.call_tool("stories", {})))
    assert answer.structured_content == {"stories": [], "of": 0}
    assert path.read_bytes() == before
