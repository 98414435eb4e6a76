"""Between the adapter and the files: reject what breaks the contract, make gaps explicit, write the Parquet files.

A row that breaks a rule takes its diary with it, for a day with a part missing or doubled is no day; a value out of
range in a column that may be null is taken out alone. Everything is listed, and good diaries stay.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from unpriced import engine
from unpriced.errors import UnpricedError
from unpriced.ingest import diaries, files
from unpriced.ingest.diaries import ENTITIES, REPLICATE_WEIGHT, Rule
from unpriced.paths import DATA, QUERIES

KEYS = {
    "persons": ("survey_id", "person_id"),
    "diaries": ("survey_id", "person_id", "diary_no"),
    "minutes": ("survey_id", "person_id", "diary_no", "source_code"),
    "episodes": ("survey_id", "person_id", "diary_no", "episode_no"),
    "replicates": ("survey_id", "person_id", "diary_no"),
}
BY_DIARY = ("minutes", "episodes", "replicates")
OF_SETS = (
    "persons__duplicate_person",
    "diaries__duplicate_diary",
    "diaries__person_missing",
    "minutes__duplicate_code",
    "episodes__duplicate_number",
    "episodes__reversed_episode",
    "episodes__overlapping_episodes",
)
GAP_DIARIES = (
    "select count(*) from (select distinct person_id, diary_no from raw_diaries__minutes where source_code = 'gap')"
)
Told = Callable[[int, int], None]  # how much is done, out of how much
MOST_REJECTED_SHARE = 0.5  # beyond it the files are not what they were taken for


@dataclass(frozen=True)
class Settled:
    """What the import holds after the rules: counts, and why rows went."""

    survey_id: str
    n_diaries: int
    n_persons: int
    n_episodes: int
    n_gap_diaries: int
    n_rejected_diaries: int
    rejected_weight_share: float
    reasons: dict[str, int]
    unmapped: list[tuple[str, int, float]]
    held: dict[str, Any]


def settle(connection: duckdb.DuckDBPyConnection, told: Told) -> Settled:
    """Apply every rule to the filled tables raw_diaries__*, and leave only what keeps the contract."""
    connection.execute(
        "create or replace table rejects (entity varchar, reason varchar, consequence varchar, person_id varchar,"
        " diary_no integer, source_file varchar, source_row bigint, found varchar, needed varchar)"
    )
    connection.execute(files.BROKEN_LINES)
    connection.execute(
        "insert into rejects select 'file', 'broken_line', 'line', null, null, source_file, source_row, found, $needed"
        " from broken_lines",
        {"needed": "A line with as many values as the first line has names"},
    )
    survey_id = _survey_id(connection)
    before = _number(connection, "select count(distinct (person_id, diary_no)) from raw_diaries__diaries")
    weight = _number(connection, "select coalesce(fsum(weight) filter (weight > 0), 0) from raw_diaries__diaries")
    _drop_identical(connection)
    of_columns = [rule for rule in diaries.column_rules() if rule.entity in KEYS]
    for done, rule in enumerate(of_columns):
        told(done, len(of_columns))
        _apply_to_column(connection, rule)
    _break_off_if_most_is_rejected(connection, before)
    rules = {f"{rule.entity}__{rule.reason}": rule for rule in diaries.set_rules()}
    for name in ("minutes__diary_missing", "episodes__diary_missing", "replicates__diary_missing"):
        _orphans(connection, rules[name])
    for done, name in enumerate(OF_SETS):
        told(done, len(OF_SETS))
        _reject(connection, rules[name])
    _break_off_if_most_is_rejected(connection, before)
    follows = _minutes_of_episodes(connection, told)
    for name in ("minutes__diary_without_minutes", "minutes__day_over_1440"):
        _reject(connection, rules[name])
    _insert(connection, "minutes", "gap_minutes", told)
    if not follows:
        _reject(connection, rules["minutes__differ_from_episodes"])
    _break_off_if_most_is_rejected(connection, before)
    connection.execute("delete from raw_diaries__persons p where not exists (from raw_diaries__diaries d"
                       " where d.survey_id = p.survey_id and d.person_id = p.person_id)")  # fmt: skip
    for name in ("minutes__day_not_closed", "surveys__episodes_missing", "surveys__replicates_missing"):
        diaries.check_rule(connection, rules[name])
    left = _number(connection, "select count(*) from raw_diaries__diaries")
    kept = _number(connection, "select coalesce(fsum(weight), 0) from raw_diaries__diaries")
    reasons = connection.execute("select reason, count(*) from rejects group by all order by 2 desc, 1").fetchall()
    return Settled(
        survey_id=survey_id,
        n_diaries=int(left),
        n_persons=int(_number(connection, "select count(*) from raw_diaries__persons")),
        n_episodes=int(_number(connection, "select count(*) from raw_diaries__episodes")),
        n_gap_diaries=int(_number(connection, GAP_DIARIES)),
        n_rejected_diaries=int(before - left),
        rejected_weight_share=1 - kept / weight if weight else 0.0,
        reasons=dict(reasons),
        unmapped=_unmapped(connection),
        held=_held(connection),
    )


def _read_sql(name: str) -> str:
    return (QUERIES / "imports" / "settle" / f"{name}.sql").read_text(encoding="utf-8")


def _unmapped(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, float]]:
    """Codes without an activity, by the crosswalk that is shipped."""
    connection.execute(
        "create or replace temp table activity_prefixes as"
        " select classification, source_code as prefix from read_csv($leaves, header = true, all_varchar = true)"
        " union all select 'harmonised', activity_code from read_csv($activities, header = true, all_varchar = true)",
        {
            "leaves": str(DATA / "activity_crosswalk" / "leaves.csv"),
            "activities": str(DATA / "activities" / "activities.csv"),
        },
    )
    return connection.execute(_read_sql("unmapped_codes")).fetchall()


def _held(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    cursor = connection.execute(_read_sql("held"))
    names = [column[0] for column in cursor.description or ()]
    row = cursor.fetchone()
    assert row is not None
    return dict(zip(names, row, strict=True))


def _survey_id(connection: duckdb.DuckDBPyConnection) -> str:
    rows = connection.execute("select survey_id from raw_diaries__surveys").fetchall()
    assert len(rows) == 1, "an adapter fills one survey"
    survey_id = str(rows[0][0])
    assert re.fullmatch(r"[a-z0-9_]+", survey_id), survey_id
    return survey_id


def _number(connection: duckdb.DuckDBPyConnection, sql: str) -> float:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return float(row[0])


def _bad_rows(connection: duckdb.DuckDBPyConnection, rule: Rule) -> int:
    """The rows that break the rule as the table bad."""
    connection.execute(f"create or replace temp table bad as select * from ({rule.sql})")
    return int(_number(connection, "select count(*) from bad"))


def _list(connection: duckdb.DuckDBPyConnection, rule: Rule, consequence: str) -> None:
    connection.execute(
        "insert into rejects select $entity, $reason, $consequence, person_id, diary_no, source_file, source_row,"
        " found, $needed from bad",
        {"entity": rule.entity, "reason": rule.reason, "consequence": consequence, "needed": rule.needed},
    )


def _drop_identical(connection: duckdb.DuckDBPyConnection) -> None:
    """Of rows that are the same in every column one stays; the others are listed."""
    for name in KEYS:
        table, columns = ENTITIES[name].table, _columns(connection, name)
        fingerprint = f"hash({', '.join(KEYS[name])})"
        connection.execute(
            f"create or replace temp table twice as select rowid as row_id from {table}"
            f" where {fingerprint} in (select {fingerprint} from {table} group by 1 having count(*) > 1)"
            f" qualify row_number() over (partition by {', '.join(columns)} order by source_row) > 1"
        )
        if not _number(connection, "select count(*) from twice"):
            continue
        diary_no = "diary_no" if "diary_no" in columns else "null"
        connection.execute(
            f"insert into rejects select $entity, 'identical_row', 'row', person_id, {diary_no}, source_file,"
            f" source_row, $found, $needed from {table} where rowid in (select row_id from twice)",
            {"entity": name, "found": "the row repeats an earlier one", "needed": "Each row once"},
        )
        connection.execute(f"delete from {table} where rowid in (select row_id from twice)")


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The columns of the entity as the import holds it, without those that name where a row was read."""
    described = connection.execute(f"describe {ENTITIES[name].table}").fetchall()
    return [column for column, *_ in described if column not in diaries.PROVENANCE]


def _apply_to_column(connection: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    column = rule.column
    assert column is not None
    if column.required:
        _reject(connection, rule)
    elif _bad_rows(connection, rule):
        _list(connection, rule, "value")
        connection.execute(f"update {ENTITIES[rule.entity].table} set {column.name} = null where {rule.condition}")


def _reject(connection: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    """List the rows, and take their diaries (or the person's diaries) out of every table."""
    if not _bad_rows(connection, rule):
        return
    _list(connection, rule, "diary")
    condition = "t.survey_id is not distinct from b.survey_id and t.person_id is not distinct from b.person_id"
    per_diary = condition + " and (b.diary_no is null or t.diary_no is not distinct from b.diary_no)"
    for name in ("diaries", *BY_DIARY):
        connection.execute(f"delete from {ENTITIES[name].table} t using bad b where {per_diary}")
    if rule.entity == "persons":
        connection.execute(f"delete from raw_diaries__persons t using bad b where {condition}")


def _orphans(connection: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    """Rows without a diary go alone: those of a rejected diary are gone with it already."""
    if not _bad_rows(connection, rule):
        return
    _list(connection, rule, "row")
    table = ENTITIES[rule.entity].table
    connection.execute(
        f"delete from {table} t where not exists (from raw_diaries__diaries d where d.survey_id = t.survey_id"
        " and d.person_id = t.person_id and d.diary_no = t.diary_no)"
    )


def _break_off_if_most_is_rejected(connection: duckdb.DuckDBPyConnection, before: float) -> None:
    left = _number(connection, "select count(*) from raw_diaries__diaries")
    if before and before - left <= MOST_REJECTED_SHARE * before:
        return
    worst = connection.execute(
        "select reason, count(*) as n, first(source_file order by source_row), min(source_row),"
        " first(found order by source_row), first(needed) from rejects where consequence = 'diary'"
        " group by all order by n desc limit 1"
    ).fetchone()
    if worst is None:
        raise UnpricedError(
            found="The files hold no diary", needed="At least one diary", remedy="Give the files of the whole survey"
        )
    reason, n_rows, file, row, found, needed = worst
    raise UnpricedError(
        found=f"{before - left:,.0f} of {before:,.0f} diaries break a rule, most for {reason}"
        f" ({n_rows:,} rows; the first is {file}, row {row}: {found})",
        needed=needed,
        remedy="Mend the files or give those that belong together; nothing was imported",
    )


def _insert(connection: duckdb.DuckDBPyConnection, entity: str, name: str, told: Told) -> None:
    engine.execute(connection, f"insert into {ENTITIES[entity].table} by name\n{_read_sql(name)}", None, told)


def _minutes_of_episodes(connection: duckdb.DuckDBPyConnection, told: Told) -> bool:
    """Fill the holes between episodes, and make the minutes from them where the adapter brought episodes only."""
    _insert(connection, "episodes", "gap_episodes", told)
    if _number(connection, "select count(*) from raw_diaries__minutes"):
        return False
    _insert(connection, "minutes", "minutes_of_episodes", told)
    return True


def write(connection: duckdb.DuckDBPyConnection, folder: Path, told: Told = lambda done, total: None) -> None:
    """Write one Parquet file per entity that holds rows; surveys, persons, diaries and minutes always."""
    for name, entity in ENTITIES.items():
        if entity.optional and not _number(connection, f"select count(*) from {entity.table}"):
            continue
        columns = [c for c in _columns(connection, name) if c in {x.name for x in entity.columns} or _is_weight(c)]
        order = ", ".join(KEYS.get(name, ("survey_id",)))
        engine.execute(
            connection,
            f"copy (select {', '.join(columns)} from {entity.table} order by {order})"
            f" to '{str(folder / name).replace(chr(39), chr(39) * 2)}.parquet' (format parquet, compression zstd)",
            None,
            told,
        )


def _is_weight(column: str) -> bool:
    return re.fullmatch(REPLICATE_WEIGHT, column) is not None
