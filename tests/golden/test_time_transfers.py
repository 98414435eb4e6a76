"""Time transfer accounts close; Korea's has the published totals, the American one the hours of the shipped sums."""

from collections.abc import Callable

import pytest

from unpriced import database
from unpriced.reports import Result

Run = Callable[..., Result]
OUTSIDE = {"other_households", "not_in_roster"}


def test_korea_2019_is_as_published_and_closes(run: Run) -> None:
    """Statistics Korea, national time transfer accounts, 5 December 2023; tn won, parts rounded to 0.1."""
    rows = {row["account_age"]: row for row in run("korea_time_transfers").table.to_pylist()}
    assert {age: row["received_krw_tn"] for age, row in rows.items()} == {"0-14": 131.6, "15-64": 281.9, "65+": 77.4}
    assert {age: row["produced_krw_tn"] for age, row in rows.items()} == {"0-14": None, "15-64": 410.0, "65+": 80.9}
    assert sum(row["received_krw_tn"] for row in rows.values()) == pytest.approx(490.9, abs=1e-9)
    assert sum(row["produced_krw_tn"] or 0 for row in rows.values()) == pytest.approx(490.9, abs=1e-9)
    assert sum(row["net_received_krw_tn"] for row in rows.values()) == pytest.approx(0, abs=1e-9)
    for side in ("produced_share", "received_share"):
        assert sum(row[side] or 0 for row in rows.values()) == pytest.approx(1)


@pytest.mark.parametrize("groups", [None, ["care"], ["housework", "travel"]])
def test_the_american_account_closes_in_hours_and_in_money(run: Run, groups: list[str] | None) -> None:
    """Rows are rounded to one hour: nothing is lost by more than a few hundred of 300 billion."""
    rows = run("time_transfer_account", p_groups=groups).table.to_pylist()
    for unit in ("hours_bn", "usd_ppp_bn"):
        made, received = (sum(row[f"{side}_{unit}"] for row in rows) for side in ("produced", "received"))
        assert received == pytest.approx(made, rel=1e-8)
        assert sum(row[f"net_received_{unit}"] for row in rows) == pytest.approx(0, abs=1e-6 * made)
    for row in rows:
        assert 0 <= row["own_hours_bn"] <= min(row["produced_hours_bn"], row["received_hours_bn"]) + 1e-9
        assert row["given_hours_bn"] == pytest.approx(row["produced_hours_bn"] - row["own_hours_bn"])


def test_women_and_men_make_up_the_total(run: Run) -> None:
    rows = run("time_transfer_account", p_sexes=None).table.to_pylist()
    for age in {row["account_age"] for row in rows} - OUTSIDE:
        of = {row["sex"]: row for row in rows if row["account_age"] == age}
        for column in ("produced_hours_bn", "received_hours_bn", "own_hours_bn", "persons_m"):
            assert of["women"][column] + of["men"][column] == pytest.approx(of["total"][column])


def test_what_is_made_are_the_hours_of_the_shipped_sums(run: Run) -> None:
    """The sums of the same diaries came by another way, data/atus_aggregates; each row here is rounded to one hour."""
    made = sum(row["produced_hours_bn"] for row in run("time_transfer_account").table.to_pylist())
    with database.cursor() as cursor:
        held = cursor.execute(
            "select sum(y) / 60 / 1e9 from core_aggregate_sums join core_aggregate_cells using (cell_no)"
            " where survey_id = 'atus_2014' and margin = 'year,sex,day_type'"
            " and selection_code = 'unpaid_work' and with_travel"
        ).fetchone()
    assert held and made == pytest.approx(held[0], rel=1e-7)


def test_children_make_nothing_and_receive_most_care(run: Run) -> None:
    rows = {row["account_age"]: row for row in run("time_transfer_account", p_groups=["care"]).table.to_pylist()}
    assert rows["0-4"]["produced_hours_bn"] == rows["5-14"]["produced_hours_bn"] == 0
    assert max(rows, key=lambda age: rows[age]["received_hours_per_day"] or 0) == "0-4"
