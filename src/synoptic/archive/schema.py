"""The tables of an archive, as queries see them. `migrations` makes them; a test holds the two together.

`documents` keeps every version of every article: `key` tells articles apart, `current` marks the version that counts, `run` the
components that annotated it. `judgements` are appended only. `annotations` and `linked` keep one row a record: where it stands, and the rest as JSON in `body`.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def counted(name: str) -> Column[Any]:
    """A key that the database counts up."""
    return Column(name, Integer, primary_key=True, autoincrement=True)


def key(name: str, kind: type[TypeEngine[Any]]) -> Column[Any]:
    """A key, or a part of one, that is given."""
    return Column(name, kind, primary_key=True, autoincrement=False)


def given(name: str, kind: type[TypeEngine[Any]], *, unique: bool | None = None, index: bool | None = None) -> Column[Any]:
    """A value that every row has."""
    return Column(name, kind, nullable=False, unique=unique, index=index)


facts = Table(
    "archive",
    metadata,
    key("key", String),  # version, linkers, judged
    given("value", Text),
)

documents = Table(
    "documents",
    metadata,
    counted("seq"),  # in the order of reading
    given("id", String, unique=True),
    given("key", String),
    given("current", Boolean),
    given("run", String),
    given("body", Text),
    given("text", Text),
    Index("ix_documents_key", "key", "current"),
)

found = Table(
    "annotations",
    metadata,
    counted("seq"),
    Column("document", Integer, ForeignKey("documents.seq"), nullable=False, index=True),
    given("kind", String),
    given("start", Integer),
    given("end", Integer),
    given("id", String),
    given("body", Text),
)

linked = Table(
    "linked",
    metadata,
    counted("seq"),
    given("kind", String, index=True),
    given("id", String),
    given("document", String),  # "" for records that stand on no one span
    given("start", Integer),
    given("end", Integer),
    given("body", Text),
    given("story", String, index=True),
    given("room", String, index=True),
)

# What an article that is added changes, and nothing else, is found in these; all of them can be made again from the tables above.

changes = Table(
    "changes",
    metadata,
    key("document", Integer),  # was added, annotated anew or superseded since all was linked
)

members = Table(  # the current documents that are linked
    "members",
    metadata,
    key("document", Integer),
    given("id", String, unique=True),
    given("run", String),
    given("story", String, index=True),  # as likeness has it; judgements may say otherwise in `stories`
    given("room", String, index=True),  # what is linked together
    given("day", String, index=True),  # of a claim, else ""
    given("size", Integer),  # shingles
    given("sketch", LargeBinary),
    given("shingles", LargeBinary),
)

telling = Table(
    "telling",
    metadata,
    key("word", BigInteger),
    key("day", Integer),  # 0: not known
    key("document", Integer),
    given("weight", Float),
    sqlite_with_rowid=False,
)

near = Table(
    "near",
    metadata,
    key("document", Integer),
    key("other", Integer),
    given("score", Float),
    Index("ix_near_score", "document", "score"),  # strong pairs are few of those that are kept
    sqlite_with_rowid=False,
)

shingles = Table(
    "shingles",
    metadata,
    key("shingle", BigInteger),
    key("document", Integer),
    sqlite_with_rowid=False,
)

traces = Table(
    "traces",
    metadata,
    key("document", Integer),
    key("id", String),
    given("body", Text),
)

rooms = Table(
    "rooms",
    metadata,
    key("id", String),
    given("made", String),  # the state that its records are made from
)

stale = Table(  # rooms that are to be linked anew
    "stale",
    metadata,
    key("id", String),
    given("wanted", String),  # the state that its records should be made from; "" of a room that is no more
)

stories = Table(  # a light listing
    "stories",
    metadata,
    key("id", String),
    given("room", String, index=True),
    given("title", Text),
    given("documents", Integer),
    given("outlets", Integer),
    Column("first", String),
    Column("last", String),
)

refusals = Table(
    "refusals",
    metadata,
    key("id", String),
    given("where", String, index=True),
    given("reason", Text),
    given("advice", Text),
    given("resolved", Boolean),  # the same place was read later
)

judgements = Table(
    "judgements",
    metadata,
    counted("seq"),
    given("id", String, unique=True),
    given("who", String),
    given("when", String, index=True),
    given("act", String),
    given("body", Text),
)

runs = Table(
    "runs",
    metadata,
    key("run", String),
    key("component", String),
    given("version", String),
    given("settings", String),
)
