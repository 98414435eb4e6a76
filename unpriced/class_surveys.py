"""Surveys of incomes or ways of living: what is computed from the people of a file and kept; the people are not."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from unpriced import catalogue
from unpriced.errors import UnpricedError
from unpriced.ingest import people, tables
from unpriced.ingest.target import Target
from unpriced.paths import QUERIES, imports_path

Progress = Callable[[str, int, int], None]

DATASET = "class_surveys"
FILES = ("surveys", "shares", "cells", "curves", "statistics", "items", "item_cells", "bases")
OF_FILES_WITH_INCOMES = ("shares", "cells", "curves", "statistics")
OF_INCOMES = ("equivalised", "counted", "quantiles", "bands", "members", "bandwidths", "densities")
# What a file of disposable incomes can count.
COUNTED_FAMILIES = ("relative_median", "percentile")
COUNTED_EDGES = ("median", "percentile")
COUNTED_CONCEPTS = ("disposable", "income")
# A file with a mapping says what its income is: definitions of incomes before taxes are counted with it too, and the
# page says which income that is.
MAPPED_CONCEPTS = (*COUNTED_CONCEPTS, "gross_money")
PEOPLE = ("left_out", "incomes", "people", "item_answers")
REJECTS = "rejects.csv"
MEMORY = "1GB"


@dataclass(frozen=True)
class Kind:
    """Files of one shape: their columns, whether people have incomes or items, and what the survey is called."""

    needed: tuple[str, ...]
    has_incomes: bool
    weighted: bool
    survey_id: str
    title: catalogue.Text
    country_code: str
    year: int


KINDS = {
    "eu_silc": Kind(
        ("db030", "hsize", "db040", "rb030", "age", "rb090", "eqSS", "eqIncome", "rb050"),
        True,
        True,
        "eu_silc",
        catalogue.Text(en="EU-SILC", ko="유럽 소득·생활조건조사(EU-SILC)"),
        "AUT",
        2006,
    ),
    "histoire_de_vie": Kind(
        ("Sport", "Playing music", "Cooking", "Volunteering", "Sex", "Age"),
        False,
        False,
        "histoire_de_vie_2003",
        catalogue.Text(en="Histoire de vie 2003", ko="생애사 조사 2003(Histoire de vie)"),
        "FRA",
        2003,
    ),
}
SETTINGS = ("survey", "title", "country", "year", "synthetic")


def run(
    kind_id: str,
    paths: Sequence[Path],
    *,
    options: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Path:
    """The folder into which shares, cells, curves and statistics of a file (Parquet or CSV) were computed."""
    kind, settings = KINDS[kind_id], options or {}
    unknown = sorted(set(settings) - set(SETTINGS))
    if unknown or len(paths) != 1 or not paths[0].is_file():
        raise UnpricedError(
            found=f"unknown settings {', '.join(unknown)}" if unknown else f"{len(paths)} paths, or no file",
            needed=f"One file, Parquet or CSV, and settings among {', '.join(SETTINGS)}",
            remedy=f"unpriced import {kind_id} people.parquet --set survey=my_survey --set synthetic=true",
        )
    survey_id = settings.get("survey", kind.survey_id)
    with duckdb.connect(":memory:") as connection:
        _read(connection, kind_id, kind, paths[0])
        connection.execute("set variable survey_id = $id", {"id": survey_id})
        compute(connection, kind_id, progress)
        _describe(connection, kind, settings)
        return _write(connection, survey_id, imports_path())


@dataclass(frozen=True)
class Counted:
    """What was counted of a file with a mapping, and what the person who did it must know."""

    survey_id: str
    folder: Path
    n_people: int
    n_left_out: int
    reasons: dict[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class TriedItem:
    item: str
    n_yes: int
    n_no: int
    n_unknown: int


@dataclass(frozen=True)
class Tried:
    """What would come of a mapping: people, rows left out by reason, incomes, and the answers to each item."""

    n_people: int
    reasons: dict[str, int]
    n_with_income: int
    n_with_size: int
    items: tuple[TriedItem, ...]


@contextmanager
def _laid(
    mapping: people.PeopleMapping, path: Path, work: Path, progress: Progress | None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The people of the file and their answers, in a database of the folder."""
    with duckdb.connect(
        str(work / "work.duckdb"), config={"memory_limit": MEMORY, "temp_directory": f"{work}/spilled"}
    ) as connection:
        target = Target(connection, work, progress or (lambda step, done, total: None))
        tables.prepare(target)
        tables.read(target, "given", path, reading=mapping.reading)
        for macro in (QUERIES / "functions").glob("*.sql"):
            connection.execute(macro.read_text(encoding="utf-8"))
        people.lay(connection, mapping)
        _steps(connection, [QUERIES / "imports" / "persons" / f"{name}.sql" for name in PEOPLE], progress)
        yield connection


def _reasons(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(connection.execute("select reason, count(*) from left_out group by 1 order by 1").fetchall())


def try_out(mapping: people.PeopleMapping, path: Path) -> Tried:
    """What would come of the mapping, without keeping anything."""
    with (
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".trying.") as work,
        _laid(mapping, path, Path(work), None) as connection,
    ):
        counts = connection.execute(
            "select count(*), count(income), count(income) filter (household_size is not null) from people"
        ).fetchone() or (0, 0, 0)
        rows = connection.execute(
            "select item_code, count(*) filter (held), count(*) filter (not held), count(*) filter (held is null)"
            " from item_answers group by 1 order by 1"
        ).fetchall()
        return Tried(counts[0], _reasons(connection), counts[1], counts[2], tuple(TriedItem(*row) for row in rows))


def count(
    mapping: people.PeopleMapping,
    path: Path,
    *,
    root: Path | None = None,
    note: str | None = None,
    progress: Progress | None = None,
) -> Counted:
    """Count the people of a file by its mapping; only shares, cells and bases are kept, and the rows left out."""
    root = root or imports_path()
    root.mkdir(parents=True, exist_ok=True)
    survey_id = mapping.survey.survey_id
    with (
        tempfile.TemporaryDirectory(prefix=f".{survey_id}.", suffix=".counting", dir=root) as work,
        _laid(mapping, path, Path(work), progress) as connection,
    ):
        connection.execute("set variable survey_id = $id", {"id": survey_id})
        n_people, n_left_out = connection.execute(
            "select (select count(*) from people), (select count(distinct (source_file, source_row)) from left_out)"
        ).fetchone() or (0, 0)
        reasons = _reasons(connection)
        if not n_people:
            raise _nobody(path, reasons)
        steps = []
        if connection.execute("select count(household_income) from people").fetchone() != (0,):
            _definitions(connection, MAPPED_CONCEPTS)
            steps += [QUERIES / "imports" / "classes" / f"{n}.sql" for n in (*OF_INCOMES, *OF_FILES_WITH_INCOMES)]
        if mapping.items or (mapping.income is not None and mapping.income.form == "tenths"):
            steps += [QUERIES / "imports" / "persons" / f"{name}.sql" for name in ("items", "item_cells")]
        _steps(connection, [*steps, QUERIES / "imports" / "persons" / "bases.sql"], progress)
        notes = (*_notes(connection, mapping), *([note] if note else []))
        _describe_mapped(connection, mapping, notes, has_incomes=len(steps) > len(OF_INCOMES))
        folder = _write(connection, survey_id, root)
        connection.execute(f"copy left_out to {_quoted(folder / REJECTS)} (format csv, header)")
    return Counted(survey_id, folder, n_people, n_left_out, reasons, notes)


def _nobody(path: Path, reasons: Mapping[str, int]) -> UnpricedError:
    listed = ", ".join(f"{reason} {n:,}" for reason, n in reasons.items())
    return UnpricedError(
        found=f"No row of {path.name} can be counted" + (f" ({listed})" if listed else ""),
        needed="A row for each person, with a weight, an income or a size that are numbers",
        remedy="Choose other columns, or state the codes that mean no answer",
    )


def _notes(connection: duckdb.DuckDBPyConnection, mapping: people.PeopleMapping) -> list[str]:
    """Codes of what must be known of a survey: which income it is, what was not asked, how errors were reckoned."""
    youngest, patterns = connection.execute(
        "select (select min(age) from people), (select count(distinct (asked)) from"
        " (select string_agg(item_code, ';' order by item_code) filter (held is not null) as asked"
        " from item_answers group by person_no))"
    ).fetchone() or (None, 0)
    columns, income = mapping.columns, mapping.income
    found = {
        "gross_money_income": income is not None and income.concept == "gross_money",
        "consumption_as_income": income is not None and income.concept == "consumption",
        "bracketed_incomes": income is not None and income.form == "brackets",
        "tenths_of_income": income is not None and income.form == "tenths",
        "no_household_size": income is not None and income.form != "tenths" and "household_size" not in columns,
        "respondents_for_households": income is not None and "household_id" not in columns,
        "no_children_asked": youngest is not None and youngest >= 15,
        "no_design": not {"stratum", "psu", "household_id"} & columns.keys(),
        "split_ballots": patterns > 1,
    }
    return [code for code, holds in found.items() if holds]


def _describe_mapped(
    connection: duckdb.DuckDBPyConnection, mapping: people.PeopleMapping, notes: Sequence[str], *, has_incomes: bool
) -> None:
    about = mapping.survey
    connection.execute(
        "create table surveys as select $id as survey_id, $en as title_en, $ko as title_ko, $country as country_code,"
        " $year::integer as year, $incomes as has_incomes, $synthetic as is_synthetic, $weighted as is_weighted,"
        " count(*) as n_people, $notes as note_codes from people",
        {
            "id": about.survey_id,
            "en": about.title.en,
            "ko": about.title.ko,
            "country": about.country_code,
            "year": about.year,
            "incomes": has_incomes,
            "synthetic": about.synthetic,
            "weighted": "weight" in mapping.columns,
            "notes": ";".join(notes) or None,
        },
    )


def _steps(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], progress: Progress | None) -> None:
    """Make a table of each query, named as its file."""
    for done, path in enumerate(paths):
        if progress is not None:
            progress(path.stem, done, len(paths))
        connection.execute(f"create table {path.stem} as {path.read_text(encoding='utf-8')}")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _read(connection: duckdb.DuckDBPyConnection, kind_id: str, kind: Kind, path: Path) -> None:
    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    try:
        connection.execute(f"create view source_file as from {reader}({_quoted(path)})")
        columns = [name for name, *_ in connection.execute("describe source_file").fetchall()]
    except duckdb.Error as error:
        raise UnpricedError(
            found=f"{path.name} cannot be read ({error})", needed="A Parquet or CSV file", remedy="Save it as one"
        ) from error
    lacking = [name for name in kind.needed if name not in columns]
    if lacking:
        raise UnpricedError(
            found=f"{path.name} has no column {', '.join(lacking)}",
            needed=f"The columns {', '.join(kind.needed)}",
            remedy=f"Rename the columns of the file, or see queries/imports/{kind_id}/people.sql",
        )


def compute(connection: duckdb.DuckDBPyConnection, kind_id: str, progress: Progress | None = None) -> None:
    """Makes every table of the classes from `source_file`; `definitions` may be there already."""
    kind = KINDS[kind_id]
    steps = [QUERIES / "imports" / kind_id / "people.sql"]
    if kind.has_incomes:
        _definitions(connection, COUNTED_CONCEPTS)
        steps += [QUERIES / "imports" / "classes" / f"{n}.sql" for n in (*OF_INCOMES, *OF_FILES_WITH_INCOMES)]
    else:
        steps += [QUERIES / "imports" / kind_id / "members.sql", QUERIES / "imports" / "classes" / "cells.sql"]
    _steps(connection, steps, progress)


def _definitions(connection: duckdb.DuckDBPyConnection, concepts: Sequence[str]) -> None:
    """The table `definitions`: those of the catalogue that disposable incomes can count."""
    connection.execute(
        "create table if not exists definitions (definition_id varchar, scale varchar, unit varchar, median_of varchar,"
        " edges varchar, lower double, upper double, closure varchar)"
    )
    if connection.execute("select count(*) from definitions").fetchone() != (0,):
        return
    for d in catalogue.definitions().values():
        if d.family in COUNTED_FAMILIES and d.edges in COUNTED_EDGES and d.concept in concepts:
            connection.execute(
                "insert into definitions values (?, ?, ?, ?, ?, ?, ?, ?)",
                [d.id, d.scale, d.unit, d.median_of, d.edges, d.lower, d.upper, d.closure],
            )


def _describe(connection: duckdb.DuckDBPyConnection, kind: Kind, settings: Mapping[str, str]) -> None:
    connection.execute(
        "create table surveys as select getvariable('survey_id') as survey_id, $en as title_en, $ko as title_ko,"
        " $country as country_code, $year::integer as year, $incomes as has_incomes, $synthetic as is_synthetic,"
        " $weighted as is_weighted, count(*) as n_people from people",
        {
            "en": settings.get("title", kind.title.en),
            "ko": settings.get("title", kind.title.ko),
            "country": settings.get("country", kind.country_code),
            "year": settings.get("year", str(kind.year)),
            "incomes": kind.has_incomes,
            "synthetic": settings.get("synthetic", "false") == "true",
            "weighted": kind.weighted,
        },
    )


def _write(connection: duckdb.DuckDBPyConnection, survey_id: str, root: Path) -> Path:
    """The computed tables as files, made beside an earlier import and swapped in whole."""
    final = root / survey_id
    making = final.with_name(f".{survey_id}.{os.getpid()}.classes")
    held = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    try:
        making.mkdir(parents=True)
        for name in FILES:
            if name in held:
                connection.execute(f"copy {name} to {_quoted(making / f'class_{name}.parquet')}")
        shutil.rmtree(final, ignore_errors=True)
        making.rename(final)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return final


def held(root: Path | None = None) -> dict[str, list[Path]]:
    """The imported surveys of classes (in root) with their files, by id."""
    found = sorted((root or imports_path()).glob("[!.]*/class_surveys.parquet"))
    return {path.parent.name: sorted(path.parent.glob("class_*.parquet")) for path in found}


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds the imported surveys to the raw tables of the shipped ones; an import replaces a shipped one of its id."""
    for survey_id, paths in held().items():
        for name in FILES:
            connection.execute(f"delete from raw_{DATASET}__{name} where survey_id = $id", {"id": survey_id})
        for path in paths:
            table = f"raw_{DATASET}__{path.stem.removeprefix('class_')}"
            connection.execute(
                f"insert into {table} by name from read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
            )


def lay(connection: duckdb.DuckDBPyConnection, surveys: Mapping[str, Sequence[Path]]) -> None:
    """Temporary views of the raw tables over the files of the surveys, each of its own survey alone.

    The database attached as `base` says which columns they have. Raises UnpricedError where a file has others.
    """
    for name in FILES:
        table = f"raw_{DATASET}__{name}"
        selects = [f"select * from base.main.{table} limit 0"]
        columns = {row[0] for row in connection.execute(f"describe from base.main.{table}").fetchall()}
        for survey_id, paths in surveys.items():
            for path in paths:
                if path.stem != f"class_{name}":
                    continue
                source = f"read_parquet({_quoted(path)})"
                found = [row[0] for row in connection.execute(f"describe from {source}").fetchall()]
                if not set(found) <= columns:
                    raise UnpricedError(
                        found=f"{path.name} of {survey_id} has other columns than this version makes",
                        needed=f"The columns {', '.join(sorted(columns))}",
                        remedy="Count the survey again from its file",
                    )
                selects.append(f"select * from {source} where survey_id = '{survey_id}'")
        connection.execute(
            f"create or replace temp view {table} as " + " union all by name ".join(f"({s})" for s in selects)
        )
