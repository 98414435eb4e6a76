"""The American Time Use Survey comes in right from official files of every kind, whole or not at all."""

import os
import zipfile
from pathlib import Path

import pytest

from tests.imported import brought, rejects, rows
from tests.official import Official, day, three_people
from unpriced import imports
from unpriced.errors import UnpricedError


def test_respondents_are_recoded_as_the_codebooks_say(tmp_path: Path) -> None:
    imported = brought(three_people(), tmp_path)
    assert imported.survey_id == "atus_2016"
    worker, pupil, part_timer = rows(imported, "persons", "person_id")
    expected = {
        "person_id": "20160101160001", "sex": "women", "age": 40, "education": "high", "employment": "full_time",
        "is_student": False, "household_size": 3, "n_children": 1, "youngest_child_age": 6, "has_partner": True,
        "region": "south", "household_income": 45000, "household_income_low": 40000, "household_income_high": 50000,
        "hourly_wage": 18.5, "weekly_earnings": 740, "occupation_code": "9",
    }  # fmt: skip
    assert {name: worker[name] for name in expected} == expected
    expected = {"sex": "men", "age": 16, "education": "low", "employment": "not_in_labour_force", "is_student": True,
                "youngest_child_age": None, "has_partner": False, "region": "northeast", "household_income": 150000,
                "household_income_high": None, "hourly_wage": None, "weekly_earnings": None}  # fmt: skip
    assert {name: pupil[name] for name in expected} == expected
    expected = {"education": "medium", "employment": "part_time", "region": "west", "household_income": None,
                "hourly_wage": 300 / 20}  # fmt: skip
    assert {name: part_timer[name] for name in expected} == expected


def test_days_count_from_monday_and_carry_weight_and_holiday(tmp_path: Path) -> None:
    sunday, saturday, monday = rows(brought(three_people(), tmp_path), "diaries", "person_id")
    assert [d["weekday"] for d in (sunday, saturday, monday)] == [7, 6, 1]
    assert [d["is_holiday"] for d in (sunday, saturday, monday)] == [False, False, True]
    assert [d["month"] for d in (sunday, saturday, monday)] == [1, 3, 5]
    assert sunday["weight"] == 1000000.5 and {d["year"] for d in (sunday, saturday, monday)} == {2016}


def test_episodes_run_from_four_o_clock_with_place_and_company(tmp_path: Path) -> None:
    episodes = rows(brought(three_people(), tmp_path), "episodes", "person_id, episode_no")[:8]
    assert [(e["start_minute"], e["end_minute"]) for e in episodes] == [
        (0, 180), (180, 270), (270, 300), (300, 780), (780, 840), (840, 960), (960, 1140), (1140, 1440),
    ]  # fmt: skip
    assert [e["location"] for e in episodes] == [
        "unknown", "home", "transport", "work", "shop", "home", "home", "unknown",
    ]  # fmt: skip
    sleep, cooking, _, work, shopping, playing, television, _ = (
        tuple(e[f"with_{who}"] for who in ("alone", "partner", "child", "household", "others")) for e in episodes
    )
    assert sleep == (None, None, None, None, None), "not asked"
    assert cooking == (True, False, False, False, False)
    assert work == (False, False, False, False, True)
    assert shopping == (False, True, False, True, False)
    assert playing == (False, False, True, True, True)
    assert television == (False, True, True, True, True)


def test_minutes_follow_from_episodes_and_equal_the_summary_file(tmp_path: Path) -> None:
    with_episodes = rows(brought(three_people(), tmp_path / "a"), "minutes")
    summary_only = brought(three_people(), tmp_path / "b", "resp", "sum")
    assert rows(summary_only, "minutes") == with_episodes
    assert not (summary_only.folder / "episodes.parquet").exists()
    (survey,) = rows(summary_only, "surveys")
    assert not survey["has_episodes"]
    assert "no time of day" in " ".join(imports.summary(summary_only))


def test_replicate_weights_make_the_design_sdr(tmp_path: Path) -> None:
    imported = brought(three_people(), tmp_path)
    (survey,) = rows(imported, "surveys")
    assert (survey["design_method"], survey["n_replicates"], survey["replicate_centre"]) == ("sdr", 160, "full")
    assert survey["replicate_coefficient"] == 4 / 160
    first, *_ = rows(imported, "replicates", "person_id")
    assert len(first) == 3 + 160
    assert first["w001"] == pytest.approx(1000000.5 * 1.001) and first["w160"] == pytest.approx(1000000.5 * 1.16)


def test_what_is_absent_is_said(tmp_path: Path) -> None:
    imported = brought(three_people(), tmp_path, "resp", "act")
    said = " ".join(imports.summary(imported))
    for sentence in (
        "No replicate weights",
        "No who file",
        "No ATUS-CPS file",
        "no age, no sex",
        "Now: unpriced build",
    ):
        assert sentence in said
    (survey,) = rows(imported, "surveys")
    assert survey["design_method"] == "weights" and "no_strata_or_replicates" in survey["note_codes"]
    assert {p["sex"] for p in rows(imported, "persons")} == {None}


def test_the_multi_year_release_has_its_own_codes_and_no_weight_for_2020(tmp_path: Path) -> None:
    survey = Official("0321")
    survey.respond("20030101030001", 3e6, *day("04:00 010101 -1", "08:00 050481 1", "20:00 180381 12"))
    survey.respond("20200101200002", -1, *day("04:00 010101 -1", "10:00 120303 1"), TU20FWGT="5.000000")
    survey.respond("20210101210003", 5e6, *day("04:00 010101 -1", "08:00 030186 1", "20:00 010101 -1"))
    survey.rows["cps"][0] |= {"HEFAMINC": -1, "HUFAMINC": 3}
    imported = brought(survey, tmp_path)
    assert imported.survey_id == "atus_2003_2021"
    assert [d["year"] for d in rows(imported, "diaries", "person_id")] == [2003, 2021]
    assert [p["household_income"] for p in rows(imported, "persons", "person_id")] == [8750, 45000]
    assert {m["source_code"] for m in rows(imported, "minutes")} == {"010101", "050481", "180381", "030186"}
    assert "1 diaries of 2020 carry no weight" in " ".join(imported.notes)
    assert imported.settled.unmapped == [] and rejects(imported) == []


def test_the_year_2020_has_a_weight_of_its_own(tmp_path: Path) -> None:
    survey = Official("2020")
    survey.respond("20200101200001", 5e6, *day("04:00 010101 -1", "10:00 120303 1"))
    survey.edit["resp"] = lambda text: text.replace("TUFINLWGT", "TU20FWGT")
    survey.edit["wgts"] = lambda text: text.replace("FINLWGT", "TU20FWGT")
    imported = brought(survey, tmp_path)
    assert [d["weight"] for d in rows(imported, "diaries")] == [5e6]
    assert rows(imported, "surveys")[0]["n_replicates"] == 160


def test_unzipped_files_and_single_zips_are_taken_too(tmp_path: Path) -> None:
    folder = three_people().write(tmp_path / "zips")
    for path in folder.glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "plain")
    whole = rows(imports.run("atus", sorted(folder.glob("*.zip"))), "minutes")
    assert rows(imports.run("atus", [tmp_path / "plain"]), "minutes") == whole


def test_a_survey_replaces_its_older_import_and_leaves_nothing_else(tmp_path: Path, root: Path) -> None:
    first = brought(three_people(), tmp_path / "a")
    again = brought(three_people(), tmp_path / "b", "resp", "sum")
    assert not first.replaced and again.replaced
    assert [path.name for path in root.iterdir()] == ["atus_2016"]
    assert [survey.survey_id for survey in imports.held()] == ["atus_2016"]
    imports.remove("atus_2016")
    assert imports.held() == [] and list(root.iterdir()) == []


def test_what_a_crash_left_is_cleared_away_and_what_it_had_moved_aside_comes_back(tmp_path: Path, root: Path) -> None:
    survey = brought(three_people(), tmp_path / "a")
    crashed, at_work = root / ".999999999.x.importing", root / f".{os.getpid()}.y.importing"
    (crashed / "old").mkdir(parents=True)
    at_work.mkdir()
    survey.folder.rename(crashed / "old" / "atus_2016")
    other = Official("2015")
    other.respond("20150101150001", 1e6, *day("04:00 010101 -1", "08:00 050101 2"))
    brought(other, tmp_path / "b")
    assert sorted(path.name for path in root.iterdir()) == [at_work.name, "atus_2015", "atus_2016"]
    assert [held.survey_id for held in imports.held()] == ["atus_2015", "atus_2016"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_import_that_stops_at_the_end_leaves_the_old_one(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = brought(three_people(), tmp_path / "a")
    held = {path.name: path.read_bytes() for path in before.folder.iterdir()}
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "ready":
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises((UnpricedError, KeyboardInterrupt)):
        brought(three_people(), tmp_path / "b", "resp", "sum")
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in before.folder.iterdir()} == held
    assert [path.name for path in root.iterdir()] == ["atus_2016"]
