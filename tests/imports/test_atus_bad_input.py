"""Bad input: each case names the file, the row and the remedy; good diaries stay, and so does the import before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.imported import brought, rejects, rows
from tests.official import three_people
from unpriced import imports
from unpriced.errors import UnpricedError


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
