"""Broken files of every kind through the whole upload: a sentence or a survey, nothing left over, nothing misread."""

import dataclasses
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.broken_files import KINDS, N_LINES, broken, twin
from unpriced import database, proposing, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import examples
from unpriced.proposing import OWN_LIST
from unpriced.workspace import OWN, Workspace

EACH = 9  # files of each kind: some 200 in all; benchmarks/fuzz.py takes thousands
TWINS = 16


@pytest.fixture(scope="module")
def whole(built: Path) -> bytes:
    return b"\n".join(examples.diary().split(b"\n")[:N_LINES]) + b"\n"


@pytest.fixture(autouse=True)
def _of_one_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path))


def upload(here: Workspace, path: Path) -> bool:
    """Whether what is proposed for the file is enough for an import; then it is imported."""
    looked = proposing.look(path)
    roles = proposing.automatic(looked, "Broken", "KOR", 2020)
    if roles.classification == OWN_LIST:
        values = looked.columns[roles.columns["activity"]].values
        roles = dataclasses.replace(roles, activity_codes=dict.fromkeys(values, "sleep"))
    if proposing.missing_roles(roles):
        return False
    workspace.add(here, proposing.mapping_text(roles, looked, OWN), [path])
    return True


def received(here: Workspace, name: str, content: bytes) -> bool:
    """Whether the file became a survey; a sentence says why not, and nothing is left over."""
    path = workspace.receive(here, name, io.BytesIO(content))
    try:
        imported = upload(here, path)
    except UnpricedError as error:
        assert str(error)
        imported = False
    assert len(workspace.surveys(here)) == imported == here.database.exists()
    assert [left.name for left in here.folder.rglob(".*")] == []
    return imported


def weighted_minutes(here: Workspace) -> list[tuple[object, ...]]:
    """What the survey of the workspace says: people and weighted minutes by sex and activity."""
    database.use_own(here.database)
    try:
        with database.cursor() as cursor:
            return cursor.execute(
                "select sex, activity_code, count(*), round(sum(minutes * weight))"
                " from own.core_diary_minutes join own.core_diaries using (diary_key) group by all order by all"
            ).fetchall()
    finally:
        database.use_own(None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_gets_a_sentence_or_becomes_a_survey(kind: str, whole: bytes) -> None:
    for seed in range(EACH):
        received(workspace.create(), *broken(kind, whole, seed))


def test_a_file_written_in_another_way_says_the_same(whole: bytes) -> None:
    here = workspace.create()
    assert received(here, "whole.csv", whole)
    expected = weighted_minutes(here)
    for seed in range(TWINS):
        other = workspace.create()
        name, content = twin(whole, seed)
        assert received(other, name, content), (seed, name)
        assert weighted_minutes(other) == expected, (seed, name)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
def test_bytes_of_any_kind_are_looked_at_or_refused(content: bytes) -> None:
    here = workspace.create()
    for name in ("any.csv", "any.xlsx", "any.zip", "any.parquet"):
        path = workspace.receive(here, name, io.BytesIO(content))
        try:
            assert proposing.look(path).n_rows > 0
        except UnpricedError as error:
            assert str(error)
    workspace.delete(here)
