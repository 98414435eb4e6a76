"""What a query may name: core tables and reports, with comments, columns and units; and examples to begin with."""

import re
from dataclasses import dataclass
from functools import cache

from unpriced import catalogue, database, reports
from unpriced.catalogue import Language
from unpriced.layers import leading_comment
from unpriced.paths import QUERIES

EXAMPLES = QUERIES / "examples"
PRESET = re.compile(r"^\s*--\s*\$(\w+) = (.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Relation:
    """A core table or a report; a table has rows, a report has parameters."""

    name: str
    comment: str
    columns: dict[str, str]
    n_rows: int | None = None
    parameters: tuple[reports.Parameter, ...] = ()


def relations() -> dict[str, Relation]:
    """Reports, then core tables, by name."""
    found = {
        name: Relation(name, report.comment, reports.columns(name), parameters=report.parameters)
        for name, report in reports.catalogue().items()
    }
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select t.table_name, any_value(t.estimated_size), list(c.column_name order by c.column_index),"
            " list(c.data_type order by c.column_index)"
            " from duckdb_tables() t join duckdb_columns() c using (database_name, table_name)"
            " where database_name = 'base' and starts_with(table_name, 'core_') group by table_name order by table_name"
        ).fetchall()
    for name, n_rows, names, types in rows:
        path = QUERIES / "core" / f"{name}.sql"
        comment = leading_comment(path).split("\n")[0] if path.is_file() else ""
        found[name] = Relation(name, comment, dict(zip(names, types, strict=True)), n_rows=n_rows)
    return found


def meaning(column: str, language: Language) -> tuple[str, str]:
    """Title and unit of a column; a name means one thing in every table and report."""
    known = catalogue.columns().get(column)
    if known is None:
        return "", ""
    return known.title.in_language(language), known.unit.in_language(language) if known.unit else ""


@cache
def examples() -> dict[str, str]:
    """Queries to begin with."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.sql"))}


def presets(sql: str) -> dict[str, str]:
    """Values of parameters that the query itself gives, in comments like -- $country = KOR."""
    return {found[1]: found[2] for found in PRESET.finditer(sql)}
