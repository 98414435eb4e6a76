"""Download a producer's files from its own address: resumed, checked, with patience and a name.

A file is downloaded to <name>.part and renamed when it is whole; what is there already and unchanged is left alone.
"""

import hashlib
import json
import re
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from unpriced import catalogue
from unpriced.catalogue import Fetch
from unpriced.errors import UnpricedError
from unpriced.paths import downloads_path

Progress = Callable[[str, int, int], None]
CHECKSUMS = "checksums.json"
CHUNK = 1 << 18
TRIES = 5
PROGRESS = 1 << 20  # bytes after which a broken connection counts as the first one
LONGEST_WAIT_SECONDS = 120.0
BETWEEN_FILES_SECONDS = 1.0
TIMEOUT_SECONDS = (15.0, 60.0)  # to connect, and between two pieces
PASSING = {429, 500, 502, 503, 504}  # answers after which asking again makes sense


@dataclass(frozen=True)
class Fetched:
    """A file that is there now: where from, what it is, and whether it was there already."""

    name: str
    url: str
    sha256: str
    n_bytes: int
    etag: str
    last_modified: str
    fetched_at: str
    was_there: bool = False


def run(
    dataset_id: str,
    years: str,
    *,
    only: Sequence[str] | None = None,
    contact: str | None = None,
    again: bool = False,
    address: str | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Path, list[Fetched]]:
    """Download the files of the years ('2016', or '2003-2024' for one multi-year release) and say where they lie."""
    declared = _declared(dataset_id)
    release = _release(declared, years)
    names = _names(declared, only)
    where = folder or downloads_path() / dataset_id / release
    session = requests.Session()
    session.headers["User-Agent"] = user_agent(contact)
    told = progress or (lambda step, done, total: None)
    found: list[Fetched] = []
    for name in names:
        url = (address or declared.address).format(file=name, release=release)
        path = where / f"{name}-{release}{Path(urlsplit(url).path).suffix}"
        known = None if again else _known(path)
        if known is None:
            if any(not one.was_there for one in found):
                sleep(BETWEEN_FILES_SECONDS)
            known = _download(session, url, path, declared, told, sleep)
            _record(path, known)
        found.append(known)
    return where, found


def user_agent(contact: str | None) -> str:
    """Who asks: producers turn away robots that do not say how to reach their owner."""
    return f"Mozilla/5.0 (compatible; unpriced/{version('unpriced')}; {contact or 'statistics of time use'})"


def _declared(dataset_id: str) -> Fetch:
    able = {d.id: d.fetch for d in catalogue.datasets().values() if d.fetch is not None}
    if dataset_id not in able:
        raise UnpricedError(
            found=f"{dataset_id} has no address to fetch from",
            needed=f"One of {', '.join(able)}",
            remedy="See data/README.md for how to get the others",
        )
    return able[dataset_id]


def _release(declared: Fetch, years: str) -> str:
    """The name that the producer gives to a year, or to a span of years: 2016, 0324."""
    match = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", years.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    is_release = first == last or first == declared.first_year  # the releases of several years begin with the first
    if not (declared.first_year <= first <= last <= declared.last_year and is_release):
        raise UnpricedError(
            found=f"--years is {years}",
            needed=f"A year from {declared.first_year} to {declared.last_year}, or {declared.first_year}- and a year",
            remedy=f"Write --years 2016, or --years {declared.first_year}-{declared.last_year} for all in one file",
        )
    return str(first) if first == last else f"{first % 100:02}{last % 100:02}"


def _names(declared: Fetch, only: Sequence[str] | None) -> list[str]:
    known = [file.name for file in declared.files]
    unknown = [name for name in only or () if name not in known]
    if unknown:
        raise UnpricedError(
            found=f"--only names {', '.join(unknown)}", needed=f"Some of {', '.join(known)}", remedy="Mend --only"
        )
    return list(only) if only else [file.name for file in declared.files if file.required]


def _known(path: Path) -> Fetched | None:
    """The record of the file, if it is there and has not changed since."""
    record = path.parent / CHECKSUMS
    if not (path.is_file() and record.is_file()):
        return None
    held = json.loads(record.read_text(encoding="utf-8")).get(path.name)
    if held is None or held["sha256"] != _sha256(path):
        return None
    return Fetched(**{**held, "was_there": True})


def _record(path: Path, fetched: Fetched) -> None:
    record = path.parent / CHECKSUMS
    held = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    held[path.name] = asdict(fetched)
    partial = record.with_suffix(".partial")
    partial.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    partial.replace(record)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _download(
    session: requests.Session,
    url: str,
    path: Path,
    declared: Fetch,
    progress: Progress,
    sleep: Callable[[float], None],
) -> Fetched:
    """Try until the file is whole; each try goes on where the last one broke off, and progress earns new tries."""
    trouble, attempt = "", 0
    while attempt < TRIES:
        before = _size(_part(path))
        try:
            response = _ask(session, url, path)
            with response:
                wait = _wait_or_refuse(response, url, declared, attempt)
                if wait is None:
                    _take(response, path, progress)
                    return _whole(response, url, path)
                trouble = f"the answer {response.status_code}"
        except _BrokenOffError as error:
            trouble, wait = str(error), _backoff(attempt)
        except (requests.ConnectionError, requests.Timeout) as error:
            if not _was_reached(path) and attempt:
                raise _unreachable(url, declared, error) from error
            trouble, wait = f"no connection ({_reason(error)})", _backoff(attempt)
        attempt = 1 if _size(_part(path)) - before >= PROGRESS else attempt + 1
        if attempt < TRIES:
            progress(f"{path.name}: {trouble}; asking again in {wait:.0f} s", _size(_part(path)), 0)
            sleep(wait)
    raise UnpricedError(
        found=f"{url} could not be downloaded in {TRIES} tries; the last ended with {trouble}",
        needed="A server that sends the whole file",
        remedy=f"Run the command again: it goes on after the {_size(_part(path)):,} bytes that are there",
    )


class _BrokenOffError(Exception):
    """The connection ended before the file did."""


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _tag(path: Path) -> Path:
    return path.with_name(f"{path.name}.part.tag")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _was_reached(path: Path) -> bool:
    return _size(_part(path)) > 0


def _ask(session: requests.Session, url: str, path: Path) -> requests.Response:
    """Ask for the file, or for what is left of it if the producer has not changed it since."""
    headers = {"Accept-Encoding": "identity"}
    if _size(_part(path)) and _tag(path).is_file():
        headers |= {"Range": f"bytes={_size(_part(path))}-", "If-Range": _tag(path).read_text(encoding="utf-8")}
    return session.get(url, headers=headers, stream=True, timeout=TIMEOUT_SECONDS)


def _wait_or_refuse(response: requests.Response, url: str, declared: Fetch, attempt: int) -> float | None:
    """Nothing if the file comes; seconds to wait if asking again makes sense; else an UnpricedError."""
    status = response.status_code
    if status in {200, 206, 416}:
        return None
    if status in PASSING:
        return min(_retry_after(response) or _backoff(attempt), LONGEST_WAIT_SECONDS)
    host = urlsplit(url).hostname
    by_hand = f"or download it in a browser from {declared.page} and run `unpriced import`"
    if status == 403:
        raise UnpricedError(
            found=f"{host} refuses to send {url} (403)",
            needed="A request that says how to reach whoever makes it, as the producer's terms ask of programs",
            remedy=f"Add --contact you@example.org, {by_hand}",
        )
    raise UnpricedError(
        found=f"{url} is not there ({status})" if status == 404 else f"{url} answers {status}",
        needed="An address that the producer serves",
        remedy=f"See which years there are on {declared.page}, {by_hand}",
    )


def _backoff(attempt: int) -> float:
    return float(2**attempt)


def _retry_after(response: requests.Response) -> float | None:
    """Seconds that the server asks to wait, given as a number or as a date."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        return max(parsedate_to_datetime(said).timestamp() - time.time(), 0.0)
    except ValueError:
        return None


def _take(response: requests.Response, path: Path, progress: Progress) -> None:
    """Write the body behind what is there, or from the start if the server sends the whole file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    if response.status_code == 416:  # nothing is left to send, or what is there is longer than the file
        if _total(response) != _size(part):
            part.unlink(missing_ok=True)
            raise _BrokenOffError("a file that is shorter than what was there")
        return
    goes_on = response.status_code == 206
    done = _size(part) if goes_on else 0
    tag = response.headers.get("ETag") or response.headers.get("Last-Modified")
    if tag and not tag.startswith("W/"):
        _tag(path).write_text(tag, encoding="utf-8")
    else:
        _tag(path).unlink(missing_ok=True)
    total = _total(response)
    try:
        with part.open("ab" if goes_on else "wb") as sink:
            # Piece by piece as they arrive: what came before a connection broke off is kept.
            while piece := response.raw.read1(CHUNK):
                sink.write(piece)
                done += len(piece)
                progress(path.name, done, total)
    except (HTTPError, OSError) as error:
        raise _BrokenOffError(_broken_off(done, total)) from error
    if total and done < total:
        raise _BrokenOffError(_broken_off(done, total))


def _broken_off(done: int, total: int) -> str:
    return f"a connection that broke off after {done:,}" + (f" of {total:,} bytes" if total else " bytes")


def _total(response: requests.Response) -> int:
    """The length of the whole file, or nought where the server does not say."""
    ranged = re.search(r"/(\d+)$", response.headers.get("Content-Range", ""))
    return int(ranged[1]) if ranged else int(response.headers.get("Content-Length", 0))


def _whole(response: requests.Response, url: str, path: Path) -> Fetched:
    """Check the file and give it its name."""
    part = _part(path)
    if path.suffix == ".zip" and not _is_whole_zip(part):
        with part.open("rb") as stream:
            start = stream.read(20)
        part.unlink()
        _tag(path).unlink(missing_ok=True)
        raise UnpricedError(
            found=f"{url} sends a file that is not a whole zip (it begins with {start!r})",
            needed="The zip as the producer publishes it",
            remedy="Run the command again; if it stays so, download the file in a browser",
        )
    fetched = Fetched(
        name=path.name,
        url=url,
        sha256=_sha256(part),
        n_bytes=_size(part),
        etag=response.headers.get("ETag", ""),
        last_modified=response.headers.get("Last-Modified", ""),
        fetched_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    )
    part.replace(path)
    _tag(path).unlink(missing_ok=True)
    return fetched


def _is_whole_zip(path: Path) -> bool:
    """Whether every member unpacks to what its checksum says."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, EOFError, OSError):
        return False


def _reason(error: Exception) -> str:
    text = str(error)
    return "the name of the server is not found" if "resol" in text.lower() else text.split("(")[-1].strip(")' ")[:80]


def _unreachable(url: str, declared: Fetch, error: Exception) -> UnpricedError:
    return UnpricedError(
        found=f"{urlsplit(url).hostname} cannot be reached: this machine seems to be offline ({_reason(error)})",
        needed="A connection to the producer's server",
        remedy=f"Connect and run the command again, or bring the files from {declared.page} on another machine"
        " and run `unpriced import`",
    )
