"""The demo story against its own gold: what a careful reader finds, Synoptic finds, from the user's commands to the export."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

STORY = Path(__file__).resolve().parent.parent / "examples" / "belmora"
GOLD: dict[str, Any] = tomllib.loads((STORY / "gold.toml").read_text(encoding="utf-8"))
Record = dict[str, Any]


class Account:
    """The export of the demo story by kind, and what the gold needs to find in it."""

    def __init__(self, rows: list[Record]) -> None:
        self.rows = rows
        self.archive = Path()
        self.document = {r["name"]: r for r in self.kind("document")}
        self.names = {r["id"]: {r["name"], *r["aliases"]} for r in self.kind("entity")}

    def kind(self, kind: str) -> list[Record]:
        return [r for r in self.rows if r["kind"] == kind]

    def at(self, kind: str, document: str, words: str) -> list[Record]:
        """Records of a kind that share at least half of these words in a document, the best first."""
        text, home = self.document[document]["text"], self.document[document]["id"]
        start = text.index(words)
        end = start + len(words)

        def shared(r: Record) -> float:
            return max(0, min(r["end"], end) - max(r["start"], start)) / (max(r["end"], end) - min(r["start"], start))

        found = [r for r in self.kind(kind) if r["document"] == home and shared(r) >= 0.5]
        return sorted(found, key=lambda r: (-shared(r), r["id"]))

    def called(self, key: str, identifier: str | None, name: str | None) -> bool:
        """Whether an entity or a name is the one that the gold calls `key`."""
        said = self.names.get(identifier or "", set()) | {name or ""}
        return any(wanted.lower() in n.lower() for wanted in GOLD["names"][key] for n in said)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The demo story read and exported by the user's own commands."""
    folder = tmp_path_factory.mktemp("demo")
    for command in (
        ["read", str(STORY / "articles"), "--archive", str(folder / "story.db")],
        ["export", str(folder / "story.db"), "--format", "jsonl", "--with-text", "-o", str(folder / "out.jsonl")],
    ):
        subprocess.run([sys.executable, "-m", "synoptic.cli", *command], check=True, capture_output=True)
    made = Account([json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()])
    made.archive = folder / "story.db"
    return made


def spans(value: Any) -> Iterator[Record]:
    """Every span in a record, however deep."""
    if isinstance(value, dict):
        if {"document", "start", "end", "exact"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from spans(part)


def label(row: Record) -> str:
    return f"{row['document']}: {row.get('content') or row.get('number') or row.get('text')}"[:60]


def test_every_span_is_exact(account: Account) -> None:
    """Every span of every record says what stands in its document."""
    texts = {d["id"]: d["text"] for d in account.document.values()}
    checked = [s for r in account.rows for s in spans(r)]
    assert len(checked) > 200
    assert all(texts[s["document"]][s["start"] : s["end"]] == s["exact"] for s in checked)


@pytest.mark.parametrize("name", GOLD["dated"])
def test_every_article_has_its_day(account: Account, name: str) -> None:
    """Each article is dated, the undated one from its story, with the reason."""
    doc = account.document[name]
    assert doc["dated"] == GOLD["dated"][name]
    assert doc["dated_from"] == ("metadata" if doc["published"] else "story")
    assert doc["dated_why"]


@pytest.mark.parametrize("wanted", GOLD["quotation"], ids=label)
def test_a_quotation_is_found_with_its_speaker(account: Account, wanted: Record) -> None:
    """Each quotation of the gold is found, with its type, its speaker and its chain."""
    found = account.at("quotation", wanted["document"], wanted["content"])
    assert found, "not found"
    best = found[0]
    assert best["type"] == wanted["type"]
    assert account.called(wanted["speaker"], best["speaker"], best["speaker_name"]), best["speaker_name"]
    assert best["via"] == wanted.get("via", [])


def test_the_same_words_are_one_utterance(account: Account) -> None:
    """Three translations of one appeal, its copies, and two wordings of one condition are joined; nothing else joins them."""
    groups: dict[str, set[str]] = {}
    for wanted in GOLD["quotation"]:
        found = account.at("quotation", wanted["document"], wanted["content"])
        groups.setdefault(wanted.get("utterance", label(wanted)), set()).add(found[0]["utterance"])
    assert all(len(ids) == 1 for ids in groups.values()), groups
    assert len({next(iter(ids)) for ids in groups.values()}) == len(groups)


@pytest.mark.parametrize("wanted", GOLD["figure"], ids=label)
def test_a_figure_is_found_with_its_range(account: Account, wanted: Record) -> None:
    """Each figure of the gold is found with its range, what it counts and who says so."""
    found = account.at("figure", wanted["document"], wanted["number"])
    assert found, "not found"
    best = found[0]
    assert (best["low"], best["high"], best["counted"]) == (wanted["low"], wanted.get("high"), wanted["counted"])
    if "attributed_to" in wanted:
        assert account.called(wanted["attributed_to"], best["attributed_to"], best["attributed_name"]), best["attributed_name"]


def test_the_dead_of_the_terminal_stand_on_one_line(account: Account) -> None:
    """Every count of one explosion's dead is one series, and the other explosion's is another; the series tells of the conflict."""
    ids: dict[str, set[str]] = {}
    for wanted in GOLD["figure"]:
        if "series" in wanted:
            ids.setdefault(wanted["series"], set()).add(account.at("figure", wanted["document"], wanted["number"])[0]["series"])
    assert all(len(found) == 1 for found in ids.values()), ids
    assert ids["terminal"] != ids["depot"]
    (terminal,) = [s for s in account.kind("series") if s["id"] in ids["terminal"]]
    assert terminal["status"] in ("conflict", "revised")
    assert terminal["why"]


@pytest.mark.parametrize("wanted", GOLD["position"], ids=label)
def test_a_position_on_talks_is_found(account: Account, wanted: Record) -> None:
    """Each position of the gold is found with its party, stance, day and condition."""
    text = account.document[wanted["document"]]["text"]
    start = text.index(wanted["text"])
    sentence = (text.rfind("\n", 0, start) + 1, text.find("\n", start))
    here = [r for r in account.kind("position") if r["document"] == account.document[wanted["document"]]["id"]]
    rows = [r for r in here if r["start"] < sentence[1] and r["end"] > sentence[0] and r["stance"] == wanted["stance"]]
    rows = [r for r in rows if account.called(wanted["party"], r["party"], r["party_name"])]
    assert rows, [(r["stance"], r["party_name"], r["exact"]) for r in here]
    assert wanted["date"] in {r["date"] for r in rows}
    if "condition" in wanted:
        assert any(r["condition"] and wanted["condition"] in r["condition"]["exact"] + "." for r in rows)


def test_copies_are_told(account: Account) -> None:
    """The wire copy and the rewritten one lead to the agency's own text, so that the three are one origin; nothing else is a copy."""
    names = {d["id"]: name for name, d in account.document.items()}
    found = {(names[p["from"]], names[p["to"]]) for p in account.kind("provenance") if p["type"] in ("copies", "republishes") and p["to"] in names}
    assert found == {(wanted["from"], wanted["to"]) for wanted in GOLD["copy"]}


def test_one_story_and_two_explosions(account: Account) -> None:
    """All but perhaps the other explosion are one story, and the two explosions lead apart."""
    by_id = {d["id"]: name for name, d in account.document.items()}
    largest = max(account.kind("story"), key=lambda s: len(s["documents"]))
    assert set(account.document) - {by_id[d] for d in largest["documents"]} <= {"sorland-herald-2"}
    lead = {name: d["lead"] for name, d in account.document.items()}
    assert lead["northern-wire-1"] == lead["meridian-1"] == lead["global-dispatch-1"]
    assert lead["sorland-herald-2"] not in {v for k, v in lead.items() if k != "sorland-herald-2"}


def test_the_three_spellings_are_one_person(account: Account) -> None:
    """Yusuf, Youssef and Yousef Haddad are one entity."""
    people = [e for e in account.kind("entity") if "Haddad" in e["name"] and e["type"] == "PERSON"]
    assert len(people) == 1, [e["name"] for e in people]
    assert {"Yusuf Haddad", "Youssef Haddad", "Yousef Haddad"} <= {people[0]["name"], *people[0]["aliases"]}


def test_one_speaker_alone(account: Account) -> None:
    """`--speaker` shows all that one person said, who leaves it out, and the three translations word under word; nobody else's words."""
    done = subprocess.run(
        [sys.executable, "-m", "synoptic.cli", "account", str(account.archive), "--speaker", "Haddad"], check=True, capture_output=True, text=True
    )
    assert "We will be in Lindmark" in done.stdout
    assert "We do not shell harbours" not in done.stdout
    assert "We  should sit  together and speak before still more of our children" in done.stdout
    assert "not in" in done.stdout


def test_a_speaker_whom_nobody_quotes(account: Account) -> None:
    """A name that no speaker has is wrong usage, told with those that are near."""
    done = subprocess.run(
        [sys.executable, "-m", "synoptic.cli", "account", str(account.archive), "--speaker", "Hadadd"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "Haddad" in done.stderr
