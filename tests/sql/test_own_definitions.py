"""Definitions of one's own, what the parts of two definitions add, which line was missed, and how ranks hold."""

import itertools
import math

import pytest

from tests.worlds import World


@pytest.fixture
def lines(world: World) -> World:
    """Lines of two scales; on sqrt the shares below are the bound over four, on mod_oecd the bound over five."""
    world.put(
        "core_class_surveys",
        [{"survey_id": "ten", "has_incomes": True, "is_synthetic": False, "is_weighted": True, "n_people": 1000}],
        dataset_id="class_surveys",
    )
    world.put("core_class_shares", [])
    bounds = [0.45, 0.5, 0.55, 0.7, 0.75, 0.8, 1.45, 1.5, 1.55, 1.95, 2.0, 2.05]
    world.put(
        "core_class_edges",
        [
            {
                "scale": scale, "bound": bound, "below_share": bound / part, "up_to_share": bound / part + 0.001,
                "line_income": bound * 100, "n_below": round(1000 * bound / part),
            }
            for scale, part in (("sqrt", 4), ("mod_oecd", 5))
            for bound in bounds
        ],
        survey_id="ten", unit="persons", median_of="persons", edge="median", dataset_id="class_surveys",
    )  # fmt: skip
    world.put(
        "core_class_errors",
        [{"scale": "sqrt", "lower": 0.5, "upper": 1.5, "share_se": 0.02}],
        survey_id="ten", unit="persons", median_of="persons", dataset_id="class_surveys",
    )  # fmt: skip
    return world


def test_a_definition_of_ones_own_has_interval_and_slopes(lines: World) -> None:
    """Between .5/4 and 1.5/4 is a quarter; a point of the median is .01/4, less at the bottom and more at the top."""
    row = lines.row("from own_definition_share(p_survey := 'ten', p_lower := 0.5, p_upper := 1.5)")
    assert row["middle_share"] == pytest.approx(0.25)
    assert row["lower_point_share"] == pytest.approx(-0.0025)
    assert row["upper_point_share"] == pytest.approx(0.0025)
    assert (row["below_share"], row["above_share"]) == pytest.approx((0.125, 0.625))
    logit, half = math.log(1 / 3), 1.96 * 0.02 / (0.25 * 0.75)
    assert row["middle_share_ci_low"] == pytest.approx(1 / (1 + math.exp(half - logit)), abs=1e-4)
    assert row["middle_share_ci_high"] == pytest.approx(1 / (1 + math.exp(-half - logit)), abs=1e-4)
    assert row["n_members"] == 250


def test_few_people_are_not_shown(lines: World) -> None:
    lines.connection.execute("update memory.main.core_class_edges set n_below = n_below / 10")
    row = lines.row("from own_definition_share(p_survey := 'ten', p_lower := 0.5, p_upper := 1.5)")
    assert (row["middle_share"], row["missing_reason"], row["quality_flag"]) == (None, "suppressed", "suppressed")


def test_parts_of_two_definitions_add_up_to_their_difference(lines: World) -> None:
    """By hand over all orders of the four parts that differ: scale, lower, upper, closure."""
    rows = lines.rows(
        "from definition_shapley(p_survey := 'ten', p_first := 'eurofound_75_200', p_second := 'oecd_50_150_old')"
    )
    parts = {row["tuple_part"]: row["part_share_change"] for row in rows}
    first, second = rows[0]["first_share"], rows[0]["second_share"]
    assert (first, second) == pytest.approx(((2 - 0.75) / 5, (1.5 - 0.5) / 4))
    assert sum(parts.values()) == pytest.approx(second - first, abs=1e-12)

    def share(taken: set[str]) -> float:
        part = 4 if "scale" in taken else 5
        return ((1.5 if "upper" in taken else 2) - (0.5 if "lower" in taken else 0.75)) / part

    for part in ("scale", "lower", "upper"):
        orders = list(itertools.permutations(("scale", "lower", "upper")))
        added = [share({*order[: order.index(part) + 1]}) - share({*order[: order.index(part)]}) for order in orders]
        assert parts[part] == pytest.approx(sum(added) / len(added), abs=1e-12), part
    assert parts["unit"] == parts["median_of"] == parts["closure"] == 0


def test_the_readers_own_definition_has_parts_too(lines: World) -> None:
    rows = lines.rows(
        "from definition_shapley(p_survey := 'ten', p_first := 'oecd_75_200', p_second := 'mine',"
        " p_scale := 'mod_oecd', p_lower := 0.75, p_upper := 1.5)"
    )
    parts = {row["tuple_part"]: row["part_share_change"] for row in rows}
    assert sum(parts.values()) == pytest.approx(0.75 / 5 - 1.25 / 4)
    assert parts["lower"] == 0


@pytest.mark.parametrize("closure", ["upper_included", "both_included"])
def test_which_bounds_are_in_is_a_part(lines: World, closure: str) -> None:
    lines.connection.execute("create table memory.main.core_definitions as from base.main.core_definitions")
    lines.connection.execute(
        f"update memory.main.core_definitions set closure = '{closure}' where definition_id = 'oecd_50_150_old'"
    )
    rows = lines.rows(
        "from definition_shapley(p_survey := 'ten', p_first := 'oecd_75_200', p_second := 'oecd_50_150_old')"
    )
    parts = {row["tuple_part"]: row["part_share_change"] for row in rows}
    assert parts["closure"] == pytest.approx({"upper_included": 0, "both_included": 0.001}[closure], abs=1e-12)


def test_shapley_of_the_dossier_on_the_shipped_people(world: World) -> None:
    """DEFINITIONS 5.6, printed to two digits of a point: from 75-200 on the modified OECD scale to 50-150 on
    the square root +4.96 points = scale -1.86, lower +18.20, upper -11.37."""
    rows = world.rows("from definition_shapley(p_first := 'eurofound_75_200', p_second := 'kr_50_150')")
    parts = {row["tuple_part"]: row["part_share_change"] * 100 for row in rows}
    assert parts["scale"] == pytest.approx(-1.86, abs=0.0051)
    assert parts["lower"] == pytest.approx(18.20, abs=0.0051)
    assert parts["upper"] == pytest.approx(-11.37, abs=0.0051)
    assert sum(parts.values()) == pytest.approx(4.96, abs=0.0051)


def test_every_pair_of_shipped_definitions_adds_up(world: World) -> None:
    held = [row["definition_id"] for row in world.rows("from middle_class_share(p_surveys := ['eu_silc_synthetic'])")]
    for first, second in itertools.combinations(held, 2):
        rows = world.rows(f"from definition_shapley(p_first := '{first}', p_second := '{second}')")
        assert len(rows) == 6, (first, second)
        total = sum(row["part_share_change"] for row in rows)
        assert total == pytest.approx(rows[0]["second_share"] - rows[0]["first_share"], abs=1e-12)
        shares = world.rows(f"from middle_class_share(p_definitions := ['{first}', '{second}'])")
        known = {row["definition_id"]: row["middle_share"] for row in shares}
        assert rows[0]["first_share"] == pytest.approx(known[first], abs=1e-7)
        assert rows[0]["second_share"] == pytest.approx(known[second], abs=1e-7)


def test_which_line_was_missed(lines: World) -> None:
    lines.put(
        "core_class_failures",
        """
        first_definition_id | second_definition_id | failed_bound | weight | n_people
        oecd_75_200         | kr_50_150            | lower        | 1      | 1
        oecd_75_200         | kr_50_150            | upper        | 3      | 3
        kr_50_150           | oecd_75_200          | lower        | 2      | 2
        kr_50_150           | pew_we               | lower        | 5      | 5
        """,
        survey_id="ten",
    )
    lines.put("core_class_cells", [])
    lines.connection.execute(
        "insert into memory.main.core_class_cells select 'ten', 'all', 'all', null, 20, 20, 'class_surveys'"
    )
    rows = lines.rows("from definition_failures(p_survey := 'ten')")
    found = [(row["first_definition_id"], row["failed_bound"], row["failed_share"]) for row in rows]
    assert found == [
        ("oecd_75_200", "lower", 0.05), ("oecd_75_200", "upper", 0.15), ("kr_50_150", "lower", 0.1)
    ]  # fmt: skip
    assert [row["failed_of_missing_share"] for row in rows] == pytest.approx([0.25, 0.75, 1])


def test_lines_missed_make_up_the_overlap(world: World) -> None:
    """Those in one of two definitions only are the same whether counted by line or by set."""
    pairs = {
        (row["first_definition_id"], row["second_definition_id"]): row["first_only_share"]
        for row in world.rows("from definition_overlap()")
    }
    rows = world.rows(
        "select first_definition_id, second_definition_id, sum(weight) / (select sum(weight) from core_class_cells"
        " where survey_id = 'eu_silc_synthetic' and \"grouping\" = 'all') as share"
        " from core_class_failures where survey_id = 'eu_silc_synthetic' group by all"
    )
    assert len(rows) > 50
    for row in rows:
        expected = pairs[row["first_definition_id"], row["second_definition_id"]]
        assert row["share"] == pytest.approx(expected, abs=1e-9)


def ranked(world: World, shares: dict[str, dict[str, float]]) -> World:
    """Countries ranked by the shares that are drawn here, in place of those of fitted incomes."""
    rows = ", ".join(
        f"('{country}', '{definition}', {place}, {share}, 2020, 'income_shares')"
        for place, (definition, of) in enumerate(shares.items())
        for country, share in of.items()
    )
    world.connection.execute(
        "create or replace macro memory.main.mart_ranked_countries(p_countries := null, p_definitions := null,"
        " p_bounds := null, p_model := null) as table select *, rank() over (partition by definition_id order by"
        " middle_share desc) as country_rank, count(*) over (partition by definition_id) as n_countries"
        f" from (values {rows}) as t(country_code, definition_id, sort_order, middle_share, income_year, dataset_id)"
    )
    return world


SHARES = {
    "a": {"AAA": 0.9, "BBB": 0.7, "CCC": 0.6, "DDD": 0.1},
    "b": {"AAA": 0.8, "BBB": 0.5, "CCC": 0.6, "DDD": 0.2},
}


def test_ranks_that_hold_and_ranks_that_do_not(world: World) -> None:
    rows = {row["country_code"]: row for row in ranked(world, SHARES).rows("from country_rank_stability()")}
    assert [(rows[c]["best_rank"], rows[c]["worst_rank"]) for c in ("AAA", "BBB", "CCC", "DDD")] == [
        (1, 1), (2, 3), (2, 3), (4, 4)
    ]  # fmt: skip
    assert (rows["BBB"]["best_definition_id"], rows["BBB"]["worst_definition_id"]) == ("a", "b")
    assert (rows["AAA"]["n_always_ahead"], rows["AAA"]["n_always_behind"]) == (3, 0)
    assert (rows["BBB"]["n_always_ahead"], rows["BBB"]["n_always_behind"]) == (1, 1)
    assert rows["BBB"]["settled_pairs_share"] == pytest.approx(2 / 3)


def test_kendall_by_hand(world: World) -> None:
    """Of six pairs of countries one stands the other way round: (5 - 1) / 6."""
    rows = ranked(world, SHARES).rows("from definition_rank_agreement()")
    found = {(row["first_definition_id"], row["second_definition_id"]): row["kendall_tau"] for row in rows}
    assert found == pytest.approx({("a", "a"): 1, ("b", "b"): 1, ("a", "b"): 4 / 6, ("b", "a"): 4 / 6})


def test_lines_that_are_the_same_here_count_once(world: World) -> None:
    rows = world.rows("select distinct definition_id from mart_ranked_countries()")
    held = {row["definition_id"] for row in rows}
    assert "oecd_75_200" in held and "kr_75_200" not in held and "eurofound_75_200" not in held
    assert not held & {"easterly_q2_q4", "kharas_11_110"}


@pytest.fixture
def items(world: World) -> World:
    """One list of two criteria; two countries asked the first in one survey, one country in another too."""
    world.put("core_countries", [{"country_code": "AAA"}, {"country_code": "BBB"}])
    world.put("core_lifestyle_lists", [{"list_item_code": f"i{n}", "place": n} for n in (1, 2)], list_code="france")
    world.put(
        "core_lifestyle_shares",
        """
        country_code | item_code | list_item_code | grade | preference | share | year | survey
        AAA          | x         | i1             | B     | 2          | 0.5   | 2018 | joint
        BBB          | x         | i1             | B     | 2          | 0.2   | 2018 | joint
        AAA          | y         | i1             | A     | 1          | 0.3   | 2015 | own
        """,
        dataset_id="lifestyle_items",
    )
    return world


def test_each_criterion_has_its_nearest_item_or_a_reason(items: World) -> None:
    rows = items.rows("from lifestyle_coverage(p_countries := ['AAA', 'BBB'], p_lists := ['france'])")
    found = {(row["list_item_code"], row["country_code"]): (row["item_code"], row["n_items_asked"]) for row in rows}
    assert found == {
        ("i1", "AAA"): ("y", 2),
        ("i1", "BBB"): ("x", 1),
        ("i2", "AAA"): (None, 0),
        ("i2", "BBB"): (None, 0),
    }
    assert {row["missing_reason"] for row in rows if row["item_code"] is None} == {"no_survey_item"}


def test_only_what_one_survey_asked_in_both_stands_side_by_side(items: World) -> None:
    rows = items.rows("from lifestyle_same_survey(p_countries := ['AAA', 'BBB'])")
    assert [(row["item_code"], row["country_code"], row["item_share"]) for row in rows] == [
        ("x", "AAA", 0.5), ("x", "BBB", 0.2)
    ]  # fmt: skip


def test_a_definition_drawn_again_meets_the_others_as_the_people_do(world: World) -> None:
    """A definition of one's own that is the one of the OECD is in both with each other one as the sets of people say.

    Exact on one scale; on another the two bounds hold what the people say between them. Shipped to eight digits.
    """
    drawn = {row["second_definition_id"]: row for row in world.rows("from own_definition_overlap()")}
    counted = world.rows("from definition_overlap() where first_definition_id = 'oecd_75_200'")
    assert len(drawn) == len(counted) > 10
    n_exact = 0
    for row in counted:
        own = drawn[row["second_definition_id"]]
        n_exact += own["is_exact"]
        assert own["first_share"] == pytest.approx(row["first_share"], abs=1e-7)
        assert own["second_share"] == pytest.approx(row["second_share"], abs=1e-7)
        if own["is_exact"]:
            assert own["highest_both_share"] == own["lowest_both_share"] == pytest.approx(row["both_share"], abs=1e-7)
            assert own["highest_jaccard"] == pytest.approx(row["jaccard"], abs=1e-7)
        else:
            assert own["lowest_both_share"] <= row["both_share"] <= own["highest_both_share"]
            assert own["lowest_jaccard"] <= row["jaccard"] <= own["highest_jaccard"]
    assert 3 < n_exact < len(counted)
