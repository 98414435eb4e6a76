"""The ASGI app: Streamlit and the interface for programs, compressed, with security headers and the language."""

import asyncio
import gzip
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from unpriced import api, reports, workspace
from unpriced.errors import UnpricedError
from unpriced.i18n import LANGUAGES
from unpriced.paths import ROOT

# Streamlit's private flag: without it the first visitor of a cold server who opens /country would get the
# bare file of pages/ instead of dashboard.py.
PagesManager.uses_pages_directory = False

log = logging.getLogger("unpriced")

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline';"
        b" img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:"
    ),
}
COMPRESSED_LEVEL = 6

# The parts of Streamlit's front end that every page draws with. It asks for each when the first such element arrives,
# and for what that imports one after the other; named in the document they come, and are compiled, all at once.
DRAWN_WITH = ("PlotlyChart", "Html", "ButtonGroup", "Selectbox")

# Plotly calls most of its functions while it loads. Chromium would read them all past first and compile each on the
# page's own thread when it is called; told so, it compiles them beside, while the script arrives.
COMPILED_WHOLE = re.compile(r"/PlotlyChart\.[\w-]+\.js$")
COMPILE_HINT = b"//# allFunctionsCalledOnLoad\n"

# Streamlit has its own font fetched before anything else, and sets a hidden link in it until our theme is there; all
# of our text is set in fonts of the visitor's system, and so is that.
FONT_FETCHED = re.compile(rb'<link\s+rel="preload"[^>]+as="font"[^>]*>')
SYSTEM_FONTS = (
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Arial",
    "Roboto",
    "DejaVu Sans",
)
FONT_STANDING_IN = (
    '<style>@font-face{font-family:"Source Sans";font-weight:100 900;src:'
    + ",".join(f'local("{name}")' for name in SYSTEM_FONTS)
    + "}</style>"
).encode()


class StaticCache:
    """Streamlit's immutable scripts and styles, compressed once and kept: gzip per visitor costs seconds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        accepts = dict(scope.get("headers", [])).get(b"accept-encoding", b"")
        if scope["type"] != "http" or not re.search(r"/static/.+\.(js|css)$", path) or b"gzip" not in accepts:
            await self.app(scope, receive, send)
            return
        if path not in self.kept:
            started: Message = {}
            body = bytearray()

            async def collect(message: Message) -> None:
                nonlocal started
                if message["type"] == "http.response.start":
                    started = message
                else:
                    body.extend(message.get("body", b""))

            plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            await self.app(dict(scope, headers=plain), receive, collect)
            if started.get("status") != 200:
                await send(started)
                await send({"type": "http.response.body", "body": bytes(body)})
                return
            hint = COMPILE_HINT if COMPILED_WHOLE.search(path) else b""
            small = await asyncio.to_thread(gzip.compress, hint + body, COMPRESSED_LEVEL, mtime=0)
            headers = [
                (k, v) for k, v in started["headers"] if k.lower() not in {b"content-length", b"content-encoding"}
            ]
            headers += [
                (b"content-encoding", b"gzip"),
                (b"content-length", str(len(small)).encode()),
                (b"vary", b"Accept-Encoding"),
            ]
            self.kept[path] = (headers, small)
        headers, small = self.kept[path]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else small})


@cache
def early_scripts() -> bytes:
    """Lines for the head of the document: the scripts of DRAWN_WITH and all that they import are fetched at once,
    and the largest, Plotly, is run as soon as the page has nothing else to do."""
    static = Path(st.__file__).parent / "static"
    scripts = static / "static" / "js"
    named = set(re.findall(r"static/js/([\w.-]+\.js)", (static / "index.html").read_text(encoding="utf-8")))
    waiting = [path.name for stem in DRAWN_WITH for path in sorted(scripts.glob(f"{stem}.*.js"))]
    early: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name not in named:
            named.add(name)
            early.append(name)
            script = (scripts / name).read_text(encoding="utf-8")
            waiting += re.findall(r"""\b(?:from|import)\s*["']\./([\w.-]+\.js)["']""", script)
    lines = [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in early]
    lines += [
        "<script>addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)("
        f"() => import('./static/js/{name}')))</script>"
        for name in early[:1]
    ]
    return "\n".join(lines).encode()


class Document:
    """The page that carries the app: its lang attribute, its early scripts, and the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = _language(scope)
        started: Message | None = None

        async def rewrite(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS.items()]
                kind = next((v for k, v in message["headers"] if k.lower() == b"content-type"), b"")
                if kind.startswith(b"text/html"):
                    started = message  # held back until the body says its new length
                    return
            elif started is not None and message["type"] == "http.response.body":
                body = message.get("body", b"").replace(b'<html lang="en"', f'<html lang="{language}"'.encode(), 1)
                body = body.replace(b"</head>", early_scripts() + FONT_STANDING_IN + b"</head>", 1)
                body = FONT_FETCHED.sub(b"", body)
                started["headers"] = [(k, v) for k, v in started["headers"] if k.lower() != b"content-length"]
                if not message.get("more_body"):
                    started["headers"].append((b"content-length", str(len(body)).encode()))
                await send(started)
                started = None
                message = {**message, "body": body}
            await send(message)

        # Uncompressed, or there would be no text to rewrite: Streamlit compresses the document of a deep link itself.
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        await self.app(dict(scope, headers=plain), receive, rewrite)


def _language(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    asked = re.search(r"(?:^|&)lang=(\w+)", query)
    if asked and asked.group(1) in LANGUAGES:
        return asked.group(1)
    accepted = dict(scope.get("headers", [])).get(b"accept-language", b"en").decode("latin-1")[:2].lower()
    return accepted if accepted in LANGUAGES else "en"


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Open the database before the first visitor comes, and clear away workspaces that nobody visits any more
    and what a crash left of uploads."""
    workspace.clear_expired()
    workspace.clear_unfinished()
    try:
        reports.catalogue()
    except UnpricedError as error:
        log.warning("%s", error)
    yield None


def make_app() -> st.App:
    """The app with its middleware, outermost first."""
    return st.App(
        ROOT / "dashboard.py",
        lifespan=lifespan,
        routes=[api.mounted()],
        middleware=[
            Middleware(StaticCache),
            Middleware(GZipMiddleware, minimum_size=1024),
            Middleware(Document),
        ],
    )


def serve(host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve until stopped."""
    make_app().run(config={"server.port": port, "server.address": host})
