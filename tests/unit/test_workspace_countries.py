"""Country tables of a visitor: understood as they are, beside the shipped countries, with what is wrong left out."""

import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.own_surveys import added as added_diaries
from unpriced import country_tables, database, proposing, proposing_countries, reports, titles, workspace
from unpriced.errors import UnpricedError
from unpriced.exports import example_countries, examples
from unpriced.ingest.reading import Reading
from unpriced.workspace import Workspace

MAPPING = """
kind: countries
survey_id: own_mine
title: Mine
columns: {country: country, year: year, sex: sex, activity: activity, minutes: minutes}
sexes: {women: women, men: men}
"""
TOTALS = """
kind: countries
survey_id: own_mine
title: Mine
year: 2020
columns: {country: land, activity: act, minutes: min}
"""
WAGES = """
kind: countries
survey_id: own_pay
title: Pay
measure: wages
year: 2019
columns: {country: land, occupation: job, wage: pay, sex: sex}
sexes: {f: women, m: men, t: total}
"""
FIFTHS = """
kind: countries
survey_id: own_shares
title: Shares
measure: income_shares
year: 2020
columns: {country: land, median: median}
parts: [q1, q2, q3, q4, q5]
"""
TENTHS = """
kind: countries
survey_id: own_tenths
title: Tenths
measure: income_shares
percent: false
columns: {country: land, year: year, part: part, share: share}
"""
ITEMS = """
kind: countries
survey_id: own_items
title: Items
measure: item_shares
year: 2021
grade: A
columns: {country: land, item: item, share: share}
"""


@pytest.fixture(autouse=True)
def _of_one_test(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNPRICED_WORKSPACES", str(tmp_path / "workspaces"))
    yield
    database.use_own(None)


def added(here: Workspace, content: bytes, mapping: str = MAPPING) -> country_tables.Brought:
    made = workspace.add_countries(here, mapping, workspace.receive(here, "table.csv", io.BytesIO(content)))
    workspace.use(here)
    return made


def asked(name: str, **arguments: object) -> pd.DataFrame:
    return reports.compute(name, **arguments).frame()


def test_the_example_is_taken_for_what_it_is() -> None:
    def likely(content: bytes) -> str | None:
        return proposing_countries.likely(proposing.look(workspace.receive(here, "table.csv", io.BytesIO(content))))

    here = workspace.create()
    assert likely(example_countries.countries()) == "minutes"
    assert likely(b"country,isco,sex,hourly_wage\nKOR,5,f,12000\n") == "wages"
    assert likely(b"country,q1,q2,q3,q4,q5\nKOR,8,13,17,23,39\n") == "income_shares"
    assert likely(b"country,decile,share\nKOR,1,3\n") == "income_shares"
    assert likely(b"country,item,share\nKOR,L1_language,3\n") == "item_shares"
    assert likely(b"person_id,country,activity,minutes\n1,KOR,sleep,400\n") is None
    looked = proposing.look(workspace.receive(here, "table.csv", io.BytesIO(example_countries.countries())))
    assert proposing.propose_classification(looked.columns["activity"].values) == ("harmonised", 1.0)


@pytest.mark.parametrize(
    ("content", "n_cells"),
    [
        (example_countries.countries(), 54),
        (b"country,isco,sex,hourly_wage\nKOR,5,F,12000\nKOR,TOTAL,T,20000\n", 2),
        ("국가,직업,임금\n대한민국,5,12000\n".encode(), 1),
        (b"country,q1,q2,q3,q4,q5\nKOR,.08,.13,.17,.23,.39\n", 1),
        (b"country,item,share\nKOR,L1_language,3\n", 1),
    ],
)
def test_what_is_proposed_brings_the_table(content: bytes, n_cells: int) -> None:
    here = workspace.create()
    path = workspace.receive(here, "table.csv", io.BytesIO(content))
    looked = proposing.look(path)
    measure = proposing_countries.likely(looked)
    assert measure is not None
    mapping = proposing_countries.automatic(looked, measure, "Mine", 2020, Reading())
    made = workspace.add_countries(here, country_tables.write(mapping), path)
    assert (made.n_cells, made.reasons) == (n_cells, {})


def test_own_countries_stand_beside_the_shipped_ones_for_their_owner_alone() -> None:
    """Korean women of the example: 1,350 minutes are told, 165 of them housework; the other 90 are other."""
    shipped = asked("time_use_by_group", p_sexes=["women"])
    mine = workspace.create()
    made = added(mine, example_countries.countries())
    assert (made.n_countries, made.n_cells, made.reasons) == (3, 54, {})
    rows = asked("time_use_by_group", p_sexes=["women"])
    own = rows[rows["country_code"].str.endswith(".own_mine")]
    assert set(own["country_code"]) == {"KOR.own_mine", "FRA.own_mine", "JPN.own_mine"}, "by code, name and 이름"
    assert set(own["dataset_id"]) == {country_tables.DATASET}
    women = own[own["country_code"] == "KOR.own_mine"].set_index("group_code")["minutes_per_day"]
    assert women.sum() == pytest.approx(1440)
    assert women["other"] == pytest.approx(90)
    assert women["housework"] == pytest.approx(85 + 60 + 20)
    assert rows.drop(own.index).reset_index(drop=True).equals(shipped)
    assert titles.titles("country", "en")["KOR.own_mine"] == "South Korea (yours: Mine)"
    database.use_own(None)
    assert asked("time_use_by_group", p_sexes=["women"]).equals(shipped)
    assert titles.own_countries("en") == []


def test_minutes_are_valued_by_the_wages_of_the_shipped_country() -> None:
    """By sex: hours of the women of the example times the women's mean wage that the shipped data hold."""
    here = workspace.create()
    added(here, example_countries.countries())
    by_sex = asked("unpaid_value_by_sex", p_countries=["KOR.own_mine"], p_methods=["opportunity_by_sex"])
    women = by_sex.set_index("sex").loc["women"]
    with database.cursor() as cursor:
        (wage,) = cursor.execute(
            "select hourly_usd_ppp from base.core_wages where country_code = 'KOR' and sex = 'women'"
            " and occupation_code = 'total' and wage_rung = 'gross' and dataset_id = $dataset and year = $year",
            {"dataset": women["wage_dataset_id"], "year": int(women["wage_year"])},
        ).fetchone() or (None,)
        (persons,) = cursor.execute(
            "select persons from base.core_population where country_code = 'KOR' and sex = 'women'"
            " and population_base = '15-64' and year = $year",
            {"year": int(women["wage_year"])},
        ).fetchone() or (None,)
    unpaid_minutes = 85 + 60 + 20 + 35 + 45
    assert women["hours_bn"] == pytest.approx(unpaid_minutes / 60 * persons * 365 / 1e9)
    assert women["value_usd_ppp_bn"] == pytest.approx(women["hours_bn"] * wage)
    total = by_sex.set_index("sex").loc["total"]
    assert total["value_usd_ppp_bn"] == pytest.approx(
        by_sex[by_sex["sex"] != "total"]["value_usd_ppp_bn"].sum(), rel=1e-3
    )


def test_what_is_shipped_stays_as_it_is_beside_own_countries() -> None:
    """World figures and ranks count shipped countries only; a report of Korea is the same to the last digit."""
    names = (
        "unpaid_value_world", "middle_class_world", "definition_rank_agreement", "country_rank_stability",
        "country_peers", "unpaid_value_by_country", "unpaid_value_by_sex", "time_use_change", "scenario_equal_sharing",
        "middle_class_share_grouped", "lifestyle_items",
    )  # fmt: skip
    catalogue = reports.catalogue()
    arguments: dict[str, dict[str, object]] = {
        name: {"p_countries": ["KOR"]} if any(p.name == "p_countries" for p in catalogue[name].parameters) else {}
        for name in names
    }
    before = {name: asked(name, **arguments[name]) for name in names}
    here = workspace.create()
    added(here, example_countries.countries())
    added(here, b"land,median,q1,q2,q3,q4,q5\nKOR,50,8,13,17,23,39\n", FIFTHS)
    added(here, b"land,item,share\nKOR,L1_language,40\n", ITEMS)
    for name in names:
        pd.testing.assert_frame_equal(asked(name, **arguments[name]), before[name], obj=name)


def test_wages_of_ones_own_price_the_minutes_of_the_shipped_country_or_ones_own() -> None:
    here = workspace.create()
    content = (
        b"land,job,pay,sex\nKOR,total,20000,t\nKOR,Total,22000,m\nKOR,all,16000,f\nKOR,ISCO08_5,12000,t\n"
        b"KOR,9111,11000,t\nKOR,minimum,8350,t\nKOR,juggler,1,t\nKOR,5,13000,t\nFRA,total,9999,t\nKOR,7,-1,t\n"
    )
    made = added(here, content, WAGES)
    assert made.reasons == {
        "duplicate_cell": 1, "unknown_occupation": 1, "wage_implausible": 1, "wage_not_positive": 1,
    }  # fmt: skip
    shipped, own = (
        asked("unpaid_value_by_country", p_countries=[code], p_methods=["opportunity_economy"]).iloc[0]
        for code in ("KOR", "KOR.own_pay")
    )
    assert own["hours_per_person_per_day"] == pytest.approx(shipped["hours_per_person_per_day"])
    assert own["value_national_bn"] == pytest.approx(own["hours_bn"] * 20000)
    assert (own["wage_year"], own["wage_dataset_id"]) == (2019, "own_countries")
    added(here, example_countries.countries(), MAPPING + "wages: own_pay\n")
    both = asked("unpaid_value_by_country", p_countries=["KOR.own_mine"], p_methods=["opportunity_economy"]).iloc[0]
    assert both["value_national_bn"] == pytest.approx(both["hours_bn"] * 20000)
    without = asked("unpaid_value_by_country", p_countries=["FRA.own_mine"]).iloc[0]
    assert without["missing_reason"] == "no_wage", "the table of wages does not hold France"


def test_monthly_wages_and_wages_in_dollars() -> None:
    here = workspace.create()
    mapping = "kind: countries\nsurvey_id: own_pay\ntitle: Pay\nmeasure: wages\nyear: 2019\ncurrency: ppp\n"
    added(here, b"land,pay\nKOR,3200\n", mapping + "hours_per_month: 160\ncolumns: {country: land, wage: pay}\n")
    row = asked("unpaid_value_by_country", p_countries=["KOR.own_pay"], p_methods=["opportunity_economy"]).iloc[0]
    assert row["price_per_hour_usd_ppp"] == pytest.approx(20)


def test_shares_of_income_are_fitted_like_the_shipped_ones() -> None:
    """The shares of Korea that are shipped, brought as tenths, give the middle class of Korea back."""
    here = workspace.create()
    with database.cursor() as cursor:
        points = cursor.execute(
            "select first_tenth, first_fifth, first_two_fifths, first_three_fifths, first_four_fifths,"
            " first_nine_tenths from core_lorenz_points where country_code = 'KOR' and year = 2021"
        ).fetchone()
    assert points is not None
    at = dict(zip((1, 2, 4, 6, 8, 9, 10), (*points, 1.0), strict=True))
    # Tenths between two points share what lies between them: the fit uses the points alone.
    curve = [at.get(place, 0) or (at[place - 1] + at[place + 1]) / 2 for place in range(1, 11)]
    shares = [b - a for a, b in zip([0.0, *curve], curve, strict=False)]
    rows = [f"KOR,2021,D{place},{share!r}" for place, share in enumerate(shares, 1)]
    made = added(here, "\n".join(["land,year,part,share", *rows]).encode(), TENTHS)
    assert made.reasons == {}
    shipped, own = (
        asked("middle_class_share_grouped", p_countries=[code]).iloc[0] for code in ("KOR", "KOR.own_tenths")
    )
    assert own["middle_share"] == pytest.approx(shipped["middle_share"], rel=1e-9)
    assert (own["dataset_id"], shipped["dataset_id"]) == ("own_countries", "income_shares")


def test_fifths_have_fewer_points_and_a_median_opens_lines_in_dollars() -> None:
    here = workspace.create()
    made = added(
        here,
        b"land,median,q1,q2,q3,q4,q5\nKOR,50,8,13,17,23,39\nJPN,,8,13,17,23,30\nFRA,40,8,17,13,23,39\nUSA,9,8,13,17,23,\n",
        FIFTHS,
    )
    assert made.n_countries == 1
    assert made.reasons == {"share_not_a_number": 1, "shares_fall": 5, "shares_not_a_whole": 10}
    rows = asked(
        "middle_class_share_grouped", p_countries=["KOR.own_shares"], p_definitions=["oecd_75_200", "pew_global"]
    )
    assert rows["middle_share"].notna().all()
    assert rows["median_usd_ppp"].iloc[0] == pytest.approx(50 * 365)


def test_shares_of_people_stand_among_the_items_of_the_lists() -> None:
    here = workspace.create()
    made = added(
        here,
        "land,item,share\nKOR,L1_language,40\n대한민국,다룰 줄 아는 악기가 있어야 하며,20\n"
        "KOR,x,3\nKOR,L4_dish,140\n".encode(),
        ITEMS,
    )
    assert made.reasons == {"share_out_of_bounds": 1, "unknown_item": 1}
    rows = asked("lifestyle_items", p_countries=["KOR.own_items"]).set_index("list_item_code")
    assert rows["item_share"].to_dict() == {"L1_language": 0.4, "L3_instrument": 0.2}
    assert set(rows["item_grade"]) == {"A"}


def test_diaries_of_ones_own_are_a_country_too() -> None:
    here = workspace.create()
    survey_id = added_diaries(here, examples.diary(), "Days")
    workspace.use(here)
    minutes = asked("activity_minutes", p_survey=survey_id, p_activities=["sleep", "food_prep"], p_by="sex")
    days = asked("time_use_by_activity", p_countries=[f"KOR.{survey_id}"])
    for row in minutes.itertuples():
        if row.sex in ("women", "men"):
            same = days[(days["sex"] == row.sex) & (days["activity_code"] == row.activity_code)]
            assert same["minutes_per_day"].iloc[0] == pytest.approx(row.mean_minutes)
    assert days.groupby("sex")["minutes_per_day"].sum().to_dict() == pytest.approx(
        {"women": 1440, "men": 1440, "total": 1440}
    )
    assert asked("unpaid_value_by_country", p_countries=[f"KOR.{survey_id}"])["gdp_share"].iloc[0] > 0


def test_each_planted_defect_is_found_and_the_rest_is_kept() -> None:
    here = workspace.create()
    made = added(here, example_countries.countries_with_defects())
    assert made.reasons == {
        "duplicate_cell": 1, "minutes_not_a_number": 1, "minutes_out_of_day": 1, "unknown_activity": 1,
        "unknown_country": 1,
    }  # fmt: skip
    assert made.n_cells == 54 - 3
    written = (made.folder / country_tables.REJECTS).read_text(encoding="utf-8")
    assert "country,Atlantis,unknown_country" in written


def test_a_day_of_more_than_24_hours_takes_its_rows_along() -> None:
    here = workspace.create()
    rows = example_countries._rows()
    rows[0]["minutes"] = 900
    made = added(here, example_countries._file(rows))
    assert made.reasons == {"day_over_1440": 9}
    assert made.n_cells == 54 - 9


def test_a_whole_beside_its_parts_counts_once() -> None:
    """Of 60 minutes of care, 40 with children of which 15 to teach: 20, 25 and 15 stay, and the day holds 140."""
    here = workspace.create()
    content = b"land,act,min\nKOR,care_hh,60\nKOR,childcare,40\nKOR,childcare_teach,15\nKOR,food_prep,80\n"
    added(here, content, TOTALS)
    rows = asked("time_use_by_activity", p_countries=["KOR.own_mine"]).set_index("activity_code")["minutes_per_day"]
    assert rows.to_dict() == {"care_hh": 20, "childcare": 25, "childcare_teach": 15, "food_prep": 80, "other": 1300}


def test_codes_of_ones_own_and_a_table_without_sexes() -> None:
    here = workspace.create()
    made = added(here, b"land,act,min\nDEU,7,500\nDEU,8,90\n", TOTALS + "codes: {'7': sleep, '8': food_prep}\n")
    rows = asked("time_use_by_group", p_countries=["DEU.own_mine"])
    assert made.n_cells == 2
    assert set(rows["sex"]) == {"total"} and set(rows["survey_year"]) == {2020}
    assert rows["minutes_per_day"].sum() == pytest.approx(1440)
    by_sex = asked("unpaid_value_by_sex", p_countries=["DEU.own_mine"]).set_index("sex")
    assert by_sex.loc["women", "missing_reason"] == "no_minutes_of_sex"
    assert by_sex.loc["total", "gdp_share"] > 0


def test_a_title_is_no_markup() -> None:
    here = workspace.create()
    added(here, example_countries.countries(), MAPPING.replace("title: Mine", "title: '<b>내</b> $x$ [표](y)'"))
    title = titles.titles("country", "ko")["KOR.own_mine"]
    assert title.startswith("대한민국 (내 자료:") and "내" in title
    assert not set("<>$[]*_`") & set(title)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (MAPPING.replace("own_mine", "mine"), "does not hold"),
        (MAPPING.replace("minutes: minutes", "minutes: hours"), "no column hours"),
        (MAPPING.replace("year: year, ", ""), "Nothing says the year"),
        (MAPPING.replace("country: country", "country: activity"), "No row of table.csv can be shown"),
        (MAPPING + "measure: wages\n", "Nothing says wage"),
    ],
)
def test_a_mapping_that_does_not_hold_says_where(mapping: str, said: str) -> None:
    here = workspace.create()
    with pytest.raises(UnpricedError, match=said):
        added(here, example_countries.countries(), mapping)
    assert workspace.country_tables_of(here) == []


def test_a_table_leaves_with_the_workspace_comes_back_and_goes() -> None:
    here, there = workspace.create(), workspace.create()
    added(here, example_countries.countries())
    workspace.bring_back(there, io.BytesIO(workspace.exported(here)))
    (table,) = workspace.country_tables_of(there)
    assert (table.survey_id, table.measure, table.countries) == ("own_mine", "minutes", ("FRA", "JPN", "KOR"))
    workspace.remove(there, "own_mine")
    assert workspace.country_tables_of(there) == [] and not there.database.exists()


def test_a_workspace_follows_a_new_build() -> None:
    """What was made beside another build is made anew before it is read: its tables may have other columns."""
    here = workspace.create()
    added(here, example_countries.countries())
    (here.folder / workspace.MADE_FROM).write_text("another build", encoding="utf-8")
    here.database.write_bytes(b"no database")
    workspace.use(here)
    assert titles.own_countries("en") != []
