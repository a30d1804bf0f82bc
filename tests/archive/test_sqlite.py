"""What an archive in one SQLite file must do beside the contract: bad files, a full disk, several processes, old and new versions."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from synoptic.archive import Writer, is_archive, open_archive, sqlite
from synoptic.archive.migrations import MIGRATIONS
from synoptic.archive.schema import metadata
from synoptic.errors import ArchiveError, UnknownNameError
from synoptic.ids import make_id, text_hash
from synoptic.model import EXPORTED, Document
from synoptic.serialize import kind_name


def doc(text: str, name: str) -> Document:
    return Document(id=make_id("d", name, text), name=name, text=text, sha256=text_hash(text))


def make(path: Path) -> Writer:
    _, writer = open_archive(path)
    assert writer
    return writer


def test_migrations_make_the_tables_that_queries_expect(tmp_path: Path) -> None:
    """What the steps make is what `schema` says, column by column."""
    made = inspect(make(tmp_path / "story.db").engine)
    for table in metadata.sorted_tables:
        assert [c["name"] for c in made.get_columns(table.name)] == [c.name for c in table.columns]
        assert {c["name"] for c in made.get_columns(table.name) if c["nullable"]} == {c.name for c in table.columns if c.nullable}


def test_views_show_every_exported_kind(tmp_path: Path) -> None:
    """Any SQLite tool finds one view a kind, with the contract's names."""
    make(tmp_path / "story.db").close()
    plain = sqlite3.connect(tmp_path / "story.db")
    for kind in EXPORTED:
        columns = [c[0] for c in plain.execute(f'SELECT * FROM "{kind_name(kind)}"').description]
        assert "id" in columns
    assert "from" in [c[0] for c in plain.execute("SELECT * FROM relation").description]


@pytest.mark.parametrize("content", [b"Not an archive but a text that somebody gave by mistake", b"SQLite format 3\x00" + b"torn" * 50])
def test_refuses_a_file_that_is_no_archive(tmp_path: Path, content: bytes) -> None:
    """Another file is told, and not touched."""
    file = tmp_path / "story.db"
    file.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(ArchiveError):
            open_archive(file, read_only=read_only)
    assert file.read_bytes() == content


def test_refuses_a_database_of_something_else(tmp_path: Path) -> None:
    """A database of another program is told, and not touched."""
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE documents (x)")
    other.close()
    with pytest.raises(ArchiveError, match="no archive of Synoptic"):
        open_archive(file)
    assert [r[0] for r in sqlite3.connect(file).execute("SELECT name FROM sqlite_master")] == ["documents"]


def test_refuses_an_archive_of_a_newer_synoptic(tmp_path: Path) -> None:
    """Tables that this version does not know are left alone, with the advice to update."""
    file = tmp_path / "story.db"
    make(file).close()
    with sqlite3.connect(file) as plain:
        plain.execute("UPDATE archive SET value = ? WHERE key = 'version'", (str(len(MIGRATIONS) + 1),))
    plain.close()
    for read_only in (True, False):
        with pytest.raises(ArchiveError, match=r"newer Synoptic.*Update"):
            open_archive(file, read_only=read_only)


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    """A file of no bytes, as a killed process may leave, is a new archive."""
    file = tmp_path / "story.db"
    file.touch()
    make(file).close()
    assert is_archive(file)


def test_says_what_is_wrong_with_a_path(tmp_path: Path) -> None:
    """No archive, no folder, a folder, another scheme: each in words."""
    with pytest.raises(ArchiveError, match="no such archive"):
        open_archive(tmp_path / "none.db", create=False)
    with pytest.raises(ArchiveError, match="folder does not exist"):
        open_archive(tmp_path / "none" / "story.db")
    with pytest.raises(ArchiveError, match="is a folder"):
        open_archive(tmp_path)
    with pytest.raises(UnknownNameError, match="sqlite"):
        open_archive("oracle://host/story")


def test_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    """When the file may grow no more, the error says so, and the batches before are there."""
    reader, writer = open_archive(tmp_path / "story.db")
    assert writer
    writer.add([(doc("Ferry sank", "one"), [])], "run-1")
    with writer.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(ArchiveError, match=r"disk is full.*Free some space"):
        writer.add([(doc("x" * 100_000, "two"), [])], "run-1")
    assert [d.name for d in reader.documents()] == ["one"]


def test_others_read_while_one_writes(tmp_path: Path) -> None:
    """A reader opened in the middle of a write sees what was committed before, without waiting."""
    file = tmp_path / "story.db"
    writer = make(file)
    writer.add([(doc("Ferry sank", "one"), [])], "run-1")
    with writer.writing():
        reader, _ = open_archive(file, read_only=True)
        also, _ = open_archive(file)
        assert len(reader.documents()) == len(also.documents()) == 1


def test_one_view_stays_the_same_while_another_process_writes(tmp_path: Path) -> None:
    """All that is asked in one view fits together, though documents come in meanwhile."""
    file = tmp_path / "story.db"
    writer = make(file)
    writer.add([(doc("Ferry sank", "one"), [])], "run-1")
    reader, _ = open_archive(file)
    with reader.one_view():
        before = reader.state()
        writer.add([(doc("Rescuers came", "two"), [])], "run-1")
        assert reader.state() == before
        assert len(reader.documents()) == 1
    assert len(reader.documents()) == 2


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process holds the archive too long, the error says that it is in use."""
    monkeypatch.setattr(sqlite, "WAIT_S", 0.1)
    file = tmp_path / "story.db"
    first, second = make(file), make(file)
    with first.writing(), pytest.raises(ArchiveError, match="another process"):
        second.add([(doc("Ferry sank", "one"), [])], "run-1")


def test_reads_an_archive_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to write it is opened to read."""
    file = tmp_path / "story.db"
    writer = make(file)
    writer.add([(doc("Ferry sank", "one"), [])], "run-1")
    writer.close()
    file.chmod(0o444)
    tmp_path.chmod(0o555)
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as root, who may write anything
    try:
        reader, none = open_archive(file)
        assert none is None
        assert len(reader.documents()) == 1
    finally:
        tmp_path.chmod(0o755)
