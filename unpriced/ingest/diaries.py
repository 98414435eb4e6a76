"""The contract of diary microdata: what an adapter writes to data/imports and a build reads, and its checks.

One folder per survey, one Parquet file per entity. The same rules (queries/imports/rules) run over the tables
of an import, where the rows that break one are rejected, and over the files of a build, where none may break one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from unpriced.errors import UnpricedError
from unpriced.paths import DATA, QUERIES, imports_path

RULES = QUERIES / "imports" / "rules"
SAMPLE = DATA / "diary_sample"
PROVENANCE = {"source_file": "varchar", "source_row": "bigint"}  # where a row was read, so that a message can name it
REPLICATE_WEIGHT = r"w\d{3,}"


@dataclass(frozen=True)
class Column:
    """One column; `values` closes the list of codes, null is allowed where the column is not required."""

    name: str
    type: str
    required: bool = False
    values: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Entity:
    """One Parquet file of a survey."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    optional: bool = False

    @property
    def table(self) -> str:
        return f"raw_diaries__{self.name}"


SURVEY = Column("survey_id", "varchar", required=True)
PERSON = Column("person_id", "varchar", required=True)
DIARY = Column("diary_no", "integer", required=True, minimum=1)
FLAG = "boolean"

CLASSIFICATIONS = ("ATUS", "MTUS69", "HETUS_ACL2018", "KTUS2014", "KTUS2024", "ICATUS2016", "harmonised")
DESIGN_METHODS = ("weights", "taylor", "sdr", "jk1", "jkn", "brr", "fay", "bootstrap")
LOCATIONS = ("home", "work", "other_home", "shop", "outdoors", "transport", "other", "unknown")

ENTITIES: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        Entity(
            "surveys",
            "one row per survey",
            (
                SURVEY,
                Column("dataset_id", "varchar", required=True),
                Column("country_code", "varchar", required=True),
                Column("title_en", "varchar", required=True),
                Column("title_ko", "varchar", required=True),
                Column("first_year", "integer", required=True),
                Column("last_year", "integer", required=True),
                Column("age_low", "integer", required=True, minimum=0),
                Column("age_high", "integer"),
                Column("is_synthetic", FLAG, required=True),
                Column("classification", "varchar", required=True, values=CLASSIFICATIONS),
                Column("weight_unit", "varchar", required=True, values=("person_days", "relative")),
                Column("day_start_minute", "integer", required=True, minimum=0, maximum=1439),
                Column("has_episodes", FLAG, required=True),
                Column("currency_code", "varchar"),
                Column("design_method", "varchar", required=True, values=DESIGN_METHODS),
                Column("replicate_coefficient", "double", minimum=0),
                Column("replicate_centre", "varchar", values=("full", "mean")),
                Column("n_replicates", "integer", required=True, minimum=0),
                Column("note_codes", "varchar"),
            ),
        ),
        Entity(
            "persons",
            "one row per person",
            (
                SURVEY,
                PERSON,
                Column("household_id", "varchar"),
                Column("sex", "varchar", values=("men", "women")),
                Column("age", "integer", minimum=0, maximum=130),
                Column("education", "varchar", values=("low", "medium", "high")),
                Column("employment", "varchar", values=("full_time", "part_time", "unemployed", "not_in_labour_force")),
                Column("is_student", FLAG),
                Column("household_size", "integer", minimum=1),
                Column("n_children", "integer", minimum=0),
                Column("youngest_child_age", "integer", minimum=0),
                Column("has_partner", FLAG),
                Column("region", "varchar"),
                Column("household_income", "double"),
                Column("household_income_low", "double"),
                Column("household_income_high", "double"),
                Column("hourly_wage", "double", minimum=0),
                Column("weekly_earnings", "double", minimum=0),
                Column("occupation_code", "varchar"),
            ),
        ),
        Entity(
            "diaries",
            "one row per person and diary day",
            (
                SURVEY,
                PERSON,
                DIARY,
                Column("year", "integer", required=True, minimum=1900, maximum=2100),
                Column("month", "integer", minimum=1, maximum=12),
                Column("weekday", "integer", minimum=1, maximum=7),
                Column("is_holiday", FLAG),
                Column("weight", "double", required=True, minimum=0),
                Column("stratum", "varchar"),
                Column("psu", "varchar"),
            ),
        ),
        Entity(
            "minutes",
            "one row per diary and activity code",
            (
                SURVEY,
                PERSON,
                DIARY,
                Column("source_code", "varchar", required=True),
                Column("minutes", "double", required=True, minimum=0),
            ),
        ),
        Entity(
            "episodes",
            "one row per diary and episode",
            (
                SURVEY,
                PERSON,
                DIARY,
                Column("episode_no", "integer", required=True),
                Column("start_minute", "integer", required=True, minimum=0, maximum=1440),
                Column("end_minute", "integer", required=True, minimum=0, maximum=1440),
                Column("source_code", "varchar", required=True),
                Column("secondary_code", "varchar"),
                Column("location", "varchar", values=LOCATIONS),
                Column("with_alone", FLAG),
                Column("with_partner", FLAG),
                Column("with_child", FLAG),
                Column("with_household", FLAG),
                Column("with_others", FLAG),
            ),
            optional=True,
        ),
        Entity("replicates", "one row per diary, a column per replicate weight", (SURVEY, PERSON, DIARY), True),
        Entity(
            "replicate_scales",
            "one row per survey and replicate whose scale is not 1",
            (SURVEY, Column("replicate_no", "integer", required=True, minimum=1), Column("scale", "double", True)),
            optional=True,
        ),
    )
}


def folders() -> list[Path]:
    """The folders that hold surveys: the shipped sample, where it is there, and every import; not one in the making."""
    return [*([SAMPLE] if (SAMPLE / "surveys.parquet").is_file() else []), *imported(imports_path())]


def imported(root: Path) -> list[Path]:
    """The folders of the surveys that were imported into root; not one in the making."""
    return sorted(path.parent for path in root.glob("*/surveys.parquet") if not path.parent.name.startswith("."))


def create_tables(connection: duckdb.DuckDBPyConnection, n_replicates: int = 0) -> None:
    """Empty tables raw_diaries__<entity> of the contract, with the columns that name where a row was read."""
    for entity in ENTITIES.values():
        types = {column.name: column.type for column in entity.columns}
        if entity.name == "replicates":
            types |= {f"w{place:03}": "double" for place in range(1, max(n_replicates, 1) + 1)}
        columns = ", ".join(f"{name} {type_}" for name, type_ in (types | PROVENANCE).items())
        connection.execute(f"create or replace table {entity.table} ({columns})")


def load(connection: duckdb.DuckDBPyConnection, chosen: list[Path] | None = None) -> None:
    """Views raw_diaries__<entity> over the files of all surveys, temporary: the files stay where they are."""
    survey_folders = folders() if chosen is None else chosen
    for entity in ENTITIES.values():
        selects = []
        for folder in survey_folders:
            path = folder / f"{entity.name}.parquet"
            if path.is_file():
                selects.append(_select(connection, entity, path))
            elif not entity.optional:
                raise UnpricedError(
                    found=f"{_shown(folder)} has no {path.name}",
                    needed=f"A file {path.name} with {entity.grain}",
                    remedy=f"Import the survey again, or take it out with `unpriced imports remove {folder.name}`",
                )
        columns = ", ".join(
            f"null::{type_} as {name}"
            for name, type_ in ({column.name: column.type for column in entity.columns} | PROVENANCE).items()
        )
        weights = ", null::double as w001" if entity.name == "replicates" else ""
        empty = f"select {columns}{weights} limit 0"
        connection.execute(
            f"create or replace temp view {entity.table} as "
            + "\nunion all by name\n".join(f"({s})" for s in [*selects, empty])
        )


def _shown(path: Path) -> str:
    return f"data/{path.relative_to(DATA).as_posix()}" if path.is_relative_to(DATA) else path.name


def _select(connection: duckdb.DuckDBPyConnection, entity: Entity, path: Path) -> str:
    """The query that reads the file, cast to the types of the contract."""
    source = "read_parquet('" + str(path).replace("'", "''") + "', file_row_number = true)"
    try:
        found = {name: type_ for name, type_, *_ in connection.execute(f"describe from {source}").fetchall()}
    except duckdb.Error as error:
        raise UnpricedError(
            found=f"{_shown(path)} cannot be read ({str(error).splitlines()[0]})",
            needed="A Parquet file that is whole",
            remedy=f"Import the survey again, or take it out with `unpriced imports remove {path.parent.name}`",
        ) from error
    missing = [column.name for column in entity.columns if column.required and column.name not in found]
    if missing:
        raise UnpricedError(
            found=f"{_shown(path)} has no column {', '.join(missing)}",
            needed=f"The columns of the contract of {entity.name}: {', '.join(c.name for c in entity.columns)}",
            remedy="Import the survey again with this version",
        )
    shown = [
        f"{column.name}::{column.type} as {column.name}"
        if column.name in found
        else f"null::{column.type} as {column.name}"
        for column in entity.columns
    ]
    if entity.name == "replicates":
        shown += [f"{name}::double as {name}" for name in sorted(found) if name[:1] == "w" and name[1:].isdigit()]
    where = f"'{_shown(path)}' as source_file, file_row_number + 1 as source_row"
    return f"select {', '.join(shown)}, {where} from {source}"


@dataclass(frozen=True)
class Rule:
    """A reason to reject rows: `sql` returns the rows of `entity` that are wrong, with what was found.

    A rule about the values of one column names it, and the condition under which a value is wrong.
    """

    reason: str
    entity: str
    needed: str
    sql: str
    column: Column | None = None
    condition: str = ""


def column_rules() -> Iterator[Rule]:
    """What the columns of the contract ask of each value."""
    for entity in ENTITIES.values():
        for column in entity.columns:
            name = column.name
            if column.required:
                yield _column_rule(
                    entity, "missing_value", f"a value of {name} in every row", f"{name} is null", column
                )
            if column.values is not None:
                codes = ", ".join(f"'{value}'" for value in column.values)
                needed = f"{name} out of {', '.join(column.values)}"
                yield _column_rule(entity, "unknown_code", needed, f"{name} not in ({codes})", column)
            reason = "negative_weight" if name == "weight" else "out_of_range"
            if (least := column.minimum) is not None:
                needed = f"{name} of at least {least:g}"
                yield _column_rule(entity, reason, needed, f"{name} < {least:g}", column)
            if (most := column.maximum) is not None:
                needed = f"{name} of at most {most:g}"
                yield _column_rule(entity, reason, needed, f"{name} > {most:g}", column)
            if column.type == "double":
                yield _column_rule(entity, "not_a_number", f"finite values of {name}", f"not isfinite({name})", column)


def _column_rule(entity: Entity, reason: str, needed: str, condition: str, column: Column) -> Rule:
    names = {c.name for c in entity.columns}
    key = ", ".join(n if n in names else f"null as {n}" for n in ("survey_id", "person_id", "diary_no"))
    return Rule(
        reason,
        entity.name,
        needed,
        f"select {key}, source_file, source_row,"
        f" '{column.name} = ' || coalesce({column.name}::varchar, 'nothing') as found"
        f" from {entity.table} where {condition}",
        column,
        condition,
    )


def set_rules() -> Iterator[Rule]:
    """What the rows must be together: the files of queries/imports/rules, named <entity>__<reason>.sql."""
    for path in sorted(RULES.glob("*.sql")):
        entity, _, reason = path.stem.partition("__")
        sql = path.read_text(encoding="utf-8")
        yield Rule(reason, entity, sql.splitlines()[0].removeprefix("--").strip(), sql)


def check(connection: duckdb.DuckDBPyConnection) -> int:
    """Raise an UnpricedError for the first rule that the loaded surveys break; return how many rules there are."""
    rules = [*column_rules(), *set_rules()]
    for rule in rules:
        check_rule(connection, rule)
    return len(rules)


def check_rule(connection: duckdb.DuckDBPyConnection, rule: Rule) -> None:
    """Raise an UnpricedError for the first row that breaks the rule."""
    row = connection.execute(f"select * from ({rule.sql}) limit 1").fetchone()
    if row is not None:
        survey_id, person_id, diary_no, file, line, found = row
        person = f", person {person_id}" if person_id is not None else ""
        diary = f", diary {diary_no}" if diary_no is not None else ""
        raise UnpricedError(
            found=f"{file}, row {line} (survey {survey_id}{person}{diary}): {found}",
            needed=rule.needed[0].upper() + rule.needed[1:],
            remedy="Import the survey again, or take it out of data/imports",
        )
