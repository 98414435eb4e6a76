"""Official totals re-derived by official_accounts_recomputed from what the offices published.

Every number below is typed from the publication that is named, never read from the database; `reckoned` is the
arithmetic a person would do with the published inputs. Two things are asserted of each case: the report does that
arithmetic, and its result meets the published total within a tolerance that follows from how the inputs are printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.worlds import World
from unpriced import catalogue
from unpriced.reports import Result

Recomputed = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Case:
    id: str
    reckoned: float
    published: float
    tolerance: float
    why: str
    source: str


KOREA = "Ministry of Data and Statistics (Korea), 2024년 가계생산위성계정, 29 April 2026"
WHOLE_MINUTES = "minutes are printed whole: half of one is 0.36 % of 137 and 0.38 % of 132"
ONE_DIGIT = "the share is printed to 0.1 point"
IDENTITY = "an identity of the account as printed"
ROUNDED_PARTS = "each part is rounded to 1 bn won"
VOLUNTEERS = "Independent Sector, value of volunteer time, and the CPS volunteering supplement"

GOLDEN = (
    # minutes a day x 365 days x people of 15 and over in ordinary households x won an hour, in bn won
    Case("kor2019_value", 137 / 60 * 365 * 42_378e3 * 13_737 / 1e9, 485_466, 0.004 * 485_466, WHOLE_MINUTES, KOREA),
    Case("kor2024_value", 132 / 60 * 365 * 43_460e3 * 16_698 / 1e9, 582_394, 0.004 * 582_394, WHOLE_MINUTES, KOREA),
    # table 2-1: value / nominal GDP, bn won
    Case("kor2019_share", 485_466 / 2_040_594 * 100, 23.8, 0.1, ONE_DIGIT, KOREA),
    Case("kor2019_share_generalist", 437_722 / 2_040_594 * 100, 21.5, 0.1, ONE_DIGIT, KOREA),
    Case("kor2024_share", 582_394 / 2_556_857 * 100, 22.8, 0.1, ONE_DIGIT, KOREA),
    Case("kor2024_share_generalist", 544_298 / 2_556_857 * 100, 21.3, 0.1, ONE_DIGIT, KOREA),
    # table 1: intermediate consumption + labour + consumption of fixed capital; labour + capital
    Case("kor2019_output", 139_772 + 485_466 + 25_961, 651_199, 0, IDENTITY, KOREA),
    Case("kor2019_gva", 485_466 + 25_961, 511_427, 0, IDENTITY, KOREA),
    Case("kor2024_output", 190_340 + 582_394 + 36_671, 809_405, 0, IDENTITY, KOREA),
    Case("kor2024_gva", 582_394 + 36_671, 619_065, 0, IDENTITY, KOREA),
    # the account by domain, 2024
    Case("kor2024_hous_output", 187_098 + 459_467 + 28_394, 674_959, 0, IDENTITY, KOREA),
    Case("kor2024_care_output", 3_112 + 113_627 + 7_759, 124_498, 0, IDENTITY, KOREA),
    Case("kor2024_volu_output", 130 + 9_299 + 519, 9_948, 0, IDENTITY, KOREA),
    # tables 2-2 and 2-3
    Case("kor2019_sexes", 115_733 + 369_733, 485_466, 2, ROUNDED_PARTS, KOREA),
    Case("kor2024_sexes", 156_562 + 425_832, 582_394, 2, ROUNDED_PARTS, KOREA),
    Case("kor2019_activities", 365_202 + 112_799 + 7_465, 485_466, 2, ROUNDED_PARTS, KOREA),
    Case("kor2024_activities", 459_467 + 113_627 + 9_299, 582_394, 2, ROUNDED_PARTS, KOREA),
    # what three ages consume = what all produce, tn won, in the vintage of 2021
    Case(
        "kor2019_ntta",
        131.6 + 281.9 + 77.4,
        490.9,
        0.05,
        "printed to 0.1 tn won",
        "Statistics Korea, national time transfer account 2019",
    ),
    Case(
        "deu2013_value",
        89 * 9.25,
        826,
        0.006 * 826,
        "hours are printed to 1 bn: half of one is 0.56 % of 89",
        "Destatis, Haushaltsproduktion 2013: 89 bn hours at a housekeeper's net wage of 9.25 EUR",
    ),
    Case(
        "fra2010_core",
        42 * 6.95,
        292,
        0.005 * 292,
        "the total is printed to 1 bn; hours printed to 1 bn would allow 1.2 %, which is not needed",
        "INSEE Première 1423: 42 bn hours, narrow definition, at the net minimum wage of 6.95 EUR",
    ),
    Case(
        "gbr2014_share",
        1_018.9 / (2_836.2 - 1_018.9) * 100,
        56.1,
        0.05,
        "the share is printed to 0.1 point: half of it",
        "ONS, Household satellite account 2005 to 2014: GVA and extended GDP in bn GBP",
    ),
    Case("usa2008_volunteering", 8.0 * 20.25, 162, 0.5, "printed to 1 bn USD: half of it", VOLUNTEERS),
    Case("usa2009_volunteering", 8.1 * 20.85, 169, 0.5, "printed to 1 bn USD: half of it", VOLUNTEERS),
    Case("usa2015_volunteering", 7.96 * 23.56, 188, 0.5, "printed to 1 bn USD: half of it", VOLUNTEERS),
    Case("usa2016_volunteering", 8.0 * 24.14, 193, 0.5, "printed to 1 bn USD: half of it", VOLUNTEERS),
    Case(
        "usa2021_caregiving",
        36 * 16.59,
        600,
        5,
        "printed to 10 bn USD: half of it",
        "AARP, as reported on 30 March 2023: 36 bn hours at 16.59 USD",
    ),
)

ADDITIVE = (
    Case(
        "jpn2011_total",
        88.6 + 27.2 + 14.8 + 3.4 + 4.5,
        138.5,
        0.05,
        "printed to 0.1 tn yen",
        "Cabinet Office (Japan): housework, shopping, childcare, nursing care, social activities",
    ),
    Case(
        "mex2022_shares",
        24.9 + 23.7 + 22.6 + 11.6 + 8.9 + 8.2,
        100,
        0.15,
        "six shares printed to 0.1 point; 99.9 as published",
        "INEGI, CSTNRHM 2022",
    ),
)

# What an hour costs if the published value and hours are both right. No office prints it, so nothing is tested by it.
IMPLIED = {
    "che2013_price": (401 / 8.7, "CHF/h"),  # 46.09; Swiss Federal Statistical Office: bn CHF / bn hours
    "che2016_price": (408 / 9.2, "CHF/h"),  # 44.35
    "che2020_price": (434 / 9.8, "CHF/h"),  # 44.29
    "fra2010_mid_labour": (635.9 / 60.964, "EUR/h"),  # 10.43; INSEE Première 1423, intermediate definition
    "fra2010_mid_specialist": (1_043.8 / 60.964, "EUR/h"),  # 17.12
    "nzl1999_price": (13_820 / (27.6 * 52), "NZD/h"),  # 9.63; Stats NZ 1999: NZD a person / hours a week x 52
}
# The amounts are published, the hours behind them are not in what was read: not even a price follows.
WITHOUT_PRICE = {"can2019_gdp"}


@pytest.mark.parametrize("case", GOLDEN + ADDITIVE, ids=lambda case: case.id)
def test_published_inputs_give_the_published_total(recomputed: Recomputed, case: Case) -> None:
    row = recomputed[case.id]
    assert row["recomputed_value"] == pytest.approx(case.reckoned, rel=1e-12)
    assert row["published_value"] == case.published
    assert abs(case.reckoned - case.published) <= case.tolerance + 1e-9, f"{case.why} ({case.source})"
    allowed = row["tolerance"] * (case.published if row["tolerance_kind"] == "share" else 1)
    assert allowed == pytest.approx(case.tolerance), "the report shows the tolerance that is held here"
    assert row["is_within_tolerance"] is True
    assert row["difference"] == pytest.approx(case.reckoned - case.published, abs=1e-9)
    assert row["implied_price"] is None
    assert row["inputs"], "the report names its inputs"


def test_the_report_counts_as_a_test_what_is_tested_here_and_nothing_else(recomputed: Recomputed) -> None:
    kinds = {kind: {c for c, row in recomputed.items() if row["kind"] == kind} for kind in ("golden", "additive")}
    assert kinds == {"golden": {case.id for case in GOLDEN}, "additive": {case.id for case in ADDITIVE}}
    others = {c for c, row in recomputed.items() if row["kind"] == "implied_price"}
    assert others == IMPLIED.keys() | WITHOUT_PRICE
    assert len(recomputed) == len(GOLDEN) + len(ADDITIVE) + len(others)


@pytest.mark.parametrize("case_id", IMPLIED)
def test_what_only_implies_a_price_shows_it_and_has_no_verdict(recomputed: Recomputed, case_id: str) -> None:
    row = recomputed[case_id]
    price, unit = IMPLIED[case_id]
    assert row["implied_price"] == pytest.approx(price, rel=1e-12)
    assert row["implied_price_unit"] == unit
    assert row["published_value"] is not None
    assert {row[name] for name in ("recomputed_value", "difference", "tolerance", "is_within_tolerance")} == {None}


@pytest.mark.parametrize("case_id", sorted(WITHOUT_PRICE))
def test_what_implies_not_even_a_price_has_no_verdict_and_says_why(recomputed: Recomputed, case_id: str) -> None:
    row = recomputed[case_id]
    computed = ("implied_price", "recomputed_value", "difference", "tolerance", "is_within_tolerance")
    assert {row[name] for name in computed} == {None}
    assert row["published_value"] == 860.2  # Statistics Canada 13-605-x, 17 March 2022: bn CAD, upper end
    assert "hours" in row["tolerance_reason_en"]
    assert "시간" in row["tolerance_reason_ko"]


def test_every_verdict_can_be_no(world: World, recomputed: Recomputed) -> None:
    """Inputs off by three tolerances, or by 0.01 % where none is allowed, are found in each of the cases."""
    world.connection.execute("create table memory.main.core_official_inputs as from base.main.core_official_inputs")
    for case in GOLDEN + ADDITIVE:
        factor = 1 + max(3 * case.tolerance / case.published, 1e-4)
        world.connection.execute(
            "update core_official_inputs set value = value * ? where case_id = ? and role in ('price', 'part')",
            [factor, case.id],
        )
    verdicts = world.rows(
        "select case_id, is_within_tolerance from official_accounts_recomputed() where tolerance >= 0"
    )
    assert {row["case_id"] for row in verdicts} == {case.id for case in GOLDEN + ADDITIVE}
    assert [row["case_id"] for row in verdicts if row["is_within_tolerance"] is not False] == []


@pytest.mark.parametrize(
    ("preset", "country", "price"),
    [
        ("destatis", "DEU", 9.25),  # Destatis: net hourly wage of a housekeeper, 2013
        ("insee_narrow", "FRA", 6.95),  # INSEE Première 1423: net minimum wage on 1 January 2010
        ("insee_intermediate", "FRA", 6.95),
        ("insee_broad", "FRA", 6.95),
    ],
)
def test_the_presets_of_offices_price_an_hour_as_the_office_does(
    run: Callable[..., Result], preset: str, country: str, price: float
) -> None:
    parameters = catalogue.presets()[preset].parameters
    (row,) = run("unpaid_value_by_country", p_countries=[country], **parameters).table.to_pylist()
    assert row["value_national_bn"] / row["hours_bn"] == pytest.approx(price, rel=1e-12)
    assert (row["currency_code"], row["wage_rung"]) == ("EUR", "net")


def test_every_published_figure_names_its_source_and_how_it_was_read(run: Callable[..., Result]) -> None:
    rows = run("official_accounts").table.to_pylist()
    assert len(rows) >= 281
    for row in rows:
        assert row["source"], row["figure_id"]
        assert row["evidence"] in {"original", "press", "press/official", "secondary"}, row["figure_id"]
        assert row["unit"], row["figure_id"]
