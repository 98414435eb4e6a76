"""Tables of figures by country of a visitor's own: the mapping, and what it makes of a file."""

import shutil
import tempfile
from collections.abc import Mapping as Codes
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
import pydantic
import yaml
from pydantic import Field

from unpriced import engine, unfinished
from unpriced.catalogue import Declared
from unpriced.class_surveys import Progress, quoted, steps
from unpriced.errors import UnpricedError
from unpriced.ingest import tables
from unpriced.ingest.reading import Reading
from unpriced.ingest.target import Target
from unpriced.paths import QUERIES, database_path

KIND = "countries"
DATASET = "own_countries"
REJECTS = "rejects.csv"
MEMORY = "1GB"
SQL = QUERIES / "imports" / "countries"
Measure = Literal["minutes", "wages", "income_shares", "item_shares"]
Role = Literal["country", "year", "sex", "activity", "minutes", "occupation", "wage", "part", "share", "median", "item"]
MEASURES: tuple[Measure, ...] = ("minutes", "wages", "income_shares", "item_shares")
# What the rows of each kind of table are about, and which column has their figure.
CODES: dict[Measure, Role] = {
    "minutes": "activity", "wages": "occupation", "income_shares": "part", "item_shares": "item",
}  # fmt: skip
VALUES: dict[Measure, Role] = {"minutes": "minutes", "wages": "wage", "income_shares": "share", "item_shares": "share"}
OPTIONAL: dict[Measure, tuple[Role, ...]] = {
    "minutes": ("year", "sex"), "wages": ("year", "sex", "occupation"), "income_shares": ("year", "median"),
    "item_shares": ("year",),
}  # fmt: skip
# How sources name the mean of all occupations and the minimum wage.
OCCUPATIONS = {
    "": "total", "total": "total", "all": "total", "_t": "total", "ocu_isco08_total": "total", "전체": "total",
    "계": "total", "minimum": "minimum", "minimum wage": "minimum", "최저임금": "minimum",
}  # fmt: skip


class CountryMapping(Declared):
    kind: Literal["countries"]
    survey_id: str = Field(pattern=r"own_[a-z0-9_]+")
    title: str = Field(min_length=1)
    measure: Measure = "minutes"
    reading: Reading = Reading()
    columns: dict[Role, str]
    year: int | None = Field(default=None, ge=1900, le=2100)
    sexes: Codes[str, Literal["women", "men", "total"]] = Field(default_factory=dict)
    codes: Codes[str, str] = Field(default_factory=dict)
    # of minutes
    classification: str = "harmonised"
    population: Literal["15-64", "15+"] = "15-64"
    wages: str | None = (
        None  # the table of wages by which the minutes are priced; the shipped wages where there is none
    )
    # of wages
    currency: Literal["national", "ppp"] = "national"
    hours_per_month: float | None = Field(default=None, gt=0, le=744)
    # of shares
    parts: list[str] = Field(default_factory=list)  # columns of ten or five shares, from the poorest to the richest
    percent: bool = True
    grade: Literal["A", "B", "C"] = "B"


@dataclass(frozen=True)
class Brought:
    """What a table came to."""

    survey_id: str
    folder: Path
    n_countries: int
    n_cells: int
    reasons: dict[str, int]


def needed(measure: Measure, *, wide: bool = False) -> tuple[Role, ...]:
    """The roles that a table must have a column for; a wide one has the shares in columns of their own."""
    rows: tuple[Role, ...] = () if wide else (CODES[measure], VALUES[measure])
    return ("country", *(role for role in rows if role not in OPTIONAL[measure]))


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
    lacking = [role for role in needed(mapping.measure, wide=bool(mapping.parts)) if role not in mapping.columns]
    if lacking or ("year" not in mapping.columns and mapping.year is None):
        raise UnpricedError(
            found=f"Nothing says {', '.join(lacking) or 'the year'}",
            needed="A country, what each row is about, its figure and a year",
            remedy="Choose a column for each, or write the year",
        )
    root.mkdir(parents=True, exist_ok=True)
    made = f"country_{mapping.measure}"
    with (
        tempfile.TemporaryDirectory(prefix=unfinished.prefix(), suffix=".bringing", dir=root) as work,
        engine.connect(f"{work}/work.duckdb", memory_limit=MEMORY) as connection,
    ):
        target = Target(connection, Path(work), progress or (lambda step, done, total: None))
        tables.prepare(target)
        tables.read(target, "given", path, reading=mapping.reading)
        connection.execute(f"attach {quoted(database_path())} as base (read_only)")
        connection.execute("set search_path = 'work.main,base.main'")
        _lay(connection, mapping)
        of_measure = [SQL / mapping.measure / f"{name}.sql" for name in ("cells", "wrong")]
        last = SQL / mapping.measure / f"{made}.sql"
        steps(connection, [SQL / "places.sql", *of_measure, SQL / "left_out.sql", last], progress)
        n_countries, n_cells = connection.execute(
            f"select count(distinct country_code), count(*) from {made}"
        ).fetchone() or (0, 0)
        reasons = dict(connection.execute("select reason, count(*) from left_out group by 1 order by 1").fetchall())
        if not n_cells:
            listed = ", ".join(f"{reason} {n:,}" for reason, n in reasons.items())
            raise UnpricedError(
                found=f"No row of {path.name} can be shown ({listed})",
                needed="Countries by ISO code or name, and rows as docs/IMPORT.md describes them",
                remedy="Choose other columns, or say what the codes mean",
            )
        ready = Path(work) / "ready"
        ready.mkdir()
        connection.execute(f"copy {made} to {quoted(ready / f'{made}.parquet')}")
        connection.execute(
            f"copy (select * exclude (cell_no) from left_out) to {quoted(ready / REJECTS)} (format csv, header)"
        )
        final = root / mapping.survey_id
        shutil.rmtree(final, ignore_errors=True)
        ready.rename(final)
    return Brought(mapping.survey_id, final, n_countries, n_cells, reasons)


def held(root: Path) -> dict[str, tuple[Measure, Path]]:
    """The tables in the folder by id, each with what it is of."""
    found = [(path, measure) for measure in MEASURES for path in root.glob(f"[!.]*/country_{measure}.parquet")]
    return {path.parent.name: (measure, path) for path, measure in sorted(found)}


@dataclass(frozen=True)
class Held:
    """A table that was brought, as a list of them shows it."""

    survey_id: str
    title: str
    measure: Measure
    countries: tuple[str, ...]  # by ISO code
    n_left_out: int

    def code(self, country: str) -> str:
        """The code under which reports have the country of this table."""
        return code_of(country, self.survey_id)


def code_of(country: str, survey_id: str) -> str:
    """The code of a country, by ISO, of one's own table or diaries."""
    return f"{country}.{survey_id}"


def described(root: Path) -> list[Held]:
    """The tables in the folder, by id."""
    found = []
    with engine.connect() as connection:
        for survey_id, (measure, path) in held(root).items():
            title, countries = connection.execute(
                "select any_value(table_title), list(distinct country_code order by country_code)"
                f" from read_parquet({quoted(path)})"
            ).fetchone() or ("", [])
            rejects = path.with_name(REJECTS)
            n_left_out = max(sum(1 for _ in rejects.open(encoding="utf-8")) - 1, 0) if rejects.is_file() else 0
            found.append(Held(survey_id, title, measure, tuple(countries), n_left_out))
    return found


def _lay(connection: duckdb.DuckDBPyConnection, mapping: CountryMapping) -> None:
    """The table of rows as they say it, and of the codes that the visitor told the meaning of."""
    names = set(tables.columns(connection, "given"))
    asked = [*mapping.columns.values(), *mapping.parts]
    lacking = sorted(column for column in asked if column.lower() not in names)
    if lacking:
        raise UnpricedError(
            found=f"The file has no column {', '.join(lacking)}",
            needed="The columns that the mapping names",
            remedy="Choose other columns, or the mapping of this file",
        )

    def said(role: Role) -> str:
        return f"nullif(trim({_named(mapping.columns[role])}), '')" if role in mapping.columns else "null::varchar"

    def figure(text: str) -> str:
        number = f"try_cast(replace({text}, ',', '') as double)"
        return f"case when isfinite({number}) then {number} end"  # "inf" and "nan" are numbers to DuckDB

    sexes = " ".join(f"when {_literal(v.strip().lower())} then '{sex}'" for v, sex in mapping.sexes.items())
    sex = "'total'"
    if "sex" in mapping.columns:
        sex = f"case lower({said('sex')}) {sexes} end" if sexes else "null::varchar"
    year = said("year") if "year" in mapping.columns else f"'{mapping.year}'"
    code, value = said(CODES[mapping.measure]), said(VALUES[mapping.measure])
    rows = f"select {code} as code_text, {value} as value_text, t.* from given as t"
    if mapping.parts:
        rows = " union all ".join(
            f"select '{place}' as code_text, nullif(trim({_named(column)}), '') as value_text, t.* from given as t"
            for place, column in enumerate(mapping.parts, 1)
        )
    # Without a column of occupations every wage is that of all of them.
    code_text = "coalesce(t.code_text, '')" if mapping.measure == "wages" else "t.code_text"
    connection.execute(
        "create table table_rows as select row_number() over () as cell_no, source_file, source_row,"
        f" {said('country')} as country_text, {year} as year_text, {said('sex')} as sex_text,"
        f" {code_text} as code_text, t.value_text, {figure(said('median'))} as median,"
        f" case when {figure(year)} = floor({figure(year)}) then try_cast({figure(year)} as int) end as survey_year,"
        f" {sex} as sex, {figure('t.value_text')} as value"
        f" from ({rows}) as t"
    )
    connection.execute("create table own_codes (code_text varchar, code_meant varchar)")
    codes = dict(mapping.codes)
    if mapping.measure == "wages":  # told in any case
        codes = OCCUPATIONS | {code.lower(): meant for code, meant in codes.items()}
    if codes:
        connection.executemany("insert into own_codes values (?, ?)", list(codes.items()))
    divisor = mapping.hours_per_month if mapping.measure == "wages" else 100.0 if mapping.percent else None
    for name, said_of in {
        "survey_id": mapping.survey_id, "title": mapping.title, "classification": mapping.classification,
        "population": mapping.population, "wages": mapping.wages, "currency": mapping.currency,
        "divisor": divisor or 1.0, "grade": mapping.grade,
    }.items():  # fmt: skip
        connection.execute(f"set variable {name} = $value", {"value": said_of})


def _named(name: str) -> str:
    return 't."' + name.lower().replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
