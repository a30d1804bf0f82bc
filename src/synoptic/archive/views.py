"""One view a kind over the linked records, so that an archive opens well in Datasette and any other SQLite tool.

The views follow the model: a new field is a new column. They hold what the last `account` or `export` linked.
"""

from dataclasses import fields

from sqlalchemy import Connection

from synoptic.archive.rows import COLUMNS
from synoptic.model import EXPORTED
from synoptic.serialize import kind_name


def make_views(connection: Connection) -> None:
    """Make the views anew, where the database is SQLite."""
    if connection.dialect.name != "sqlite":
        return
    for kind in EXPORTED:
        name = kind_name(kind)
        keys = [str(f.metadata.get("name", f.name)) for f in fields(kind)]
        columns = [f'"{k}"' if k in COLUMNS and (k == "id" or "start" in keys) else f"""json_extract(body, '$."{k}"') AS "{k}\"""" for k in keys if k != "text"]
        connection.exec_driver_sql(f'DROP VIEW IF EXISTS "{name}"')
        connection.exec_driver_sql(f"CREATE VIEW \"{name}\" AS SELECT {', '.join(columns)} FROM linked WHERE kind = '{name}'")
