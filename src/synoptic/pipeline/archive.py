"""The archive as Python and the command line work with it: what can be done with it, one method a verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from synoptic import archive as store
from synoptic.archive import Heading, Holdings, Records
from synoptic.model import Document, Judgement, Refusal
from synoptic.pipeline import linking
from synoptic.pipeline.annotating import TIME_LIMIT
from synoptic.pipeline.opened import Opened, Progress
from synoptic.pipeline.reading import Reading, read_into, take_into

if TYPE_CHECKING:
    from synoptic.account import Account
    from synoptic.link.parts import Part
    from synoptic.show.frames import Frames

Path_ = str | Path


class Archive(Opened):
    """Documents kept with what was found in them. Made by `open_archive`; a context manager."""

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        held = self.holdings()
        return f"<Archive {self.where}: {held.documents} documents>"

    def _repr_html_(self) -> str:
        """How much it holds, for a notebook."""
        from synoptic.show.frames import show_archive  # noqa: PLC0415

        return show_archive(self.where, self.holdings())

    def read(self, paths: Iterable[Path_] | Path_, *, workers: int | None = None, progress: Progress | None = None, stdin: BinaryIO | None = None) -> Reading:
        """Read files and folders into the archive; what is known is left as it is.

        `progress(step, done, total)` is called as it goes on; `workers` is the number of processes (default: the cores). Raises ArchiveError.
        """
        return read_into(self, [paths] if isinstance(paths, str | Path) else paths, workers=workers, progress=progress, stdin=stdin)

    def take(self, inputs: Iterable[Document | Refusal], *, workers: int | None = None) -> Reading:
        """Keep documents that are already read, as `read` does. Without `workers` one process stays loaded for the next."""
        return take_into(self, inputs, workers=workers, keeping=None if workers else self.keeping)

    def stories(self, *, workers: int | None = None, progress: Progress | None = None) -> tuple[Heading, ...]:
        """What each story is about and how large it is, the largest first, without its records."""
        return linking.headings(self, workers=workers, progress=progress)

    def linked(self, story: str | None = None, *, workers: int | None = None, progress: Progress | None = None) -> Records:
        """All records of the current documents by kind, linked; of one story, by its id, only its own.

        Kept in the archive by story until that story's documents, what was decided over them, or the linkers change. Raises UnknownNameError for a
        story that is not here.
        """
        return linking.linked(self, story, workers=workers, progress=progress)

    def parts(self, known: Mapping[str, Part] | None = None, *, workers: int | None = None, progress: Progress | None = None) -> dict[str, Part]:
        """The same story by story, each with its state. `known`: parts as they were; those of a state that still holds are given back as they are.

        For those who look again and again: a change costs what its story costs. `synoptic.link.parts.Joined` makes the whole of them.
        """
        return linking.parts(self, known or {}, workers=workers, progress=progress)

    def bring_up_to_date(self, *, workers: int | None = None, progress: Progress | None = None) -> bool:
        """Link what has changed since; False where the archive may not be written and is not up to date."""
        return linking.bring_up_to_date(self, workers=workers, progress=progress)

    def account(self, story: str | None = None, *, workers: int | None = None, progress: Progress | None = None) -> Account:
        """What the documents say together; those of one story, by its id. Raises UnknownNameError for a story that is not here."""
        from synoptic.account import READ, build, uncollected  # noqa: PLC0415

        self.bring_up_to_date(workers=workers, progress=progress)
        with uncollected():
            return build(linking.linked(self, story, found=READ, workers=workers, progress=progress))

    def export(self, format: str, file: Path_ | BinaryIO, *, with_text: bool = False) -> None:
        """Write all records in a format of `synoptic.show.export`, sorted by kind, document, start and id."""
        from synoptic.show.export import export  # noqa: PLC0415

        export(self.linked(), format, file, with_text=with_text)

    def frames(self, story: str | None = None, *, with_text: bool = False) -> Frames:
        """All records, or those of one story, as frames for a notebook: `frames()["quotation"].to_polars()`."""
        from synoptic.show.frames import frames  # noqa: PLC0415

        return frames(self.linked(story), with_text=with_text)

    def judge(
        self,
        act: str,
        records: Iterable[str] | str,
        *,
        who: str,
        why: str = "",
        field: str | None = None,
        value: str | None = None,
        parts: Iterable[Iterable[str]] = (),
        linked: Records | None = None,
    ) -> Judgement:
        """Append what a person decides over linked records, by their ids: see `synoptic.judge.decide`. It holds from the next `linked` on.

        `linked`: the records as the person saw them, where they are at hand. Raises ArchiveError, JudgementError, UnknownNameError.
        """
        from synoptic.judge import decide  # noqa: PLC0415

        writer = self.may_be_written()
        seen = self.linked() if linked is None else linked
        names = [records] if isinstance(records, str) else records
        return writer.judge(decide(seen, act, names, who=who, why=why, field=field, value=value, parts=parts))

    def undo(self, judgement: str, *, who: str, why: str = "") -> Judgement:
        """Withdraw a judgement by a further one; undoing that makes it hold again. Raises ArchiveError, JudgementError."""
        from synoptic.judge import withdraw  # noqa: PLC0415

        return self.may_be_written().judge(withdraw(self.judgements(), judgement, who=who, why=why))

    def judgements(self) -> tuple[Judgement, ...]:
        """What persons decided, in their order, as it was kept; `linked()[Judgement]` says which hold, and what they shaped."""
        return self.reader.judgements()

    def documents(self) -> tuple[Document, ...]:
        """The current version of every article, by id, as read."""
        return self.reader.documents()

    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused and not read since."""
        return self.reader.refusals()

    def holdings(self) -> Holdings:
        """How much it holds."""
        return self.reader.holdings()


def open_archive(where: Path_ = store.MEMORY, *, create: bool = True, read_only: bool = False, time_limit: float | None = TIME_LIMIT) -> Archive:
    """The archive at a path, made where it is not there (`create`); without a path one in memory, gone when it is closed. Raises ArchiveError.

    `time_limit`: seconds that annotating one document may take before it is refused; None: as long as it takes.
    """
    return Archive(*store.open_archive(where, create=create, read_only=read_only), time_limit=time_limit)
