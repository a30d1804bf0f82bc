"""What persons decided, as an archive keeps it: appended, never changed, in the order in which it was decided.

`append` stamps a judgement inside the writer's transaction, each later than the last, so that two people who decide at once lose nothing
and everyone sees one order. Nothing here knows what a judgement does.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, insert, select

from synoptic.archive.schema import judgements
from synoptic.judge import stamped
from synoptic.model import Judgement
from synoptic.serialize import dump, from_dict, load, to_dict


def append(connection: Connection, judgement: Judgement) -> Judgement:
    """Keep a judgement, with its time where it has none. One that is kept already is left as it is."""
    made = judgement if judgement.id else stamped(judgement, judgement.when or next_moment(connection))
    if not connection.scalar(select(judgements.c.seq).where(judgements.c.id == made.id)):
        connection.execute(insert(judgements).values(id=made.id, who=made.who, when=made.when, act=made.act, body=dump(to_dict(made, kind=False))))
    return made


def next_moment(connection: Connection) -> str:
    """Now, or just after the last judgement where a clock went back."""
    now = datetime.now(UTC)
    last = connection.scalar(select(func.max(judgements.c.when)))
    if last:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds").replace("+00:00", "Z")


def all_of(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, in the order in which they were made."""
    rows = connection.scalars(select(judgements.c.body).order_by(judgements.c.when, judgements.c.id))
    return tuple(from_dict(Judgement, load(body)) for body in rows)
