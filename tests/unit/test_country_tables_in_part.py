"""Country tables that say a thing twice, in part, or not at all: no number is made of what they do not say."""

import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.own_surveys import added as added_diaries
from tests.unit.test_workspace_countries import FIFTHS, ITEMS, MAPPING, TENTHS, TOTALS, WAGES, added, asked
from unpriced import database, proposing, titles, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import example_countries, examples


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "workspaces"))
    yield
    database.use_own(None)


def minutes_of(content: bytes, mapping: str = TOTALS) -> tuple[dict[str, float], dict[str, int]]:
    """Minutes by activity of the one country of a table without sexes, and what was left out of it."""
    here = workspace.create()
    made = added(here, content, mapping)
    rows = asked("time_use_by_activity", p_countries=["KOR.own_mine"]).set_index("activity_code")["minutes_per_day"]
    return rows.drop("other").to_dict(), made.reasons


def test_one_activity_in_three_spellings_is_told_once() -> None:
    rows = (
        "KOR,sleep,none",
        "KOR,sleep,400",
        "South Korea,Sleep,410",
        "대한민국,수면,420",
        "KOR,food_prep,50",
        "KOR,COOKING,60",
    )
    assert minutes_of("\n".join(["land,act,min", *rows]).encode()) == (
        {"sleep": 400, "food_prep": 50},
        {"duplicate_cell": 3, "minutes_not_a_number": 1},
    )


def test_a_part_that_is_left_out_takes_nothing_from_its_whole() -> None:
    content = b"land,act,min\nKOR,care_hh,60\nKOR,childcare,40\nKOR,Child care,40\nKOR,adult_care,4000\n"
    assert minutes_of(content) == (
        {"care_hh": 20, "childcare": 40},
        {"duplicate_cell": 1, "minutes_out_of_day": 1},
    )


def test_the_code_of_a_whole_beside_codes_of_its_parts_counts_once() -> None:
    """Of 300 minutes under 1, 280 are under 11 and 15 are commuting (182): 5 + 280 of work, and 15."""
    content = b"land,act,min\nKOR,1,300\nKOR,11,280\nKOR,182,15\nKOR,311,50\nKOR,312,20\n"
    assert minutes_of(content, TOTALS + "classification: ICATUS2016\n") == (
        {"paid_work": 285, "commute": 15, "food_prep": 70},
        {},
    )


def test_all_unpaid_work_beside_its_parts_counts_once() -> None:
    content = b"land,act,min\nKOR,unpaid_total,200\nKOR,housework_all,90\nKOR,food_prep,60\nKOR,childcare,30\n"
    expected = {"unpaid_total": 80, "housework_all": 30, "food_prep": 60, "childcare": 30}
    assert minutes_of(content) == (expected, {})


def test_codes_that_mean_nothing_and_sexes_that_nobody_told_are_left_out() -> None:
    content = b"land,act,min\nKOR,7,400\nKOR,8,60\n"
    assert minutes_of(content, TOTALS + "codes: {'7': sleep, '8': slep}\n") == ({"sleep": 400}, {"unknown_activity": 1})
    here = workspace.create()
    made = added(here, b"land,item,share\nKOR,q1,40\nKOR,q2,30\n", ITEMS + "codes: {q1: L1_language, q2: L1}\n")
    assert made.reasons == {"unknown_item": 1}
    with pytest.raises(UnpricedError, match="unknown_sex 54"):
        added(here, example_countries.countries(), MAPPING.replace("sexes: {women: women, men: men}\n", ""))


def test_what_is_no_number_is_none_in_any_column() -> None:
    here = workspace.create()
    content = b"land,y,job,pay\nKOR,2019,5,nan\nKOR,inf,6,9000\nKOR,1e300,7,9000\nKOR,2019.6,8,9000\nKOR,2019.0,9,inf\n"
    said = "columns: {country: land, year: y, occupation: job, wage: pay}\n"
    with pytest.raises(UnpricedError, match=r"wage_not_a_number 2, year_not_a_year 3"):
        added(here, content, f"kind: countries\nsurvey_id: own_pay\ntitle: Pay\nmeasure: wages\n{said}")


def test_the_wage_of_a_group_of_occupations_is_that_of_its_shortest_code() -> None:
    here = workspace.create()
    content = b"land,job,pay,sex\nKOR,9111,7000,t\nKOR,9,9000,t\nKOR,Chef,12000,t\nKOR,Clown,1,t\n"
    made = added(here, content, WAGES + "codes: {Chef: '5', Clown: fun}\n")
    assert made.reasons == {"duplicate_cell": 1, "unknown_occupation": 1}
    with database.cursor() as cursor:
        wages = cursor.execute(
            "select occupation_code, hourly_national from core_wages where country_code = 'KOR.own_pay' order by all"
        ).fetchall()
    assert wages == [("5", 12000), ("9", 9000)]


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (",3.5,5,6,7.5,9,10.5,13,17,27", "share_not_a_number 1, shares_not_a_whole 10"),
        ("-1,4,5,6,7.5,9,10.5,13,17,29", "share_out_of_bounds 10"),
        ("10,10,10,10,10,10,10,10,10,10", "share_out_of_bounds 10"),
    ],
)
def test_tenths_without_a_distribution_are_left_out(shares: str, said: str) -> None:
    rows = [f"KOR,2020,{place},{share}" for place, share in enumerate(shares.split(","), 1)]
    with pytest.raises(UnpricedError, match=said):
        added(workspace.create(), "\n".join(["land,year,part,share", *rows]).encode(), TENTHS)


@pytest.mark.parametrize("median", ["0", "-3", "nan", "inf"])
def test_a_median_that_is_no_income_opens_no_lines_in_dollars(median: str) -> None:
    added(workspace.create(), f"land,median,q1,q2,q3,q4,q5\nKOR,{median},8,13,17,23,39\n".encode(), FIFTHS)
    row = asked("middle_class_share_grouped", p_countries=["KOR.own_shares"], p_definitions=["pew_global"]).iloc[0]
    assert pd.isna(row["median_usd_ppp"]) and pd.isna(row["middle_share"])


def test_tables_of_other_titles_are_others_under_names_of_their_own() -> None:
    here = workspace.create()
    long = "Minutes of all the people of the country in the year "
    for title in ("시간 2019", "임금 2019", f"{long}2019", f"{long}2020", "***"):
        mapping = TOTALS.replace("own_mine", proposing.survey_id(title, "own_")).replace("Mine", f"'{title}'")
        added(here, b"land,act,min\nKOR,sleep,480\n", mapping)
    names = [titles.titles("country", "en")[code] for code in titles.own_countries("en")]
    assert len(set(names)) == 5
    assert not any("yours: )" in name for name in names)


def test_women_alone_are_valued_alone() -> None:
    """What men do is not nothing where a table does not tell it."""
    here = workspace.create()
    added(here, b"country,year,sex,activity,minutes\nKOR,2020,women,food_prep,90\n")
    by_sex = asked("unpaid_value_by_sex", p_countries=["KOR.own_mine"]).set_index("sex")
    assert by_sex.loc["women", "gdp_share"] > 0
    assert set(by_sex.loc[["men", "total"], "missing_reason"]) == {"no_minutes_of_sex"}
    for name in ("scenario_equal_sharing", "scenario_to_market", "scenario_care_wages", "scenario_hour_less"):
        assert asked(name, p_countries=["KOR.own_mine"]).empty, name


def test_a_country_that_is_brought_back_but_not_shipped_is_on_no_page() -> None:
    """An export may be of another version, or by another hand."""
    here, there = workspace.create(), workspace.create()
    made = added(here, b"land,act,min\nKOR,sleep,480\nFRA,sleep,490\n", TOTALS)
    path = made.folder / "country_minutes.parquet"
    pd.read_parquet(path).replace({"country_code": {"FRA": "XXX"}}).to_parquet(path)
    packed = workspace.exported(here)
    workspace.bring_back(there, io.BytesIO(packed))
    workspace.use(there)
    rows = asked("time_use_by_activity")
    assert {code for code in rows["country_code"] if "." in code} == {"KOR.own_mine"}


def test_shares_of_shipped_diaries_stand_once_beside_diaries_of_ones_own() -> None:
    shipped = asked("time_poverty")
    here = workspace.create()
    survey_id = added_diaries(here, examples.diary(), "Days")
    workspace.use(here)
    rows = asked("time_poverty")
    assert len(rows[rows["survey_id"] != survey_id]) == len(shipped)
