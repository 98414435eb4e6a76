"""Korea's household production satellite account, table by table, against what our reports say of it.

Source of every number here unless another is named: Ministry of Data and Statistics (Korea), 2024년 가계생산위성계정
(Household Production Satellite Account 2024), press release of 29 April 2026; the table is named beside the numbers.
Bn won throughout. A sum of parts may differ from its total by the rounding of the parts: 0.5 bn each, at most 2 bn in
any table of this release.
"""

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.worlds import World, drawn, put_wages
from unpriced import database
from unpriced.reports import Result

Run = Callable[..., Result]
TOTAL = {2019: 485_466, 2024: 582_394}  # table 2-1, specialist replacement cost

MARGINS = """
characteristic | category             | 2019   | 2024   | share_2019 | share_2024
total          | total                | 485466 | 582394 | 100.0      | 100.0
activity       | household_management | 365202 | 459467 | 75.2       | 78.9
activity       | care                 | 112799 | 113627 | 23.2       | 19.5
activity       | volunteering         |   7465 |   9299 | 1.5        | 1.6
sex            | men                  | 115733 | 156562 | 23.8       | 26.9
sex            | women                | 369733 | 425832 | 76.2       | 73.1
household_size | 1                    |  47511 |  78945 | 9.8        | 13.6
household_size | 2                    |  96992 | 136657 | 20.0       | 23.5
household_size | 3                    | 135859 | 166082 | 28.0       | 28.5
household_size | 4                    | 145071 | 147439 | 29.9       | 25.3
household_size | 5+                   |  60033 |  53271 | 12.4       | 9.1
employment     | employed             | 227151 | 284946 | 46.8       | 48.9
employment     | not_employed         | 258316 | 297448 | 53.2       | 51.1
marital_status | never_married        |  45271 |  70611 | 9.3        | 12.1
marital_status | ever_married         | 440195 | 511782 | 90.7       | 87.9
region         | Seoul                |  90706 | 102165 | 18.7       | 17.5
region         | Busan                |  31249 |  38009 | 6.4        | 6.5
region         | Daegu                |  22753 |  27752 | 4.7        | 4.8
region         | Incheon              |  27400 |  32636 | 5.6        | 5.6
region         | Gwangju              |  13002 |  15009 | 2.7        | 2.6
region         | Daejeon              |  14294 |  16068 | 2.9        | 2.8
region         | Ulsan                |  10634 |  13069 | 2.2        | 2.2
region         | Sejong               |   3471 |   4939 | 0.7        | 0.8
region         | Gyeonggi             | 127260 | 160211 | 26.2       | 27.5
region         | Gangwon              |  14602 |  17475 | 3.0        | 3.0
region         | Chungbuk             |  14634 |  15917 | 3.0        | 2.7
region         | Chungnam             |  19303 |  24675 | 4.0        | 4.2
region         | Jeonbuk              |  16991 |  19852 | 3.5        | 3.4
region         | Jeonnam              |  16271 |  18574 | 3.4        | 3.2
region         | Gyeongbuk            |  25124 |  31141 | 5.2        | 5.3
region         | Gyeongnam            |  31823 |  37234 | 6.6        | 6.4
region         | Jeju                 |   5949 |   7667 | 1.2        | 1.3
"""  # tables 2-1 to 2-6 and 2-8

DETAIL = """
whole                | activity           | 2019   | 2024
household_management | food_preparation   | 151288 | 192138
household_management | clothing_care      |  33825 |  39017
household_management | cleaning           |  68873 |  89638
household_management | pets_and_plants    |  15066 |  24163
household_management | shopping           |  48100 |  57199
household_management | dwelling_and_other |  15756 |  17838
household_management | travel_household   |  32294 |  39475
care                 | care_minors        | 100220 |  98435
care                 | care_adults        |  12579 |  15192
"""  # table 2-2

BY_SEX = """
characteristic | category             | men_2019 | women_2019 | men_2024 | women_2024
activity       | household_management |    83053 |     282149 |   119239 |     340228
activity       | care                 |    30011 |      82788 |    34189 |      79438
activity       | volunteering         |     2669 |       4796 |     3134 |       6166
employment     | employed             |    77857 |     149294 |   103324 |     181621
employment     | not_employed         |    37877 |     220439 |    53238 |     244210
marital_status | never_married        |    18451 |      26821 |    31124 |      39487
marital_status | ever_married         |    97283 |     342912 |   125438 |     386344
"""  # tables 2-3, 2-5 and 2-6

PARTS = defaultdict(list)
for line in drawn(MARGINS):
    if line["characteristic"] != "total":
        PARTS[line["characteristic"]].append(line)


@pytest.fixture(scope="module")
def groups(run: Run) -> dict[tuple[int, str, str], dict[str, Any]]:
    """The rows of korea_account_by_group by year, characteristic and category."""
    rows = run("korea_account_by_group").table.to_pylist()
    return {(row["year"], row["characteristic"], row["category"]): row for row in rows}


Groups = dict[tuple[int, str, str], dict[str, Any]]


@pytest.mark.parametrize("year", TOTAL)
@pytest.mark.parametrize("line", drawn(MARGINS), ids=lambda line: f"{line['characteristic']}-{line['category']}")
def test_the_report_gives_the_value_and_the_share_that_are_printed(
    groups: Groups, line: dict[str, str], year: int
) -> None:
    row = groups[year, line["characteristic"], line["category"]]
    assert row["value_krw_bn"] == float(line[str(year)])
    assert row["share_of_total"] * 100 == pytest.approx(float(line[f"share_{year}"]), abs=1e-9)


@pytest.mark.parametrize("year", TOTAL)
@pytest.mark.parametrize("characteristic", PARTS)
def test_every_margin_sums_to_the_total(groups: Groups, characteristic: str, year: int) -> None:
    lines = PARTS[characteristic]
    reported = [groups[year, characteristic, line["category"]]["value_krw_bn"] for line in lines]
    assert sum(reported) == sum(float(line[str(year)]) for line in lines)
    assert abs(sum(reported) - TOTAL[year]) <= min(2, 0.5 * len(lines) + 0.5)
    held = {category for y, c, category in groups if (y, c) == (year, characteristic)}
    detail = {line["activity"] for line in drawn(DETAIL)} if characteristic == "activity" else set()
    assert held == {line["category"] for line in lines} | detail, "no part is missing and none is there twice"


@pytest.mark.parametrize("year", TOTAL)
@pytest.mark.parametrize("whole", ["household_management", "care"])
def test_the_activities_of_a_domain_sum_to_it(groups: Groups, whole: str, year: int) -> None:
    lines = [line for line in drawn(DETAIL) if line["whole"] == whole]
    for line in lines:
        assert groups[year, "activity", line["activity"]]["value_krw_bn"] == float(line[str(year)])
    parts = math.fsum(float(line[str(year)]) for line in lines)
    assert abs(parts - groups[year, "activity", whole]["value_krw_bn"]) <= 2


@pytest.mark.parametrize("year", TOTAL)
@pytest.mark.parametrize("line", drawn(BY_SEX), ids=lambda line: line["category"])
def test_women_and_men_are_as_printed_and_sum_to_both(groups: Groups, line: dict[str, str], year: int) -> None:
    row = groups[year, line["characteristic"], line["category"]]
    men, women = float(line[f"men_{year}"]), float(line[f"women_{year}"])
    # The report adds the employed and the not employed of a sex in each activity: two rounded parts, 1 bn at most.
    allowed = 1 if line["characteristic"] == "activity" else 0
    assert abs(row["men_value_krw_bn"] - men) <= allowed
    assert abs(row["women_value_krw_bn"] - women) <= allowed
    assert abs(men + women - row["value_krw_bn"]) <= 1
    assert row["women_value_share"] == pytest.approx(women / (men + women), abs=1e-4)


def test_the_change_between_the_years(groups: Groups) -> None:
    row = groups[2024, "total", "total"]
    assert abs(row["change_krw_bn"] - 96_927) <= 1  # table 2-1; the printed difference is of unrounded totals
    assert row["change_share"] * 100 == pytest.approx(20.0, abs=0.05)
    assert groups[2019, "total", "total"]["change_krw_bn"] is None
    shifted = groups[2024, "sex", "men"]["share_of_total"] - groups[2019, "sex", "men"]["share_of_total"]
    assert shifted * 100 == pytest.approx(3.0, abs=0.11)  # table 2-3: +3.0 points; two shares rounded to 0.1


ACCOUNT = """
year | domain               | intermediate | labour | capital | output
2019 | total                | 139772       | 485466 | 25961   | 651199
2024 | total                | 190340       | 582394 | 36671   | 809405
2019 | household_management | 136787       | 365202 | 19586   | 521575
2019 | care                 | 2832         | 112799 | 5869    | 121500
2019 | volunteering         | 154          | 7465   | 505     | 8124
2024 | household_management | 187098       | 459467 | 28394   | 674959
2024 | care                 | 3112         | 113627 | 7759    | 124498
2024 | volunteering         | 130          | 9299   | 519     | 9948
"""  # tables 1 and 12


@pytest.mark.parametrize("line", drawn(ACCOUNT), ids=lambda line: f"{line['year']}-{line['domain']}")
def test_the_account_is_exact(run: Run, line: dict[str, str]) -> None:
    arguments = {"p_years": [int(line["year"])], "p_domains": [line["domain"]]}
    (row,) = run("korea_household_account", **arguments).table.to_pylist()
    intermediate, labour, capital, output = (float(line[k]) for k in ("intermediate", "labour", "capital", "output"))
    assert row["intermediate_consumption_krw_bn"] == intermediate
    assert row["compensation_krw_bn"] == labour
    assert row["fixed_capital_krw_bn"] == capital
    assert row["gross_value_added_krw_bn"] == labour + capital
    assert row["output_krw_bn"] == output == intermediate + labour + capital


@pytest.mark.parametrize("year", [2019, 2024])
def test_the_domains_sum_to_the_account(run: Run, year: int) -> None:
    rows = run("korea_household_account", p_years=[year]).table.to_pylist()
    total = next(row for row in rows if row["domain"] == "total")
    domains = [row for row in rows if row["domain"] != "total"]
    assert len(domains) == 3
    for name in ("intermediate_consumption", "compensation", "fixed_capital", "gross_value_added", "output"):
        parts = sum(row[f"{name}_krw_bn"] for row in domains)
        assert abs(parts - total[f"{name}_krw_bn"]) <= 2, name  # three parts, each rounded to 1 bn


@pytest.mark.parametrize(
    ("domain", "intermediate", "capital"),
    [("household_management", 40.7, 6.2), ("care", 2.7, 6.8), ("volunteering", 1.4, 5.6)],  # quotients of the account
)
def test_the_account_of_other_countries_takes_these_ratios(
    run: Run, domain: str, intermediate: float, capital: float
) -> None:
    rows = run("household_account", p_countries=["USA"]).table.to_pylist()
    row = next(row for row in rows if row["domain"] == domain)
    assert row["intermediate_consumption_ratio"] * 100 == pytest.approx(intermediate, abs=0.05)
    assert row["fixed_capital_ratio"] * 100 == pytest.approx(capital, abs=0.05)
    labour = row["compensation_usd_ppp_bn"]
    assert row["output_usd_ppp_bn"] == pytest.approx(
        labour * (1 + row["intermediate_consumption_ratio"] + row["fixed_capital_ratio"])
    )


@dataclass(frozen=True)
class Inputs:
    """What the office multiplies: minutes a day, people of 15 and over, won an hour; its GDP in won, its population."""

    year: int
    minutes: float
    people: float
    won: float
    gdp: float
    everyone: float | None = None


# Tables 2-1 and 12 and the notes on method; people of 15 and over in ordinary households.
OF_2019 = Inputs(2019, 137, 42_378e3, 13_737, 2_040_594e9)
OF_2024 = Inputs(2024, 132, 43_460e3, 16_698, 2_556_857e9, everyone=51.75e6)


def put_korea(world: World, given: Inputs) -> None:
    """Korea as its office counts it: one activity, one price, people of 15 and over; a dollar is a won here."""
    same: dict[str, object] = {"country_code": "KOR", "year": given.year}
    world.put(
        "core_unpaid_minutes",
        [{"activity_code": "unpaid_total", "minutes_per_day": given.minutes}],
        time_dataset_id="oecd_time_use",
        country_code="KOR",
        survey_year=given.year,
        age_range="15 and more",
        population_base="15+",
        sex="total",
        scope="core",
        domain="household_management",
        is_latest=True,
        is_best=True,
        housework="any",
    )
    world.put(
        "core_population",
        [{"population_base": "15+", "persons": given.people}, {"population_base": "all", "persons": given.everyone}],
        sex="total",
        dataset_id="population_annual",
        **same,
    )
    world.put("core_gdp", [{"gdp_usd_ppp": given.gdp, "ppp_factor": 1}], dataset_id="gdp", **same)
    put_wages(
        world,
        f"""
        occupation_code | hourly_usd_ppp | hourly_national
        9               | {given.won}    | {given.won}
        5               | {given.won}    | {given.won}
        """,
        sex="total",
        **same,
    )


@pytest.mark.parametrize(("given", "share"), [(OF_2019, 23.8), (OF_2024, 22.8)], ids=["2019", "2024"])
def test_the_valuation_of_every_country_gives_koreas_total_from_koreas_inputs(
    world: World, given: Inputs, share: float
) -> None:
    put_korea(world, given)
    row = world.row("from unpaid_value_by_country(p_methods := ['replacement_specialist'])")
    total = TOTAL[given.year]
    assert row["value_national_bn"] == pytest.approx(total, rel=0.004)  # whole minutes
    assert row["gdp_share"] * 100 == pytest.approx(share, abs=0.1)
    assert row["price_per_hour_usd_ppp"] == pytest.approx(given.won)
    leap = world.row("from unpaid_value_by_country(p_methods := ['replacement_specialist'], p_days_per_year := 366.0)")
    if given.year == 2024:  # the office counts 365 days in the leap year too: 582.7, not 584.3 tn won
        assert abs(leap["value_national_bn"] - total) > 4 * abs(row["value_national_bn"] - total)


def test_hours_count_people_of_15_and_over_and_value_per_head_counts_all(world: World) -> None:
    put_korea(world, OF_2024)
    row = world.row("from unpaid_value_by_country(p_methods := ['replacement_specialist'])")
    assert row["hours_bn"] == pytest.approx(132 / 60 * 365 * 43.460e6 / 1e9)
    per_head = row["value_per_person_usd_ppp"]  # won, for a dollar is a won here
    assert per_head == pytest.approx(11_254e3, rel=0.004)  # table 2-1: 11,254 thousand won; whole minutes
    # Dividing by the people whose hours were counted would be off by 51.75 / 43.46 - 1 = 19 %.
    assert row["value_usd_ppp_bn"] * 1e9 / OF_2024.people / 11_254e3 > 1.18


VINTAGES = """
year | vintage | value_krw_tn | gdp_share | men_value_share
1999 | 2018    | 144.995      |           |
2004 | 2018    | 201.302      | 23.0      |
2009 | 2018    | 270.620      | 23.5      |
2014 | 2018    | 360.730      | 24.3      | 24.5
2019 | 2021    | 490.900      | 25.5      | 27.5
2019 | 2026    | 485.466      | 23.8      | 23.8
2024 | 2026    | 582.394      | 22.8      | 26.9
"""  # Statistics Korea, releases of 2018, 2021 and 2026. Men of 2014: 88.265 of 360.730


def test_each_vintage_is_as_its_release_printed_it(run: Run) -> None:
    rows = run("korea_vintages").table.to_pylist()
    lines = drawn(VINTAGES)
    assert [(row["year"], row["vintage"]) for row in rows] == [(int(line["year"]), line["vintage"]) for line in lines]
    for row, line in zip(rows, lines, strict=True):
        assert row["value_krw_tn"] == float(line["value_krw_tn"])
        for name in ("gdp_share", "men_value_share"):
            if line[name] is None:
                assert row[name] is None
            else:
                assert row[name] * 100 == pytest.approx(float(line[name]), abs=0.05)  # printed to 0.1 point


def test_a_share_of_2019_takes_value_and_gdp_from_one_release(run: Run) -> None:
    """490.9 of 1,924.5 tn won is 25.5 % and 485.466 of 2,040.6 is 23.8 %; the crossed quotients are neither."""
    of_2019 = {row["vintage"]: row for row in run("korea_vintages").table.to_pylist() if row["year"] == 2019}
    old, new = of_2019["2021"], of_2019["2026"]
    assert (old["gdp_krw_tn"], new["gdp_krw_tn"]) == (1_924.498, 2_040.594)
    for row, printed in ((old, 25.5), (new, 23.8)):
        assert row["value_krw_tn"] / row["gdp_krw_tn"] * 100 == pytest.approx(printed, abs=0.05)
    for value, gdp in ((old, new), (new, old)):
        crossed = value["value_krw_tn"] / gdp["gdp_krw_tn"] * 100
        assert min(abs(crossed - 25.5), abs(crossed - 23.8)) > 0.2, "a mixture of vintages would be seen"


def test_no_case_and_no_comparison_mixes_vintages(recomputed: dict[str, dict[str, Any]]) -> None:
    with database.cursor() as cursor:
        found = cursor.execute(
            "select case_id, vintage, list(distinct split_part(figure_id, '.', 1)) from ("
            " select case_id, figure_id from core_official_inputs union all"
            " select case_id, published_id from core_official_cases)"
            " join core_official_cases using (case_id) where country_code = 'KOR' group by all"
        ).fetchall()
        headlines = cursor.execute(
            "select official_gdp_share from official_beside_ours(p_countries := ['KOR'])"
        ).fetchall()
    of_korea = {case_id for case_id, row in recomputed.items() if row["country_code"] == "KOR"}
    assert {case_id for case_id, _, _ in found} == of_korea
    of_vintage: defaultdict[str, set[str]] = defaultdict(set)
    for _, vintage, releases in found:
        of_vintage[vintage] |= set(releases)
    # KRv2 is the release of 2021 and KRntta the transfer account of 2023 that was made on it.
    assert of_vintage == {"2026": {"KR2019", "KR2024"}, "2023": {"KRv2", "KRntta"}}
    assert {round(share, 6) for (share,) in headlines} == {0.238, 0.228, 0.213}, "the release of 2026 only"


def test_what_women_and_men_did_is_as_published_and_closes(run: Run) -> None:
    """Table 2-2 by sex; shares are published to a tenth of a percent, parts to 0.5 bn."""
    rows = {row["category"]: row for row in run("korea_men_and_women").table.to_pylist()}
    whole = rows["total"]
    assert (whole["women_first_value_krw_bn"], whole["women_last_value_krw_bn"]) == (369_733, 425_832)
    assert (whole["men_first_value_krw_bn"], whole["men_last_value_krw_bn"]) == (115_733, 156_562)
    assert whole["men_first_value_share"] == pytest.approx(0.238, abs=0.0005)
    assert whole["men_last_value_share"] == pytest.approx(0.269, abs=0.0005)
    assert whole["men_change_share"] == pytest.approx(156_562 / 115_733 - 1)
    for characteristic in ("activity", "employment", "marital_status", "region"):
        parts = [row for row in rows.values() if row["characteristic"] == characteristic]
        for column in ("women_first_value_krw_bn", "men_last_value_krw_bn"):
            assert sum(row[column] for row in parts) == pytest.approx(whole[column], abs=0.5 * len(parts))
