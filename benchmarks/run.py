"""Measure the goals: `python -m benchmarks.run` writes RESULTS.md; with parts named, it only prints them.

python -m benchmarks.run                  everything
python -m benchmarks.run reports filter   these parts
"""

import argparse
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from benchmarks.browser import BARE, OURS, chromium, measure_filter_change, measure_first_load, measure_memory
from benchmarks.browser import running_server as running
from benchmarks.data import measure_build, measure_reports
from benchmarks.measured import Part, written
from unpriced.paths import database_path

PARTS = ("build", "reports", "filter", "load", "memory")
RESULTS = Path(__file__).with_name("RESULTS.md")
PACKAGES = ("duckdb", "streamlit", "pandas", "plotly")


def measure(parts: list[str], folder: Path) -> Iterator[Part]:
    """Each part on one copy of the database, which nothing else changes during the run."""
    target = folder / "unpriced.duckdb"
    if "build" in parts:
        yield measure_build(target)
    else:
        shutil.copy(database_path(), target)
    os.environ["UNPRICED_DATABASE"] = str(target)
    if "reports" in parts:
        yield measure_reports()
    if {"filter", "load", "memory"}.isdisjoint(parts):
        return
    with chromium() as browser:
        versions["Chromium"] = browser.version
        if not {"filter", "load"}.isdisjoint(parts):
            with ExitStack() as stack:
                addresses = {app: stack.enter_context(running(app))[0] for app in (OURS, BARE)}
                if "filter" in parts:
                    yield measure_filter_change(browser, addresses)
                if "load" in parts:
                    yield measure_first_load(browser, addresses)
        if "memory" in parts:
            yield measure_memory(browser)


versions = {"Python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}; all by default")
    parts = parser.parse_args().parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"unknown part {', '.join(sorted(unknown))}")
    load_before = os.getloadavg()[0]
    found: list[Part] = []
    with tempfile.TemporaryDirectory() as folder:
        for part in measure(parts, Path(folder)):
            found.append(part)
            for result in part.results:
                print(" | ".join(result.cells), flush=True)
    text = written("Benchmark results", "benchmarks.run", found, versions, load_before)
    if set(parts) == set(PARTS):
        RESULTS.write_text(text, encoding="utf-8")
        print(f"Written to {RESULTS.name}")
    else:
        print(text)


if __name__ == "__main__":
    main()
