"""Columns that belong together: a row that is a whole day (minutes by activity, or slots), and replicate weights."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import duckdb

NUMBERED = re.compile(r"(.*?)(\d+)")
WEIGHTS = re.compile(
    r"(.*[_\W])?(rep|repw|repwt|rw|rwt|rwgt|brr|jk|boot|bsw|bs|pwgtp|wgtp|tufnwgtp)\d*[_\W]?", re.IGNORECASE
)
DAY = 1440
LEAST_COLUMNS = 5  # of a block of minutes
LEAST_SLOTS = 24
LEAST_WEIGHTS = 8
NEAR_A_DAY = 10  # minutes by which a row may miss the day
MOST_SHOWN = 400  # codes of slots that are looked at

Meaning = Literal["minutes", "slots", "weights"]


@dataclass(frozen=True)
class Block:
    """Columns of one kind; `pattern` matches their names, with the number or the name in its group.

    `codes` are the activities in it: the names of columns of minutes, the values of slots.
    """

    meaning: Meaning
    pattern: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @property
    def slot_minutes(self) -> int:
        """Minutes of a slot."""
        return DAY // len(self.names)


def find(connection: duckdb.DuckDBPyConnection, names: Sequence[str], activities: Sequence[str]) -> list[Block]:
    """The blocks of the table given, in the order of its columns; columns may be named by codes of `activities`."""
    families: dict[str, list[str]] = {}
    for name in names:
        if found := NUMBERED.fullmatch(name):
            families.setdefault(found[1], []).append(name)
    candidates = [(prefix, rf"{re.escape(prefix)}(\d+)", of) for prefix, of in families.items()]
    named = [name for name in names if name in set(activities)]
    candidates.append(("", f"({'|'.join(map(re.escape, named))})", named))
    blocks = []
    for prefix, pattern, of in candidates:
        if len(of) >= LEAST_WEIGHTS and WEIGHTS.fullmatch(prefix):
            blocks.append(Block("weights", pattern, tuple(of)))
        elif len(of) >= LEAST_COLUMNS and _fill_the_day(connection, of):
            codes = tuple(match[1] for name in of if (match := re.fullmatch(pattern, name)))
            blocks.append(Block("minutes", pattern, tuple(of), codes))
        elif len(of) >= LEAST_SLOTS and DAY % len(of) == 0:
            blocks.append(Block("slots", pattern, tuple(of), _values(connection, of)))
    return blocks


def _fill_the_day(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> bool:
    """Whether the columns of most rows add up to a day."""
    total = " + ".join(f"coalesce(try_cast({_quoted(name)} as double), 0)" for name in names)
    ((share,),) = connection.execute(
        f"select avg((abs(({total}) - {DAY}) <= {NEAR_A_DAY})::integer) from given"
    ).fetchall()
    return bool(share and share > 0.5)


def _values(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> tuple[str, ...]:
    """The values of all the columns, the most frequent first."""
    listed = ", ".join(map(_quoted, names))
    rows = connection.execute(
        f"select value from (select unnest([{listed}]) as value from given) where value is not null"
        f" group by value order by count(*) desc, value limit {MOST_SHOWN}"
    ).fetchall()
    return tuple(str(row[0]) for row in rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
