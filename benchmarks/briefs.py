"""Measure the country briefs: `python -m benchmarks.briefs` writes RESULTS_BRIEFS.md."""

import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.browser import OURS, chromium, fresh_page, running_server, settle
from benchmarks.child import run_child
from benchmarks.measured import Measured, Part, spread, table, written
from unpriced import brief
from unpriced.i18n import LANGUAGES

RESULTS = Path(__file__).with_name("RESULTS_BRIEFS.md")
PACKAGES = ("duckdb", "typst", "streamlit")
WARMED, COUNTRIES = "KOR", ("USA", "FRA", "GBR", "DEU", "ESP", "ITA", "NOR")
COLD_RUNS = 3
MANY = 35


def measure_cold() -> Part:
    """A command that makes one brief and ends: start of Python, imports, fonts, reports and all."""
    code = "from unpriced import brief; brief.pdf(argument, 'ko')"
    seconds = [run_child(code, WARMED, {}).seconds for _ in range(COLD_RUNS)]
    how = f"The brief of {WARMED} in Korean in a process of its own, {COLD_RUNS} times."
    return Part(
        "Cold",
        how,
        [Measured("one brief, cold", median(seconds), "s", 6)],
        [table(["", "s"], [("brief", spread(seconds, 2))])],
    )


def printed(page: Page, address: str, country: str) -> float:
    """Seconds until the browser has printed the page of the country, from a server that is warm."""
    start = time.perf_counter()
    page.goto(f"{address}/country?country={country}&lang=en")
    settle(page)
    page.pdf(format="A4")
    return time.perf_counter() - start


def measure_warm() -> Part:
    """Countries that were not asked before, in a process that has made a brief; the browser prints the same."""
    brief.pdf(WARMED, "en")
    ours = []
    for country in COUNTRIES:
        start = time.perf_counter()
        brief.pdf(country, "en")
        ours.append(time.perf_counter() - start)
    peer = []
    with chromium() as browser, running_server(OURS) as (address, _), fresh_page(browser) as page:
        printed(page, address, WARMED)
        peer = [printed(page, address, country) for country in COUNTRIES]
    how = (
        f"{len(COUNTRIES)} countries in English, each for the first time, after one of another country. The peer is"
        " Chromium printing the page `/country` of the same countries, from a warm server, to the PDF."
    )
    rows = [("brief", spread(ours, 2)), ("Chromium prints the page", spread(peer, 2))]
    return Part(
        "Warm", how, [Measured("one brief, warm", median(ours), "s", 2, median(peer))], [table(["", "s"], rows)]
    )


def measure_many() -> Part:
    """Many countries in both languages, as `unpriced brief --all` does."""
    countries = brief.countries()[:MANY]
    code = (
        "from unpriced import brief; "
        "made = [brief.pdf(country, one) for country in argument.split(',') for one in ('ko', 'en')]; "
        "print(sum(map(len, made)))"
    )
    ran = run_child(code, ",".join(countries), {})
    n = len(countries) * len(LANGUAGES)
    how = (
        f"{len(countries)} countries in {len(LANGUAGES)} languages in one process; peak resident memory as the"
        " system counts it."
    )
    rows = [(f"{n} briefs", *ran.cells, f"{int(ran.said) / n / 1e3:.0f}")]
    return Part(
        "Many", how, [Measured(f"{n} briefs", ran.seconds, "s", 90)], [table(["", "s", "peak GB", "KB each"], rows)]
    )


def main() -> None:
    load_before = os.getloadavg()[0]
    parts = [measure_cold(), measure_warm(), measure_many()]
    versions = {"Python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
    RESULTS.write_text(
        written("Benchmark results of briefs", "benchmarks.briefs", parts, versions, load_before), encoding="utf-8"
    )
    for part in parts:
        for result in part.results:
            print(" | ".join(result.cells))


if __name__ == "__main__":
    main()
