"""A file is read once: its table is kept beside it, found by who imports it, and by nobody once the file is another."""

import io
from pathlib import Path

import duckdb
import pytest

from tests.own_surveys import added
from unpriced import engine, imports, people_surveys, proposing, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import examples
from unpriced.ingest import files, kept, opening
from unpriced.ingest.reading import Reading
from unpriced.workspace import OWN, Workspace

BROKEN = b"id;n\na;1,5\nb;2,5;too much\nc;3,5\nd;4\ne;5\nf;6\n"  # the line of b is no row


def received(here: Workspace, content: bytes, name: str = "Mine.csv") -> Path:
    return workspace.receive(here, name, io.BytesIO(content))


def mapping_of(path: Path) -> str:
    looked = proposing.look(path, keep=True)
    return proposing.mapping_text(proposing.automatic(looked, "Mine", "KOR"), looked, OWN)


def rejects(here: Workspace, survey: str) -> str:
    return (here.folder / workspace.IMPORTS / survey / imports.REJECTS).read_text(encoding="utf-8")


def test_the_import_of_a_file_that_was_looked_at_reads_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    content = examples.diary_with_defects()
    apart = workspace.create()
    expected = rejects(apart, added(apart, content))
    here = workspace.create()
    path = received(here, content)
    mapping = mapping_of(path)
    monkeypatch.setattr(files, "read", None)
    made = workspace.add(here, mapping, [path])
    assert rejects(here, made.survey_id) == expected
    assert proposing.look(path).notes == proposing.look(path, keep=True).notes


def test_rows_are_numbered_as_they_stand_in_the_file_below_lines_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_bytes(BROKEN)
    for _ in ("read", "kept"):
        with opening.opened(tmp_path / "n.csv", Reading(), keep=True) as target:
            rows = target.connection.execute("select id, n, source_file, source_row from given limit 3").fetchall()
            assert rows == [("a", "1.5", "n.csv", 2), ("c", "3.5", "n.csv", 4), ("d", "4", "n.csv", 5)]
            assert target.connection.execute("select source_row from broken_lines").fetchall() == [(3,)]
            assert target.read_as["decimal"] == "comma"


def test_another_file_or_another_reading_finds_no_table() -> None:
    here = workspace.create()
    path = received(here, examples.diary())
    proposing.look(path, keep=True)
    assert kept.place(path, Reading()).is_file() and not kept.place(path, Reading(delimiter=";")).is_file()
    proposing.look(path, Reading(delimiter=","), keep=True)
    assert not kept.place(path, Reading()).is_file()  # one reading is kept
    received(here, examples.diary()[:5000])
    assert [left.name for left in path.parent.iterdir()] == ["Mine.csv"]
    proposing.look(path, keep=True)
    kept.forget(path)
    assert [left.name for left in path.parent.iterdir()] == ["Mine.csv"]


def test_the_first_rows_of_people_come_from_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    here = workspace.create()
    path = received(here, examples.FILES["survey"](), "people.csv")
    looked = proposing.look(path, keep=True)
    monkeypatch.setattr(files, "read", None)
    with duckdb.connect() as connection:
        sampled = connection.execute(f"select count(*) from '{people_surveys.sample(path, Reading())}'").fetchone()
    assert sampled == (looked.n_rows,)


def test_a_survey_beyond_the_room_of_a_workspace_is_refused_and_nothing_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = workspace.create()
    added(here, examples.diary())
    path = received(here, examples.diary(), "Another.csv")
    mapping = mapping_of(path)
    before = {path: path.stat().st_mtime_ns for path in here.folder.rglob("*") if path.is_file()}
    (held,) = workspace.surveys(here)
    monkeypatch.setattr(workspace, "MOST_BYTES", held.n_bytes * 3 // 2)  # for one and a half of the survey
    with pytest.raises(UnpricedError, match="would be"):
        workspace.add(here, proposing.for_next_wave(mapping, "Another", OWN), [path])
    assert {path: path.stat().st_mtime_ns for path in here.folder.rglob("*") if path.is_file()} == before
    assert workspace.add(here, mapping, [path]).replaced  # in place of itself it fits


def test_a_long_statement_is_told_and_broken_off_when_nobody_listens() -> None:
    long = "create table t as select max(a.range * b.range) as m from range(100000) a, range(1000000) b"

    heard: list[int] = []

    def told(done: int, total: int) -> None:
        heard.append(done)
        if len(heard) == 3:
            raise InterruptedError

    with engine.connect() as connection, pytest.raises(InterruptedError):
        engine.execute(connection, long, None, told)
    with engine.connect() as connection:
        ((found,),) = engine.execute(connection, "select $a + 1", {"a": 1}, lambda done, total: None)
        assert found == 2
