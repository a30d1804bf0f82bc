"""The tables of an archive, as queries see them. `migrations` makes them; a test holds the two together.

`documents` keeps every version of every article: `key` tells articles apart, `current` marks the version that counts, `run` the
components that annotated it. `judgements` are appended only. `annotations` and `linked` keep one row a record: where it stands, and the rest as JSON in `body`.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

facts = Table(
    "archive",
    metadata,
    Column("key", String, primary_key=True),  # version, linkers, judged
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),  # in the order of reading
    Column("id", String, nullable=False, unique=True),
    Column("key", String, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("run", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_documents_key", "key", "current"),
)

found = Table(
    "annotations",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("document", Integer, ForeignKey("documents.seq"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("id", String, nullable=False),
    Column("body", Text, nullable=False),
)

linked = Table(
    "linked",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("document", String, nullable=False),  # "" for records that stand on no one span
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("story", String, nullable=False, index=True),
    Column("room", String, nullable=False, index=True),
)

# What an article that is added changes, and nothing else, is found in these; all of them can be made again from the tables above.

changes = Table(
    "changes",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),  # was added, annotated anew or superseded since all was linked
)

members = Table(  # the current documents that are linked
    "members",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("run", String, nullable=False),
    Column("story", String, nullable=False, index=True),  # as likeness has it; judgements may say otherwise in `stories`
    Column("room", String, nullable=False, index=True),  # what is linked together
    Column("day", String, nullable=False, index=True),  # of a claim, else ""
    Column("size", Integer, nullable=False),  # shingles
    Column("sketch", LargeBinary, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
)

telling = Table(
    "telling",
    metadata,
    Column("word", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),  # 0: not known
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)

near = Table(
    "near",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("other", Integer, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Index("ix_near_score", "document", "score"),  # strong pairs are few of those that are kept
    sqlite_with_rowid=False,
)

shingles = Table(
    "shingles",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

traces = Table(
    "traces",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("id", String, primary_key=True),
    Column("body", Text, nullable=False),
)

rooms = Table(
    "rooms",
    metadata,
    Column("id", String, primary_key=True),
    Column("made", String, nullable=False),  # the state that its records are made from
)

stale = Table(  # rooms that are to be linked anew
    "stale",
    metadata,
    Column("id", String, primary_key=True),
    Column("wanted", String, nullable=False),  # the state that its records should be made from; "" of a room that is no more
)

stories = Table(  # a light listing
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("room", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("first", String),
    Column("last", String),
)

refusals = Table(
    "refusals",
    metadata,
    Column("id", String, primary_key=True),
    Column("where", String, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("resolved", Boolean, nullable=False),  # the same place was read later
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("who", String, nullable=False),
    Column("when", String, nullable=False, index=True),
    Column("act", String, nullable=False),
    Column("body", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run", String, primary_key=True),
    Column("component", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("settings", String, nullable=False),
)
