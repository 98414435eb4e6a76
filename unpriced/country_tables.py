"""Tables of minutes by country, sex and activity of a visitor's own: the mapping, and what it makes of a file."""

import os
import shutil
import tempfile
from collections.abc import Mapping as Codes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
import pydantic
import yaml
from pydantic import Field

from unpriced import engine
from unpriced.catalogue import Declared
from unpriced.class_surveys import Progress, quoted, steps
from unpriced.errors import UnpricedError
from unpriced.ingest import tables
from unpriced.ingest.reading import Reading
from unpriced.ingest.target import Target
from unpriced.paths import QUERIES, database_path

KIND = "countries"
DATASET = "own_countries"
FILE, REJECTS = "country_minutes.parquet", "rejects.csv"
QUERIES_MADE = ("cells", "left_out", "country_minutes")
Role = Literal["country", "year", "sex", "activity", "minutes"]
NEEDED: tuple[Role, ...] = ("country", "activity", "minutes")
MEMORY = "1GB"


class CountryMapping(Declared):
    kind: Literal["countries"]
    survey_id: str = Field(pattern=r"own_[a-z0-9_]+")
    title: str = Field(min_length=1)
    reading: Reading = Reading()
    columns: dict[Role, str]
    year: int | None = Field(default=None, ge=1900, le=2100)
    sexes: Codes[str, Literal["women", "men", "total"]] = Field(default_factory=dict)
    classification: str = "harmonised"
    activity_codes: Codes[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Brought:
    """What a table came to."""

    survey_id: str
    folder: Path
    n_countries: int
    n_cells: int
    reasons: dict[str, int]


def read(text: str) -> CountryMapping:
    """The mapping in the text; raises UnpricedError with the place of the first slip."""
    try:
        return CountryMapping.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, pydantic.ValidationError) as error:
        raise UnpricedError(
            found=f"The mapping does not hold: {' '.join(str(error).split())[:200]}",
            needed="kind: countries, survey_id, title and columns as the page of your data writes them",
            remedy="Mend the mapping, or make it anew on the page of your data",
        ) from error


def write(mapping: CountryMapping) -> str:
    """The mapping as YAML, without what is as it would be anyway."""
    return yaml.safe_dump(mapping.model_dump(mode="json", exclude_defaults=True), allow_unicode=True, sort_keys=False)


def bring(mapping: CountryMapping, path: Path, root: Path, progress: Progress | None = None) -> Brought:
    """Make the file a table of the folder `root`, whole or not at all."""
    lacking = [role for role in NEEDED if role not in mapping.columns]
    if lacking or ("year" not in mapping.columns and mapping.year is None):
        raise UnpricedError(
            found=f"Nothing says {', '.join(lacking) or 'the year'}",
            needed="A country, an activity, minutes and a year",
            remedy="Choose a column for each, or write the year",
        )
    root.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=f".{os.getpid()}.", suffix=".bringing", dir=root) as work,
        engine.connect(f"{work}/work.duckdb", memory_limit=MEMORY) as connection,
    ):
        target = Target(connection, Path(work), progress or (lambda step, done, total: None))
        tables.prepare(target)
        tables.read(target, "given", path, reading=mapping.reading)
        connection.execute(f"attach {quoted(database_path())} as base (read_only)")
        connection.execute("set search_path = 'work.main,base.main'")
        _lay(connection, mapping)
        steps(connection, [QUERIES / "imports" / "countries" / f"{name}.sql" for name in QUERIES_MADE], progress)
        n_countries, n_cells = connection.execute(
            "select count(distinct country_code), count(*) from country_minutes"
        ).fetchone() or (0, 0)
        reasons = dict(connection.execute("select reason, count(*) from left_out group by 1 order by 1").fetchall())
        if not n_cells:
            listed = ", ".join(f"{reason} {n:,}" for reason, n in reasons.items())
            raise UnpricedError(
                found=f"No row of {path.name} can be shown ({listed})",
                needed="Countries by ISO code or name, activities that the list knows, minutes of a day",
                remedy="Choose other columns, or say what the codes of the activities mean",
            )
        ready = Path(work) / "ready"
        ready.mkdir()
        connection.execute(f"copy country_minutes to {quoted(ready / FILE)}")
        connection.execute(f"copy left_out to {quoted(ready / REJECTS)} (format csv, header)")
        final = root / mapping.survey_id
        shutil.rmtree(final, ignore_errors=True)
        ready.rename(final)
    return Brought(mapping.survey_id, final, n_countries, n_cells, reasons)


def held(root: Path) -> dict[str, Path]:
    """The tables in the folder, by id."""
    return {path.parent.name: path for path in sorted(root.glob(f"[!.]*/{FILE}"))}


def lay(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> None:
    """Make core_own_time_use of the tables; raises a DuckDB error where a file has other columns."""
    rows = " union all ".join(
        "select survey_id, table_title, country_code, survey_year, sex, activity_code, minutes_per_day"
        f" from read_parquet({quoted(path)}) where survey_id = '{path.parent.name}'"
        for path in paths
    )
    connection.execute(
        f"create or replace table core_own_time_use as select *, '{DATASET}' as dataset_id from ({rows})"
    )


def _lay(connection: duckdb.DuckDBPyConnection, mapping: CountryMapping) -> None:
    """The table of rows as they say it, and of the codes that the visitor told the meaning of."""
    names = set(tables.columns(connection, "given"))
    lacking = sorted(column for column in mapping.columns.values() if column.lower() not in names)
    if lacking:
        raise UnpricedError(
            found=f"The file has no column {', '.join(lacking)}",
            needed="The columns that the mapping names",
            remedy="Choose other columns, or the mapping of this file",
        )

    def said(role: Role) -> str:
        return f"nullif(trim({_named(mapping.columns[role])}), '')" if role in mapping.columns else "null::varchar"

    sexes = " ".join(f"when {_literal(v.lower())} then '{sex}'" for v, sex in mapping.sexes.items())
    sex = f"case lower({said('sex')}) {sexes} end" if sexes else "'total'"
    year = said("year") if "year" in mapping.columns else f"'{mapping.year}'"
    connection.execute(
        "create table table_rows as select source_file, source_row,"
        f" {said('country')} as country_text, {year} as year_text, {said('sex')} as sex_text,"
        f" {said('activity')} as activity_text, {said('minutes')} as minutes_text,"
        f" try_cast({year} as double)::integer as survey_year, {sex} as sex,"
        f" try_cast(replace({said('minutes')}, ',', '') as double) as minutes from given as t"
    )
    connection.execute("create table own_codes (code varchar, activity_code varchar)")
    if mapping.activity_codes:
        connection.executemany("insert into own_codes values (?, ?)", list(mapping.activity_codes.items()))
    for name, value in {
        "survey_id": mapping.survey_id, "title": mapping.title, "classification": mapping.classification,
    }.items():  # fmt: skip
        connection.execute(f"set variable {name} = $value", {"value": value})


def _named(name: str) -> str:
    return 't."' + name.lower().replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
