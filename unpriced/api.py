"""The interface for programs: the reports as CSV, JSON and Parquet over HTTP, beside the pages."""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from unpriced import api_description, brief, catalogue, database, exports, reports, titles, workspace
from unpriced.api_description import FORMATS, SETTINGS
from unpriced.catalogue import Language
from unpriced.errors import TookTooLongError, UnpricedError
from unpriced.exports.citations import software_version
from unpriced.i18n import LANGUAGES
from unpriced.reports import Result

log = logging.getLogger("unpriced")

AT_ONCE = 2  # reports that run for this interface at the same time; the pages keep the rest of the machine
LONGEST_WAIT_SECONDS = 15.0  # for one of these places
LONGEST_RUN_SECONDS = 20.0
MOST_ROWS = 500_000
MOST_BYTES = 64 * 2**20
WRITTEN_AT_ONCE = 1 << 20  # bytes of a file that is received
WHERE_KEYS_ARE = "The private link of the page Your data ends with it"
KEPT_SECONDS = 365 * 24 * 3600  # an address with a data version never changes its answer

WRITERS: dict[str, Callable[[Result, Language], bytes]] = {
    "csv": lambda result, language: exports.plain_csv(result),
    "json": lambda result, language: exports.table_file(result, "json", language),
    "parquet": lambda result, language: exports.table_file(result, "parquet", language),
}


@dataclass(frozen=True)
class Asked:
    """What an address asks for beside the arguments of a report."""

    form: str
    language: Language
    version: str | None
    written: tuple[str, ...]


class RefusedError(UnpricedError):
    """An answer with a status of its own."""

    def __init__(self, status: int, found: str, needed: str, remedy: str) -> None:
        super().__init__(found, needed, remedy)
        self.status = status


def make_api() -> Starlette:
    """The interface as an app, to be mounted under /api."""
    app = Starlette(
        routes=[
            Route("/reports", list_reports),
            Route("/reports/{name}", run_report),
            Route("/briefs/{country}", print_brief),
            Route("/openapi.json", describe),
            Route("/workspace/files/{name}", receive_file, methods=["PUT"]),
        ],
        exception_handlers={
            HTTPException: _not_here,  # type: ignore[dict-item]
            UnpricedError: _refused,  # type: ignore[dict-item]
            Exception: _failed,
        },
    )
    app.state.places = asyncio.Semaphore(AT_ONCE)
    return app


def mounted() -> Mount:
    """The interface where the dashboard serves it."""
    return Mount("/api", app=make_api())


async def list_reports(request: Request) -> Response:
    """Every report: comment, grain, parameters, columns."""
    asked = _asked(request, arguments=False)
    return await _kept(request, asked, "reports", lambda: api_description.catalogue(asked.language))


async def describe(request: Request) -> Response:
    """The description of this interface in OpenAPI 3.1."""
    asked = _asked(request, arguments=False)
    return await _kept(request, asked, "openapi", lambda: api_description.openapi(asked.language))


async def receive_file(request: Request) -> Response:
    """Keep a file of any size in the workspace of the key; the page Your data then shows it."""
    here = _workspace(request)
    if here is None:
        raise RefusedError(401, "No key came with the file", "Authorization: Bearer KEY", WHERE_KEYS_ARE)
    name = request.path_params["name"]
    said, n_bytes = request.headers.get("content-length", ""), 0
    with workspace.receiving(here, name, int(said) if said.isdecimal() else None) as (write, placed):
        pending = bytearray()
        async for chunk in request.stream():
            pending += chunk
            n_bytes += len(chunk)
            if len(pending) >= WRITTEN_AT_ONCE:
                await asyncio.to_thread(write, bytes(pending))
                pending.clear()
        await asyncio.to_thread(write, bytes(pending))
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({"name": placed.name, "bytes": n_bytes, "next": "/upload"}, status_code=201, headers=headers)


def _workspace(request: Request) -> workspace.Workspace | None:
    """The workspace whose key the request brings; none where it brings none."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    if not kind:
        return None
    found = workspace.find(key.strip()) if kind.lower() == "bearer" else None
    if found is None:
        raise RefusedError(401, "The key opens no workspace", "The key of a workspace that is there", WHERE_KEYS_ARE)
    return found


async def run_report(request: Request) -> Response:
    """The rows of one report; of own surveys too, where the key of their workspace comes with the request."""
    here = _workspace(request)
    workspace.use(here)
    try:
        return await _report(request)
    finally:
        database.use_own(None)


async def _report(request: Request) -> Response:
    name = request.path_params["name"]
    _known(name)
    asked = _asked(request, arguments=True)
    arguments = reports.parse(name, asked.written)
    version = database.data_version()
    about = [f"{key}:={reports.literal(value)}" for key, value in sorted(arguments.items())]
    headers = _headers(asked, version, name, *about)
    if "ETag" in headers and _is_held(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    async with _place(request):
        result, content = await asyncio.to_thread(_write, name, arguments, asked)
    if result.data_version != version:  # a build came in between
        return await _report(request)
    kind = "inline" if asked.form == "json" else "attachment"
    headers["Content-Disposition"] = f'{kind}; filename="unpriced-{name}-{result.data_version}.{asked.form}"'
    return Response(content, media_type=FORMATS[asked.form], headers=headers)


async def print_brief(request: Request) -> Response:
    """The brief of a country as PDF, one's own with the key of its workspace; it carries the day it was made."""
    workspace.use(_workspace(request))
    try:
        return await _brief(request)
    finally:
        database.use_own(None)


async def _brief(request: Request) -> Response:
    asked = _asked(request, arguments=False, more=("method",))
    country, method = request.path_params["country"], request.query_params.get("method", titles.default_method())
    method = _one_of("method", method, tuple(catalogue.methods()))
    headers = _headers(asked, database.data_version(), "brief", country, method, datetime.now(UTC).date().isoformat())
    if "ETag" in headers:
        headers["Cache-Control"] = "public, no-cache"  # tomorrow's has another date
        if _is_held(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    async with _place(request):
        root = str(request.base_url.replace(path="/"))
        made = await asyncio.to_thread(brief.pdf, country, asked.language, method=method, address=root)
    headers["Content-Disposition"] = f'inline; filename="{brief.file_name(country, asked.language)}"'
    return Response(made, media_type="application/pdf", headers=headers)


@asynccontextmanager
async def _place(request: Request) -> AsyncIterator[None]:
    """One of the few places in which something is computed, once it is free."""
    places: asyncio.Semaphore = request.app.state.places
    try:
        async with asyncio.timeout(LONGEST_WAIT_SECONDS):
            await places.acquire()
    except TimeoutError:
        raise RefusedError(
            503, "Too many reports are being computed", "A free place", f"Ask again in {LONGEST_WAIT_SECONDS:g} seconds"
        ) from None
    try:
        yield
    finally:
        places.release()


def _write(name: str, arguments: Mapping[str, reports.Argument], asked: Asked) -> tuple[Result, bytes]:
    result = reports.run_within(LONGEST_RUN_SECONDS, name, arguments)
    if result.table.num_rows > MOST_ROWS or result.table.nbytes > MOST_BYTES:
        raise RefusedError(
            400,
            f"The answer has {result.table.num_rows} rows of {result.table.nbytes / 2**20:.0f} MB",
            f"At most {MOST_ROWS} rows and {MOST_BYTES // 2**20} MB",
            "Ask for fewer countries, years or groups, or take the whole database from the page Data",
        )
    return result, WRITERS[asked.form](result, asked.language)


def _known(name: str) -> None:
    try:
        reports.get(name)
    except UnpricedError as error:
        remedy = error.remedy if error.remedy.startswith("Did you mean") else "GET /api/reports lists them"
        raise RefusedError(404, error.found, "The name of a report", remedy) from error


def _asked(request: Request, *, arguments: bool, more: tuple[str, ...] = ()) -> Asked:
    """The settings of the address; each key once, and none that means nothing."""
    known = (*SETTINGS, *more)
    given = request.query_params.multi_items()
    for key in dict.fromkeys(key for key, _ in given):
        values = [value for other, value in given if other == key]
        if len(values) > 1:
            raise UnpricedError(
                found=f"{key} stands {len(values)} times in the address",
                needed="Each key once",
                remedy=f"Write lists with commas: {key}={','.join(values)}",
            )
        if key not in known and not (arguments and key.startswith("p_")):
            near = reports.hint(key, known)
            raise UnpricedError(
                found=f"{key} is no setting of this address",
                needed=f"{', '.join(known)}" + (", and the parameters of the report" if arguments else ""),
                remedy=near or "See /api/openapi.json",
            )
    settings = dict(given)
    version = settings.get("v")
    if version is not None and version != database.data_version():
        raise RefusedError(
            409,
            f"The data version {version} is not here",
            f"{database.data_version()}, the version that is served",
            "Leave v out for the figures of today, or ask a server that holds the other version",
        )
    return Asked(
        form=_one_of("format", settings.get("format", "json"), tuple(FORMATS)),
        language="ko" if _one_of("lang", settings.get("lang", "en"), LANGUAGES) == "ko" else "en",
        version=version,
        written=tuple(f"{key}={value}" for key, value in given if key.startswith("p_")),
    )


def _one_of(key: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UnpricedError(
            found=f"{key} is {value}", needed=f"One of {', '.join(known)}", remedy=f"Write {key}={known[0]}"
        )
    return value


def _headers(asked: Asked, version: str, *about: str) -> dict[str, str]:
    """A mark of the answer that is known before it is made: it follows from the data, the program and the address."""
    if database.own_in_use() is not None:
        return {"Cache-Control": "private, no-store", "Vary": "Authorization", "X-Data-Version": version}
    parts = "\n".join((version, software_version(), duckdb.__version__, asked.form, asked.language, *about))
    kept = f"max-age={KEPT_SECONDS}, immutable" if asked.version else "no-cache"  # no-cache: ask whether it is current
    return {
        "ETag": f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:24]}"',
        "Cache-Control": f"public, {kept}",
        "Vary": "Authorization",
        "X-Data-Version": version,
    }


def _is_held(request: Request, mark: str) -> bool:
    """Whether the asker already has this answer."""
    held = [word.strip() for word in request.headers.get("if-none-match", "").split(",")]
    return "*" in held or mark.removeprefix("W/") in {word.removeprefix("W/") for word in held}


async def _kept(request: Request, asked: Asked, about: str, make: Callable[[], object]) -> Response:
    headers = _headers(asked, database.data_version(), about)
    if _is_held(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return JSONResponse(await asyncio.to_thread(make), headers=headers)


def _problem(status: int, found: str, needed: str, remedy: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse(
        {"found": found, "needed": needed, "remedy": remedy},
        status_code=status,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


async def _refused(request: Request, error: UnpricedError) -> Response:
    statuses = {TookTooLongError: 503, workspace.TooLargeError: 413}
    status = error.status if isinstance(error, RefusedError) else statuses.get(type(error), 400)
    waits = {"Retry-After": f"{LONGEST_WAIT_SECONDS:.0f}"} if status == 503 else None
    return _problem(status, error.found, error.needed, error.remedy, waits)


async def _not_here(request: Request, error: HTTPException) -> Response:
    return _problem(
        error.status_code,
        f"{request.method} {request.url.path} is not answered here",
        "GET /api/reports, /api/reports/<name>, /api/briefs/<country> or /api/openapi.json",
        "Begin with /api/reports",
        error.headers,
    )


async def _failed(request: Request, error: Exception) -> Response:
    reference = secrets.token_hex(4)
    log.error("%s failed, reference %s", request.url.path, reference, exc_info=error)
    return _problem(500, "Something went wrong here, and it is our fault", "", f"Reference {reference}")
