"""Files near 2 GB through every way in, each in a process of its own: time, memory, and how long nothing is said."""

import gzip
import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

import duckdb

from benchmarks.browser import OURS, resident_megabytes, running_server
from benchmarks.child import Ran, run_child
from benchmarks.measured import Measured, Part, table
from unpriced import workspace
from unpriced.exports import examples

N_BYTES = 1_900_000_000
N_ANSWERS = 200  # columns of persons that nothing is counted of: a file of this size is a wide one
PIECE = 1 << 20
MOST_GB = 1.5
# What the page does with a file that it has received, under its bar.
TOLD = """
import time
from pathlib import Path
said, silence, last = set(), 0.0, time.perf_counter()
def told(step, done, total):
    global silence, last
    now = time.perf_counter()
    said.add(step)
    silence, last = max(silence, now - last), now
"""
LOOK = (
    TOLD
    + """
from unpriced import proposing
from unpriced.ingest.reading import Reading
path = Path(argument)
proposing.read(path, Reading(), told)
looked = proposing.look(path, keep=True)
"""
)
ADD = (
    LOOK
    + """
import json
from unpriced import workspace
here = workspace.Workspace(KEY)
mapping = proposing.mapping_text(proposing.automatic(looked, 'Large', 'KOR'), looked, workspace.OWN)
made = workspace.add(here, mapping, [path], told)
print(json.dumps({'silence': silence, 'held': made.settled.n_diaries}))
"""
)
CHART = """
from pathlib import Path
from unpriced import database, reports, workspace
database.use_own(workspace.Workspace(KEY).database)
print(reports.run('activity_minutes', p_survey='own_large').table.num_rows)
"""
PEOPLE = (
    LOOK
    + """
import json
from unpriced import people_surveys, proposing_people
mapping = proposing_people.propose(looked, None)
made = people_surveys.count(mapping, path, root=path.parent / 'counted', progress=told)
print(json.dumps({'silence': silence, 'held': made.n_people}))
"""
)
COMMAND = "from unpriced.cli import app; app({})"


def make_diaries(path: Path, million: Path) -> int:
    """The file of a million rows again and again, with people of its own each time; how many rows."""
    head, _, body = million.read_bytes().partition(b"\n")
    rows, times = body.count(b"\n"), 0
    with path.open("wb") as sink:
        sink.write(head + b"\n")
        while sink.tell() < N_BYTES:
            times += 1
            sink.write(re.sub(rb"(?m)^p", b"p%02d" % times, body))
    return rows * times


def make_people(path: Path, folder: Path) -> int:
    """The people of the example again and again, each with an id of its own and many answers beside; how many."""
    small = folder / "people.csv"
    small.write_bytes(examples.FILES["survey"]())
    with duckdb.connect() as connection:
        source = f"read_csv('{small}')"
        ((n_people,),) = connection.execute(f"select count(*) from {source}").fetchall()
        answers = ", ".join(f"(person_id + {n}) % 9 as answer_{n}" for n in range(N_ANSWERS))
        times = N_BYTES // (small.stat().st_size + (9 + 2 * N_ANSWERS) * n_people)  # ids of so many more digits
        connection.execute(
            f"copy (select person_id + 100000 * time as person_id, household_id + 10000 * time as household_id,"
            f" s.* exclude (person_id, household_id), {answers}"
            f" from range(100, {100 + times}) as t(time), {source} as s) to '{path}' (header)"
        )
    return int(n_people * times)


def pieces(path: Path) -> Iterator[bytes]:
    """The file piece by piece."""
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


def send(path: Path, key: str) -> tuple[float, float, float]:
    """Seconds of PUT, the most megabytes of the server meanwhile, and the seconds until a file too large is refused."""
    with running_server(OURS) as (address, process):
        peak, n_pieces, begun = 0.0, 0, perf_counter()

        def watched() -> Iterator[bytes]:
            nonlocal peak, n_pieces
            for piece in pieces(path):
                n_pieces += 1
                if n_pieces % 100 == 0:
                    peak = max(peak, resident_megabytes(process))
                yield piece

        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        headers = {"Authorization": f"Bearer {key}"}
        size = {"Content-Length": str(path.stat().st_size)}
        connection.request("PUT", f"/api/workspace/files/{path.name}", watched(), headers | size)
        answer = connection.getresponse()
        assert answer.status == 201, answer.read()
        sent = perf_counter() - begun
        begun = perf_counter()
        refused = http.client.HTTPConnection(urlsplit(address).netloc)
        refused.putrequest("PUT", "/api/workspace/files/more.csv")
        for name, value in {**headers, "Content-Length": str(path.stat().st_size)}.items():
            refused.putheader(name, value)
        refused.endheaders()  # and not a byte of the file
        assert refused.getresponse().status == 413
        return sent, peak, perf_counter() - begun


def measure_large(folder: Path, million: Path) -> Part:
    """Bring a file of diaries and one of persons near 2 GB in every way."""
    here = workspace.create()
    found: list[tuple[str, Ran, str]] = []

    def ran(what: str, code: str, path: Path, surroundings: dict[str, str] | None = None) -> None:
        made = run_child(f"exec({code.replace('KEY', repr(here.key))!r})", str(path), surroundings or {})
        last = made.said.strip().splitlines()[-1]
        silence = f"{json.loads(last)['silence']:.0f}" if last.startswith("{") else "–"
        found.append((what, made, silence))
        print(what, *made.cells, silence, flush=True)

    path, mapping = folder / "large.csv", folder / "large.yaml"
    n_rows = make_diaries(path, million)
    sent, server, refused = send(path, here.key)
    print("sent", sent, server, refused, flush=True)
    received = here.folder / workspace.RECEIVED / path.name
    ran("the page: read, looked at, imported, tables made", ADD, received)
    ran("the page: first chart of it", CHART, path)
    workspace.delete(here)
    people = folder / "persons.csv"
    n_people = make_people(people, folder)
    ran(f"{n_people:,} persons in {N_ANSWERS + 15} columns: read, looked at, counted", PEOPLE, people)
    people.unlink()
    packed = folder / "large.csv.gz"
    with gzip.open(packed, "wb", compresslevel=1) as sink:
        for piece in pieces(path):
            sink.write(piece)
    ran(f"the same as .gz of {packed.stat().st_size / 1e6:.0f} MB: read and looked at", LOOK + "print(looked)", packed)
    packed.unlink()
    ran("`unpriced check FILE`", COMMAND.format(f"['check', argument, '--write', {str(mapping)!r}]"), path)
    elsewhere = {"UNPRICED_IMPORTS": str(folder / "imports")}
    command = COMMAND.format(f"['import', 'diaries', {str(mapping)!r}, argument]")
    ran("`unpriced import diaries MAPPING FILE`", command, path, elsewhere)
    return Part(
        "Files near 2 GB",
        f"{n_rows:,} episodes and {n_people:,} persons, {N_BYTES / 1e9:.1f} GB each, made of the examples. Every way in"
        " is a process of its own, with its most resident memory; silence is the longest time in which the page's bar"
        " says nothing new.",
        [
            Measured("memory of a file near 2 GB, at most", max(made.peak_gb for _, made, _ in found), "GB", MOST_GB),
            Measured("a file too large is refused before it is sent", refused, "s", 1),
        ],
        [
            table(["way", "s", "GB", "silence, s"], [(what, *made.cells, silence) for what, made, silence in found]),
            f"`PUT /api/workspace/files/NAME` took {sent:.0f} s; the server had at most {server:.0f} MB meanwhile.",
        ],
    )
