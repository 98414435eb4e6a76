"""Run a query of somebody's own: wait for a place, start its process, end it when time is over or nobody waits."""

import json
import math
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa

from unpriced import database, terms
from unpriced.catalogue import Language
from unpriced.errors import UnpricedError
from unpriced.i18n import t
from unpriced.paths import QUERIES, database_path
from unpriced.reports import Argument, Report, Result, literal

AT_ONCE = 2  # each has one thread, and steps back behind the pages
LONGEST_WAIT_SECONDS = 60.0
LONGEST_RUN_SECONDS = 20.0
MOST_ROWS = 10_000
MOST_MB = 32  # of the rows
MEMORY_MB = 800
DISK_MB = 256
LONGEST_SQL = 20_000
GLANCE_SECONDS = 0.25  # how often the one who waits may turn away

OWN: Language = "en"  # the language of errors that no page has put into its own
Stage = Literal["waiting", "running"]
Glance = Callable[[Stage, float], None]


class RefusedError(UnpricedError):
    """A query that is not answered, and why: a key of the words, and what they name."""

    def __init__(self, key: str, **named: str | int) -> None:
        super().__init__(found=t(OWN, f"refused-{key}", **named), needed="", remedy="")
        self.key = f"refused-{key}"
        self.named = named


@dataclass(frozen=True)
class Answer(Result):
    """The rows of a query, with what re-runs it; `more` says that only the first rows are here."""

    more: bool = False
    took: float = 0.0

    @property
    def call(self) -> str:
        """The query as a DuckDB shell runs it."""
        sql = self.report.sql.strip().removesuffix(";")
        if not self.arguments:
            return f"{sql};"
        named = ", ".join(f"{name} := {literal(value)}" for name, value in self.arguments.items())
        return f"prepare asked as {sql};\nexecute asked({named});"


def parameters_of(sql: str) -> list[str]:
    """The names of the parameters ($name) in the query, each once, without those in texts and comments."""
    code = re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|\$\$.*?\$\$", " ", sql, flags=re.DOTALL)
    return list(dict.fromkeys(re.findall(r"\$([A-Za-z_]\w*)", code)))


def value_of(written: str) -> Argument:
    """A parameter as it is meant: a number, true, false, null or a list as JSON writes it, else the text itself."""
    try:
        read = json.loads(written)
    except ValueError:
        return written
    if isinstance(read, float) and not math.isfinite(read):
        return written
    if isinstance(read, list):
        return [item if isinstance(item, str) else json.dumps(item) for item in read]
    return read if read is None or isinstance(read, (str, int, float)) else written


class _Places:
    """As many queries at once as there are places; the others wait in the order in which they came."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._waiting: list[object] = []
        self._running: set[object] = set()
        self._lock = threading.Lock()

    def come(self) -> object:
        ticket = object()
        with self._lock:
            self._waiting.append(ticket)
        return ticket

    def begin(self, ticket: object) -> bool:
        """Whether it is the turn of this ticket."""
        with self._lock:
            if self._waiting[0] is not ticket or len(self._running) >= self.number:
                return False
            self._running.add(self._waiting.pop(0))
            return True

    def leave(self, ticket: object) -> None:
        with self._lock:
            self._running.discard(ticket)
            if ticket in self._waiting:
                self._waiting.remove(ticket)


PLACES = _Places(AT_ONCE)


def run(sql: str, parameters: Mapping[str, Argument], glance: Glance = lambda stage, seconds: None) -> Answer:
    """The answer, or an UnpricedError; `glance` is called again and again; what it raises ends the query at once."""
    if not sql.strip() or len(sql) > LONGEST_SQL:
        raise RefusedError("length", name=len(sql.strip()), most=LONGEST_SQL)
    ticket = PLACES.come()
    try:
        came = time.monotonic()
        while not PLACES.begin(ticket):
            if time.monotonic() - came > LONGEST_WAIT_SECONDS:
                raise RefusedError("busy", name=AT_ONCE)
            glance("waiting", time.monotonic() - came)
            time.sleep(GLANCE_SECONDS)
        return _run(sql, parameters, glance)
    finally:
        PLACES.leave(ticket)


def _run(sql: str, parameters: Mapping[str, Argument], glance: Glance) -> Answer:
    version = database.data_version()
    bound = {name: value for name, value in parameters.items() if name in parameters_of(sql)}
    order = {
        "sql": sql,
        "parameters": bound,
        "database": str(database_path().resolve()),
        "own": str(own.resolve()) if (own := database.own_in_use()) else "",
        "shared": list(database.SHARED),
        "seconds": LONGEST_RUN_SECONDS,
        "memory_mb": MEMORY_MB,
        "disk_mb": DISK_MB,
        "most_rows": MOST_ROWS,
        "most_mb": MOST_MB,
        "people": _closed(),
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", str(Path(__file__).with_name("child.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=folder, env={"LC_ALL": "C.UTF-8"}, start_new_session=True,
        )  # fmt: skip
        try:
            content = _content(process, json.dumps(order).encode(), glance)
        finally:
            process.kill()
            process.communicate()
    return _answer(sql, bound, version, content)


def _closed() -> list[str]:
    """Tables of people, and what is made from them below the reports, where a survey's terms ask for it."""
    if not terms.closed_surveys():
        return []
    return [*terms.tables_of_people(), *(path.stem for path in (QUERIES / "marts").glob("*.sql"))]


def _content(process: "subprocess.Popen[bytes]", order: bytes, glance: Glance) -> bytes:
    """What the process wrote, if it came to its end in time."""
    started = time.monotonic()
    given: bytes | None = order
    while True:
        try:
            content, _ = process.communicate(given, timeout=GLANCE_SECONDS)
        except subprocess.TimeoutExpired:
            given = None
            seconds = time.monotonic() - started
            if seconds > LONGEST_RUN_SECONDS:
                raise RefusedError("too-long", name=f"{LONGEST_RUN_SECONDS:g}") from None
            glance("running", seconds)
        else:
            return content


def _answer(sql: str, parameters: Mapping[str, Argument], version: str, content: bytes) -> Answer:
    first, _, rest = content.partition(b"\n")
    if not first:
        raise RefusedError("too-much-memory", name=MEMORY_MB)
    head = json.loads(first)
    if "refused" in head:
        key, name = head["refused"]
        raise RefusedError(key, name=name)
    if "said" in head:
        raise UnpricedError(found=head["said"], needed="", remedy="")
    table = pa.ipc.open_stream(rest).read_all()
    report = Report(name="query", comment="", grain="", parameters=(), sql=sql, path=None)
    return Answer(report, parameters, table, version, more=head["more"], took=head["took"])
