"""Look at a file on the command line, and try its import, without keeping anything.

The same steps as on the page for uploads, for files that are too large for it: nothing is held in memory.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from unpriced import (
    counting,
    country_tables,
    imports,
    people_surveys,
    proposing,
    proposing_countries,
    proposing_people,
)
from unpriced.errors import UnpricedError
from unpriced.i18n import t
from unpriced.imports import REJECTS, Imported
from unpriced.ingest import opening, people
from unpriced.ingest.reading import ENCODINGS, Reading
from unpriced.ingest.target import Progress
from unpriced.proposing import OWN_LIST, Looked, Roles
from unpriced.terminal import out, said, shown_in, steps


@dataclass(frozen=True)
class Checked:
    """A file, what is proposed for it, the mapping that comes to, and what it still lacks."""

    looked: Looked
    roles: Roles
    missing: tuple[str, ...]
    mapping: str


def look(path: Path, reading: Reading, country_code: str, year: int | None, progress: Progress | None) -> Checked:
    """Read the file and take every proposal; the mapping is empty where a role is missing.

    The table of the file stays beside the path, for the import.
    """
    looked = proposing.look(path, reading, progress, keep=True)
    roles = proposing.automatic(looked, path.name.split(".")[0], country_code, year)
    missing = proposing.missing_roles(roles)
    if roles.classification == OWN_LIST:
        missing.append("activity_codes")
    return Checked(looked, roles, tuple(missing), "" if missing else proposing.mapping_text(roles, looked, "", reading))


def tried(mapping: str, path: Path, progress: Progress | None) -> Imported:
    """The import of the file by the mapping, beside the file."""
    written = path.with_name("mapping.yaml")
    written.write_text(mapping, encoding="utf-8")
    return imports.run("diaries", [written, path], progress=progress, root=path.with_name("imports"))


def _of_another_kind(found: Checked, path: Path, reading: Reading, country_code: str, year: int | None) -> str:
    """The mapping of a file of figures by country, or of persons with incomes or items; empty where it is neither."""
    title = path.name.split(".")[0]
    if measure := proposing_countries.likely(found.looked):
        of_countries = proposing_countries.automatic(found.looked, measure, title, year, reading)
        return country_tables.write(of_countries)
    if not proposing_people.is_of_people(found.looked):
        return ""
    read = proposing_people.propose(found.looked, proposing_people.recognise(list(found.looked.columns)))
    if read.income is None and not read.items:
        return ""
    told = {"survey_id": proposing.survey_id(title, ""), "country_code": country_code}
    about = read.survey.model_copy(update=told | ({"year": year} if year else {}))
    return people.write(read.model_copy(update={"survey": about, "reading": reading}))


def _outcome(mapping: str, path: Path, progress: Progress | None) -> tuple[list[str], Path, str]:
    """What the import comes to in lines, the list of what it leaves out, and the command that keeps it."""
    beside = path.with_name("imports")
    match people.kind_of(mapping):
        case people.KIND:
            counted = people_surveys.count(people.read(mapping), path, root=beside, progress=progress)
            return counting.summary(counted), counted.folder / people_surveys.REJECTS, "unpriced import survey"
        case country_tables.KIND:
            brought = country_tables.bring(country_tables.read(mapping), path, beside, progress)
            reasons = [f"  {t('en', f'left_out-{reason}')}: {n:,}" for reason, n in brought.reasons.items()]
            lines = [f"Countries: {brought.n_countries:,}, figures: {brought.n_cells:,}", *reasons]
            return lines, brought.folder / country_tables.REJECTS, ""
        case _:
            imported = tried(mapping, path, progress)
            return imports.summary(imported)[:-1], imported.folder / REJECTS, "unpriced import diaries"


def command(
    file: Annotated[Path, typer.Argument(help="A file of diaries, persons or countries, of any size; zipped or not.")],
    mapping: Annotated[
        Path | None, typer.Option(help="Its mapping (docs/IMPORT.md); without it, what is found.")
    ] = None,
    read: Annotated[
        list[str] | None,
        typer.Option("--read", metavar="KEY=VALUE", help="encoding, delimiter, decimal, sheet, member."),
    ] = None,
    country: Annotated[str, typer.Option(help="Where its people live, as three letters.")] = "KOR",
    year: Annotated[int | None, typer.Option(help="When, where no column says so.")] = None,
    write: Annotated[Path | None, typer.Option(help="Where to write the mapping that was found.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Where to list the rows that an import would reject.")] = None,
) -> None:
    """Say what a file is and what its import would come to; nothing is kept."""
    with opening.aside(file) as path:
        if mapping is None:
            reading = _reading(read or [])
            with steps() as bar:
                found = look(path, reading, country, year, shown_in(bar))
            other = _of_another_kind(found, path, reading, country, year)
            _print_looked(found, other)
            text = other or found.mapping
            if write is not None and text:
                write.write_text(text, encoding="utf-8")
                said.print(f"The mapping: {escape(str(write))}")
        else:
            text = mapping.read_text(encoding="utf-8")
        if not text:
            raise typer.Exit(1)
        with steps() as bar:
            lines, left_out, kept_by = _outcome(text, path, shown_in(bar))
        for line in lines:
            out.print(escape(line), soft_wrap=True)
        if rejects is not None:
            shutil.copy(left_out, rejects)
    given = "MAPPING" if mapping is None and write is None else str(mapping or write)
    how = {
        "unpriced import diaries": f"unpriced import diaries {given} {file}",
        "unpriced import survey": f"unpriced import survey {file} --mapping {given}",
    }.get(kept_by, "bring it to the page Your data")
    said.print(f"Nothing is kept. To keep it: {escape(how)}", soft_wrap=True)


def _reading(said_of_it: list[str]) -> Reading:
    names = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
    values = dict(part.partition("=")[::2] for part in said_of_it)
    values |= {"delimiter": names.get(values["delimiter"], values["delimiter"])} if "delimiter" in values else {}
    try:
        return Reading.model_validate(values)
    except ValueError as error:
        raise UnpricedError(
            found=f"--read {' '.join(said_of_it)}",
            needed=f"encoding={'|'.join(ENCODINGS)}, delimiter=comma|semicolon|tab|bar, decimal=point|comma,"
            " sheet or member",
            remedy="Write --read encoding=cp949 --read decimal=comma",
        ) from error


def _print_looked(found: Checked, other: str) -> None:
    """The columns with the role that each is likely to have, and what had to be decided."""
    out.print(f"{escape(found.looked.name)}: {found.looked.n_rows:,} rows, {len(found.looked.columns):,} columns")
    roles = {column: role for role, column in found.roles.columns.items()}
    shown = Table("column", "is likely", "values", "missing", "first values")
    for name, column in found.looked.columns.items():
        missing = f"{column.n_missing / found.looked.n_rows:.1%}"
        first = escape(", ".join(column.examples)[:50])
        shown.add_row(escape(name), roles.get(name, ""), f"{column.n_distinct:,}", missing, first)
    out.print(shown)
    for note in found.looked.notes:
        out.print(escape(note), soft_wrap=True)
    if other:
        out.print(f"Rows of {people.kind_of(other)}")
        return
    out.print(f"Codes of activities: {escape(found.roles.classification)}")
    if found.missing:
        out.print(f"Still to be said: {', '.join(found.missing)}. Write a mapping (docs/IMPORT.md), or use the page.")
