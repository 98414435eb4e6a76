"""What crosses between the unpaid and the paid: nothing counts twice, flows balance, induced spending adds nothing."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.worlds import World
from unpriced import catalogue
from unpriced.reports import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("method", catalogue.methods())
def test_the_pieces_that_are_added_make_extended_gdp_and_no_other_piece_does(run: Run, method: str) -> None:
    extended = {
        row["country_code"]: row["extended_gdp_usd_ppp_bn"]
        for row in run("household_account", p_method=method).table.to_pylist()
        if row["domain"] == "total"
    }
    added: dict[str, float] = defaultdict(float)
    complete: dict[str, bool] = defaultdict(lambda: True)
    for row in run("counted_once", p_method=method).table.to_pylist():
        if row["is_added"]:
            complete[row["country_code"]] &= row["amount_usd_ppp_bn"] is not None
            added[row["country_code"]] += row["amount_usd_ppp_bn"] or 0
    compared = [country for country in added if complete[country] and extended[country]]
    assert compared
    for country in compared:
        assert added[country] == pytest.approx(extended[country]), country


def test_what_gdp_holds_already_is_not_added(run: Run) -> None:
    for row in run("counted_once").table.to_pylist():
        assert not (row["is_added"] and row["in_gdp"] == "yes" and row["economy_piece"] != "gdp"), row


@pytest.mark.parametrize("node", ["household", "community"])
def test_what_flows_in_flows_out(run: Run, node: str) -> None:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in run("crossing_flows").table.to_pylist():
        sums[row["country_code"]][0] += (row["amount_usd_ppp_bn"] or 0) * (row["flow_to"] == node)
        sums[row["country_code"]][1] += (row["amount_usd_ppp_bn"] or 0) * (row["flow_from"] == node)
    assert len(sums) > 25
    for country, (inside, outside) in sums.items():
        assert inside == pytest.approx(outside), country


def test_every_flow_has_a_basis_or_a_reason(run: Run) -> None:
    for row in run("crossing_flows").table.to_pylist():
        assert (row["amount_usd_ppp_bn"] is None) == (row["missing_reason"] is not None), row


def test_induced_spending_follows_its_two_assumptions_and_leaves_the_value_alone(aaa: World) -> None:
    plain = {row["domain"]: row for row in aaa.rows("from induced_spending()")}
    more = {row["domain"]: row for row in aaa.rows("from induced_spending(p_ratio_factor := 1.5, p_multiplier := 2.0)")}
    ratio = aaa.value(
        "select intermediate_consumption_ratio from core_korea_account_ratios where year = 2024 and domain = 'care'"
    )
    # Care in AAA: 0.5475 bn h of child care at 12, reckoned in tests/sql/test_prosumers.py.
    assert plain["care"]["intermediate_consumption_usd_ppp_bn"] == pytest.approx(0.5475 * 12 * ratio)
    assert plain["care"]["later_rounds_usd_ppp_bn"] == 0, "no multiplier unless one is set"
    assert more["care"]["intermediate_consumption_usd_ppp_bn"] == pytest.approx(0.5475 * 12 * ratio * 1.5)
    assert more["care"]["later_rounds_usd_ppp_bn"] == pytest.approx(0.5475 * 12 * ratio * 1.5)
    assert plain["total"]["compensation_usd_ppp_bn"] == more["total"]["compensation_usd_ppp_bn"]


def test_goods_bought_are_inputs_or_used_as_they_are(run: Run) -> None:
    rows = {row["crossing_flow"]: row for row in run("crossing_flows", p_countries=["KOR"]).table.to_pylist()}
    induced = next(
        row for row in run("induced_spending", p_countries=["KOR"]).table.to_pylist() if row["domain"] == "total"
    )
    consumption = induced["intermediate_consumption_usd_ppp_bn"] / induced["consumption_share"]
    bought = rows["bought_for_use"]["amount_usd_ppp_bn"]
    assert bought + induced["intermediate_consumption_usd_ppp_bn"] == pytest.approx(consumption)


def test_countries_that_hardly_measure_domestic_staff_have_no_figure(run: Run) -> None:
    rows = run("households_as_employers").table.to_pylist()
    hardly = {row["country_code"] for row in rows if row["domestic_employment_share"] is None}
    assert hardly == {"AUS", "JPN", "NZL", "RUS"}
    assert len({row["country_code"] for row in rows}) == 31


def test_arrangements_of_care_make_a_whole(run: Run) -> None:
    sums: dict[str, float] = defaultdict(float)
    for row in run("care_of_under_threes").table.to_pylist():
        sums[row["country_code"]] += row["children_share"]
    assert len(sums) == 30
    assert all(total == pytest.approx(1, abs=0.021) for total in sums.values()), "four figures of whole percents"


def test_there_are_twelve_channels_and_each_says_what_it_is_inside_of(run: Run) -> None:
    rows = run("toffler_channels").table.to_pylist()
    assert [row["channel_no"] for row in rows] == list(range(1, 13))
    assert all(row["counted_inside"] for row in rows)
    assert all((row["channel_amount"] is None) == (row["missing_reason"] is not None) for row in rows)
