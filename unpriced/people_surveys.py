"""Surveys of persons by a mapping: the people of a file are counted by definitions and items, and not kept."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from unpriced import class_surveys, engine, layers, unfinished
from unpriced.class_surveys import COUNTED_CONCEPTS, Progress
from unpriced.errors import UnpricedError
from unpriced.ingest import opening, people, tables
from unpriced.ingest.reading import Reading
from unpriced.ingest.target import Target
from unpriced.paths import QUERIES, imports_path

# A file with a mapping says what its income is: definitions of incomes before taxes are counted with it too, and the
# page says which income that is.
MAPPED_CONCEPTS = (*COUNTED_CONCEPTS, "gross_money")
PEOPLE = ("left_out", "incomes", "people", "item_answers")
REJECTS = "rejects.csv"
MEMORY = "1GB"
MOST_FOR_LINES = 20_000  # people of a survey, for errors between lines of one's own
SAMPLED_ROWS = 20_000  # of a file, to try choices out on


@dataclass(frozen=True)
class Unexplained:
    """An answer that no set of the rule of its column names, and how often it was given; it counts as unknown."""

    column: str
    value: str
    n_people: int


@dataclass(frozen=True)
class Counted:
    """What was counted of a file with a mapping, and what the person who did it must know."""

    survey_id: str
    folder: Path
    n_people: int
    n_left_out: int
    reasons: dict[str, int]
    unexplained: tuple[Unexplained, ...]
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
    unexplained: tuple[Unexplained, ...]


@contextmanager
def _laid(
    mapping: people.PeopleMapping, path: Path, work: Path, progress: Progress | None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The people of the file and their answers, in a database of the folder."""
    with engine.connect(work / "work.duckdb", memory_limit=MEMORY, temp_directory=f"{work}/spilled") as connection:
        target = Target(connection, work, progress or (lambda step, done, total: None))
        tables.prepare(target)
        tables.read(target, "given", path, reading=mapping.reading)
        layers.make_functions(connection)
        try:
            people.lay(connection, mapping)
            made = [QUERIES / "imports" / "persons" / f"{name}.sql" for name in PEOPLE]
            class_surveys.steps(connection, made, progress)
            yield connection
        except duckdb.OutOfMemoryException as error:
            raise UnpricedError(
                found=f"{path.name} needs more memory than one import may take ({MEMORY})",
                needed="Fewer people, or fewer columns of replicate weights",
                remedy="Keep one country and year of the file, and the columns that the mapping names",
            ) from error


def _reasons(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(connection.execute("select reason, count(*) from left_out group by 1 order by 1").fetchall())


def _unexplained(connection: duckdb.DuckDBPyConnection) -> tuple[Unexplained, ...]:
    rows = connection.execute("select column_name, value, n_people from unexplained order by 3 desc, 1, 2").fetchall()
    return tuple(Unexplained(*row) for row in rows)


def sample_of(path: Path) -> Path:
    """Where the first rows of a received file lie, for choices to be tried out on."""
    return path.with_name(f".{path.name}.sample.parquet")


def sample(path: Path, reading: Reading) -> Path:
    """Keep the first rows of the file as they were read: trying out a choice must not take as long as reading it."""
    with opening.opened(path, reading) as target:
        target.connection.execute(
            f"copy (select * exclude (source_file, source_row) from given order by source_row limit {SAMPLED_ROWS})"
            f" to {class_surveys.quoted(sample_of(path))} (format parquet)"
        )
    return sample_of(path)


def try_out(mapping: people.PeopleMapping, path: Path) -> Tried:
    """What would come of the mapping, without keeping anything."""
    with (
        tempfile.TemporaryDirectory(dir=path.parent, prefix=unfinished.prefix(), suffix=".trying") as work,
        _laid(mapping, path, Path(work), None) as connection,
    ):
        counts = connection.execute(
            "select count(*), count(income), count(income) filter (household_size is not null) from people"
        ).fetchone() or (0, 0, 0)
        rows = connection.execute(
            "select item_code, count(*) filter (held), count(*) filter (not held), count(*) filter (held is null)"
            " from item_answers group by 1 order by 1"
        ).fetchall()
        return Tried(
            counts[0],
            _reasons(connection),
            counts[1],
            counts[2],
            tuple(TriedItem(*row) for row in rows),
            _unexplained(connection),
        )


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
        tempfile.TemporaryDirectory(prefix=unfinished.prefix(), suffix=".counting", dir=root) as work,
        _laid(mapping, path, Path(work), progress) as connection,
    ):
        connection.execute("set variable survey_id = $id", {"id": survey_id})
        n_people, n_left_out = connection.execute(
            "select (select count(*) from people), (select count(distinct (source_file, source_row)) from left_out)"
        ).fetchone() or (0, 0)
        reasons, unexplained = _reasons(connection), _unexplained(connection)
        if not n_people:
            raise _nobody(path, reasons)
        steps = []
        if connection.execute("select count(household_income) from people").fetchone() != (0,):
            class_surveys.put_definitions(connection, MAPPED_CONCEPTS)
            names = [*class_surveys.OF_INCOMES, *class_surveys.OF_FILES_WITH_INCOMES]
            steps += [QUERIES / "imports" / "classes" / f"{n}.sql" for n in names if n not in _too_long(n_people)]
        if mapping.items or (mapping.income is not None and mapping.income.form == "tenths"):
            steps += [QUERIES / "imports" / "persons" / f"{name}.sql" for name in ("items", "item_cells")]
        class_surveys.steps(connection, [*steps, QUERIES / "imports" / "persons" / "bases.sql"], progress)
        if mapping.replicates:
            _replicate(connection)
        notes = (*_notes(connection, mapping, n_people), *([note] if note else []))
        _describe_mapped(connection, mapping, notes, has_incomes=len(steps) > len(class_surveys.OF_INCOMES))
        folder = class_surveys.write(connection, survey_id, root)
        connection.execute(f"copy left_out to {class_surveys.quoted(folder / REJECTS)} (format csv, header)")
    return Counted(survey_id, folder, n_people, n_left_out, reasons, unexplained, notes)


def _too_long(n_people: int) -> tuple[str, ...]:
    """Steps that many people would take minutes for: the errors between any two lines, lines times units."""
    return ("errors",) if n_people > MOST_FOR_LINES else ()


def _replicate(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the standard errors from replicate weights in place of the linearised ones."""
    held = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    for table, key in (("shares", "definition_id"), ("items", "item_code")):
        if table in held:
            class_surveys.steps(connection, [QUERIES / "imports" / "persons" / f"replicated_{table}.sql"], None)
            connection.execute(
                f"update {table} set share_se = r.share_se from replicated_{table} as r where r.{key} = {table}.{key}"
            )


def _nobody(path: Path, reasons: Mapping[str, int]) -> UnpricedError:
    listed = ", ".join(f"{reason} {n:,}" for reason, n in reasons.items())
    return UnpricedError(
        found=f"No row of {path.name} can be counted" + (f" ({listed})" if listed else ""),
        needed="A row for each person, with a weight, an income or a size that are numbers",
        remedy="Choose other columns, or state the codes that mean no answer",
    )


def _notes(connection: duckdb.DuckDBPyConnection, mapping: people.PeopleMapping, n_people: int) -> list[str]:
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
        "replicate_weights": mapping.replicates is not None,
        "no_design": mapping.replicates is None and not {"stratum", "psu", "household_id"} & columns.keys(),
        "split_ballots": patterns > 1,
        "no_errors_of_lines": n_people > MOST_FOR_LINES,
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
