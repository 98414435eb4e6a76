"""Where the parts of the project lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
QUERIES = ROOT / "queries"
BUILD = DATA / "build"
STATIC = ROOT / "static"


def database_path() -> Path:
    """The built database; the environment variable UNPRICED_DATABASE overrides it."""
    return Path(os.environ.get("UNPRICED_DATABASE", BUILD / "unpriced.duckdb"))


def imports_path() -> Path:
    """Where imported diary surveys lie, outside git; the environment variable UNPRICED_IMPORTS overrides it."""
    return Path(os.environ.get("UNPRICED_IMPORTS", DATA / "imports"))


def downloads_path() -> Path:
    """Where fetched files lie, outside git; the environment variable UNPRICED_DOWNLOADS overrides it."""
    return Path(os.environ.get("UNPRICED_DOWNLOADS", DATA / "downloads"))


def workspaces_path() -> Path:
    """Where visitors' own surveys lie, outside git; the environment variable UNPRICED_WORKSPACES overrides it."""
    return Path(os.environ.get("UNPRICED_WORKSPACES", DATA / "visitors"))
