"""Overlaps, sets, moves, sensitivity and counts from cells small enough to reckon by hand."""

import pytest

from tests.worlds import World


def put_cell(world: World, grouping: str, group: str, met: str, weight: float) -> None:
    world.connection.execute(
        f"insert into memory.main.core_class_cells select 'ten', '{grouping}', '{group}', {met}, {weight}, {weight},"
        " 'class_surveys'"
    )


@pytest.fixture
def ten(world: World) -> World:
    """Ten people of weight one: six in A, five in B, four in both."""
    world.put(
        "core_class_surveys",
        [{"survey_id": "ten", "has_incomes": True, "is_synthetic": False, "is_weighted": True, "n_people": 10}],
        dataset_id="class_surveys",
    )
    shares = {"oecd_75_200": 0.6, "kr_50_150": 0.5}
    world.put(
        "core_class_shares",
        [{"definition_id": code, "share": share, "share_se": 0.1} for code, share in shares.items()],
        survey_id="ten", n_members=40, n_people=100, below_share=0.2, above_share=0.2, income_share=0.5,
    )  # fmt: skip
    world.put("core_class_cells", [])
    for group, met, weight in (
        ("all", "['oecd_75_200', 'kr_50_150']", 4),
        ("all", "['oecd_75_200']", 2),
        ("all", "['kr_50_150']", 1),
        ("all", "null", 3),
        ("women", "['oecd_75_200', 'kr_50_150']", 1),
        ("women", "['kr_50_150']", 1),
        ("men", "['oecd_75_200']", 2),
    ):
        grouping = "all" if group == "all" else "sex"
        put_cell(world, grouping, group, met, weight)
    return world


def test_overlap_by_hand(ten: World) -> None:
    """Both 4, only A 2, only B 1, neither 3 of ten. Chance: .6 x .5 + .4 x .5 = .5; kappa (.7 - .5) / .5."""
    row = ten.row(
        "from definition_overlap(p_survey := 'ten') where first_definition_id = 'oecd_75_200'"
        " and second_definition_id = 'kr_50_150'"
    )
    assert row["first_share"] == pytest.approx(0.6)
    assert row["second_share"] == pytest.approx(0.5)
    assert (row["both_share"], row["first_only_share"]) == pytest.approx((0.4, 0.2))
    assert (row["second_only_share"], row["neither_share"]) == pytest.approx((0.1, 0.3))
    assert row["jaccard"] == pytest.approx(4 / 7)
    assert row["kappa"] == pytest.approx(0.4)
    assert row["kappa_highest"] == pytest.approx((0.5 + 0.4 - 0.5) / 0.5)


def test_every_person_is_in_one_cell(ten: World) -> None:
    rows = ten.rows("from definition_cells(p_survey := 'ten', p_definitions := ['oecd_75_200', 'kr_50_150'])")
    found = {row["met_definitions"]: row["cell_share"] for row in rows}
    assert found == pytest.approx({"kr_50_150,oecd_75_200": 0.4, "": 0.3, "oecd_75_200": 0.2, "kr_50_150": 0.1})
    one = ten.rows("from definition_cells(p_survey := 'ten', p_definitions := ['kr_50_150'])")
    assert {row["met_definitions"]: row["cell_share"] for row in one} == pytest.approx({"kr_50_150": 0.5, "": 0.5})


def test_who_moves_by_group(ten: World) -> None:
    rows = ten.rows("from who_moves(p_survey := 'ten', p_grouping := 'sex')")
    women, men = (next(row for row in rows if row["class_group"] == group) for group in ("women", "men"))
    assert (women["first_share"], women["second_share"]) == pytest.approx((0.5, 1.0))
    assert (women["enters_share"], women["leaves_share"]) == pytest.approx((0.5, 0.0))
    assert (men["enters_share"], men["leaves_share"]) == pytest.approx((0.0, 1.0))


def test_intervals_stay_within_bounds_and_few_people_are_not_shown(ten: World) -> None:
    """On the logit scale: .6 with .1 is ln 1.5 +- 1.96 x .1 / .24."""
    row = ten.row("from middle_class_share(p_surveys := ['ten'], p_definitions := ['oecd_75_200'])")
    assert row["middle_share_ci_low"] == pytest.approx(0.3986, abs=1e-4)
    assert row["middle_share_ci_high"] == pytest.approx(0.7725, abs=1e-4)
    ten.connection.execute("update memory.main.core_class_shares set n_members = 29")
    row = ten.row("from middle_class_share(p_surveys := ['ten'], p_definitions := ['oecd_75_200'])")
    assert (row["middle_share"], row["missing_reason"]) == (None, "suppressed")


def test_sensitivity_is_the_difference_of_two_points(ten: World) -> None:
    ten.put(
        "core_class_edges",
        """
        bound    | below_share
        0.5      | 0.1
        0.75     | 0.3
        1.5      | 0.8
        2.0      | 0.95
        """,
        survey_id="ten", scale="sqrt", unit="persons", median_of="persons", edge="median",
    )  # fmt: skip
    rows = ten.rows("from definition_sensitivity(p_survey := 'ten')")
    found = {(row["lower_to_median"], row["upper_to_median"]): row["middle_share"] for row in rows}
    assert found == pytest.approx({(0.5, 1.5): 0.7, (0.5, 2.0): 0.85, (0.75, 1.5): 0.5, (0.75, 2.0): 0.65})


def test_the_count_of_alkire_and_foster_on_the_toy_of_the_dossier(ten: World) -> None:
    """DEFINITIONS 2.6: weights 1, 2, 1, 1, 3, 2 and attainments 111111, 110100, 000001, 110111, 010000, 100110.

    Having at least 3 of 6: .6; at least 4: .2; all 6: .1. Lacking at least half (3 held or fewer): H .8, M0 .5333.
    """
    ten.put("core_class_cells", [])
    attained = {"111111": 1, "110100": 2, "000001": 1, "110111": 1, "010000": 3, "100110": 2}
    for pattern, weight in attained.items():
        met = [f"'i{place}'" for place, held in enumerate(pattern) if held == "1"]
        put_cell(ten, "all", "all", f"[{', '.join(met)}]", weight)
    rows = ten.rows("from lifestyle_count(p_survey := 'ten')")
    found = {round(row["n_items_equivalent"]): row for row in rows}
    assert found[3]["attained_share"] == pytest.approx(0.6)
    assert found[6]["attained_share"] == pytest.approx(0.1)
    assert found[5]["attained_share"] == pytest.approx(0.2), "nobody has just four"
    # The mean score of all, less that of those with more than three, is what the deprived hold: the rest of H is M0.
    score = {k: row["adjusted_share"] for k, row in found.items()}
    deprived = 1 - found[5]["attained_share"]
    assert deprived == pytest.approx(0.8)
    assert deprived - (score[1] - score[5]) == pytest.approx(0.53333, abs=1e-5)
    assert (deprived - (score[1] - score[5])) / deprived == pytest.approx(2 / 3)


def test_weights_of_items_and_items_left_out(ten: World) -> None:
    ten.put("core_class_cells", [])
    for met, weight in (("['a']", 1), ("['b']", 2), ("['a', 'b']", 1), ("['c']", 4)):
        put_cell(ten, "all", "all", met, weight)
    rows = ten.rows("from lifestyle_count(p_survey := 'ten', p_items := ['a', 'b'], p_weights := [1.0, 2.0])")
    found = {row["score_cutoff"]: row["attained_share"] for row in rows}
    assert list(found) == pytest.approx([1 / 3, 2 / 3, 1], abs=1e-9)
    assert list(found.values()) == pytest.approx([0.5, 0.375, 0.125])
