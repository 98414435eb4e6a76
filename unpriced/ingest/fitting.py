"""A mapping made to fit the tables that were read: columns that they lack, codes of the labels that it names."""

import re

from unpriced.ingest import expressions, tables
from unpriced.ingest.mapping import NEEDED, Activities, Mapping, Part, Slots, Value
from unpriced.ingest.target import Target


class NotThisMappingError(Exception):
    """The files lack what this mapping names; the next one is tried."""


def with_columns_held(mapping: Mapping, target: Target) -> Mapping:
    """The mapping if its tables have every column that it names; a lenient one goes without those that may be null."""
    connection = target.connection
    update: dict[str, object] = {}
    for name in ("persons", "diaries", "activities"):
        part: Part | Activities = getattr(mapping, name)
        held = set(tables.columns(connection, f"given_{part.table}"))
        for join in part.join if isinstance(part, Part) else ():
            held |= {f"{join.table}.{column}" for column in tables.columns(connection, f"given_{join.table}")}
        lacking = {
            column: [n for n in expressions.value(of).names if n not in held] for column, of in part.columns.items()
        }
        dropped = {c for c, names in lacking.items() if names and mapping.lenient and c not in NEEDED}
        missing = {n for c, names in lacking.items() if c not in dropped for n in names}
        missing |= {column.lower() for column in part.where if column.lower() not in held}
        if missing:
            raise NotThisMappingError(f"{part.table} has no column {', '.join(n.upper() for n in sorted(missing)[:5])}")
        update[name] = part.model_copy(update={"columns": {c: o for c, o in part.columns.items() if c not in dropped}})
    held = set(tables.columns(connection, f"given_{mapping.diaries.table}"))
    for name in ("sample", "country"):
        of = getattr(mapping, name)
        if of is not None and not set(of.names) <= held:
            update[name] = None
    return mapping.model_copy(update=update)


def with_labels(mapping: Mapping, target: Target) -> Mapping:
    """The mapping with the codes of the labels that its regular expressions name."""
    rows = target.connection.execute("from value_labels").fetchall()

    def resolved(given: Value | Slots, table: str, column: str) -> Value | Slots:
        codes = {
            code: next((out for pattern, out in given.labels.items() if re.search(pattern, label, re.IGNORECASE)), None)
            for table_name, column_name, code, label in rows
            if table_name == f"given_{table}" and re.fullmatch(column, column_name, re.IGNORECASE)
        }
        known = {code: out for code, out in codes.items() if out is not None}
        return given.model_copy(update={"values": {**known, **given.values}})

    def part(given: Part | Activities) -> Part | Activities:
        changed = {
            name: resolved(of, given.table, re.escape(of.names[0].rpartition(".")[2]))
            for name, of in given.columns.items()
            if isinstance(of, Value) and of.labels
        }
        update: dict[str, object] = {"columns": {**given.columns, **changed}}
        if isinstance(given, Activities):
            update["slots"] = {
                n: resolved(s, given.table, s.pattern) if s.labels else s for n, s in given.slots.items()
            }
        return given.model_copy(update=update)

    country = mapping.country
    if country is not None and country.labels:
        found = resolved(country, mapping.diaries.table, re.escape(country.names[0]))
        country = found if isinstance(found, Value) else country
    return mapping.model_copy(
        update={
            "persons": part(mapping.persons),
            "diaries": part(mapping.diaries),
            "activities": part(mapping.activities),
            "country": country,
        }
    )
