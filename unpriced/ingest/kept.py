"""The table of a file that was read, kept beside the file: what looks at it next, or imports it, reads the table.

Reading a large text takes longer than anything that is done with it. The name of what is kept holds a mark of the file
as it was and of how it was read, so that another file of the name, or another way to read it, finds nothing.
"""

import hashlib
import json
from pathlib import Path

import duckdb

from unpriced.ingest import files
from unpriced.ingest.reading import Reading
from unpriced.ingest.target import Target

TABLE = "given"
SUFFIX = ".read"


def place(path: Path, reading: Reading) -> Path:
    """Where the table of the file lies, read so, if it is kept."""
    about = path.stat()
    said = f"{duckdb.__version__} {about.st_size} {about.st_mtime_ns} {reading.model_dump_json(exclude_none=True)}"
    return path.with_name(f".{path.name}.{hashlib.sha256(said.encode()).hexdigest()[:16]}{SUFFIX}")


def forget(path: Path) -> None:
    """Delete what is kept of the file, however it was read."""
    for lying in path.parent.glob(f".*{SUFFIX}"):
        if lying.name.rsplit(".", 2)[0] == f".{path.name}":
            lying.unlink(missing_ok=True)


def describe(target: Target) -> None:
    """Write into the database of the target, before it is kept, what was said of how the file was read."""
    target.connection.execute(files.BROKEN_LINES)
    about = {"notes": target.notes, "read_as": target.read_as, "choices": target.choices}
    target.connection.execute("create table about_reading as select $about as about", {"about": json.dumps(about)})


def attach(target: Target, table: str, kept: Path) -> None:
    """Lay the kept table before the target under the name, with its labels, broken lines and what was said of it."""
    connection, base = target.connection, f"kept_{table}"
    connection.execute(f"attach '{str(kept).replace(chr(39), chr(39) * 2)}' as {base} (read_only)")
    connection.execute(f"create or replace view {table} as from {base}.main.{TABLE}")
    connection.execute(f"create table if not exists value_labels as from {base}.main.value_labels limit 0")
    labels = f"select '{table}', * exclude (table_name) from {base}.main.value_labels"
    connection.execute(f"insert into value_labels {labels}")
    connection.execute(files.BROKEN_LINES)
    connection.execute(f"insert into broken_lines from {base}.main.broken_lines")
    ((about,),) = connection.execute(f"select about from {base}.main.about_reading").fetchall()
    said = json.loads(about)
    for note in said["notes"]:
        target.say(note)
    for what, taken in said["read_as"].items():
        target.offer(what, taken, tuple(said["choices"].get(what, ())))
