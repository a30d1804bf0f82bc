"""The quality gate: reads every task of the shared data as a user would, runs its scorer, and holds the scores to floors.

usage: gate.py [TASK ...] [--write] [--keep FOLDER]

Each task is read with `synoptic read` and `synoptic export` (the product's own commands, nothing inside is reached into), then scored by
the shared scorer. Exit status 1 where a measure lies under its floor, is missing, or where a floor is lower than it ever was and
floors.toml does not say why (`lowered = "reason"`). `--write` raises the floors to what was measured (never lowers one) and
writes scores.md.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

import undated
from common import ROOT, shared

FLOORS = ROOT / "evals" / "floors.toml"
SCORES = ROOT / "evals" / "scores.md"
MARGIN = 0.003  # a raised floor lies this far under the score, so that another processor's rounding does not fail the gate


@dataclass(frozen=True)
class Task:
    """What to read and how to score it. `of` names the task whose export is scored again."""

    name: str
    scorer: str
    folder: str
    arguments: tuple[str, ...] = ()
    of: str | None = None


TASKS = (
    Task("seeds", "seeds.py", "seeds"),
    Task("quotes", "quotes.py", "data/quotes"),
    Task("figures", "figures.py", "data/figures"),
    Task("times", "times.py", "data/times"),
    Task("events", "events.py", "data/events"),
    Task("stories", "stories.py", "data/stories", ("--level", "story")),
    Task("event_clusters", "stories.py", "data/event_clusters"),
    Task("incidents", "figures.py", "data/event_clusters", of="event_clusters"),
    Task("wording", "wording.py", "data/wording"),
    Task("claims", "claims.py", "data/claims"),
    Task("extraction", "extraction.py", "data/extraction"),
    Task("undated", "", "data/stories"),  # our own measure: evals/undated.py
)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tasks", nargs="*", help="; ".join(t.name for t in TASKS))
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--keep", type=Path, help="keep archives and exports here")
    args = arguments.parse_args()
    if unknown := set(args.tasks) - {t.name for t in TASKS}:
        arguments.error(f"no such task: {', '.join(sorted(unknown))}")
    chosen = [t for t in TASKS if not args.tasks or t.name in args.tasks]
    with tempfile.TemporaryDirectory() as folder:
        scores = measure(chosen, args.keep or Path(folder))
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = report(scores, floors) + lowered(floors)
    if args.write:
        write(scores, floors)
    return 1 if failed else 0


def measure(tasks: list[Task], folder: Path) -> dict[str, dict[str, float]]:
    """The scores of each task, by measure."""
    folder.mkdir(parents=True, exist_ok=True)
    scores: dict[str, dict[str, float]] = {}
    for task in tasks:
        if not task.scorer:
            scores[task.name] = {name: score for name, score in undated.measure().items() if "copying" not in name}  # that is what it is compared with
            continue
        export = folder / f"{task.of or task.name}.jsonl"
        if not (task.of and export.exists()):
            make_export(task, folder, export)
        data = () if task.name == "seeds" else ("--data", str(shared() / task.folder))
        command = [sys.executable, str(shared() / "score" / task.scorer), str(export), *data, *task.arguments, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{task.name}: the scorer cannot read the export: {done.stderr}")
        scores[task.name] = json.loads(done.stdout)
        if task.name == "seeds":
            values = list(scores[task.name].values())
            scores[task.name]["mean of the measures"] = sum(values) / len(values)
    return scores


def make_export(task: Task, folder: Path, export: Path) -> None:
    """Read a task's articles into an archive and export it, as a user would."""
    archive = folder / f"{task.of or task.name}.db"
    archive.unlink(missing_ok=True)
    source = shared() / task.folder / ("" if task.name == "seeds" else "documents.jsonl")
    began = time.perf_counter()
    synoptic("read", str(source), "--archive", str(archive), allowed=(0, 1))
    read = time.perf_counter()
    synoptic("export", str(archive), "--format", "jsonl", "-o", str(export), *(["--with-text"] if task.name == "extraction" else []))
    print(f"{task.name}: read {read - began:.0f} s, linked and exported {time.perf_counter() - read:.0f} s", flush=True)


def synoptic(*arguments: str, allowed: tuple[int, ...] = (0,)) -> None:
    """Run a command of Synoptic; leave with what it said where it fails."""
    done = subprocess.run([sys.executable, "-m", "synoptic.cli", *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        sys.exit(f"synoptic {' '.join(arguments)}: exit status {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")


def report(scores: dict[str, dict[str, float]], floors: dict[str, dict[str, dict[str, float]]]) -> int:
    """Print every measure against its floor; how many lie under."""
    failed = total = 0
    for task, rows in scores.items():
        held = floors.get(task, {})
        for name in held.keys() - rows.keys():
            print(f"FAILED {task}: {name}: no longer measured")
            failed += 1
        for name, score in rows.items():
            floor = held.get(name, {}).get("floor")
            under = floor is not None and score < floor
            failed, total = failed + under, total + 1
            must = held.get(name, {}).get("must")
            print(f"{'FAILED' if under else '      '} {task:<15} {name:<52} {score:6.3f}  floor {floor if floor is not None else '-':<6} must {must or '-'}")
    print(f"evals: {total - failed} passed, {failed} failed")
    return failed


def lowered(floors: dict[str, dict[str, dict[str, float]]]) -> int:
    """Say which floors are lower than in any earlier commit without a reason; how many."""
    log = subprocess.run(["git", "log", "--format=%H", "--", str(FLOORS)], capture_output=True, text=True, check=False, cwd=ROOT)
    highest: dict[tuple[str, str], float] = {}
    for commit in log.stdout.split():
        old = subprocess.run(["git", "show", f"{commit}:evals/floors.toml"], capture_output=True, text=True, check=False, cwd=ROOT).stdout
        for task, rows in tomllib.loads(old).items():
            for name, row in rows.items():
                highest[task, name] = max(row["floor"], highest.get((task, name), -math.inf))
    found = 0
    for (task, name), floor in sorted(highest.items()):
        row = floors.get(task, {}).get(name, {})
        if row.get("floor", -math.inf) < floor and not row.get("lowered"):
            print(f"FAILED {task}: {name}: the floor was {floor} and is {row.get('floor')}; say why with `lowered = ...` in floors.toml")
            found += 1
    return found


def write(scores: dict[str, dict[str, float]], floors: dict[str, dict[str, dict[str, float]]]) -> None:
    """Raise floors to what was measured, and write the table for readers."""
    for task, rows in scores.items():
        for name, score in rows.items():
            row = floors.setdefault(task, {}).setdefault(name, {"floor": 0.0})
            row["floor"] = max(row["floor"], math.floor(max(0.0, score - (0 if score == 1 else MARGIN)) * 1000) / 1000)
    lines = ["# The least that each measure may reach. Made by `evals/gate.py --write`, which only raises `floor`; `must` and `aim` are wished for."]
    for task, rows in floors.items():
        for name, row in rows.items():
            lines.append(f"\n[{task}.{json.dumps(name)}]\n" + "\n".join(f"{k} = {json.dumps(v)}" for k, v in row.items()))
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = [
        "# Scores",
        "",
        "Made by `evals/gate.py --write` on the dev parts of the shared data.",
        "",
        "| task | measure | score | floor | must | aim |",
        "|---|---|---|---|---|---|",
    ]
    for task, rows in scores.items():
        for name, score in rows.items():
            row = floors[task][name]
            table.append(f"| {task} | {name} | {score:.3f} | {row['floor']} | {row.get('must', '')} | {row.get('aim', '')} |")
    SCORES.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
