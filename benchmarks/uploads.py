"""What a visitor with a large file waits for, and what others feel: RESULTS_UPLOADS.md.

python -m benchmarks.uploads              everything but files near 2 GB
python -m benchmarks.uploads file others  these parts
python -m benchmarks.uploads --large      files near 2 GB, in half an hour with 15 GB of disk: RESULTS_UPLOADS_LARGE.md
"""

import argparse
import csv
import os
import platform
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser

from benchmarks.browser import (
    OURS,
    PATHS,
    change_country,
    chromium,
    fresh_page,
    resident_megabytes,
    running_server,
    settle,
)
from benchmarks.child import run_child
from benchmarks.measured import Measured, Part, spread, table, written
from benchmarks.uploads_large import measure_large
from unpriced.exports import examples
from unpriced.i18n import t

RESULTS = Path(__file__).with_name("RESULTS_UPLOADS.md")
PARTS = ("file", "others")
N_ROWS = 1_000_000
AT_ONCE = 10
CHOSEN = ("Australia", "Austria", "Belgium", "Canada", "Finland", "France", "Germany", "Italy")
HEAVY = (
    "select a.activity_code, count(*) as n, sum(a.minutes * b.minutes) as m"
    " from core_diary_minutes a, (from core_diary_minutes limit 20000) b group by all"
)
# The same means from the same file as someone would make them by hand.
PANDAS = """
import pandas as pd
rows = pd.read_csv(argument)
clock = lambda text: text.str[:2].astype(int) * 60 + text.str[3:5].astype(int)
rows['minutes'] = (clock(rows['end']) - clock(rows['start'])) % 1440
people = rows.groupby(['sex', 'id'])['weight'].first().groupby('sex').sum()
rows['weighted'] = rows['minutes'] * rows['weight']
print(len(rows.groupby(['sex', 'activity'])['weighted'].sum() / people))
"""


def make_file(path: Path) -> int:
    """A file of a million rows: the people of the example again and again, each with an id of its own."""
    days: dict[object, list[dict[str, object]]] = {}
    for row in examples._rows():
        days.setdefault(row["id"], []).append(row)
    n_rows, n_people = 0, 0
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerow(examples.NAMES)
        for day in cycle(days.values()):
            n_people += 1
            writer.writerows([f"p{n_people:06d}", *[row[name] for name in examples.NAMES[1:]]] for row in day)
            n_rows += len(day)
            if n_rows >= N_ROWS:
                return n_rows
    return n_rows


@contextmanager
def watched_memory(process: int) -> Iterator[list[float]]:
    """The resident megabytes of the server and its children, looked at again and again."""
    seen: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            seen.append(resident_megabytes(process))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def measure_file(browser: Browser, folder: Path) -> Part:
    """Drop the file on the page, take what is proposed, and open the first chart."""
    path = folder / "million.csv"
    n_rows = make_file(path)
    moments: list[tuple[str, float]] = []
    with running_server(OURS) as (address, process), fresh_page(browser) as page:
        page.goto(f"{address}/upload?lang=en")
        page.wait_for_selector(".up-foot")
        before = resident_megabytes(process)
        with watched_memory(process) as seen:
            begun = time.perf_counter()

            def reached(what: str) -> None:
                moments.append((what, time.perf_counter() - begun))

            page.locator("input[type=file]").first.set_input_files(path)
            button = page.get_by_role("button", name=t("en", "own-import"), exact=True)
            button.wait_for(timeout=120_000)
            reached("columns are shown and proposed")
            button.click()
            link = page.get_by_role("link", name=t("en", "page-diaries"), exact=True).last
            link.wait_for(timeout=300_000)
            reached("imported")
            link.click()
            page.wait_for_url(lambda url: "/diaries" in url)
            page.wait_for_function("window.__watched.drawn > 0", timeout=120_000)
            reached("first chart")
    peer = run_child(f"exec({PANDAS!r})", str(path), {})
    total = moments[-1][1]
    return Part(
        "A file of a million rows",
        f"{n_rows:,} rows of {path.stat().st_size / 1e6:.0f} MB, from the drop on `/upload` in Chromium to the first"
        " chart of `/diaries`, with every proposal taken as it is. The peer is pandas: the file read and the weighted"
        " minutes by sex and activity, without checks, intervals or a page.",
        [
            Measured("from drop to first chart", total, "s", 20, peer.seconds),
            Measured("memory of the server, at most", max(seen), "MB", 1000, peer.peak_gb * 1000),
        ],
        [
            table(["moment", "s after the drop"], [(what, f"{at:.1f}") for what, at in moments]),
            f"The server had {before:.0f} MB before the drop.",
        ],
    )


def measure_others(browser: Browser) -> Part:
    """Change the country of a page while nobody else, and while ten others, have a long query in the workbench."""
    times: dict[str, list[float]] = {}
    with running_server(OURS) as (address, _), fresh_page(browser) as page:
        page.goto(address + PATHS[OURS])
        settle(page)
        change_country(page, "Spain")
        times["alone"] = [change_country(page, title)["first"] for title in CHOSEN]
        context = browser.new_context()
        for number in range(AT_ONCE):
            asked = quote(f"{HEAVY} having count(*) > {number}")
            context.new_page().goto(f"{address}/workbench?lang=en&q={asked}")
        page.wait_for_timeout(5_000)
        times["beside"] = [change_country(page, title)["first"] for title in CHOSEN]
        context.close()
    return Part(
        "Others' queries",
        f"On `/value`, from the Enter key that chooses another country to the first repainted chart, median of"
        f" {len(CHOSEN)}; the peer is the same page while nobody else asks. {AT_ONCE} visitors have a query in the"
        " workbench that runs as long as it may.",
        [
            Measured(
                f"filter change beside {AT_ONCE} queries",
                median(times["beside"]),
                "ms",
                1.5,
                median(times["alone"]),
                True,
            )
        ],
        [table(["ms", *times], [("first chart repainted", *[spread(found) for found in times.values()])])],
    )


def measure_alone(load_before: float) -> None:
    """Bring files near 2 GB, and write down what that took."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UNPRICED_WORKSPACES"] = str(Path(folder) / "workspaces")
        million = Path(folder) / "million.csv"
        make_file(million)
        found = [measure_large(Path(folder), million)]
    versions = {"Python": platform.python_version()} | {name: version(name) for name in ("duckdb", "streamlit")}
    text = written("Benchmark results of files near 2 GB", "benchmarks.uploads --large", found, versions, load_before)
    RESULTS.with_name("RESULTS_UPLOADS_LARGE.md").write_text(text, encoding="utf-8")
    print(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; all by default")
    parser.add_argument("--large", action="store_true", help="files near 2 GB alone")
    given = parser.parse_args()
    load_before = os.getloadavg()[0]
    if given.large:
        measure_alone(load_before)
        return
    parts = given.parts or list(PARTS)
    found = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        os.environ["UNPRICED_WORKSPACES"] = str(Path(folder) / "workspaces")
        if "others" in parts:
            found.append(measure_others(browser))
        if "file" in parts:
            found.append(measure_file(browser, Path(folder)))
        versions = {"Python": platform.python_version(), "Chromium": browser.version}
    versions |= {name: version(name) for name in ("duckdb", "streamlit", "pandas")}
    text = written("Benchmark results of uploads", "benchmarks.uploads", found, versions, load_before)
    if set(parts) == set(PARTS):
        RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
