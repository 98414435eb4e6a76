"""`unpriced check` says what a file is and what its import would come to, and keeps nothing."""

import gzip
from pathlib import Path

import pytest
from typer.testing import CliRunner

from unpriced.cli import app
from unpriced.exports import examples


@pytest.fixture
def diary(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / "diary.csv.gz"
    path.write_bytes(gzip.compress(examples.diary_with_defects()))
    return path


def test_a_file_is_told_tried_and_not_kept(diary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    mapping, rejects = tmp_path / "mapping.yaml", tmp_path / "rejects.csv"
    first = CliRunner().invoke(app, ["check", str(diary), "--write", str(mapping), "--rejects", str(rejects)])
    assert first.exit_code == 0, first.output
    assert "3,640 rows, 8 columns" in first.output
    assert "198 diaries of 198 people" in first.output
    assert rejects.read_text(encoding="utf-8").count("diary.csv,") == 3
    again = CliRunner().invoke(app, ["check", str(diary), "--mapping", str(mapping)])
    assert "198 diaries of 198 people" in again.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["diary.csv.gz", "mapping.yaml", "rejects.csv"]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "part.csv").write_text("id,start,end\n1,04:00,05:00\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["check", str(tmp_path / "part.csv")])
    assert told.exit_code == 1
    assert "Still to be said: activity, year" in told.output
