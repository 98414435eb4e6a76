"""Imports go to a folder of the test's own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of imports."""
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    return tmp_path / "imports"
