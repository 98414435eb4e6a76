"""The interface for programs, asked without a network."""

import asyncio
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.types import Message

from unpriced import api


class LetFailError(Exception):
    """What a test lets fail inside."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    address: str, *, method: str = "GET", headers: dict[str, str] | None = None, body: Sequence[bytes] = (b"",)
) -> Answer:
    """What the interface answers at the address below the server's root."""
    path, _, query = address.partition("?")
    sent: list[Message] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    pieces = list(body)

    async def receive() -> Message:
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        sent.append(message)

    async def answer() -> None:
        with suppress(LetFailError):  # after the answer, so that the server can log it
            await Starlette(routes=[api.mounted()])(scope, receive, send)

    with ThreadPoolExecutor(1) as apart:  # Playwright keeps a loop in the thread of the tests
        apart.submit(asyncio.run, answer()).result()
    start, *rest = sent
    found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], found, b"".join(message.get("body", b"") for message in rest))
