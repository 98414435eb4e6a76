"""What the golden tests read: the recomputation table by case, and the shared folder where it is there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from unpriced.paths import ROOT
from unpriced.reports import Result

SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def recomputed(run: Callable[..., Result]) -> dict[str, dict[str, Any]]:
    """The rows of official_accounts_recomputed by case."""
    return {row["case_id"]: row for row in run("official_accounts_recomputed").table.to_pylist()}


@pytest.fixture(scope="session")
def facts() -> Path:
    """The folder of compiled figures beside the project, from which the reference tables were entered."""
    folder = SHARED / "facts"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine: the figures that were entered cannot be compared with it")
    return folder
