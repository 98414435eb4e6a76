"""Own surveys: the same queries on a visitor's rows, seen by nobody else, and whole or not there."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.own_surveys import added
from unpriced import database, proposing, reports, saved_views, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import examples
from unpriced.paths import workspaces_path
from unpriced.proposing import OWN_LIST, Roles
from unpriced.workspace import OWN


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "workspaces"))
    yield
    database.use_own(None)


def test_the_example_is_understood_as_it_is() -> None:
    here = workspace.create()
    looked = proposing.look(workspace.receive(here, "diary.csv", io.BytesIO(examples.diary())))
    proposed = proposing.propose(looked)
    assert proposed == {
        "person_id": "id", "activity": "activity", "start": "start", "end": "end", "weight": "weight", "year": "year",
        "sex": "sex", "age": "age",
    }  # fmt: skip
    assert proposing.propose_classification(looked.columns["activity"].values) == ("harmonised", 1.0)
    assert proposing.propose_sexes(looked.columns["sex"]) == {"men": "men", "women": "women"}
    assert proposing.propose_day_start(looked, "start") == 4


def test_reports_give_the_rows_of_the_file_what_they_give_the_same_rows_shipped() -> None:
    """The file holds the first diary of people of the sample: their minutes by hand, from the rows of the file."""
    here = workspace.create()
    survey = added(here, examples.diary())
    rows = examples._rows()
    people = {(row["id"], row["sex"]): float(str(row["weight"])) for row in rows}

    def minutes(row: dict[str, object]) -> int:
        start, end = (int(str(row[k])[:2]) * 60 + int(str(row[k])[3:5]) for k in ("start", "end"))
        return (end - start) % 1440

    women = {key: weight for key, weight in people.items() if key[1] == "women"}
    asleep = sum(
        women[(row["id"], row["sex"])] * minutes(row)
        for row in rows
        if row["activity"] == "sleep" and (row["id"], row["sex"]) in women
    )
    database.use_own(here.database)
    shown = reports.run("activity_minutes", p_survey=survey, p_activities=["sleep"], p_by=["sex"]).frame()
    of_women = shown.set_index("sex").loc["women"]
    assert of_women["n_persons"] == len(women)
    assert of_women["mean_minutes"] == pytest.approx(asleep / sum(women.values()), rel=1e-9)


DIARY_REPORTS = (
    "activity_minutes", "activity_trend", "activity_quantile", "activity_difference", "tempogram", "time_use_variable",
    "day_sequences", "unpaid_value_by_person_group", "extended_income_distribution",
)  # fmt: skip


@pytest.mark.parametrize("name", DIARY_REPORTS)
def test_every_report_of_diaries_counts_the_own_rows_and_leaves_the_shipped_as_they_are(name: str) -> None:
    here = workspace.create()
    survey = added(here, examples.diary())
    shipped = reports.compute(name, p_survey="sample_kor").table
    database.use_own(here.database)
    own = reports.compute(name, p_survey=survey).frame()
    assert set(own["survey_id"]) == {survey}
    assert reports.compute(name, p_survey="sample_kor").table.equals(shipped)


def test_no_one_else_sees_them() -> None:
    mine, theirs = workspace.create(), workspace.create()
    survey = added(mine, examples.diary())
    for database_file in (None, theirs.database):
        database.use_own(database_file)
        assert survey not in set(reports.run("diary_surveys").frame()["survey_id"])
        found = reports.run("activity_minutes", p_survey=survey).frame()
        assert list(found["missing_reason"]) == ["unknown_survey"]
    database.use_own(mine.database)
    assert survey in set(reports.run("diary_surveys").frame()["survey_id"])


def test_a_key_is_needed_whole_and_names_no_folder() -> None:
    here = workspace.create()
    assert workspace.find(here.key) == here
    assert here.key not in str(here.folder)
    for wrong in ("", here.key[:-1], here.folder.name, "../" + here.key, "." * 43, workspace.create().key[::-1]):
        assert workspace.find(wrong) is None


def test_defects_are_rejected_by_row_and_the_rest_is_kept() -> None:
    here = workspace.create()
    survey = added(here, examples.diary_with_defects())
    (held,) = workspace.surveys(here)
    whole = added(workspace.create(), examples.diary())
    assert held.survey_id == survey == whole
    rejects = (here.folder / "imports" / survey / "rejects.csv").read_text(encoding="utf-8")
    assert "overlapping_episodes" in rejects and "Mine.csv" in rejects
    assert 190 <= held.n_diaries < 200


def test_what_does_not_hold_leaves_the_workspace_as_it_was() -> None:
    here = workspace.create()
    survey = added(here, examples.diary())
    before = here.database.read_bytes()
    with pytest.raises(UnpricedError):
        added(here, b"id,activity,start,end,sex,year\n1,sleep,10:00,09:00,men,2020\n" * 3)
    assert here.database.read_bytes() == before
    assert [s.survey_id for s in workspace.surveys(here)] == [survey]
    assert not list((here.folder / "mappings").glob(".*"))


def test_the_next_wave_is_read_by_the_mapping_of_the_last() -> None:
    here = workspace.create()
    survey = added(here, examples.diary())
    mapping = (here.folder / "mappings" / f"{survey}.yaml").read_text(encoding="utf-8")
    assert proposing.columns_named(mapping) == {"id", "sex", "age", "year", "weight", "activity", "start", "end"}
    path = workspace.receive(here, "wave2.csv", io.BytesIO(examples.diary()))
    again = workspace.add(here, proposing.for_next_wave(mapping, "Wave 2", OWN), [path])
    assert again.survey_id == "own_wave_2"
    assert len(workspace.surveys(here)) == 2


def test_minutes_without_a_clock_a_list_of_ones_own_and_no_weights() -> None:
    rows = "\n".join(
        f"{p};{'m' if p % 2 else 'f'};{code};{n}" for p in range(60) for code, n in (("A", 600), ("B", 840))
    )
    here = workspace.create()
    path = workspace.receive(here, "summary.csv", io.BytesIO(f"person;gender;act;minutes\n{rows}\n".encode("cp949")))
    looked = proposing.look(path)
    columns = proposing.propose(looked) | {"person_id": "person"}
    assert proposing.propose_classification(looked.columns["act"].values)[0] == OWN_LIST
    roles = Roles(
        columns, "요약", "KOR", OWN_LIST, 2024, 0, {"m": "men", "f": "women"}, {"A": "sleep", "B": "paid_work"}
    )
    made = workspace.add(here, proposing.mapping_text(roles, looked, OWN), [path])
    database.use_own(here.database)
    found = reports.run("activity_minutes", p_survey=made.survey_id, p_activities=["sleep"]).frame().iloc[0]
    assert found["mean_minutes"] == 600
    assert "no_weights" in found["notes"]


def test_a_workspace_leaves_and_comes_back_whole() -> None:
    here, there = workspace.create(), workspace.create()
    survey = added(here, examples.diary())
    packed = workspace.exported(here)
    workspace.delete(here)
    assert workspace.find(here.key) is None
    assert workspace.bring_back(there, io.BytesIO(packed)) == 1
    database.use_own(there.database)
    assert reports.run("activity_minutes", p_survey=survey).frame()["n_diaries"].iloc[0] == 200
    workspace.remove(there, survey)
    assert workspace.surveys(there) == [] and not there.database.exists()


@pytest.mark.parametrize(
    "name", ["../evil.csv", "imports/own_x/../../../evil.parquet", "imports/other/diaries.parquet"]
)
def test_an_archive_with_anything_else_in_it_is_refused(name: str) -> None:
    here = workspace.create()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(UnpricedError):
        workspace.bring_back(here, packed)
    with pytest.raises(UnpricedError):
        workspace.bring_back(here, io.BytesIO(b"no zip at all"))
    assert workspace.surveys(here) == []


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "a/b\\c.csv", ".hidden", "", "이름 있는 파일.csv", "x" * 80 + ".csv"]
)
def test_a_received_file_lies_in_its_workspace_whatever_its_name(name: str) -> None:
    here = workspace.create()
    path = workspace.receive(here, name, io.BytesIO(b"a,b\n1,2\n"))
    assert path.parent == here.folder / "received" and path.read_bytes() == b"a,b\n1,2\n"


def test_a_file_beyond_the_quota_is_refused_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    here = workspace.create()
    monkeypatch.setattr(workspace, "MOST_BYTES", 100)
    with pytest.raises(UnpricedError):
        workspace.receive(here, "large.csv", io.BytesIO(b"x" * 200))
    assert [path for path in here.folder.rglob("*") if path.is_file()] == []


def test_workspaces_that_nobody_visits_go() -> None:
    here = workspace.create()
    now = here.folder.stat().st_mtime
    assert workspace.clear_expired(now + workspace.DAYS_KEPT * 86_400 - 60) == 0
    assert workspace.clear_expired(now + workspace.DAYS_KEPT * 86_400 + 60) == 1
    assert workspace.find(here.key) is None


def test_a_view_is_kept_replaced_forgotten_and_leaves_with_the_workspace() -> None:
    here = workspace.create()
    assert saved_views.held(here) == []
    saved_views.keep(here, "Korea", "country", {"country": "KOR"})
    asked = saved_views.keep(here, "My query", "workbench", {"q": 'select 1 as "<b>"'})
    france = saved_views.keep(here, "Korea", "country", {"country": "FRA"})
    assert [(view.title, view.parameters) for view in saved_views.held(here)] == [
        ("My query", asked.parameters), ("Korea", {"country": "FRA"}),
    ]  # fmt: skip
    added(here, examples.diary())
    other = workspace.create()
    workspace.bring_back(other, io.BytesIO(workspace.exported(here)))
    assert saved_views.held(other) == saved_views.held(here)
    saved_views.remove(here, france.id)
    assert saved_views.held(here) == [asked]
    (here.folder / workspace.VIEWS).write_text("[{", encoding="utf-8")
    assert saved_views.held(here) == []


def test_the_workspace_of_an_account_is_found_again_and_its_key_cannot_be_made_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = workspace.of_account("https://provider", "1")
    assert workspace.of_account("https://provider", "1") == one == workspace.find(one.key)
    others = [workspace.of_account("https://provider", "2"), workspace.of_account("https://other", "1")]
    assert len({one, *others}) == 3
    assert (workspaces_path() / workspace.MARKED_BY).stat().st_mode & 0o077 == 0
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "another server"))
    assert workspace.of_account("https://provider", "1") != one
