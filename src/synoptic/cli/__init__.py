"""The command line: one command a verb, each a thin call of what Python calls, each in a file of its own. All that prints for a person is here
and in `show`. Rooms are imported where they are used, so that `--help` comes at once.

To add a verb: a file here whose function has `@app.command()`, and its name in VERBS.
"""

from importlib import import_module

from synoptic.cli.exits import main, run
from synoptic.cli.program import DATA, INTERRUPTED, USAGE, UsageError, app, err

__all__ = ["DATA", "INTERRUPTED", "USAGE", "VERBS", "UsageError", "app", "err", "main", "run"]

VERBS = ("account", "read", "export", "explain", "status", "serve", "watch", "judge", "mcp")  # in the order in which `--help` lists them

for _verb in VERBS:
    import_module(f"synoptic.cli.{_verb}")
