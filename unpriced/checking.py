"""Look at a file of diaries on the command line, and try its import, without keeping anything.

The same steps as on the page for uploads, for files that are too large for it: nothing is held in memory.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from unpriced import imports, proposing
from unpriced.errors import UnpricedError
from unpriced.imports import REJECTS, Imported
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


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """The file in a folder of its own that goes away at the end, with all that is made of it."""
    with tempfile.TemporaryDirectory(prefix="unpriced-check.") as folder:
        linked = Path(folder) / path.name
        linked.symlink_to(path.resolve())
        yield linked


def tried(mapping: str, path: Path, progress: Progress | None) -> Imported:
    """The import of the file by the mapping, beside the file."""
    written = path.with_name("mapping.yaml")
    written.write_text(mapping, encoding="utf-8")
    return imports.run("diaries", [written, path], progress=progress, root=path.with_name("imports"))


def command(
    file: Annotated[Path, typer.Argument(help="A file of diaries, of any size; zipped or not.")],
    mapping: Annotated[
        Path | None, typer.Option(help="Its mapping (docs/IMPORT.md); without it, what is found.")
    ] = None,
    read: Annotated[
        list[str] | None,
        typer.Option("--read", metavar="KEY=VALUE", help="encoding, delimiter, decimal, sheet, member."),
    ] = None,
    country: Annotated[str, typer.Option(help="Where the diaries were kept, as three letters.")] = "KOR",
    year: Annotated[int | None, typer.Option(help="When, where no column says so.")] = None,
    write: Annotated[Path | None, typer.Option(help="Where to write the mapping that was found.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Where to list the rows that an import would reject.")] = None,
) -> None:
    """Say what a file is and what its import would come to; nothing is kept."""
    with aside(file) as path:
        if mapping is None:
            reading = _reading(read or [])
            with steps() as bar:
                found = look(path, reading, country, year, shown_in(bar))
            _print_looked(found)
            if write is not None and found.mapping:
                write.write_text(found.mapping, encoding="utf-8")
                said.print(f"The mapping: {escape(str(write))}")
            text = found.mapping
        else:
            text = mapping.read_text(encoding="utf-8")
        if not text:
            raise typer.Exit(1)
        with steps() as bar:
            imported = tried(text, path, shown_in(bar))
        for line in imports.summary(imported)[:-1]:
            out.print(escape(line), soft_wrap=True)
        if rejects is not None:
            shutil.copy(imported.folder / REJECTS, rejects)
    given = "MAPPING" if mapping is None and write is None else str(mapping or write)
    said.print(
        f"Nothing is kept. To keep it: unpriced import diaries {escape(given)} {escape(str(file))}", soft_wrap=True
    )


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


def _print_looked(found: Checked) -> None:
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
    out.print(f"Codes of activities: {escape(found.roles.classification)}")
    if found.missing:
        out.print(f"Still to be said: {', '.join(found.missing)}. Write a mapping (docs/IMPORT.md), or use the page.")
