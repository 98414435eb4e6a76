"""Surveys of persons of a visitor: counted beside the shipped ones, seen by nobody else; no person is kept."""

import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from unpriced import class_surveys, database, people_surveys, proposing, proposing_people, reports, workspace
from unpriced.catalogue import Text
from unpriced.errors import UnpricedError
from unpriced.exports import example_people, examples
from unpriced.ingest import people
from unpriced.workspace import OWN, Workspace


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "workspaces"))
    yield
    database.use_own(None)


def added(here: Workspace, content: bytes, title: str = "Mine") -> people_surveys.Counted:
    """What becomes of the file by everything that is proposed for it."""
    path = workspace.receive(here, f"{title}.csv", io.BytesIO(content))
    looked = proposing.look(path)
    assert proposing_people.is_of_people(looked)
    read = proposing_people.propose(looked, proposing_people.recognise(list(looked.columns)))
    survey = people.Survey(
        survey_id=proposing.survey_id(title, OWN), title=Text(en=title, ko=title), country_code="KOR", year=2024
    )
    return workspace.add_people(here, people.write(read.model_copy(update={"survey": survey})), path)


def test_the_example_is_understood_as_it_is() -> None:
    here = workspace.create()
    looked = proposing.look(workspace.receive(here, "survey.csv", io.BytesIO(example_people.survey())))
    assert proposing_people.recognise(list(looked.columns)) is None
    read = proposing_people.propose(looked, None)
    assert {role: coded.column for role, coded in read.columns.items()} == {
        "person_id": "person_id", "household_id": "household_id", "weight": "weight", "stratum": "stratum",
        "sex": "sex", "age": "age", "household_size": "household_size", "n_children": "children_under_14",
    }  # fmt: skip
    assert read.income is not None and read.income.column == "disposable_income"
    assert [item.item for item in read.items] == [
        "L1_language", "L2_sport", "L3_instrument", "L4_dish", "L5_public_outrage", "L6_help_volunteer",
    ]  # fmt: skip
    assert {part.missing for item in read.items for part in item.any} == {"9"}


def test_it_stands_beside_the_shipped_ones_for_its_owner_alone() -> None:
    mine, theirs = workspace.create(), workspace.create()
    made = added(mine, example_people.survey())
    assert made.survey_id == "own_mine" and made.n_left_out == 0
    shipped = reports.compute("class_surveys").table
    for other in (None, theirs.database):
        database.use_own(other)
        assert made.survey_id not in set(reports.run("class_surveys").frame()["survey_id"])
        assert reports.run("survey_items", p_surveys=[made.survey_id]).frame().empty
    database.use_own(mine.database)
    own = reports.compute("class_surveys").frame()
    assert set(own["survey_id"]) == {*shipped.column("survey_id").to_pylist(), made.survey_id}
    shares = reports.compute("middle_class_share", p_surveys=[made.survey_id]).frame()
    assert {"oecd_75_200", "kr_50_150", "eurofound_75_200", "thurow_75_125"} <= set(shares["definition_id"])
    assert shares["middle_share"].between(0.1, 0.9).all()
    assert set(shares["dataset_id"]) == {class_surveys.OWN_DATASET}, "it cites the visitor, not the shipped surveys"
    counts = reports.compute("survey_item_counts", p_surveys=[made.survey_id]).frame()
    french = counts[counts["list_code"] == "france"]
    assert list(french["n_items_held"]) == [1, 2, 3, 4, 5, 6]
    assert (french["lowest_possible_share"] <= french["attained_share"] + 0.2).all()
    assert french["n_asked"].iloc[0] < french["n_people"].iloc[0], "half of the households were not asked of petitions"


def test_the_shares_are_those_of_the_rows() -> None:
    """Sport by hand: the weighted share of ones among ones and twos."""
    here = workspace.create()
    made = added(here, example_people.survey())
    rows = [row for row in example_people._people() if row["sport"] != example_people.NO_ANSWER]
    whole = sum(float(str(row["weight"])) for row in rows)
    yes = sum(float(str(row["weight"])) for row in rows if row["sport"] == 1)
    database.use_own(here.database)
    items = reports.run("survey_items", p_surveys=[made.survey_id]).frame().set_index("survey_item_code")
    assert items.loc["L2_sport", "item_share"] == pytest.approx(yes / whole, rel=1e-9)
    assert items.loc["L2_sport", "n_asked"] == len(rows)


def test_each_planted_defect_is_found_and_the_rest_is_kept() -> None:
    here = workspace.create()
    made = added(here, example_people.survey_with_defects(), "Defects")
    whole = len(example_people._people())
    assert made.reasons == {
        "duplicate_person": 1, "impossible_age": 1, "income_not_a_number": 1, "size_not_positive": 1,
        "weight_negative": 1,
    }  # fmt: skip
    assert (made.n_people, made.n_left_out) == (whole - 4, 5)
    assert [(a.column, a.value, a.n_people) for a in made.unexplained] == [("sport", "5", 1)]
    database.use_own(here.database)
    bases = reports.run("survey_bases", p_surveys=[made.survey_id]).frame().set_index("survey_base")["n_in_base"]
    assert (bases["negative_income"], bases["without_income"], bases["left_out"]) == (1, 1, 5)


def test_no_person_is_kept() -> None:
    here = workspace.create()
    made = added(here, example_people.survey())
    with duckdb.connect(":memory:") as connection:
        kept = {
            column
            for path in made.folder.glob("*.parquet")
            for column, *_ in connection.execute(f"describe from '{path}'").fetchall()
        }
    assert not kept & {"person_id", "person_no", "household_id", "income", "household_income", "age", "source_row"}


def test_persons_and_diaries_live_in_one_workspace_and_leave_and_come_back() -> None:
    from tests.own_surveys import added as diaries_added

    here = workspace.create()
    diary, survey = diaries_added(here, examples.diary(), "Diary"), added(here, example_people.survey()).survey_id
    there = workspace.create()
    workspace.bring_back(there, io.BytesIO(workspace.exported(here)))
    database.use_own(there.database)
    assert diary in set(reports.run("diary_surveys").frame()["survey_id"])
    assert survey in set(reports.run("class_surveys").frame()["survey_id"])
    workspace.remove(there, diary)
    assert workspace.surveys_of_people(there) == [survey]
    workspace.remove(there, survey)
    assert not there.database.exists()


def test_a_mapping_of_a_shipped_survey_stays_ones_own() -> None:
    """An id that a shipped survey has becomes one of the workspace."""
    here = workspace.create()
    path = workspace.receive(here, "a.csv", io.BytesIO(b"id,sport\n1,1\n2,2\n"))
    mapping = (
        "kind: persons\nsurvey: {survey_id: gss_2012, title: {en: A, ko: A}, country_code: USA, year: 2012}\n"
        "columns: {person_id: {column: id}}\n"
        "items: [{item: L2_sport, any: [{column: sport, rule: '1:{1}; 0:{2}'}]}]\n"
    )
    assert workspace.add_people(here, mapping, path).survey_id == "own_gss_2012"


def test_what_cannot_be_counted_leaves_the_workspace_as_it_was() -> None:
    here = workspace.create()
    survey = added(here, example_people.survey()).survey_id
    with pytest.raises(UnpricedError, match="No row"):
        added(here, b"person_id,weight,income,sport\n1,-1,5,1\n2,none,6,2\n", "Nobody")
    assert workspace.surveys_of_people(here) == [survey]
    assert not list((here.folder / workspace.IMPORTS).glob(".*"))
