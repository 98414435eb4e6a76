"""A running server and a real Chromium for the tests of what a visitor sees."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect, sync_playwright

from unpriced.catalogue import Language
from unpriced.exports import find_browser
from unpriced.i18n import t
from unpriced.paths import ROOT
from unpriced.ui.frame import SECTIONS

START_SECONDS = 60
PAGE_SECONDS = 60  # what a page may take on a machine that does much else; no test waits this long when all is well
NARROW = 640
Mode = Literal["serve", "streamlit run"]
MODES: tuple[Mode, ...] = get_args(Mode)
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"

expect.set_options(timeout=PAGE_SECONDS * 1000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(
    mode: Mode = "serve", environment: dict[str, str] | None = None, port: int | None = None
) -> Iterator[str]:
    """The address of a server that no one has visited yet; stopped at the end."""
    port = port or free_port()
    command = {
        "serve": [sys.executable, "-c", f"from unpriced.server import serve; serve(port={port})"],
        "streamlit run": [
            *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
            *("--server.port", str(port), "--server.address", "127.0.0.1"),
        ],
    }[mode]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=inherited | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
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
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server that the tests of a session share; it serves a copy that no other build touches."""
    served = tmp_path_factory.mktemp("served")
    copy = shutil.copy(built, served)
    surroundings = {"UNPRICED_DATABASE": str(copy), "UNPRICED_WORKSPACES": str(served / "workspaces")}
    with running_server(environment=surroundings) as address:
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


# Where every chart has its marks: dots, bars, lines, cells or outlines of countries.
CHARTS_DRAWN = """() => {
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    const plain = ['.points > *', '.lines > *', '.hm image'].map((marks) => `.cartesianlayer ${marks}`);
    const marks = [...plain, '.choroplethlayer path', '.sankey-link'];
    return charts.length > 0 && charts.every((chart) => chart.querySelector(marks));
}"""

# Streamlit's script asks for its server below the path of the page first, and only then at the root.
PROBE = re.compile(r"/[\w-]+/_stcore/(health|host-config)")


def section_of(address: str) -> str:
    """The section of the navigation that the page is in."""
    return next(section for section, pages in SECTIONS.items() if address in pages.values())


@dataclass
class Visit:
    """A tab and everything it asked for."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        where = urlsplit(message.location["url"]).path
        if message.type == "error" and not PROBE.fullmatch(where):
            self.console_errors.append(f"{message.text} ({where})")

    @property
    def third_party(self) -> list[str]:
        """Requests that left the server's own address."""
        own = (f"{self.base}/", self.base.replace("http", "ws", 1) + "/", "data:", "blob:", "about:")
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

    def charts_drawn(self) -> None:
        """Wait until every chart of the page has its marks."""
        self.page.wait_for_function(CHARTS_DRAWN)

    def turn_to(self, parameter: str, value: str) -> None:
        """Wait until the address holds the value and the page shows it."""
        self.page.wait_for_url(lambda url: dict(parse_qsl(urlsplit(url).query)).get(parameter) == value)
        self.settled()

    def follow(self, title: str, address: str) -> None:
        """Go to another page by its link in the navigation, in its section; a phone has them in a sidebar."""
        size = self.page.viewport_size
        if size and size["width"] < NARROW:
            self.page.get_by_test_id("stExpandSidebarButton").click()
            link = self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True)
        else:
            section = section_of(address)
            if section:
                name = t(cast(Language, self.language), f"section-{section}")
                self.page.get_by_test_id("stTopNav").get_by_role("button", name=name, exact=True).click()
            nav = self.page if section else self.page.get_by_test_id("stTopNav")  # a menu opens outside of the bar
            link = nav.get_by_role("menuitem" if section else "link", name=title, exact=True)
        link.click()
        self.page.wait_for_url(lambda url: urlsplit(url).path == f"/{address}" and "v=" in urlsplit(url).query)
        self.settled()

    def choose(self, label: str, title: str, *, parameter: str, value: str) -> None:
        """Choose the option in the selector; the address then holds its value."""
        selector = self.page.get_by_role("combobox", name=label, exact=True)
        selector.click()
        selector.fill(title)
        self.page.get_by_role("option", name=title, exact=True).click()
        self.turn_to(parameter, value)

    def card(self, key: str) -> Locator:
        """The figure card of that key."""
        return self.page.locator(f".st-key-card-{key}")

    def open_view(self, key: str, view: str) -> Locator:
        """The card of that key, turned to the view."""
        card = self.card(key)
        button = card.get_by_role("radio", name=t(cast(Language, self.language), f"card-{view}"), exact=True)
        button.click()
        expect(button).to_be_checked()
        return card

    @property
    def headline(self) -> Locator:
        """Where the page says its finding."""
        return self.page.locator("h1.up-finding")

    @property
    def finding(self) -> str:
        """The sentence that the page leads with."""
        return self.headline.inner_text()

    @property
    def language(self) -> str:
        """The language the document says it is in."""
        return self.page.locator("html").get_attribute("lang") or ""

    @property
    def address(self) -> dict[str, str]:
        """The parameters of the address bar."""
        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path


def new_context(
    chromium: Browser, *, browser_language: Language, width: int, scheme: Literal["light", "dark"]
) -> BrowserContext:
    """A browser as a visitor has it: own cookies, language, width and colour scheme; a phone where it is narrow."""
    phone: dict[str, Any] = {"user_agent": PHONE, "is_mobile": True, "has_touch": True}
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        locale={"ko": "ko-KR", "en": "en-US"}[browser_language],
        color_scheme=scheme,
        reduced_motion="reduce",  # a wheel that turns while a script runs takes the machine's time from the script
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
        **(phone if width < NARROW else {}),
    )
    context.set_default_timeout(PAGE_SECONDS * 1000)
    return context


OpenTab = Callable[..., Visit]


@pytest.fixture
def open_tab(chromium: Browser, server: str) -> Iterator[OpenTab]:
    """A function that opens a path as a visitor who was never here."""
    contexts = []

    def open_path(
        path: str = "/",
        *,
        browser_language: Language = "en",
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        base: str = server,
    ) -> Visit:
        context = new_context(chromium, browser_language=browser_language, width=width, scheme=scheme)
        contexts.append(context)
        visit = Visit(context.new_page(), base)
        visit.go(path)
        return visit

    yield open_path
    for context in contexts:
        context.close()
