"""Make docs/reference.md from the code: the commands from their own help, the records from their dataclasses.

usage: make_reference.py [--check]    exit status 1 with --check where the file is not what the code says
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import sys
from pathlib import Path

import typer
from typer.main import get_command

from synoptic import model
from synoptic.cli import app

FILE = Path(__file__).with_name("reference.md")


def main() -> int:
    made = reference()
    if "--check" in sys.argv[1:]:
        return 0 if FILE.read_text(encoding="utf-8") == made else 1
    FILE.write_text(made, encoding="utf-8")
    return 0


def reference() -> str:
    """The whole page."""
    parts = ["# Reference", "", "Made from the code by `docs/make_reference.py`.", "", "## Commands", "", *commands(), "## Records", "", *records()]
    return "\n".join(parts).rstrip() + "\n"


def commands() -> list[str]:
    """Each command with its usage, arguments and options."""
    lines: list[str] = []
    group = get_command(app)
    context = typer.Context(group, info_name="synoptic")
    pairs = [(name, command, None) for name, command in group.commands.items()]  # type: ignore[attr-defined]
    pairs += [(f"{name} {verb}", below, command) for name, command, _ in pairs for verb, below in getattr(command, "commands", {}).items()]  # commands below
    for name, command, _ in sorted(pairs, key=lambda p: p[0]):
        inner = typer.Context(command, info_name=name, parent=context)
        lines += [f"### synoptic {name}", "", command.help or "", "", "```", " ".join(["synoptic", name, *command.collect_usage_pieces(inner)]), "```", ""]
        for option in command.get_params(inner):
            shown = option.get_help_record(inner)
            if shown and "--help" not in shown[0]:
                lines.append(f"- `{shown[0]}` {shown[1]}".rstrip())
        lines.append("")
    return lines


def records() -> list[str]:
    """Each exported record with its meaning and fields, in the order in which they are exported."""
    lines = ["One JSON object a line, `kind` first. Records on one span carry `document`, `start`, `end` and `exact`: code points, end excluded.", ""]
    for kind in sorted(model.EXPORTED, key=lambda k: k.__name__.lower()):
        lines += [f"### {kind.__name__.lower()}", "", " ".join((kind.__doc__ or "").split()), "", "| field | type | |", "|---|---|---|"]
        notes = comments(kind)
        for field in dataclasses.fields(kind):
            shown = field.metadata.get("name", field.name)
            lines.append(f"| `{shown}` | `{str(field.type).replace('|', 'or')}` | {notes.get(field.name, '')} |")
        lines.append("")
    return lines


def comments(kind: type) -> dict[str, str]:
    """The comment beside each field of a dataclass and of those that it builds on."""
    found: dict[str, str] = {}
    for base in kind.__mro__[:-1]:
        source = inspect.getsource(base)
        lines = source.splitlines()
        for node in ast.parse(source).body[0].body:  # type: ignore[attr-defined]
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and "  # " in lines[node.end_lineno - 1]:  # type: ignore[operator]
                found.setdefault(node.target.id, lines[node.end_lineno - 1].split("  # ", 1)[1])  # type: ignore[operator]
    return found


if __name__ == "__main__":
    sys.exit(main())
