"""Run a command: the one place where what happened becomes an exit code.

0: all was read; 1: something was refused or the data are at fault; 2: wrong usage; 130: stopped, by Ctrl-C or by SIGTERM.
"""

# ruff: noqa: T201
from __future__ import annotations

import errno
import os
import signal
import sys

import typer

from synoptic.cli.program import DATA, INTERRUPTED, USAGE, UsageError, app, err
from synoptic.errors import SynopticError, UnknownNameError


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: the one place where errors become exit codes."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service manager's stop is as clean as Ctrl-C
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code."""
    try:
        code = int(app(arguments, standalone_mode=False) or 0)  # typer gives 130 where Ctrl-C was pressed
        sys.stdout.flush()  # here, where a closed pipe is no error
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except typer.Exit as ended:
        code = ended.exit_code
    except SystemExit:  # typer's way to say that the reader of our output has gone, as `head` does
        return 0
    except (UnknownNameError, UsageError) as error:
        err.print(f"synoptic: {error}", markup=False)
        return USAGE
    except SynopticError as error:
        err.print(f"synoptic: {error}", markup=False)
        return DATA
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python's flush at exit does not fail too
        return 0
    except OSError as error:
        advice = " Free some space and try again." if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        err.print(f"synoptic: {f'{error.filename}: ' if error.filename else ''}{error.strerror or error}.{advice}", markup=False)
        return DATA
    except Exception as error:
        if hasattr(error, "exit_code") and hasattr(error, "format_message"):  # click's own: wrong usage
            if type(error).__name__ == "NoArgsIsHelpError":
                print(error.format_message())
                return USAGE
            err.print(f"synoptic: {error.format_message()} See `synoptic --help`.", markup=False)
            return USAGE
        raise
    if code == INTERRUPTED:
        err.print("Stopped. What was read before is kept; the same command goes on from there.")
    return code
