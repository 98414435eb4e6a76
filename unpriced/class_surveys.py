"""Surveys of incomes or ways of living: what is computed from the people of a file and kept; the people are not."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from unpriced import catalogue, engine, unfinished
from unpriced.errors import UnpricedError
from unpriced.paths import QUERIES, imports_path

Progress = Callable[[str, int, int], None]

DATASET = "class_surveys"
OWN_DATASET = "own_people"  # of surveys of a visitor
OF_FILES_WITH_INCOMES = ("shares", "cells", "edges", "errors", "failures", "statistics", "lorenz")
FILES = ("surveys", *OF_FILES_WITH_INCOMES, "items", "item_cells", "bases")
OF_INCOMES = ("equivalised", "counted", "quantiles", "bands", "members", "bandwidths", "densities")
# What a file of disposable incomes can count.
COUNTED_FAMILIES = ("relative_median", "percentile")
COUNTED_EDGES = ("median", "percentile")
COUNTED_CONCEPTS = ("disposable", "income")


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
    """The folder into which shares, cells, lines and statistics of a file (Parquet or CSV) were computed."""
    kind, settings = KINDS[kind_id], options or {}
    unknown = sorted(set(settings) - set(SETTINGS))
    if unknown or len(paths) != 1 or not paths[0].is_file():
        raise UnpricedError(
            found=f"unknown settings {', '.join(unknown)}" if unknown else f"{len(paths)} paths, or no file",
            needed=f"One file, Parquet or CSV, and settings among {', '.join(SETTINGS)}",
            remedy=f"unpriced import {kind_id} people.parquet --set survey=my_survey --set synthetic=true",
        )
    survey_id = settings.get("survey", kind.survey_id)
    with engine.connect() as connection:
        _read(connection, kind_id, kind, paths[0])
        connection.execute("set variable survey_id = $id", {"id": survey_id})
        compute(connection, kind_id, progress)
        _describe(connection, kind, settings)
        return write(connection, survey_id, imports_path())


def steps(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], progress: Progress | None) -> None:
    """Make a table of each query, named as its file."""
    told = progress or (lambda step, done, total: None)
    for path in paths:
        sql = f"create table {path.stem} as {path.read_text(encoding='utf-8')}"
        engine.execute(connection, sql, None, partial(told, f"Counting {path.stem}"))


def quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _read(connection: duckdb.DuckDBPyConnection, kind_id: str, kind: Kind, path: Path) -> None:
    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    try:
        connection.execute(f"create view source_file as from {reader}({quoted(path)})")
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
    paths = [QUERIES / "imports" / kind_id / "people.sql"]
    if kind.has_incomes:
        put_definitions(connection, COUNTED_CONCEPTS)
        paths += [QUERIES / "imports" / "classes" / f"{n}.sql" for n in (*OF_INCOMES, *OF_FILES_WITH_INCOMES)]
    else:
        paths += [QUERIES / "imports" / kind_id / "members.sql", QUERIES / "imports" / "classes" / "cells.sql"]
    steps(connection, paths, progress)


def put_definitions(connection: duckdb.DuckDBPyConnection, concepts: Sequence[str]) -> None:
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


def write(connection: duckdb.DuckDBPyConnection, survey_id: str, root: Path) -> Path:
    """The computed tables as files, made beside an earlier import and swapped in whole."""
    final = root / survey_id
    making = final.with_name(unfinished.name("classes"))
    held = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    try:
        making.mkdir(parents=True)
        for name in FILES:
            if name in held:
                connection.execute(f"copy {name} to {quoted(making / f'class_{name}.parquet')}")
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
                source = f"read_parquet({quoted(path)})"
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
