"""Look at the account where articles came, keep what there is to tell, and bring it to channels.

What was fresh, what is told and what is known change in one transaction: a killed process looks again, and finds the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from synoptic.account import build
from synoptic.model import Document, Story
from synoptic.watch.facts import is_first, news_of
from synoptic.watch.questions import Question, answers, understand
from synoptic.watch.state import State
from synoptic.watch.tell import Channel
from synoptic.watch.telling import Telling, telling

if TYPE_CHECKING:
    from synoptic.pipeline import Archive

AT_ONCE = 50  # tellings brought together
ASKED = 500  # members in one question to the state
LATEST = 200  # tellings that a channel gets which wants them all


def look(archive: Archive, state: State, now: float) -> int:
    """Tell what changed in the stories of fresh articles, and which of them answer a saved question; how much was new."""
    fresh = {row["document"] for row in state.rows("SELECT document FROM fresh")}
    questions = [understand(row["text"]) for row in state.rows("SELECT text FROM questions ORDER BY text")]
    tellings: list[Telling] = []
    facts: dict[tuple[str, str], str] = {}
    archive.stories()  # brings what is linked up to date
    for home in sorted(set(archive.reader.homes(fresh).values()) - {""}):
        records = archive.linked(home)
        account, title = build(records), records[Story][0].title
        news = news_of(account, title, lambda kind, members: known(state, kind, members))
        first = is_first(account, lambda kind, members: known(state, kind, members))
        facts |= news.facts
        asked = list(matches(questions, records, fresh, title))
        tellings += asked
        if not first:
            wanted = news.tellings if not questions else [t for t in news.tellings if concerns(t, questions, records)]
            tellings += wanted
    with state.writing() as db:
        made = state.tell((t.id, now, t.body()) for t in tellings)
        db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", [(kind, member, value) for (kind, member), value in sorted(facts.items())])
        db.executemany("DELETE FROM fresh WHERE document = ?", [(d,) for d in sorted(fresh)])
    return made


def matches(questions: Iterable[Question], records: dict[type, tuple[Any, ...]], fresh: set[str], title: str) -> Iterator[Telling]:
    """The fresh articles of a story that answer a question."""
    for question in questions:
        for doc in (d for d in records.get(Document, ()) if d.id in fresh):
            if found := answers(question, doc, records):
                line = f"“{question.text}”: {found[0]} ({doc.publisher or doc.name})"
                yield telling("match", line, question.text, doc.id, story=title, urls=[doc.url or doc.path], details=found[1:4], documents=[doc.id])


def concerns(told: Telling, questions: Iterable[Question], records: dict[type, tuple[Any, ...]]) -> bool:
    """Whether a change is of an article that answers a saved question: with questions saved, only those are told."""
    docs = [d for d in records.get(Document, ()) if d.id in told.documents]
    return any(answers(question, doc, records) for question in questions for doc in docs)


def known(state: State, kind: str, members: list[str]) -> dict[str, str]:
    """What was noted of members of a kind."""
    found: dict[str, str] = {}
    for start in range(0, len(members), ASKED):
        part = members[start : start + ASKED]
        marks = ", ".join("?" * len(part))
        found |= {row["member"]: row["value"] for row in state.rows(f"SELECT member, value FROM facts WHERE kind = ? AND member IN ({marks})", kind, *part)}
    return found


def told_since(state: State, since: float) -> list[tuple[float, Telling]]:
    """What was told since a moment, the oldest first."""
    return [(row["time"], Telling.of(json.loads(row["body"]))) for row in state.rows("SELECT time, body FROM told WHERE time >= ? ORDER BY seq", since)]


def deliver(channel: Channel, state: State) -> int:
    """Bring a channel what it has not had; how much that was. Raises what the channel does where it did not get through."""
    row = state.one("SELECT seq FROM delivered WHERE channel = ?", channel.name)
    done, count = (row["seq"] if row else 0), 0
    while new := state.rows("SELECT * FROM told WHERE seq > ? ORDER BY seq LIMIT ?", done, AT_ONCE):
        last = new[-1]["seq"]
        rows = state.rows("SELECT * FROM (SELECT * FROM told WHERE seq <= ? ORDER BY seq DESC LIMIT ?) ORDER BY seq", last, LATEST) if channel.whole else new
        channel.send([(r["time"], Telling.of(json.loads(r["body"]))) for r in rows])
        done, count = last, count + len(new)
        state.do("INSERT INTO delivered VALUES (?, ?) ON CONFLICT (channel) DO UPDATE SET seq = excluded.seq", channel.name, done)
    return count
