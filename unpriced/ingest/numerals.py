"""Numbers as they are written here and there: 1,5 and 1.234,5 and 1,234.5 become 1.5, 1234.5 and 1234.5.

DuckDB reads "1,5" as no number, or, between semicolons, as two columns, and says nothing: so each column whose values
are all numbers is looked at for commas.
"""

from pathlib import Path

import duckdb

from unpriced.ingest.reading import Decimal, Delimiter
from unpriced.ingest.target import Target

PLAIN = r"[+-]?\d+(\.\d+)?"
COMMA = r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"  # 1,5 or 1.234,5
THOUSANDS = r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"  # 1,234.5
SHOWN = 5


def settled(target: Target, table: str, path: Path, delimiter: Delimiter, decimal: Decimal | None) -> str:
    """What to select of the table for every number to have a point; which columns had it otherwise is said."""
    connection = target.connection
    suspects = _with_commas(connection, table)
    by_comma, by_thousands = [], []
    for name in suspects:
        column = _quoted(name)
        ((as_comma, as_thousands),) = connection.execute(
            f"select bool_and(regexp_full_match(trim({column}), '{COMMA}|{PLAIN}')),"
            f" bool_and(regexp_full_match(trim({column}), '{THOUSANDS}|{PLAIN}'))"
            f" from {table} where {column} is not null"
        ).fetchall()
        # Between commas a comma in a number parts thousands; elsewhere it is the decimal mark, unless it is said.
        is_comma = as_comma and decimal != "point" and (decimal == "comma" or delimiter != ",")
        if is_comma and as_thousands and decimal is None:
            target.say(f"In {path.name}, 1,234 in the column {name} was read as 1.234; it could mean 1234.")
        if is_comma:
            by_comma.append(name)
        elif as_thousands:
            by_thousands.append(name)
    changes = [f"replace(replace({_quoted(n)}, '.', ''), ',', '.') as {_quoted(n)}" for n in by_comma]
    changes += [f"replace({_quoted(n)}, ',', '') as {_quoted(n)}" for n in by_thousands]
    if by_comma:
        listed = ", ".join(by_comma[:SHOWN]) + (", …" if len(by_comma) > SHOWN else "")
        target.say(f"{path.name} writes numbers with a decimal comma: {listed}.")
    target.offer("decimal", "comma" if by_comma else "point")
    return f"* replace ({', '.join(changes)})" if changes else "*"


def _with_commas(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of which a value has a comma between digits; first, and fast, which have a comma at all."""
    names = [str(name) for name, *_ in connection.execute(f"describe {table}").fetchall()]
    for condition in ("contains({0}, ',')", "regexp_matches({0}, '\\d,\\d')"):
        asked = [f"bool_or({condition.format(_quoted(name))})" for name in names]
        ((*found,),) = connection.execute(f"select {', '.join([*asked, 'count(*)'])} from {table}").fetchall()
        names = [name for name, has in zip(names, found[:-1], strict=True) if has]
    return names


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
