"""How an archive of any age becomes one of today: a list of steps, each run once, in order, in one transaction.

To change the tables: add a function with `@migration` at the end and change `schema` alike. Never edit a step that was released.
Steps are written out in SQL, so that a later change of `schema` does not change what they did.
"""

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, text, update

from synoptic.archive.schema import facts
from synoptic.archive.sqlite import MAKE_ONE
from synoptic.errors import ArchiveError

Step = Callable[[Connection], None]
MIGRATIONS: list[Step] = []


def migration(step: Step) -> Step:
    """Put a step at the end of the list."""
    MIGRATIONS.append(step)
    return step


def version_of(connection: Connection, where: str) -> int:
    """How many steps an archive has taken; 0 for an empty database.

    Raises ArchiveError where the database holds something else, or an archive of a newer Synoptic.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    value = connection.scalar(select(facts.c.value).where(facts.c.key == "version")) if {"archive", "documents"} <= set(tables) else None
    if value is None:
        raise ArchiveError(where, "is a database, but no archive of Synoptic.", MAKE_ONE)
    if int(value) > len(MIGRATIONS):
        raise ArchiveError(where, f"was made by a newer Synoptic (version {value} of the tables; this one knows {len(MIGRATIONS)}).", "Update Synoptic.")
    return int(value)


def migrate(connection: Connection, where: str) -> None:
    """Take the steps that are missing. Raises ArchiveError as `version_of`."""
    done = version_of(connection, where)
    for step in MIGRATIONS[done:]:
        step(connection)
    if not done:
        connection.execute(insert(facts).values(key="version", value=str(len(MIGRATIONS))))
    elif done < len(MIGRATIONS):
        connection.execute(update(facts).where(facts.c.key == "version").values(value=str(len(MIGRATIONS))))


@migration
def make_tables(connection: Connection) -> None:
    """The tables of the first version."""
    for statement in (
        "CREATE TABLE archive (key VARCHAR NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE documents (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id VARCHAR NOT NULL UNIQUE, key VARCHAR NOT NULL,"
        " current BOOLEAN NOT NULL, run VARCHAR NOT NULL, body TEXT NOT NULL, text TEXT NOT NULL)",
        "CREATE INDEX ix_documents_key ON documents (key)",
        "CREATE TABLE annotations (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES documents (seq), kind VARCHAR NOT NULL,"
        ' start INTEGER NOT NULL, "end" INTEGER NOT NULL, id VARCHAR NOT NULL, body TEXT NOT NULL)',
        "CREATE INDEX ix_annotations_document ON annotations (document)",
        "CREATE TABLE linked (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR NOT NULL, id VARCHAR NOT NULL,"
        ' document VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, body TEXT NOT NULL)',
        "CREATE INDEX ix_linked_kind ON linked (kind)",
        'CREATE TABLE refusals (id VARCHAR NOT NULL PRIMARY KEY, "where" VARCHAR NOT NULL, reason TEXT NOT NULL, advice TEXT NOT NULL,'
        " resolved BOOLEAN NOT NULL)",
        'CREATE INDEX ix_refusals_where ON refusals ("where")',
        "CREATE TABLE runs (run VARCHAR NOT NULL, component VARCHAR NOT NULL, version VARCHAR NOT NULL, settings VARCHAR NOT NULL,"
        " PRIMARY KEY (run, component))",
    ):
        connection.execute(text(statement))


@migration
def make_judgements(connection: Connection) -> None:
    """A table for what persons decide."""
    for statement in (
        "CREATE TABLE judgements (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id VARCHAR NOT NULL UNIQUE, who VARCHAR NOT NULL,"
        ' "when" VARCHAR NOT NULL, act VARCHAR NOT NULL, body TEXT NOT NULL)',
        'CREATE INDEX ix_judgements_when ON judgements ("when")',
    ):
        connection.execute(text(statement))


@migration
def make_index(connection: Connection) -> None:
    """Tables that find what one more article changes; whatever was linked is linked anew."""
    for statement in (
        "DROP TABLE linked",
        "CREATE TABLE linked (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR NOT NULL, id VARCHAR NOT NULL,"
        ' document VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, body TEXT NOT NULL, story VARCHAR NOT NULL, room VARCHAR NOT NULL)',
        "CREATE INDEX ix_linked_kind ON linked (kind)",
        "CREATE INDEX ix_linked_story ON linked (story)",
        "CREATE INDEX ix_linked_room ON linked (room)",
        "CREATE INDEX ix_documents_current ON documents (current, run)",
        "CREATE TABLE changes (document INTEGER NOT NULL PRIMARY KEY)",
        "INSERT INTO changes SELECT seq FROM documents WHERE current",
        "CREATE TABLE members (document INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL UNIQUE, run VARCHAR NOT NULL, story VARCHAR NOT NULL,"
        " room VARCHAR NOT NULL, day VARCHAR NOT NULL, size INTEGER NOT NULL, sketch BLOB NOT NULL, shingles BLOB NOT NULL)",
        "CREATE INDEX ix_members_story ON members (story)",
        "CREATE INDEX ix_members_room ON members (room)",
        "CREATE INDEX ix_members_day ON members (day)",
        "CREATE TABLE telling (word BIGINT NOT NULL, day INTEGER NOT NULL, document INTEGER NOT NULL, weight FLOAT NOT NULL,"
        " PRIMARY KEY (word, day, document)) WITHOUT ROWID",
        "CREATE TABLE near (document INTEGER NOT NULL, other INTEGER NOT NULL, score FLOAT NOT NULL, PRIMARY KEY (document, other)) WITHOUT ROWID",
        "CREATE TABLE shingles (shingle BIGINT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (shingle, document)) WITHOUT ROWID",
        "CREATE TABLE traces (document INTEGER NOT NULL, id VARCHAR NOT NULL, body TEXT NOT NULL, PRIMARY KEY (document, id))",
        "CREATE TABLE rooms (id VARCHAR NOT NULL PRIMARY KEY, made VARCHAR NOT NULL)",
        "CREATE TABLE stale (id VARCHAR NOT NULL PRIMARY KEY, wanted VARCHAR NOT NULL)",
        "CREATE TABLE stories (id VARCHAR NOT NULL PRIMARY KEY, room VARCHAR NOT NULL, title TEXT NOT NULL, documents INTEGER NOT NULL,"
        " outlets INTEGER NOT NULL, first VARCHAR, last VARCHAR)",
        "CREATE INDEX ix_stories_room ON stories (room)",
    ):
        connection.execute(text(statement))


@migration
def index_scores(connection: Connection) -> None:
    """Strong pairs are found without going through the others."""
    connection.execute(text("CREATE INDEX ix_near_score ON near (document, score)"))


@migration
def index_current_keys(connection: Connection) -> None:
    """The version of an article that counts is found by its key; with two indexes of one column each, SQLite went through all current documents."""
    connection.execute(text("DROP INDEX ix_documents_key"))
    connection.execute(text("CREATE INDEX ix_documents_key ON documents (key, current)"))
