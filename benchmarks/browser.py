"""What a visitor waits for, in Chromium, beside a bare Streamlit app of the same run."""

import base64
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measured import Measured, Part, spread, table
from unpriced.exports import find_browser
from unpriced.paths import ROOT

# One to warm up, then nine; options of both apps.
CHOSEN = ("Australia", "Austria", "Belgium", "Canada", "Finland", "France", "Germany", "Italy", "Japan", "Spain")
FIRST_LOADS = 5
OPEN_PAGES = 20
START_SECONDS = 60
OURS, BARE = "unpriced", "bare app"
PATHS = {OURS: "/value?lang=en", BARE: "/"}
HERE = Path(__file__).parent

# A chart counts as drawn when the first frame after its marks is painted, and as repainted when the first frame
# after its text has changed is painted.
WATCH = """
(() => {
  const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));
  const text = (plot) => plot.querySelector('.main-svg')?.textContent ?? '';
  const seen = new Map();
  const state = window.__watched = {drawn: null, pressed: null, first: null, last: null};
  window.__arm = () => {
    document.querySelectorAll('.js-plotly-plot').forEach((plot) => seen.set(plot, text(plot)));
    Object.assign(state, {pressed: null, first: null, last: null});
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') state.pressed = performance.now();
  }, true);
  new MutationObserver((mutations) => {
    if (state.drawn === null && document.querySelector('.js-plotly-plot .main-svg .trace path')) {
      state.drawn = 0;
      painted((now) => { state.drawn = now; });
    }
    if (state.pressed === null) return;
    for (const plot of document.querySelectorAll('.js-plotly-plot')) {
      const now = text(plot);
      if (!now || now === seen.get(plot)) continue;
      seen.set(plot, now);
      painted((at) => { state.first ??= at; state.last = at; });
    }
  }).observe(document, {subtree: true, childList: true, characterData: true});
})();
"""


@contextmanager
def running_server(app: str) -> Iterator[tuple[str, int]]:
    """The address and process id of a new server of one of the two apps."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    plain = [sys.executable, "-m", "streamlit", "run", str(HERE / "bare_app.py")]
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    flags = [part for name, value in options.items() for part in (f"--server.{name}", str(value))]
    command = {
        OURS: [sys.executable, "-c", f"from unpriced.server import serve; serve(port={port})"],
        BARE: [*plain, *flags, "--browser.gatherUsageStats", "false"],
    }[app]
    with tempfile.TemporaryDirectory() as elsewhere:  # where no settings of this project lie
        process = subprocess.Popen(
            command,
            cwd=ROOT if app == OURS else elsewhere,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_healthy(address)
            yield address, process.pid
        finally:
            process.terminate()
            process.wait(20)


def wait_until_healthy(address: str) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"The server did not answer within {START_SECONDS} seconds")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of the machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page with an empty cache, 1280 px wide, that watches its charts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    """Wait until a chart stands and the script has ended."""
    page.wait_for_function("window.__watched.drawn > 0")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_function("!document.querySelector('[data-stale=\"true\"]')")
    page.wait_for_timeout(500)


def change_country(page: Page, title: str) -> dict[str, float]:
    """Milliseconds from the key that chooses the country to the first and to the last repainted chart."""
    select = page.get_by_role("combobox", name="Country", exact=True)
    select.click()
    select.fill(title)
    page.get_by_role("option", name=title, exact=True).wait_for()
    page.wait_for_timeout(200)
    page.evaluate("window.__arm()")
    select.press("Enter")
    page.wait_for_function("window.__watched.first !== null")
    settle(page)
    found = page.evaluate("window.__watched")
    return {moment: found[moment] - found["pressed"] for moment in ("first", "last")}


def measure_filter_change(browser: Browser, addresses: dict[str, str]) -> Part:
    """Choose one country after another in both apps."""
    times: dict[str, list[dict[str, float]]] = {}
    for app in addresses:
        with fresh_page(browser) as page:
            page.goto(addresses[app] + PATHS[app])
            settle(page)
            times[app] = [change_country(page, title) for title in CHOSEN][1:]
    first = {app: [t["first"] for t in found] for app, found in times.items()}
    last = {app: [t["last"] for t in found] for app, found in times.items()}
    return Part(
        "Filter change",
        f"On `/value` at 1280 px, from the Enter key that chooses another country to the frame that shows a changed"
        f" chart; median of {len(CHOSEN) - 1} countries after one warm-up. The peer has one selector and one chart.",
        [Measured("filter change to repainted chart", median(first[OURS]), "ms", 500, median(first[BARE]))],
        [
            table(
                ["ms", OURS, BARE],
                [
                    ("first chart repainted", spread(first[OURS]), spread(first[BARE])),
                    ("last chart repainted", spread(last[OURS]), spread(last[BARE])),
                ],
            )
        ],
    )


@dataclass
class Load:
    """A first load: milliseconds until a chart is painted, and the bytes of each address."""

    drawn: float = 0
    bytes_by_name: Counter[str] = field(default_factory=Counter)
    n_requests: int = 0

    @property
    def megabytes(self) -> float:
        """All that came over the wire."""
        return self.bytes_by_name.total() / 1e6


def first_load(browser: Browser, url: str) -> Load:
    """Open the address with an empty cache."""
    load, names = Load(), {}
    with fresh_page(browser) as page:
        network = page.context.new_cdp_session(page)

        def note_response(event: dict[str, Any]) -> None:
            names[event["requestId"]] = urlsplit(event["response"]["url"]).path

        def note_end(event: dict[str, Any]) -> None:
            load.n_requests += 1
            load.bytes_by_name[names.get(event["requestId"], "unknown")] += int(event["encodedDataLength"])

        def note_frame(event: dict[str, Any]) -> None:
            frame = event["response"]
            data = frame["payloadData"]
            load.bytes_by_name["websocket (payload)"] += len(base64.b64decode(data) if frame["opcode"] == 2 else data)

        network.on("Network.responseReceived", note_response)
        network.on("Network.loadingFinished", note_end)
        network.on("Network.webSocketFrameReceived", note_frame)
        network.send("Network.enable")
        page.goto(url)
        settle(page)
        page.wait_for_load_state("networkidle")
        load.drawn = page.evaluate("window.__watched.drawn")
    return load


def measure_first_load(browser: Browser, addresses: dict[str, str]) -> Part:
    """Open both apps in turn, each time as a visitor who was never there."""
    loads: dict[str, list[Load]] = {OURS: [], BARE: []}
    for attempt in range(FIRST_LOADS + 1):
        for app, address in addresses.items():
            load = first_load(browser, address + PATHS[app])
            if attempt:  # the first visit warms the server
                loads[app].append(load)
    drawn = {app: [load.drawn for load in found] for app, found in loads.items()}
    megabytes = {app: [load.megabytes for load in found] for app, found in loads.items()}
    one = {
        app: min(found, key=lambda load: abs(load.megabytes - median(megabytes[app]))) for app, found in loads.items()
    }
    largest = [name for name, _ in (one[OURS].bytes_by_name | one[BARE].bytes_by_name).most_common(16)]
    rows = [(f"`{name}`", *[f"{one[app].bytes_by_name[name] / 1e3:.0f}" for app in one]) for name in largest]
    return Part(
        "First load",
        f"Empty browser cache, warm server, both apps in turn, median of {FIRST_LOADS}: from navigation to the frame"
        " that shows the first chart, and every byte until the page is at rest (HTTP as encoded on the wire; websocket"
        " messages by their payload, before any compression of frames).",
        [
            Measured("first load to first chart", median(drawn[OURS]), "ms", 1.3, median(drawn[BARE]), True),
            Measured("bytes of a first load", median(megabytes[OURS]), "MB", 3.2, median(megabytes[BARE])),
        ],
        [
            table(
                ["", *one],
                [
                    ("first chart, ms", *[spread(drawn[app]) for app in one]),
                    ("requests", *[one[app].n_requests for app in one]),
                ],
            ),
            table(["kB of", *one], [*rows, ("all", *[f"{one[app].megabytes * 1000:.0f}" for app in one])]),
        ],
    )


def resident_megabytes(process: int) -> float:
    """Resident memory of the process and its children."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) * 1024 / 1e6
    children = {
        int(child)
        for thread in Path(f"/proc/{process}/task").iterdir()
        for child in (thread / "children").read_text(encoding="ascii").split()
    }
    return own + sum(resident_megabytes(child) for child in children)


def measure_memory(browser: Browser) -> Part:
    """Open twenty pages at once on a new server of each app."""
    from unpriced.ui.frame import PAGES

    paths = {OURS: [f"/{address}?lang=en" for address in PAGES.values()], BARE: ["/"]}
    found: dict[str, list[float]] = {}
    for app, choices in paths.items():
        with running_server(app) as (address, process):
            found[app] = [resident_megabytes(process)]
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
            for opened in range(OPEN_PAGES):
                page = context.new_page()
                page.goto(address + choices[opened % len(choices)])
                page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
                page.wait_for_selector('[data-testid="stSelectbox"], .js-plotly-plot, .up-foot', state="attached")
                if opened == 0:
                    found[app].append(resident_megabytes(process))
            page.wait_for_timeout(3000)
            found[app].append(resident_megabytes(process))
            context.close()
    moments = ("no page yet", "1 page", f"{OPEN_PAGES} pages")
    return Part(
        "Memory",
        f"Resident memory of the server process and its children with {OPEN_PAGES} pages open at once, every page of"
        " the navigation in turn; the peer with as many pages of the bare app.",
        [Measured(f"memory with {OPEN_PAGES} open pages", found[OURS][-1], "MB", 500, found[BARE][-1])],
        [table(["MB", *found], [(m, *[f"{found[app][i]:.0f}" for app in found]) for i, m in enumerate(moments)])],
    )
