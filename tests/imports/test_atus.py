"""The American Time Use Survey comes in right, from official files of every kind and from the extracts."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.official import Official, day, three_people
from unpriced import imports
from unpriced.errors import UnpricedError
from unpriced.imports import Imported
from unpriced.paths import ROOT

SHARED = ROOT.parent / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there: the real files are not shipped")


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of imports of the test's own."""
    monkeypatch.setenv("UNPRICED_IMPORTS", str(tmp_path / "imports"))
    return tmp_path / "imports"


def brought(survey: Official, folder: Path, *kinds: str) -> Imported:
    return imports.run("atus", [survey.write(folder, kinds) if kinds else survey.write(folder)])


def rows(imported: Imported, entity: str, order: str = "all") -> list[dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        cursor = connection.execute(f"from '{imported.folder}/{entity}.parquet' order by {order}")
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def rejects(imported: Imported) -> list[dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        cursor = connection.execute(
            f"from read_csv('{imported.folder}/rejects.csv', header = true, all_varchar = true)"
        )
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


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


# Bad input: each case names the file, the row and the remedy; good diaries stay, and so does the import before.


@pytest.fixture
def before(tmp_path: Path, root: Path) -> Iterator[dict[str, bytes]]:
    """An import from before, which a failure must leave as it was."""
    imported = brought(three_people(), tmp_path / "before")
    held = {path.name: path.read_bytes() for path in imported.folder.iterdir()}
    yield held
    assert {path.name: path.read_bytes() for path in (root / "atus_2016").iterdir()} == held
    assert [path.name for path in root.iterdir()] == ["atus_2016"], "nothing half made is left"


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("share", [0.4, 0.98])
def test_a_truncated_zip_is_named_and_nothing_changes(tmp_path: Path, share: float) -> None:
    folder = three_people().write(tmp_path / "bad")
    path = folder / "atusact-2016.zip"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(UnpricedError, match=r"atusact-2016\.zip is not a whole zip.*Download atusact-2016\.zip again"):
        imports.run("atus", [folder])


@pytest.mark.usefixtures("before")
def test_a_zip_with_a_damaged_member_is_named(tmp_path: Path) -> None:
    folder = three_people().write(tmp_path / "bad")
    path = folder / "atusact-2016.zip"
    content = bytearray(path.read_bytes())
    content[120:160] = bytes(40)
    path.write_bytes(content)
    with pytest.raises(UnpricedError, match=r"atusact-2016\.zip is not a whole zip"):
        imports.run("atus", [folder])


@pytest.mark.usefixtures("before")
def test_files_of_different_years_are_refused(tmp_path: Path) -> None:
    three_people().write(tmp_path / "bad", ["resp"])
    other = three_people()
    other.years = "2015"
    other.write(tmp_path / "bad", ["act"])
    with pytest.raises(UnpricedError, match=r"atusact_2015\.dat and atusresp_2016\.dat are of different years"):
        imports.run("atus", [tmp_path / "bad"])


@pytest.mark.usefixtures("before")
def test_a_file_whose_rows_are_of_another_year_is_refused(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["resp"][1]["TUYEAR"] = 2015
    with pytest.raises(UnpricedError, match=r"atusresp_2016\.dat, row 3 is of the year 2015"):
        brought(survey, tmp_path / "bad")


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("act", "wgts"), r"The respondent file is not there: .*needed|The respondent file is not there"),
        (("resp", "wgts"), r"Neither the activity file nor the summary file is there"),
    ],
)
def test_a_missing_file_is_named_with_where_to_get_it(tmp_path: Path, kinds: tuple[str, ...], said: str) -> None:
    with pytest.raises(UnpricedError, match=said) as raised:
        brought(three_people(), tmp_path / "bad", *kinds)
    assert "unpriced fetch atus" in str(raised.value)


@pytest.mark.usefixtures("before")
def test_a_respondent_file_without_weights_is_refused(tmp_path: Path) -> None:
    survey = three_people()
    survey.edit["resp"] = lambda text: text.replace("TUFINLWGT", "TUSOMETHING")
    with pytest.raises(UnpricedError, match=r"atusresp_2016\.dat has no weight: none of TUFNWGTP, TUFINLWGT"):
        brought(survey, tmp_path / "bad")


@pytest.mark.usefixtures("before")
def test_replicate_weights_of_other_people_are_refused(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["wgts"] = survey.rows["wgts"][:1]
    with pytest.raises(UnpricedError, match="160 replicates, and 1 of 3 diaries have replicate weights"):
        brought(survey, tmp_path / "bad")


@pytest.mark.usefixtures("before")
def test_a_missing_column_is_named(tmp_path: Path) -> None:
    survey = three_people()
    survey.edit["act"] = lambda text: text.replace("TUACTDUR24", "DURATION")
    with pytest.raises(UnpricedError, match=r"atusact_2016\.dat has no column TUACTDUR24"):
        brought(survey, tmp_path / "bad")


@pytest.mark.usefixtures("before")
def test_files_of_which_most_diaries_are_rejected_are_not_imported(tmp_path: Path) -> None:
    survey = three_people()
    for row in survey.rows["resp"][:2]:
        row["TUFINLWGT"] = "-5.0"
    with pytest.raises(UnpricedError, match=r"2 of 3 diaries.*negative_weight.*atusresp_2016\.dat, row 2: weight = -5"):
        brought(survey, tmp_path / "bad")


def test_a_negative_weight_takes_its_diary_only(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["resp"][2]["TUFINLWGT"] = "-5.0"
    imported = brought(survey, tmp_path)
    assert [d["person_id"] for d in rows(imported, "diaries", "person_id")] == ["20160101160001", "20160303160002"]
    (reject,) = rejects(imported)
    assert (reject["reason"], reject["source_file"], reject["source_row"], reject["person_id"]) == (
        "negative_weight", "atusresp_2016.dat", "4", "20160505160003",
    )  # fmt: skip
    said = " ".join(imports.summary(imported))
    assert "1 diaries" in said and "negative_weight 1" in said and "rejects.csv" in said


@pytest.mark.parametrize(
    ("number", "changes", "reason", "row"),
    [
        (1, {"TUSTOPTIME": "06:30:00", "TUSTARTTIM": "07:00:00"}, "reversed_episode", 3),
        (1, {"TUSTARTTIM": "06:30:00"}, "overlapping_episodes", 3),
        (7, {"TUACTDUR24": 900}, "out_of_range", 9),
        (1, {"TUACTIVITY_N": 1, "TUSTARTTIM": "07:00:00"}, "duplicate_number", 2),
        (1, {"TUSTARTTIM": "seven"}, "missing_value", 3),
    ],
)
def test_a_day_that_cannot_be_is_rejected_whole(
    tmp_path: Path, number: int, changes: dict[str, Any], reason: str, row: int
) -> None:
    survey = three_people()
    survey.rows["act"][number] |= changes
    imported = brought(survey, tmp_path)
    listed = rejects(imported)
    assert [(r["reason"], r["source_file"], r["source_row"]) for r in listed][:1] == [
        (reason, "atusact_2016.dat", str(row))
    ]
    for entity in ("diaries", "minutes", "episodes", "replicates", "persons"):
        assert {r["person_id"] for r in rows(imported, entity)} == {"20160303160002", "20160505160003"}, entity


def test_a_summary_day_of_more_than_1440_minutes_is_rejected(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["sum"][0]["t010101"] = 900
    imported = brought(survey, tmp_path, "resp", "sum")
    (reject,) = rejects(imported)
    assert (reject["reason"], reject["source_row"], reject["found"]) == (
        "day_over_1440", "2", "the day has 1860.0 minutes",
    )  # fmt: skip
    assert imported.settled.n_diaries == 2


def test_what_a_day_lacks_stands_as_a_gap(tmp_path: Path) -> None:
    survey = three_people()
    del survey.rows["act"][9:11]  # the pupil's school and games, 08:00 to 22:00
    imported = brought(survey, tmp_path)
    gaps = [e for e in rows(imported, "episodes") if e["source_code"] == "gap"]
    assert [(e["person_id"], e["start_minute"], e["end_minute"]) for e in gaps] == [("20160303160002", 240, 1080)]
    assert [m["minutes"] for m in rows(imported, "minutes") if m["source_code"] == "gap"] == [840]
    assert imported.settled.n_gap_diaries == 1 and rejects(imported) == []


def test_identical_rows_count_once_and_conflicting_ones_not_at_all(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["resp"].append(dict(survey.rows["resp"][0]))
    survey.rows["resp"].append(survey.rows["resp"][1] | {"TUFINLWGT": "1.000000", "TELFS": 3})
    survey.rows["act"].append(dict(survey.rows["act"][0]))
    imported = brought(survey, tmp_path)
    assert [d["person_id"] for d in rows(imported, "diaries", "person_id")] == ["20160101160001", "20160505160003"]
    listed = {(r["entity"], r["reason"], r["source_row"]) for r in rejects(imported)}
    assert ("diaries", "identical_row", "5") in listed and ("episodes", "identical_row", "18") in listed
    assert {("persons", "duplicate_person", "3"), ("persons", "duplicate_person", "6")} <= listed


def test_an_unknown_activity_is_kept_counted_and_named(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["act"][1] |= {"TRCODE": "770101"}
    imported = brought(survey, tmp_path)
    assert imported.settled.unmapped == [("770101", 1, 90.0)]
    assert "1 codes have no activity and count as other (90 minutes): 770101" in " ".join(imports.summary(imported))
    assert rejects(imported) == []


def test_an_unknown_code_of_a_person_is_unknown(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["rost"][0]["TESEX"] = 7
    survey.rows["rost"][0]["TEAGE"] = 400
    imported = brought(survey, tmp_path)
    person = rows(imported, "persons", "person_id")[0]
    assert (person["sex"], person["age"]) == (None, None)
    assert [(r["reason"], r["consequence"], r["found"]) for r in rejects(imported)] == [
        ("out_of_range", "value", "age = 400")
    ]


def test_people_of_other_files_are_listed_and_left_out(tmp_path: Path) -> None:
    survey = three_people()
    survey.rows["act"].append(survey.rows["act"][0] | {"TUCASEID": "20160909160009"})
    imported = brought(survey, tmp_path)
    assert imported.settled.n_diaries == 3
    assert [(r["reason"], r["consequence"], r["source_row"]) for r in rejects(imported)] == [
        ("diary_missing", "row", "18")
    ]


def test_a_line_that_is_no_row_is_listed_and_the_rows_below_keep_their_numbers(tmp_path: Path) -> None:
    survey = three_people()

    def spoil(text: str) -> str:
        lines = text.splitlines(keepends=True)
        return "".join([*lines[:2], "20160101160001,9\r\n", *lines[2:]])

    survey.edit["act"] = spoil
    survey.rows["act"][3]["TUSTARTTIM"] = "05:00:00"  # the fourth row, now in line 6
    listed = [(r["reason"], r["source_file"], r["source_row"]) for r in rejects(brought(survey, tmp_path))]
    assert ("broken_line", "atusact_2016.dat", "3") in listed
    assert ("overlapping_episodes", "atusact_2016.dat", "6") in listed


def test_text_that_is_not_utf8_is_read_and_said(tmp_path: Path) -> None:
    survey = three_people()
    survey.edit["resp"] = lambda text: text.replace(",-1\r\n", ",Jos\u00e9\r\n").encode("latin-1")
    imported = brought(survey, tmp_path)
    assert imported.settled.n_diaries == 3
    assert "atusresp_2016.dat is not UTF-8; it was read as cp1252." in imported.notes


def test_a_mark_of_byte_order_does_no_harm(tmp_path: Path) -> None:
    survey = three_people()
    survey.edit["resp"] = lambda text: text.encode("utf-8-sig")
    assert brought(survey, tmp_path).settled.n_diaries == 3


def test_files_of_another_survey_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UnpricedError, match=r"None of notes\.csv is a file of atus"):
        imports.run("atus", [tmp_path / "notes.csv"])
    with pytest.raises(UnpricedError, match=r"There is no file .*absent"):
        imports.run("atus", [tmp_path / "absent"])
    with pytest.raises(UnpricedError, match=r"nosuch is not a dataset that can be imported.*atus"):
        imports.run("nosuch", [tmp_path / "notes.csv"])


# The real files.


def mean_minutes(folder: Path, where: str = "true") -> dict[str, float]:
    """Weighted minutes per day by harmonised activity; 'gap' where the day is not closed."""
    leaves = ROOT / "data" / "activity_crosswalk" / "leaves.csv"
    with duckdb.connect(":memory:") as connection:
        return dict(
            connection.execute(
                f"""
                with days as (from '{folder}/diaries.parquet' d where {where}),
                codes as (
                    select source_code, fsum(minutes * weight) / (select fsum(weight) from days) as minutes
                    from '{folder}/minutes.parquet'
                    join days using (survey_id, person_id, diary_no)
                    group by all
                ),
                mapped as (
                    select c.source_code, any_value(c.minutes) as minutes,
                        coalesce(arg_max(l.activity_code, length(l.source_code)), c.source_code) as activity
                    from codes c
                    left join read_csv('{leaves}', all_varchar = true) l
                        on l.classification = 'ATUS' and starts_with(c.source_code, l.source_code)
                    group by c.source_code
                )
                select activity, fsum(minutes) from mapped group by activity
                """
            ).fetchall()
        )


@needs_shared
@pytest.mark.needs_shared_data
@pytest.mark.slow
def test_the_official_summary_of_2016_agrees_with_the_extract_of_all_years(tmp_path: Path) -> None:
    official = imports.run("atus", [SHARED / "atus_2016_official"])
    extract = imports.run("atus", [SHARED / "atus_2003_2016"])
    assert (official.settled.n_diaries, extract.settled.n_diaries) == (10_493, 181_335)
    assert extract.settled.n_gap_diaries == 26_011  # as METHODS.md counts them
    assert official.settled.n_gap_diaries == 0 and rejects(official) == rejects(extract) == []
    one, other = mean_minutes(official.folder), mean_minutes(extract.folder, "d.year = 2016")
    assert sum(one.values()) == pytest.approx(1440)
    assert other.pop("gap") == pytest.approx(one.pop("other"), rel=1e-9)  # the extract has no codes above tier 18
    # The codes of single and several years differ (030106 is 030186 there); the activities are the same.
    assert other == pytest.approx(one, rel=1e-9)
    assert official.settled.unmapped == extract.settled.unmapped == []


@needs_shared
@pytest.mark.needs_shared_data
@pytest.mark.slow
def test_the_episodes_of_2014_agree_with_the_summary_file(tmp_path: Path) -> None:
    imported = imports.run("atus", [SHARED / "atus_2014_episodes"])
    assert (imported.settled.n_diaries, imported.settled.n_episodes) == (11_592, 223_249)
    assert imported.settled.n_gap_diaries == 0 and rejects(imported) == [] and imported.settled.unmapped == []
    with duckdb.connect(":memory:") as connection:
        differing = connection.execute(
            f"""
            with summary as (
                unpivot (from '{SHARED}/atus_2014_episodes/atussum_2014.parquet')
                on columns('^t[0-9]{{6}}$') into name code value minutes
            )
            select * from (from summary where minutes > 0) s
            full join '{imported.folder}/minutes.parquet' m
                on m.person_id = s.tucaseid::varchar and m.source_code = s.code[2:]
            where s.minutes is distinct from m.minutes
            """
        ).fetchall()
    assert differing == []


@needs_shared
@pytest.mark.needs_shared_data
@pytest.mark.slow
def test_people_of_2016_are_the_same_in_the_official_files_and_the_extract(tmp_path: Path) -> None:
    official = imports.run("atus", [SHARED / "atus_2016_official"])
    extract = imports.run("atus", [SHARED / "atus_2003_2016"])
    with duckdb.connect(":memory:") as connection:
        for column in (
            *("employment", "is_student", "household_size", "youngest_child_age", "has_partner", "weekly_earnings"),
            *("sex", "age", "education"),
        ):
            (n_different,) = connection.execute(
                f"select count(*) from '{official.folder}/persons.parquet' a join '{extract.folder}/persons.parquet' b"
                f" using (person_id) where a.{column} is distinct from b.{column}"
            ).fetchone() or (-1,)
            # Sex and age of the extract were asked months earlier, in the CPS interview: 10 and some have changed.
            assert n_different <= {"sex": 10, "age": 2500}.get(column, 0), column
        (n_different,) = connection.execute(
            f"select count(*) from '{official.folder}/diaries.parquet' a join '{extract.folder}/diaries.parquet' b"
            " using (person_id) where (a.year, a.month, a.weekday, a.is_holiday, round(a.weight, 6))"
            " is distinct from (b.year, b.month, b.weekday, b.is_holiday, round(b.weight, 6))"
        ).fetchone() or (-1,)
        assert n_different == 0
