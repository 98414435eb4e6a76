"""Thousands of broken files through the whole upload: `python -m benchmarks.fuzz [N]` writes RESULTS_FUZZ.md.

Each file is looked at, proposed and imported as on the page. It becomes a survey, or a sentence says why not; any other
error, a leftover, or a twin of the whole file that says something else ends the run with the seed that shows it.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.measured import table
from tests.broken_files import KINDS, N_LINES, broken, twin
from tests.unit.test_workspace_bad_files import received, weighted_minutes
from unpriced import workspace
from unpriced.exports import examples

N_FILES = 2_000
TWIN_SHARE = 0.15
RESULTS = Path(__file__).with_name("RESULTS_FUZZ.md")


def whole() -> bytes:
    return b"\n".join(examples.diary().split(b"\n")[:N_LINES]) + b"\n"


def one(order: tuple[str, int, bytes, object]) -> tuple[str, str, float]:
    """Kind, what became of the file, and the seconds that it took."""
    kind, seed, content, expected = order
    begun = time.perf_counter()
    here = workspace.create()
    made = twin(content, seed) if kind == "twin" else broken(kind, content, seed)
    imported = received(here, *made)
    if kind == "twin" and (not imported or weighted_minutes(here) != expected):
        raise AssertionError(f"the twin of seed {seed} says something else")
    workspace.delete(here)
    return kind, "survey" if imported else "sentence", time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", nargs="?", type=int, default=N_FILES)
    n = parser.parse_args().n
    content = whole()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UNPRICED_WORKSPACES"] = folder
        here = workspace.create()
        received(here, "whole.csv", content)
        expected = weighted_minutes(here)
        n_twins = round(n * TWIN_SHARE)
        kinds = list(KINDS)
        orders = [("twin", 1000 + seed, content, expected) for seed in range(n_twins)]
        orders += [(kinds[i % len(kinds)], 1000 + i // len(kinds), content, None) for i in range(n - n_twins)]
        found: dict[str, Counter[str]] = defaultdict(Counter)
        longest: dict[str, float] = defaultdict(float)
        with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
            for kind, outcome, seconds in pool.imap_unordered(one, orders, chunksize=8):
                found[kind][outcome] += 1
                longest[kind] = max(longest[kind], seconds)
    rows = [(kind, of.total(), of["survey"], of["sentence"], f"{longest[kind]:.1f}") for kind, of in found.items()]
    rows.append(("all", n, *(sum(of[o] for of in found.values()) for o in ("survey", "sentence")), ""))
    text = (
        f"# Broken files\n\nWritten by `python -m benchmarks.fuzz {n}`. No file brought an error that was not a"
        " sentence, and none left anything behind. A twin is the whole file in another encoding, with other marks,"
        " packing or order of columns; every twin said the same, to the minute.\n\n"
    )
    text += table(["kind", "files", "became a survey", "got a sentence", "longest, s"], sorted(rows)) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
