"""The tables of an archive, as queries see them. `migrations` makes them; a test holds the two together.

`documents` keeps every version of every article: `key` tells articles apart, `current` marks the version that counts, `run` the
components that annotated it. `judgements` are appended only. `annotations` and `linked` keep one row a record: where it stands, and the rest as JSON in `body`.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

facts = Table(
    "archive",
    metadata,
    Column("key", String, primary_key=True),  # version, linked
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),  # in the order of reading
    Column("id", String, nullable=False, unique=True),
    Column("key", String, nullable=False, index=True),
    Column("current", Boolean, nullable=False),
    Column("run", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("text", Text, nullable=False),
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
