"""A running server and a real Chromium for the tests of what a visitor sees."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from playwright.sync_api import Browser, Page, Request, Response, expect, sync_playwright

from unpriced.catalogue import Language
from unpriced.exports import find_browser
from unpriced.paths import ROOT, database_path

START_SECONDS = 60
PAGE_SECONDS = 30
Mode = Literal["serve", "streamlit run"]
MODES: tuple[Mode, ...] = get_args(Mode)
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"

expect.set_options(timeout=PAGE_SECONDS * 1000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(mode: Mode = "serve", environment: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a server that no one has visited yet; stopped at the end."""
    port = free_port()
    command = {
        "serve": [sys.executable, "-c", f"from unpriced.server import serve; serve(port={port})"],
        "streamlit run": [
            *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
            *("--server.port", str(port), "--server.address", "127.0.0.1"),
        ],
    }[mode]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    log = open(os.devnull, "wb")  # noqa: SIM115
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=inherited | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _wait_until_healthy(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server stopped with code {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"The server did not answer within {START_SECONDS} seconds")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the server that the tests of a session share."""
    if not database_path().is_file():
        pytest.skip("there is no built database: run `make build`")
    with running_server() as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of the machine, else Playwright's own."""
    path = find_browser()
    if path is None:
        pytest.skip("there is no Chromium: install Debian's package chromium or run `playwright install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A tab and everything it asked for."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    bytes_received: int = 0

    @property
    def third_party(self) -> list[str]:
        """Requests that left the server's own address."""
        own = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:", "about:")
        return [url for url in self.requests if not url.startswith(own)]

    def go(self, path: str) -> None:
        """Open the path and wait until its script is done."""
        self.page.goto(self.base + path)
        self.settled()

    def settled(self) -> None:
        """Wait until a script run has ended and nothing of the page is stale."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
        self.page.wait_for_selector(".up-foot", state="attached")
        self.page.wait_for_function("!document.querySelector('[data-stale=\"true\"]')")

    @property
    def address(self) -> dict[str, str]:
        """The parameters of the address bar."""
        from urllib.parse import parse_qsl, urlsplit

        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    @property
    def path(self) -> str:
        from urllib.parse import urlsplit

        return urlsplit(self.page.url).path


OpenTab = Callable[..., Visit]


@pytest.fixture
def open_tab(chromium: Browser, server: str) -> Iterator[OpenTab]:
    """A function that opens a path in a fresh browser context: own cookies, language, width and colour scheme."""
    contexts = []

    def open_path(
        path: str = "/",
        *,
        browser_language: Language = "en",
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        base: str = server,
    ) -> Visit:
        options: dict[str, Any] = {"user_agent": PHONE, "is_mobile": True, "has_touch": True} if width < 600 else {}
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale={"ko": "ko-KR", "en": "en-US"}[browser_language],
            color_scheme=scheme,
            permissions=["clipboard-read", "clipboard-write"],
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PAGE_SECONDS * 1000)
        visit = Visit(context.new_page(), base)

        def note_request(request: Request) -> None:
            visit.requests.append(request.url)

        def note_response(response: Response) -> None:
            length = response.headers.get("content-length", "")
            visit.bytes_received += int(length) if re.fullmatch(r"\d+", length) else 0

        visit.page.on("request", note_request)
        visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))
        visit.page.on("response", note_response)
        visit.page.on("console", lambda m: visit.console_errors.append(m.text) if m.type == "error" else None)
        visit.go(path)
        return visit

    yield open_path
    for context in contexts:
        context.close()


def page_files() -> list[str]:
    """Stems of the files in pages/."""
    return sorted(path.stem for path in Path(ROOT / "pages").glob("*.py"))
