"""The ASGI app: Streamlit with compression, security headers and the language of the document."""

import gzip
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from unpriced import reports
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
            small = gzip.compress(bytes(body), COMPRESSED_LEVEL, mtime=0)
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


class DocumentLanguage:
    """Sets the lang attribute of the page and the security headers."""

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
    """Open the database before the first visitor comes."""
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
        middleware=[
            Middleware(StaticCache),
            Middleware(GZipMiddleware, minimum_size=1024),
            Middleware(DocumentLanguage),
        ],
    )


def serve(host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve until stopped."""
    make_app().run(config={"server.port": port, "server.address": host})
