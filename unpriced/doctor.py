"""What this machine lacks for building, serving, drawing images and testing."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import Literal

from packaging.requirements import Requirement

from unpriced import build, database, exports, reports
from unpriced.errors import UnpricedError
from unpriced.paths import BUILD, ROOT, database_path
from unpriced.workbench import queries

PYTHONS = ((3, 11), (3, 13))
DISK_NEEDED_MB = 200


@dataclass(frozen=True)
class Finding:
    """One thing examined: ok, a warning (something is not offered) or a problem (the dashboard cannot run)."""

    level: Literal["ok", "warning", "problem"]
    said: str
    remedy: str = ""


def examine() -> list[Finding]:
    """Everything that building, serving and exporting need, in that order."""
    return [_python(), _packages(), _database(), _images(), _korean_font(), _workbench(), _disk()]


def _python() -> Finding:
    version = f"Python {sys.version.split()[0]}"
    lowest, highest = PYTHONS
    if lowest <= sys.version_info[:2] <= highest:
        return Finding("ok", version)
    return Finding("problem", f"{version} is not supported", "Install Python 3.11, 3.12 or 3.13, then `make clean run`")


def _packages() -> Finding:
    wrong = []
    required = [Requirement(text) for text in metadata.requires("unpriced") or []]
    for requirement in required:
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            installed = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if installed not in requirement.specifier:
            wrong.append(f"{requirement.name} is {installed}, not {requirement.specifier}")
    if wrong:
        return Finding("problem", "; ".join(wrong), "Run `make clean build`")
    return Finding("ok", f"{len(required)} packages at the versions that are required")


def _database() -> Finding:
    remedy = "Run `make build` (or `unpriced build`)"
    try:
        n_reports = len(reports.catalogue())
        version = database.data_version()
    except UnpricedError as error:
        return Finding("problem", error.found, error.remedy)
    if not (BUILD / "manifest.json").is_file():
        return Finding("warning", f"Database {version} has no manifest beside it", remedy)
    built_from = json.loads((BUILD / "manifest.json").read_text())["inputs"]
    if built_from != build.input_checksums():
        return Finding("warning", f"Database {version} is older than the files of data/ and queries/", remedy)
    size = database_path().stat().st_size / 1e6
    return Finding("ok", f"Database {version}, {n_reports} reports, {size:.1f} MB")


def _images() -> Finding:
    browser = exports.find_browser()
    if browser:
        return Finding("ok", f"PNG and SVG downloads are drawn by {browser}")
    return Finding(
        "warning",
        "No Chromium: PNG and SVG downloads are not offered",
        "Install Debian's package chromium, or set BROWSER_PATH",
    )


def _korean_font() -> Finding:
    lister = shutil.which("fc-list")
    remedy = "Install Debian's package fonts-noto-cjk"
    if lister is None:
        return Finding(
            "warning",
            "Cannot tell whether a Korean font is here (no fc-list); PNG downloads need one",
            remedy,
        )
    listed = subprocess.run([lister, ":lang=ko", "family"], capture_output=True, text=True, check=False)  # noqa: S603
    if listed.stdout.strip():
        return Finding("ok", "A font with Korean letters, for PNG downloads")
    return Finding("warning", "No font with Korean letters: PNG downloads would show boxes", remedy)


def _workbench() -> Finding:
    try:
        answer = queries.run("select 1 as one", {})
    except UnpricedError as error:
        return Finding("warning", f"The SQL workbench does not answer: {error.found}", "It needs Linux with /proc")
    return Finding("ok", f"The SQL workbench answers, {queries.AT_ONCE} queries at once, in {answer.took:.2f} s")


def _disk() -> Finding:
    free = shutil.disk_usage(ROOT).free / 1e6
    if free < DISK_NEEDED_MB:
        return Finding(
            "problem",
            f"{free:.0f} MB of disk are free",
            f"Free {DISK_NEEDED_MB} MB: a build writes beside the old database",
        )
    return Finding("ok", f"{free / 1000:.1f} GB of disk are free")
