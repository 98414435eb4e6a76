"""A recode is unknown first, then yes, then no, whatever the sets; derived items know what they do not know."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unpriced.survey_rules import parse

codes = st.sets(st.integers(-3, 12), max_size=6)
answers = st.lists(st.one_of(st.none(), st.integers(-3, 12)), min_size=1, max_size=12)
known = st.lists(st.one_of(st.none(), st.booleans()), min_size=2, max_size=4)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


def written(values: set[int]) -> str:
    return "{" + ",".join(str(value) for value in sorted(values)) + "}"


@given(yes=codes.filter(bool), no=codes.filter(bool), unknown=codes, missing=codes, given_=answers)
def test_unknown_comes_first_then_yes_then_no(
    connection: duckdb.DuckDBPyConnection,
    yes: set[int],
    no: set[int],
    unknown: set[int],
    missing: set[int],
    given_: list[int | None],
) -> None:
    rule = parse(
        f"1:{written(yes)}; 0:{written(no)}; NA:{written(unknown)}", ",".join(str(code) for code in sorted(missing))
    )
    found = connection.execute(
        f"select {rule.recode('v')} from unnest($v) with ordinality as t(v, place) order by place",
        {"v": [None if value is None else str(value) for value in given_]},
    ).fetchall()
    expected = [
        None
        if value is None or value in unknown | missing
        else True
        if value in yes
        else False
        if value in no
        else None
        for value in given_
    ]
    assert [row[0] for row in found] == expected


@given(low=st.integers(-5, 5), width=st.integers(0, 8), value=st.integers(-9, 15))
def test_a_range_is_its_codes_one_by_one(
    connection: duckdb.DuckDBPyConnection, low: int, width: int, value: int
) -> None:
    high = low + width
    forms = (f"[{low}..{high}]", f"{{{low}..{high}}}", written(set(range(low, high + 1))))
    found = {
        connection.execute(f"select {parse(f'1:{form}; 0:else').recode('v')} from (select '{value}' as v)").fetchone()
        for form in forms
    }
    assert found == {(low <= value <= high,)}


@given(parts=known, least=st.integers(1, 4))
def test_derived_items_know_what_they_do_not_know(
    connection: duckdb.DuckDBPyConnection, parts: list[bool | None], least: int
) -> None:
    """A derived item is known where every way to fill in the unknown parts comes to the same."""
    names = ",".join(f"v{place}" for place in range(len(parts)))
    literals = ["null::boolean" if part is None else str(part).lower() for part in parts]
    fillings: list[list[bool]] = [[]]
    for part in parts:
        fillings = [[*done, value] for done in fillings for value in ([True, False] if part is None else [part])]
    for text, outcomes in (
        (f"any1({names})", {any(full) for full in fillings}),
        (f"all1({names})", {all(full) for full in fillings}),
        (f"countge({least},{names})", {sum(full) >= least for full in fillings}),
    ):
        (found,) = connection.execute(f"select {parse(f'derive: {text}').derived(literals)}").fetchone() or ()
        assert found == (outcomes.pop() if len(outcomes) == 1 else None), text
