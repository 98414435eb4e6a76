"""A file opened to be looked at: read into a database of its own, once, and laid before whoever asks."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unpriced import engine, unfinished
from unpriced.ingest import kept, tables
from unpriced.ingest.reading import Reading
from unpriced.ingest.target import Progress, Target

MEMORY = "1GB"  # of DuckDB while it reads a file or looks at one


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """The file in a folder of its own that goes away at the end, with all that is made of it."""
    with tempfile.TemporaryDirectory(prefix="unpriced.") as folder:
        linked = Path(folder) / path.name
        linked.symlink_to(path.resolve())
        yield linked


@contextmanager
def opened(path: Path, reading: Reading, progress: Progress | None = None, *, keep: bool = False) -> Iterator[Target]:
    """The file as the table `given`; one that was read and kept is not read again.

    It is unpacked beside the file; `keep` leaves its table there for the import.
    """
    told = progress or (lambda step, done, total: None)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=unfinished.prefix(), suffix=".looking") as folder:
        final = kept.place(path, reading)
        made = final if final.is_file() else _read(path, reading, told, Path(folder))
        if made != final and keep:
            kept.forget(path)
            made = made.replace(final)
        with engine.connect(memory_limit=MEMORY, temp_directory=f"{folder}/spilled") as connection:
            target = Target(connection, Path(folder), told)
            kept.attach(target, kept.TABLE, made)
            yield target


def _read(path: Path, reading: Reading, told: Progress, folder: Path) -> Path:
    """The database of the file, whole."""
    made = folder / "read.duckdb"
    with engine.connect(made, memory_limit=MEMORY, temp_directory=f"{folder}/spilled") as connection:
        target = Target(connection, folder, told)
        tables.prepare(target)
        tables.read(target, kept.TABLE, path, reading=reading)
        kept.describe(target)
    return made
