"""The middle class beside closed forms, published shares and the compiled figures."""

import csv
from collections.abc import Callable
from math import log
from pathlib import Path
from statistics import NormalDist
from typing import Any

import pytest

from tests.worlds import World
from unpriced import database, reports
from unpriced.paths import DATA
from unpriced.reports import Result

BANDS = {"75-200": (0.75, 2), "2/3-2": (2 / 3, 2), "50-150": (0.5, 1.5), "80-120": (0.8, 1.2), "60-200": (0.6, 2)}


def put_lognormal(world: World, gini: float) -> float:
    """KOR with a lognormal distribution of the Gini coefficient; its sigma is sqrt 2 times a normal quantile."""
    sigma = 2**0.5 * NormalDist().inv_cdf((gini + 1) / 2)
    world.put(
        "core_income_fits",
        [{"country_code": "KOR", "year": 2020, "sigma": sigma, "median_to_scale": 1.0, "fit_error_share": 0.0}],
        income_model="lognormal",
    )
    return sigma


def counted(world: World, lower: float, upper: float) -> dict[str, Any]:
    return world.row(
        "from middle_class_share_grouped(p_countries := ['KOR'], p_models := ['lognormal'], p_anchor := 'median',"
        " p_lower := ?, p_upper := ?)",
        lower,
        upper,
    )


@pytest.mark.parametrize("gini", [0.25, 0.3, 0.35, 0.4, 0.45, 0.5])
def test_a_lognormal_has_the_shares_of_its_closed_form(world: World, gini: float) -> None:
    """DEFINITIONS, golden `ln-*`: share(a, b) = Phi(ln b / s) - Phi(ln a / s); the series ends below 1e-9."""
    sigma = put_lognormal(world, gini)
    normal = NormalDist()
    for lower, upper in BANDS.values():
        expected = normal.cdf(log(upper) / sigma) - normal.cdf(log(lower) / sigma)
        assert counted(world, lower, upper)["middle_share"] == pytest.approx(expected, abs=1e-9)


def test_bands_that_are_reciprocal_hold_as_many_of_a_lognormal(world: World) -> None:
    """(2/3, 2) is the reciprocal of (1/2, 3/2): equal size, and yet not the same people."""
    put_lognormal(world, 0.35)
    one, other = counted(world, 2 / 3, 2), counted(world, 0.5, 1.5)
    assert one["middle_share"] == pytest.approx(other["middle_share"], abs=1e-9)
    assert one["below_share"] > other["below_share"]


@pytest.mark.needs_shared_data
def test_the_lognormal_rows_of_the_compiled_figures(world: World, facts: Path) -> None:
    """Printed to four digits of a point, so to half of the last."""
    with (facts.parent / "golden" / "middle_class.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["id"].startswith("ln-")]
    seen = 0
    put = None
    for row in rows:
        _, gini, *band = row["id"].split("-")
        bounds = BANDS.get("-".join(band))
        if bounds:
            if gini != put:
                put_lognormal(world, float(gini))
                put = gini
            assert counted(world, *bounds)["middle_share"] * 100 == pytest.approx(float(row["share_pct"]), abs=5.1e-5)
            seen += 1
    assert seen == 6 * 4, "four of the bands are printed for six Gini coefficients"


def test_ours_beside_the_published_shares_of_the_oecd(run: Callable[..., Result]) -> None:
    """Income per head against equivalised income: about three points apart; only the lognormal is far worse."""
    apart = {}
    for model in ("dagum", "singh_maddala", "gb2", "lognormal"):
        rows = run("grouped_beside_published", p_definitions=["oecd_75_200"], p_model=model).table.to_pylist()
        assert {row["country_code"] for row in rows} == {"AUT", "CZE", "FIN", "JPN", "KOR", "MEX", "NOR"}
        apart[model] = rows[0]["mean_absolute_difference"]
        by_hand = [abs(row["middle_share"] - row["published_share"]) for row in rows]
        assert apart[model] == pytest.approx(sum(by_hand) / len(by_hand))
    assert apart["dagum"] < 0.035
    assert max(apart["dagum"], apart["singh_maddala"], apart["gb2"]) < 0.04 < apart["lognormal"]


def test_fits_meet_the_published_shares(built: Path) -> None:
    """Shares are printed to a tenth of a point, so no curve comes nearer than 0.03; the lognormal has one parameter."""
    with database.cursor() as cursor:
        median = dict(
            cursor.execute("select income_model, median(fit_error_share) from core_income_fits group by all").fetchall()
        )
    assert median["gb2"] < 0.001 < median["dagum"] < 0.002 and median["singh_maddala"] < 0.002
    assert 0.004 < median["lognormal"] < 0.01


def test_the_ginis_of_the_fits_are_those_of_the_source(built: Path) -> None:
    """The Gini index is published beside the shares and not fitted: less than a point away on average."""
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select gini, sigma from core_lorenz_points inner join core_income_fits using (country_code, year)"
            " where income_model = 'lognormal' and gini is not null"
        ).fetchall()
    normal = NormalDist()
    apart = [abs(2 * normal.cdf(sigma / 2**0.5) - 1 - gini) for gini, sigma in rows]
    assert sum(apart) / len(apart) < 0.01


def test_rueger_bounds_are_those_of_the_dossier(world: World) -> None:
    """DEFINITIONS 5.6, by linear programme: P(>= 3) in [0, .62], P(>= 4) in [0, .385], P(6) in [0, .08]."""
    shares = (0.59, 0.38, 0.08, 0.5, 0.12, 0.19)
    items = ("L1_language", "L2_sport", "L3_instrument", "L4_dish", "L5_public_outrage", "L6_help_volunteer")
    world.put(
        "core_lifestyle_shares",
        [{"list_item_code": item, "share": share} for item, share in zip(items, shares, strict=True)],
        country_code="AAA", year=2020, grade="A", preference=1, survey="one",
    )  # fmt: skip
    rows = world.rows("from lifestyle_count_bounds(p_countries := ['AAA'])")
    found = {row["n_items_held"]: (row["lowest_possible_share"], row["highest_possible_share"]) for row in rows}
    assert found[3] == pytest.approx((0, 0.62))
    assert found[4] == pytest.approx((0, 0.385))
    assert found[6] == pytest.approx((0, 0.08))
    # At least one of them: at least the largest share, at most everyone.
    assert found[1] == pytest.approx((0.59, 1))


@pytest.mark.needs_shared_data
def test_published_figures_are_those_that_were_compiled(facts: Path) -> None:
    with (facts.parent / "golden" / "middle_class.csv").open(encoding="utf-8") as stream:
        compiled = {row["id"]: row for row in csv.DictReader(stream)}
    with (DATA / "middle_class_published" / "figures.csv").open(encoding="utf-8") as stream:
        entered = list(csv.DictReader(stream))
    assert len(entered) == 164
    for row in entered:
        source = compiled[row["figure_id"]]
        assert row["percent"] == source["share_pct"]
        assert (row["period"], row["source"], row["note"]) == (source["year"], source["source"], source["note"])
        assert row["evidence"] == source["verified"].removeprefix("verified-in-").replace("source", "original")


@pytest.mark.needs_shared_data
def test_shares_of_items_are_those_that_were_compiled_and_none_is_under_a_licence_for_non_commercial_use(
    facts: Path,
) -> None:
    with (facts / "lifestyle_items_by_country.csv").open(encoding="utf-8") as stream:
        compiled = {
            (row["country_code"], row["year"], row["item"], row["survey"], row["share_percent"]): row["terms"]
            for row in csv.DictReader(stream)
        }
    folder = DATA / "lifestyle_items"
    with (folder / "sources.csv").open(encoding="utf-8") as stream:
        sources = {row["source_id"]: row for row in csv.DictReader(stream)}
    with (folder / "shares.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            source = sources[row["source_id"]]
            key = (row["country_code"], row["year"], source["item_code"], source["survey"], row["percent"])
            assert "NC" not in compiled[key]
            assert compiled[key].startswith(source["terms"])


def test_korea_in_two_editions(run: Callable[..., Result]) -> None:
    """Statistics Korea printed 62.0 and then 62.5 % between half and one and a half times the median of 2020."""
    rows = run("middle_class_published", p_areas=["KOR"], p_definitions=["kr_50_150"], p_classes=["middle"]).table
    found = {row["figure_edition"]: row["published_share"] for row in rows.to_pylist() if row["period"] == "2020"}
    assert found == pytest.approx({"first": 0.62, "revised": 0.625})
    assert reports.run("grouped_beside_published", p_definitions=["kr_50_150"]).table.num_rows == 5
