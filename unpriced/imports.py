"""Import diary surveys: files of a producer become Parquet files of the contract, whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from unpriced import class_surveys, engine, unfinished
from unpriced.errors import UnpricedError
from unpriced.ingest import adapters, diaries, settle
from unpriced.ingest.settle import Settled
from unpriced.ingest.target import Progress, Target
from unpriced.paths import imports_path

MEMORY = "1GB"  # of DuckDB while it imports; what does not fit goes to the folder of the import
REJECTS = "rejects.csv"


@dataclass(frozen=True)
class Imported:
    """What was imported, and what the person who did it must know."""

    survey_id: str
    folder: Path
    recognised: str
    settled: Settled
    notes: tuple[str, ...]
    replaced: bool


@dataclass(frozen=True)
class Held:
    """A survey in the folder of imports."""

    survey_id: str
    dataset_id: str
    title: str
    country_code: str
    first_year: int
    last_year: int
    n_diaries: int
    n_rejects: int
    n_bytes: int


def run(
    dataset_id: str,
    paths: Sequence[Path],
    *,
    options: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    root: Path | None = None,
    prefix: str = "",
    most_bytes: int | None = None,
) -> Imported:
    """Import the files beside the surveys of root and swap at the end; a failure leaves the old import.

    `prefix` is put before the id that the adapter gives the survey; `most_bytes` may lie in root.
    """
    adapter, recognised = adapters.choose(dataset_id, paths)
    told = progress or (lambda step, done, total: None)
    root = root or imports_path()
    try:
        root.mkdir(parents=True, exist_ok=True)
        clear_away_what_a_crash_left(root)
        with _own_folder(root) as own:
            ready = own / "ready"
            ready.mkdir()
            settled, notes = _make(adapter, paths, own, ready, options or {}, told, prefix)
            final = root / settled.survey_id
            if most_bytes is not None:
                _refuse_more(root, ready, settled.survey_id, most_bytes)
            replaced = final.exists()
            told("Swapping in", 1, 1)
            _swap(ready, final, own)
    except duckdb.OutOfMemoryException as error:
        raise UnpricedError(
            found=f"The import needs more memory or room on the disk than it may take ({MEMORY} of memory)",
            needed="Fewer rows or columns at a time",
            remedy="Keep the columns that the mapping names, or import one year at a time",
        ) from error
    except (OSError, duckdb.IOException) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0].partition(":")[0]
        raise UnpricedError(
            found=f"The import could not be written ({why})",
            needed="A folder of imports that can be written, and room on the disk for the unpacked files",
            remedy="Free space; the imports from before are untouched",
        ) from error
    return Imported(settled.survey_id, final, recognised, settled, tuple(notes), replaced)


def _refuse_more(root: Path, ready: Path, survey_id: str, most_bytes: int) -> None:
    """Refuse a survey that would not fit beside the others; the one that it replaces goes."""
    others = [path for path in root.glob("[!.]*/*") if path.parent.name != survey_id]
    n_bytes = sum(path.stat().st_size for path in [*others, *ready.iterdir()])
    if n_bytes > most_bytes:
        raise UnpricedError(
            found=f"The surveys of the workspace would be {n_bytes / 2**30:.1f} GB",
            needed=f"At most {most_bytes / 2**30:.0f} GB",
            remedy="Delete a survey of the workspace, or run the dashboard on a machine of your own",
        )


@contextmanager
def _own_folder(root: Path) -> Iterator[Path]:
    own = Path(tempfile.mkdtemp(prefix=unfinished.prefix(), suffix=".importing", dir=root))
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def clear_away_what_a_crash_left(root: Path) -> None:
    """Take away what imports were at whose process is gone; a survey that one had moved aside comes back first."""
    for left in unfinished.left_over(root):
        for aside in (left / "old").glob("*"):
            if not (root / aside.name).exists():
                aside.rename(root / aside.name)
    unfinished.clear(root)


def _make(
    adapter: adapters.Adapter,
    paths: Sequence[Path],
    own: Path,
    ready: Path,
    options: Mapping[str, str],
    progress: Progress,
    prefix: str,
) -> tuple[Settled, list[str]]:
    unpacked = own / "unpacked"
    unpacked.mkdir()
    with engine.connect(own / "work.duckdb", memory_limit=MEMORY, temp_directory=str(own / "spilled")) as connection:
        diaries.create_tables(connection)
        target = Target(connection, unpacked, progress, options)
        adapter.import_(paths, target)
        if prefix:
            for entity in diaries.ENTITIES.values():
                connection.execute(f"update {entity.table} set survey_id = $prefix || survey_id", {"prefix": prefix})
        try:
            settled = settle.settle(connection, lambda done, total: progress("Checking", done, total))
        finally:
            _write_rejects(connection, own / REJECTS)
        settle.write(connection, ready, lambda done, total: progress("Writing", done, total))
        shutil.copy(own / REJECTS, ready / REJECTS)
    return settled, target.notes


def _write_rejects(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    connection.execute(
        "copy (from rejects order by source_file, source_row, entity, reason)"
        f" to '{str(path).replace(chr(39), chr(39) * 2)}' (format csv, header)"
    )


def _swap(ready: Path, final: Path, own: Path) -> None:
    """Put the new folder in place of the old; the old one comes back if that fails."""
    old = own / "old" / final.name
    if final.exists():
        old.parent.mkdir()
        final.rename(old)
    try:
        ready.rename(final)
    finally:
        if old.exists() and not final.exists():
            old.rename(final)


def summary(imported: Imported) -> list[str]:
    """What the person who imported is told: counts, rejects, codes, what pages can show, and how to go on."""
    s = imported.settled
    verb = "replaced" if imported.replaced else "imported"
    lines = [
        f"{s.survey_id} is {verb}: {imported.recognised}. {s.n_diaries:,} diaries of {s.n_persons:,} people"
        + (f", {s.n_episodes:,} episodes." if s.n_episodes else ", minutes per day.")
    ]
    if s.n_gap_diaries:
        lines.append(f"{s.n_gap_diaries:,} days are shorter than 1,440 minutes; what they lack is kept as a gap.")
    if s.reasons:
        listed = ", ".join(f"{reason} {n:,}" for reason, n in s.reasons.items())
        lines.append(
            f"{s.n_rejected_diaries:,} diaries ({s.rejected_weight_share:.2%} of the weight) are rejected."
            f" Rows by reason: {listed}. Each with file and row: {imported.folder / REJECTS}"
        )
    if s.unmapped:
        minutes = sum(row[2] for row in s.unmapped)
        codes = ", ".join(row[0] for row in s.unmapped[:10]) + (", …" if len(s.unmapped) > 10 else "")
        lines.append(f"{len(s.unmapped)} codes have no activity and count as other ({minutes:,.0f} minutes): {codes}")
    lines += [*imported.notes, *_pages(s), "Now: unpriced build (and `make run` to see it)"]
    return lines


def _pages(settled: Settled) -> list[str]:
    """What each page can show of the survey, and what it cannot for want of what."""
    h = settled.held
    groups = ("sex", "age", "education", "employment", "household", "region", "income")
    has, lacks = [g for g in groups if h[g]], [g for g in groups if not h[g]]
    errors = f"{h['n_replicates']} replicate weights" if h["n_replicates"] else "the weights alone, approximate"
    if h["design_method"] == "taylor":
        errors = "strata and primary units"
    return [
        f"Page Diaries: minutes by {', '.join(has) or 'nothing'}"
        + (f"; not by {', '.join(lacks)}, which the files lack." if lacks else "."),
        f"Standard errors: from {errors}.",
        "Page Tempogram: " + ("yes." if h["n_episodes"] else "no, without episodes there is no time of day."),
        "Place: " + ("yes" if h["located"] else "no") + "; company: " + ("yes" if h["accompanied"] else "no") + ".",
        f"Page Valuation: own wage of {h['wage']:,} of {h['n_persons']:,} people.",
        "Page Extended income: " + (f"income of {h['income']:,} people." if h["income"] else "no, without an income."),
    ]


def held(root: Path | None = None) -> list[Held]:
    """The surveys that are imported (in root), by id."""
    found = []
    for folder in diaries.imported(root or imports_path()):
        with engine.connect() as connection:
            row = connection.execute(
                "select survey_id, dataset_id, title_en, country_code, first_year, last_year"
                f" from '{folder / 'surveys.parquet'}'"
            ).fetchone()
            counts = [
                connection.execute(f"select count(*) from '{folder / name}'").fetchone()
                for name in ("diaries.parquet", REJECTS)
                if (folder / name).is_file()
            ]
        assert row is not None
        n_diaries, n_rejects = ([c[0] for c in counts if c] + [0, 0])[:2]
        size = sum(path.stat().st_size for path in folder.iterdir())
        survey_id, dataset_id, title, country, first, last = row
        found.append(Held(survey_id, dataset_id, title, country, first, last, n_diaries, n_rejects, size))
    return found


def remove(survey_id: str) -> None:
    """Take an imported survey away."""
    known = [*(survey.survey_id for survey in held()), *class_surveys.held()]
    if survey_id not in known:
        raise UnpricedError(
            found=f"No imported survey is called {survey_id}",
            needed=f"One of {', '.join(known) or 'none: nothing is imported'}",
            remedy="See `unpriced imports`",
        )
    shutil.rmtree(imports_path() / survey_id)
