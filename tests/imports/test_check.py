"""`unpriced check` says what a file is and what its import would come to, and keeps nothing."""

import gzip
from collections.abc import Callable
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


@pytest.mark.parametrize(
    ("make", "told", "kept"),
    [
        (examples.FILES["countries_with_defects"], "Countries: 3, figures: 51", "the page Your data"),
        (examples.FILES["survey_with_defects"], "people counted", "unpriced import survey"),
    ],
)
def test_persons_and_countries_are_tried_too(
    make: Callable[[], bytes], told: str, kept: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    file, mapping, rejects = tmp_path / "file.csv", tmp_path / "mapping.yaml", tmp_path / "rejects.csv"
    file.write_bytes(make())
    first = CliRunner().invoke(
        app, ["check", str(file), "--year", "2024", "--write", str(mapping), "--rejects", str(rejects)]
    )
    assert first.exit_code == 0, first.output
    assert told in first.output and kept in first.output
    assert len(rejects.read_text(encoding="utf-8").splitlines()) > 2
    again = CliRunner().invoke(app, ["check", str(file), "--mapping", str(mapping)])
    assert told in again.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.csv", "mapping.yaml", "rejects.csv"]
