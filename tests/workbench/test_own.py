"""A query over one's own surveys: theirs and the shipped rows, nobody else's, and nothing of where they lie."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.own_surveys import added
from unpriced import database, terms, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import examples
from unpriced.workbench import queries
from unpriced.workspace import Workspace

HARM = (
    "attach 'x.duckdb' as x",
    "from duckdb_databases()",
    "from read_text('{path}')",
    "from '{path}'",
    "create table own.main.x as select 1",
    "insert into own.main.core_diaries from own.main.core_diaries",
    "copy own.main.core_diaries to 'x.csv'",
    "from own.main.core_nothing",
    "select error('x') from own.main.core_diaries",
)


@pytest.fixture
def mine(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path))
    here = workspace.create()
    added(here, examples.diary())
    database.use_own(here.database)
    yield here
    database.use_own(None)


def test_reports_and_tables_hold_the_own_rows(mine: Workspace) -> None:
    both = queries.run("select survey_id from diary_surveys()", {}).frame()["survey_id"]
    assert "own_mine" in set(both) and len(both) > 1
    alone = queries.run("select count(*) as n from own.core_diaries", {}).frame()
    assert list(alone["n"]) == [200]
    minutes = queries.run("from activity_minutes(p_survey := 'own_mine', p_by := [])", {}).frame()
    assert len(minutes) > 0
    database.use_own(None)
    assert "own_mine" not in set(queries.run("select survey_id from diary_surveys()", {}).frame()["survey_id"])


def test_own_days_are_priced_alike_alone_and_beside_the_shipped_ones(mine: Workspace) -> None:
    """Places and peers are numbered below zero here and above it there, and stand in one list."""
    keys = queries.run("select max(place_key) as place, max(peer_key) as peer from own.core_unpaid_days", {}).frame()
    assert keys.loc[0, "place"] < 0 and keys.loc[0, "peer"] < 0
    asked = "p_by := ['sex'], p_methods := ['replacement_specialist', 'own_wage'], p_wage_rule := 'minimum'"
    alone = queries.run(f"from unpaid_value_by_person_group(p_survey := 'own_mine', {asked})", {}).frame()
    beside = queries.run(f"from unpaid_value_by_person_group({asked})", {}).frame()
    assert set(beside["survey_id"]) > {"own_mine"} and alone["mean_value_national"].min() > 0
    own = beside[beside["survey_id"] == "own_mine"].reset_index(drop=True)
    assert list(own["mean_value_national"]) == pytest.approx(list(alone["mean_value_national"]), rel=1e-12)


@pytest.mark.parametrize("sql", HARM)
def test_nothing_is_changed_and_nothing_told_of_the_place(sql: str, mine: Workspace) -> None:
    before = mine.database.read_bytes()
    with pytest.raises(UnpricedError) as caught:
        queries.run(sql.format(path=mine.database), {})
    told = str(caught.value).replace(sql.format(path=mine.database), "")
    assert str(mine.folder) not in told and mine.folder.name not in told
    assert mine.database.read_bytes() == before


def test_others_people_stay_closed_beside_ones_own(mine: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "closed_surveys", lambda: ["some_survey"])
    for closed in ("core_diaries", "base.core_diaries", "memory.main.core_diaries", "base.main.core_diaries"):
        with pytest.raises(UnpricedError, match="people"):
            queries.run(f"select count(*) from {closed}", {})
    assert list(queries.run("select count(*) as n from own.main.core_diaries", {}).frame()["n"]) == [200]
