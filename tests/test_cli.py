"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from annotate_here import annotate_here
from synoptic import cli
from synoptic.archive import to_rows
from synoptic.ids import make_id
from synoptic.model import Document, Figure
from synoptic.pipeline import annotating

Run = Callable[..., tuple[int, str, str]]
TEXT = "The ferry sank off Tarn harbour on Friday and rescuers brought nine people ashore before the storm."


class Annotating:
    """One figure a document, without a model."""

    def __call__(self, docs: list[Document]) -> list[object]:
        return [
            to_rows({Figure: (Figure(id=make_id("f", d.id), document=d.id, start=0, end=3, exact=d.text[:3], low=9, high=9, counted="killed"),)}) for d in docs
        ]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder: exit code, standard output, standard error."""
    annotate_here(Annotating, monkeypatch.setattr)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.jsonl").write_text(json.dumps({"name": "second", "text": TEXT + " Three died.", "publisher": "The Tarn Post", "published": "2031-05-02"}))

    def command(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(list(arguments))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


def test_read_then_export_then_status(run: Run) -> None:
    """The user's way: 0 all along, records on standard output alone, what was done on standard error."""
    code, out, err = run("read", "one.txt", "two.jsonl", "--archive", "story.db")
    assert (code, out) == (0, "")
    assert "2 read, 0 known, 0 refused" in err
    code, out, err = run("read", "one.txt", "--archive", "story.db")
    assert "0 read, 1 known" in err
    code, out, err = run("export", "story.db", "--format", "jsonl")
    assert (code, err) == (0, "")
    assert [json.loads(line)["kind"] for line in out.splitlines()][:2] == ["document", "document"]
    code, out, err = run("status", "story.db")
    assert (code, err) == (0, "")
    for words in ("2 documents", "The Tarn Post", "2031-05-02", "figure", "Nothing was refused"):
        assert words in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_export_to_a_file(run: Run, format: str) -> None:
    """Tables go to a file, the same bytes each time."""
    run("read", "one.txt", "--archive", "story.db")
    for name in ("a.zip", "b.zip"):
        assert run("export", "story.db", "--format", format, "-o", name) == (0, "", "")
    assert Path("a.zip").read_bytes() == Path("b.zip").read_bytes()
    assert sorted(p.name for p in Path().iterdir() if p.suffix != ".db" and "story" not in p.name) == ["a.zip", "b.zip", "one.txt", "two.jsonl"]


def test_what_is_refused_is_said_and_kept(run: Run) -> None:
    """Exit code 1, one line each with where and why, and `status` still knows."""
    Path("empty.txt").touch()
    Path("torn.jsonl").write_text(json.dumps({"name": "a", "text": TEXT}) + "\n{torn\n" + json.dumps({"name": "b", "text": TEXT + " More."}))
    code, out, err = run("read", "empty.txt", "nowhere", "torn.jsonl", "--archive", "story.db")
    assert (code, out) == (1, "")
    assert "2 read, 0 known, 3 refused" in err
    lines = err.splitlines()
    assert len(lines) == 4
    assert all(any(line.startswith(where) for line in lines) for where in ("empty.txt: ", "nowhere: ", "torn.jsonl, line 2: "))
    _, out, _ = run("status", "story.db")
    assert "Refused: 3" in out
    assert "torn.jsonl, line 2" in out


def test_a_full_disk_is_told_with_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1 and one line that names the file."""
    run("read", "one.txt", "--archive", "story.db")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    code, _, err = run("export", "story.db", "-o", "story.jsonl")
    assert code == 1
    assert "story.jsonl: No space left on device. Free some space" in err


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_account_to_a_file(run: Run, ending: str) -> None:
    """The ending says the format; nothing goes to the terminal."""
    pytest.importorskip("synoptic.show.page")
    assert run("account", "one.txt", "two.jsonl", "-o", f"account.{ending}") == (0, "", "")
    assert Path(f"account.{ending}").stat().st_size > 100


def test_account_in_the_terminal_from_articles_and_from_an_archive(run: Run) -> None:
    """Both show the same, within 80 columns where nobody watches."""
    run("read", "one.txt", "two.jsonl", "--archive", "story.db")
    code, kept, err = run("account", "story.db")
    assert (code, err) == (0, "")
    assert run("account", "one.txt", "two.jsonl") == (0, kept, "")
    assert max(map(len, kept.splitlines())) <= 80


def test_account_of_nothing(run: Run) -> None:
    """Where no article was read there is no account, and it says so."""
    Path("empty.txt").touch()
    code, out, err = run("account", "empty.txt")
    assert (code, out) == (1, "")
    assert "empty.txt: " in err
    assert "no article was read" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reed"], "read"),
        (["read", "one.txt"], "--archive"),
        (["read", "--archive", "story.db"], "ARTICLES"),
        (["export", "story.db", "--format", "xlsx"], "csv, gdelt, geojson"),
        (["account", "one.txt", "-o", "account.odt"], ".html"),
        (["account", "one.txt", "-o", "none/account.html"], "folder does not exist"),
        (["export", "story.db", "-o", "none/story.jsonl"], "folder does not exist"),
        (["export", "story.db", "-o", "."], "is a folder"),
        (["explain", "consultt"], "nearest: CONSULT"),
        (["read", "one.txt", "--archive", "story.db", "--workers", "0"], "workers"),
    ],
)
def test_wrong_usage_is_2(run: Run, arguments: list[str], words: str) -> None:
    """Wrong usage is told with what is allowed, and does nothing."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert not Path("story.db").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "none.db"], "no such archive"),
        (["status", "one.txt"], "is no archive"),
        (["account", "none.db"], "no such archive"),
        (["read", "one.txt", "--archive", "none/story.db"], "folder does not exist"),
        (["export", "."], "is a folder"),
        (["read", "one.txt", "--archive", "."], "is a folder"),
    ],
)
def test_bad_data_is_1(run: Run, arguments: list[str], words: str) -> None:
    """Data at fault are told in one line, without a traceback."""
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert words in err
    assert len(err.splitlines()) == 1


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads what is piped in."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    code, _, err = run("read", "-", "--archive", "story.db")
    assert code == 0
    assert "1 read" in err


def test_ctrl_c_keeps_what_was_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted command says so, and the next one goes on from there."""

    class Interrupted(Annotating):
        def __call__(self, docs: list[Document]) -> list[object]:
            if docs[0].name == "second":
                raise KeyboardInterrupt
            return super().__call__(docs)

    monkeypatch.setattr(annotating, "CHUNK_DOCS", 1)
    annotate_here(Interrupted, monkeypatch.setattr)
    code, _, err = run("read", "one.txt", "two.jsonl", "--archive", "story.db")
    assert code == cli.INTERRUPTED
    assert "goes on from there" in err
    annotate_here(Annotating, monkeypatch.setattr)
    assert "1 read, 1 known" in run("read", "one.txt", "two.jsonl", "--archive", "story.db")[2]


def test_sigterm_is_as_clean_as_ctrl_c() -> None:
    """A service manager's stop ends a command with the same words and the same exit code as Ctrl-C."""
    script = (
        "import os, signal; from synoptic.cli import exits; exits.app = lambda *a, **k: os.kill(os.getpid(), signal.SIGTERM); exits.main(['status', 'x.db'])"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert ended.returncode == cli.INTERRUPTED
    assert "goes on from there" in ended.stderr


def test_help_at_once(run: Run) -> None:
    """Every command has a help text, and none loads a model for it."""
    code, out, _ = run("--help")
    assert code == 0
    for command in ("account", "read", "export", "explain", "status"):
        assert command in out
        code, shown, _ = run(command, "--help")
        assert code == 0
        assert "Usage" in shown
    script = "import sys; from synoptic import cli; cli.run(['read', '--help']); assert 'spacy' not in sys.modules and 'sqlalchemy' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)


def test_a_closed_pipe_is_no_error(run: Run, tmp_path: Path) -> None:
    """`synoptic export | head` ends quietly."""
    run("read", "one.txt", "two.jsonl", "--archive", "story.db")
    script = "import sys; from synoptic import cli; cli.main(['export', 'story.db'])"
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout
    assert child.stderr
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait() in (0, 1)


def test_explain(run: Run) -> None:
    """A label is explained; one that Synoptic does not print is wrong usage."""
    code, out, _ = run("explain", "quotation")
    assert code == 0
    assert len(out) > 20
    code, out, err = run("explain", "xyzzy-nothing")
    assert (code, out) == (2, "")
    assert "xyzzy-nothing" in err


def test_the_script_is_the_same_function() -> None:
    """`synoptic` and `python -m synoptic.cli` run `main`."""
    assert import_module("synoptic.cli").main is cli.main


def test_linking_and_showing_need_no_language_model() -> None:
    """What is linked and shown from an archive loads no spaCy, which takes a second."""
    script = "import sys; import synoptic.link, synoptic.account, synoptic.show; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
