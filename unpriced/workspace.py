"""A visitor's own surveys, in a folder of the server that nobody else's page, report or link can reach.

A workspace is its key: whoever has it has the surveys. The folder is named by a hash of the key, so that neither a
listing of the disk nor a log gives a key away. What is confirmed lies on the disk: nothing is lost with a connection.
"""

import base64
import hashlib
import hmac
import io
import os
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from unpriced import (
    build,
    class_surveys,
    country_tables,
    database,
    engine,
    imports,
    layers,
    own_countries,
    people_surveys,
    unfinished,
)
from unpriced.errors import UnpricedError
from unpriced.ingest import diaries, kept, people
from unpriced.ingest.target import Progress
from unpriced.paths import database_path, workspaces_path

OWN = "own_"  # begins the id of every survey of a workspace, and of no other
DAYS_KEPT = 30  # after the last visit
MOST_BYTES = 2 * 2**30  # of the surveys that are kept, and as much again of files that wait for their import
LEAST_FREE_BYTES = 2**30  # of the disk, beside what is received
ASKED_ANEW_BYTES = 64 * 2**20  # received between two looks at how much room there is
KEY = re.compile(r"[A-Za-z0-9_-]{43}")
MARKED_BY = ".secret"  # from which the keys of accounts follow; without it their workspaces are found no more
VIEWS = "views.json"
MADE_FROM = "made-from.txt"  # the data version beside which the core tables were made
MAPPINGS, IMPORTS, RECEIVED, DATABASE = "mappings", "imports", "received", "workspace.duckdb"
KEYS = ("diary_key", "person_key", "psu_key", "stratum_key")


@dataclass(frozen=True)
class Workspace:
    key: str

    @property
    def folder(self) -> Path:
        return workspaces_path() / hashlib.sha256(self.key.encode()).hexdigest()[:40]

    @property
    def database(self) -> Path:
        """The core tables of the own surveys; there once a survey is."""
        return self.folder / DATABASE

    @property
    def room(self) -> int:
        """Bytes that may still be received: of what the files that wait leave, and of what the disk has."""
        waiting = [path.stat().st_size for path in self.waiting()]
        return min(MOST_BYTES - sum(waiting), shutil.disk_usage(self.folder).free - LEAST_FREE_BYTES)

    def waiting(self) -> list[Path]:
        """The files that wait for their import, whole or still on their way; not what was read of them."""
        found = (self.folder / RECEIVED).glob("*")
        return [path for path in found if path.is_file() and path.suffix != kept.SUFFIX]


def create() -> Workspace:
    """A new workspace, under a key that cannot be guessed."""
    made = Workspace(secrets.token_urlsafe(32))
    made.folder.mkdir(parents=True)
    made.folder.chmod(0o700)
    return made


def of_account(issuer: str, subject: str) -> Workspace:
    """The workspace of a person whom an identity provider knows; made when it is asked for first.

    Its key follows from a secret that only this server has, so that no one makes it out of a name.
    """
    secret = workspaces_path() / MARKED_BY
    if not secret.exists():
        secret.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), open(secret, "xb", opener=_private) as sink:
            sink.write(secrets.token_bytes(32))
    mark = hmac.digest(secret.read_bytes(), f"{issuer}\n{subject}".encode(), "sha256")
    found = Workspace(base64.urlsafe_b64encode(mark).decode().rstrip("="))
    found.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.utime(found.folder)
    return found


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def find(key: str) -> Workspace | None:
    """The workspace of the key, which is kept longer for being visited; none where there is none."""
    if not KEY.fullmatch(key):
        return None
    found = Workspace(key)
    if not found.folder.is_dir():
        return None
    os.utime(found.folder)
    return found


def clear_expired(now: float | None = None) -> int:
    """Delete the workspaces that nobody visited for DAYS_KEPT days; how many."""
    before = (now or time.time()) - DAYS_KEPT * 86_400
    expired = [path for path in workspaces_path().glob("*") if path.is_dir() and path.stat().st_mtime < before]
    for path in expired:
        shutil.rmtree(path, ignore_errors=True)
    return len(expired)


class TooLargeError(UnpricedError):
    """A file for which there is no room."""


def clear_unfinished() -> None:
    """Take away what a crash left in the middle of an upload or an import: nothing of it was confirmed."""
    for folder in workspaces_path().glob("*"):
        if folder.is_dir():
            imports.clear_away_what_a_crash_left(folder / IMPORTS)
            for place in (folder, folder / RECEIVED, folder / MAPPINGS):
                unfinished.clear(place)


def receive(workspace: Workspace, name: str, content: io.BufferedIOBase) -> Path:
    """Keep an uploaded file under the last part of its name, whole or not at all."""
    with receiving(workspace, name) as (write, placed):
        while chunk := content.read(1 << 20):
            write(chunk)
    return placed


@contextmanager
def receiving(
    workspace: Workspace, name: str, n_bytes: int | None = None
) -> Iterator[tuple[Callable[[bytes], None], Path]]:
    """Where to write a file piece by piece, and where it lies once all of it is there.

    One that says by its bytes that it is too large is refused at once, another as soon as there is no more room.
    """
    plain = re.sub(r"[^\w.()-]+", "_", Path(name.replace("\\", "/")).name).lstrip(".") or "file"
    placed = workspace.folder / RECEIVED / plain
    placed.parent.mkdir(exist_ok=True)
    partial = placed.with_name(unfinished.name("part"))
    room, until_asked = workspace.room, ASKED_ANEW_BYTES
    if n_bytes is not None and n_bytes > room:
        raise _no_room(plain)
    try:
        with partial.open("wb", buffering=0) as sink:

            def write(chunk: bytes) -> None:
                nonlocal room, until_asked
                room, until_asked = room - len(chunk), until_asked - len(chunk)
                if until_asked < 0:  # others may be sending too
                    room, until_asked = workspace.room - len(chunk), ASKED_ANEW_BYTES
                if room < 0:
                    raise _no_room(plain)
                sink.write(chunk)

            yield write, placed
        kept.forget(placed)
        partial.replace(placed)
    finally:
        partial.unlink(missing_ok=True)


def _no_room(name: str) -> TooLargeError:
    return TooLargeError(
        found=f"{name} and the files that wait for their import are more than {MOST_BYTES / 2**30:.0f} GB"
        ", or the disk is full",
        needed="Room for the file",
        remedy="Import or discard the files that wait, or send this one packed (.zip, .gz)",
    )


def add(
    workspace: Workspace, mapping: str, paths: Sequence[Path], progress: Progress | None = None
) -> imports.Imported:
    """Import files by a mapping (the text of its YAML) as a survey of the workspace, beside or instead of an older one.

    Raises UnpricedError, and leaves the workspace as it was, where the files or the mapping do not hold.
    """
    folder = workspace.folder / MAPPINGS
    folder.mkdir(exist_ok=True)
    given = folder / unfinished.name("yaml")
    given.write_text(mapping, encoding="utf-8")
    try:
        root = workspace.folder / IMPORTS
        made = imports.run("diaries", [given, *paths], progress=progress, root=root, most_bytes=MOST_BYTES)
        given.replace(folder / f"{made.survey_id}.yaml")
    finally:
        given.unlink(missing_ok=True)
    rebuild(workspace, progress)
    return made


def add_people(
    workspace: Workspace, mapping: str, path: Path, progress: Progress | None = None
) -> people_surveys.Counted:
    """Count a survey of persons by a mapping as a survey of the workspace; its people are not kept.

    Raises UnpricedError, and leaves the workspace as it was, where the file or the mapping does not hold.
    """
    read = people.read(mapping)
    if not read.survey.survey_id.startswith(OWN):
        read = read.model_copy(
            update={"survey": read.survey.model_copy(update={"survey_id": OWN + read.survey.survey_id})}
        )
    made = people_surveys.count(read, path, root=workspace.folder / IMPORTS, note="own_survey", progress=progress)
    placed = workspace.folder / MAPPINGS / f"{made.survey_id}.yaml"
    placed.parent.mkdir(exist_ok=True)
    placed.write_text(people.write(read), encoding="utf-8")
    rebuild(workspace, progress)
    return made


def add_countries(
    workspace: Workspace, mapping: str, path: Path, progress: Progress | None = None
) -> country_tables.Brought:
    """Bring a table of countries by a mapping; raises UnpricedError where the file or the mapping does not hold."""
    read = country_tables.read(mapping)
    made = country_tables.bring(read, path, workspace.folder / IMPORTS, progress)
    placed = workspace.folder / MAPPINGS / f"{made.survey_id}.yaml"
    placed.parent.mkdir(exist_ok=True)
    placed.write_text(country_tables.write(read), encoding="utf-8")
    rebuild(workspace, progress)
    return made


def add_official(
    workspace: Workspace, dataset_id: str, paths: Sequence[Path], progress: Progress | None = None
) -> imports.Imported:
    """Import files of a producer, under the names that it gives them, as a survey of the workspace."""
    root = workspace.folder / IMPORTS
    made = imports.run(dataset_id, paths, progress=progress, root=root, prefix=OWN, most_bytes=MOST_BYTES)
    rebuild(workspace, progress)
    return made


def country_tables_of(workspace: Workspace) -> list[country_tables.Held]:
    """The country tables of the workspace, by id."""
    return country_tables.described(workspace.folder / IMPORTS)


def surveys(workspace: Workspace) -> list[imports.Held]:
    """The surveys of diaries of the workspace, by id."""
    return imports.held(workspace.folder / IMPORTS)


def surveys_of_people(workspace: Workspace) -> list[str]:
    """The surveys of persons of the workspace, by id."""
    return sorted(class_surveys.held(workspace.folder / IMPORTS))


def remove(workspace: Workspace, survey_id: str) -> None:
    """Delete a survey of the workspace with its mapping."""
    of_diaries = [survey.survey_id for survey in surveys(workspace)]
    of_countries = country_tables.held(workspace.folder / IMPORTS)
    if survey_id in [*of_diaries, *surveys_of_people(workspace), *of_countries]:
        shutil.rmtree(workspace.folder / IMPORTS / survey_id)
        (workspace.folder / MAPPINGS / f"{survey_id}.yaml").unlink(missing_ok=True)
    rebuild(workspace)


def delete(workspace: Workspace) -> None:
    """Delete everything of the workspace, now."""
    shutil.rmtree(workspace.folder)


def rebuild(workspace: Workspace, progress: Progress | None = None) -> None:
    """Make the core tables of the own surveys by the same queries as those of the shipped ones, and swap at the end.

    Their keys are negative: they meet none of the shipped database, whichever build that is. The surveys were checked
    when they came.
    """
    folders = diaries.imported(workspace.folder / IMPORTS)
    classes = class_surveys.held(workspace.folder / IMPORTS)
    countries = country_tables.held(workspace.folder / IMPORTS)
    if not folders and not classes and not countries:
        workspace.database.unlink(missing_ok=True)
        return
    told = progress or (lambda step, done, total: None)
    making = workspace.folder / unfinished.name("building")
    try:
        with engine.connect(memory_limit=imports.MEMORY) as connection:
            connection.execute(f"attach '{_quoted(database_path())}' as base (read_only)")
            connection.execute(f"attach '{_quoted(making)}' as own (block_size {build.BLOCK_BYTES})")
            connection.execute("set search_path = 'own.main,base.main'")
            if folders:
                diaries.load(connection, folders)
                for path in layers.tables_made_from("diaries"):
                    step = f"Making the table {path.stem}"
                    layers.make_tables(connection, [path], told=partial(told, step))
                    if path.stem == "core_diaries":
                        connection.execute(f"update core_diaries set {', '.join(f'{key} = -{key}' for key in KEYS)}")
            if countries or folders:
                own_countries.lay(connection, countries, diaries=bool(folders))
            if classes:
                class_surveys.lay(connection, classes)
                made = layers.tables_made_from(class_surveys.DATASET)
                layers.make_tables(connection, made, temporary=[class_surveys.DATASET])
                for path in made:
                    if path.stem.startswith("core_"):
                        connection.execute(f"update {path.stem} set dataset_id = '{class_surveys.OWN_DATASET}'")
            connection.execute("checkpoint own")
            connection.execute("set search_path = 'memory.main'")
            connection.execute("detach own")
        making.replace(workspace.database)
        (workspace.folder / MADE_FROM).write_text(database.data_version(), encoding="utf-8")
    finally:
        for left in workspace.folder.glob(f"{making.name}*"):
            left.unlink(missing_ok=True)


def exported(workspace: Workspace) -> bytes:
    """The whole workspace as one zip file: its surveys, their mappings and the saved views."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in (IMPORTS, MAPPINGS):
            for path in sorted((workspace.folder / part).rglob("*")):
                if path.is_file() and not any(name.startswith(".") for name in path.parts[-2:]):
                    archive.write(path, path.relative_to(workspace.folder).as_posix())
        if (workspace.folder / VIEWS).is_file():
            archive.write(workspace.folder / VIEWS, VIEWS)
    return packed.getvalue()


def bring_back(workspace: Workspace, packed: io.BufferedIOBase) -> int:
    """Put the surveys of an exported workspace into this one; how many there are then.

    Raises UnpricedError where the file is no such export; then nothing has changed.
    """
    unpacked = workspace.folder / unfinished.name("unpacking")
    try:
        with zipfile.ZipFile(packed) as archive:
            _refuse_strangers(archive)
            archive.extractall(unpacked)
        diaries_found = diaries.imported(unpacked / IMPORTS)
        with engine.connect() as connection:
            diaries.load(connection, diaries_found)
            diaries.check(connection)
            connection.execute(f"attach '{_quoted(database_path())}' as base (read_only)")
            class_surveys.lay(connection, class_surveys.held(unpacked / IMPORTS))
            own_countries.take(connection, country_tables.held(unpacked / IMPORTS))
        for part in (IMPORTS, MAPPINGS):
            for path in (unpacked / part).glob("*"):
                final = workspace.folder / part / path.name
                final.parent.mkdir(exist_ok=True)
                if final.is_dir():
                    shutil.rmtree(final)
                path.replace(final)
        if (unpacked / VIEWS).is_file():
            (unpacked / VIEWS).replace(workspace.folder / VIEWS)
    except (zipfile.BadZipFile, duckdb.Error) as error:
        raise UnpricedError(
            found=f"The file is no workspace ({str(error).splitlines()[0]})",
            needed="The .zip file that this page exports, as it was",
            remedy="Export the workspace again where it is",
        ) from error
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    rebuild(workspace)
    return len(surveys(workspace))


def _refuse_strangers(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that holds anything but the files of an export, or more than a workspace may hold."""
    allowed = re.compile(rf"{IMPORTS}/{OWN}\w+/\w+\.(parquet|csv)|{MAPPINGS}/{OWN}\w+\.yaml|views\.json")
    strangers = [info.filename for info in archive.infolist() if not allowed.fullmatch(info.filename)]
    size = sum(info.file_size for info in archive.infolist())
    if strangers or not archive.infolist() or size > MOST_BYTES:
        what = f"the file {strangers[0]!r}" if strangers else f"{size:,} bytes"
        raise UnpricedError(
            found=f"The archive holds {what}",
            needed=f"Surveys and mappings of a workspace, at most {MOST_BYTES:,} bytes",
            remedy="Take the .zip file that this page exports, as it was",
        )


def use(workspace: Workspace | None) -> None:
    """From here on, in this thread, put the surveys of the workspace beside the shipped ones; None: only the shipped.

    Their core tables are made anew where the shipped database is another than the one beside which they were made.
    """
    if workspace is not None and workspace.database.exists():
        made_from = workspace.folder / MADE_FROM
        if not made_from.exists() or made_from.read_text(encoding="utf-8") != database.data_version():
            rebuild(workspace)
    database.use_own(workspace.database if workspace else None)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
