"""An archive for language-model tools, over the Model Context Protocol (stdio): questions in, sourced records out, each with the exact words.

Read-only. No answer holds a sentence of Synoptic's own about the world: only records, their spans, and who stands behind them, so that a model can quote
and name its source or say that nothing was found. What each tool answers is in `answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, ParamSpec

from synoptic import __version__
from synoptic.account.index import Index
from synoptic.account.kept import Accounts
from synoptic.errors import SynopticError
from synoptic.link.parts import Joined, Part
from synoptic.show.mcp import answers
from synoptic.show.mcp.answers import Plain, View

if TYPE_CHECKING:
    from mcp.server import MCPServer

P = ParamSpec("P")
ASK = (
    "Records of what news outlets report, reconciled: every statement, count and event with the exact words of each outlet that has it. Answer from these "
    "records only. Quote `exact` and name the outlet; give the number of independent origins, not of articles. Where sources contradict each other, say so "
    "and give both. Where nothing is found, say that these articles do not tell it. What is under `decisions` was decided by a person."
)
TOOLS = (
    (answers.stories, "Stories", "What the archive is about: each story with its articles, outlets, days and id. Start here."),
    (answers.account, "Account", "A story section by section: timeline, voices, figures, talks, relations, wording, gaps, decisions, sources."),
    (answers.search, "Search", "Sentences of the articles that hold all of these words, and the people, bodies and places of such names."),
    (answers.count, "Figures of a count", "How many were killed, injured, displaced ...: every figure with its words, who gives it, and how it moved."),
    (answers.said, "What a speaker said", "All that one speaker is reported to have said, by utterance, in each outlet's words."),
    (answers.article, "Article", "The text of one article, by its id or its number, with what was found in it as spans (Unicode code points)."),
    (answers.why, "Why", "Why a record is as it is: the reason, its members and their words, the component and its version, judgements of persons."),
)


class Held:
    """The records of an archive, made ready to be asked, and made anew when the archive is another."""

    def __init__(self, parts: Callable[[Mapping[str, Part]], Mapping[str, Part]]) -> None:
        """`parts` gives the records story by story, those of a state that is known as they were (`Archive.parts`)."""
        self.ask, self.lock = parts, Lock()
        self.parts: Mapping[str, Part] = {}
        self.accounts = Accounts()
        self.view: View | None = None

    def now(self) -> View:
        """The records as they are now. Tools run in threads, an archive is asked by one at a time."""
        with self.lock:
            before, self.parts = self.parts, self.ask(self.parts)
            if self.view is None or {s: p.state for s, p in before.items()} != {s: p.state for s, p in self.parts.items()}:
                records = Joined(self.parts.values())
                self.view = View(Index(records), self.accounts.build(self.parts, records))
            return self.view


def server(held: Held) -> MCPServer:
    """The server, not yet running: `server(held).run()` serves standard input and output."""
    from mcp.server import MCPServer  # noqa: PLC0415  (loaded only where it is asked for)
    from mcp.types import ToolAnnotations  # noqa: PLC0415

    made = MCPServer("synoptic", version=__version__, instructions=ASK, log_level="ERROR")
    for answer, title, what in TOOLS:
        hints = ToolAnnotations(title=title, read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        made.tool(name=answer.__name__, title=title, description=what, annotations=hints)(bound(answer, held))
    return made


def bound(answer: Callable[..., Plain], held: Held) -> Callable[..., Plain]:
    """An answer as a tool: over the records as they are now; what is wrong with a question is told to the model."""
    import inspect  # noqa: PLC0415

    from mcp.server.mcpserver.exceptions import ToolError  # noqa: PLC0415

    @wraps(answer)
    def tool(**asked: Any) -> Plain:
        try:
            return answer(held.now(), **asked)
        except SynopticError as error:
            raise ToolError(str(error)) from error

    given = inspect.signature(answer, eval_str=True)
    tool.__signature__ = given.replace(parameters=list(given.parameters.values())[1:])  # type: ignore[attr-defined]
    del tool.__wrapped__
    return tool
