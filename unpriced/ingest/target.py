"""What an adapter is handed: a database to fill, a folder to unpack into, and a place for what people must know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from unpriced import engine
from unpriced.ingest.diaries import ENTITIES
from unpriced.paths import QUERIES

Progress = Callable[[str, int, int], None]  # what is done, how much of it, out of how much
SQL = QUERIES / "imports"


@dataclass
class Target:
    """An import in the making.

    `connection` holds empty tables raw_diaries__<entity> of the contract; the adapter fills them. `folder` is its own
    and goes away afterwards. `notes` are sentences for the person who imports: what was left out, what is missing.
    `read_as` is how a file of unknown make was read (encoding, delimiter, …), `choices` what could be taken instead.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    progress: Progress = lambda step, done, total: None
    options: Mapping[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def offer(self, what: str, taken: str, others: tuple[str, ...] = ()) -> None:
        """Keep how a file was read, and what could have been taken instead."""
        self.read_as[what] = taken
        if others:
            self.choices[what] = others

    def say(self, note: str) -> None:
        """Keep a sentence for the person who imports, once."""
        if note not in self.notes:
            self.notes.append(note)

    def set_variables(self, **values: object) -> None:
        """Values that the SQL of an adapter reads with getvariable('name')."""
        for name, value in values.items():
            self.connection.execute(f"set variable {name} = ?", [value])

    def table(self, folder: str, name: str) -> None:
        """Make a table of the import out of queries/imports/<folder>/<name>.sql."""
        sql = (SQL / folder / f"{name}.sql").read_text(encoding="utf-8")
        self.connection.execute(f"create or replace table {name} as\n{sql}")

    def view(self, folder: str, name: str) -> None:
        """Make a view of the import out of queries/imports/<folder>/<name>.sql."""
        sql = (SQL / folder / f"{name}.sql").read_text(encoding="utf-8")
        self.connection.execute(f"create or replace view {name} as\n{sql}")

    def fill(self, entity: str, folder: str, name: str | None = None) -> int:
        """Insert the rows of queries/imports/<folder>/<name or entity>.sql; how many there are."""
        sql = (SQL / folder / f"{name or entity}.sql").read_text(encoding="utf-8")
        ((n_rows,),) = engine.execute(
            self.connection,
            f"insert into {ENTITIES[entity].table} by name\n{sql}",
            None,
            lambda done, total: self.progress(f"Filling {entity}", done, total),
        )
        return int(n_rows)
