"""Who receives, on a household small enough to reckon by hand; what the makers of the shipped sums need is said."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.diary_worlds import DiaryWorld
from unpriced import transfers, volunteering_days
from unpriced.errors import UnpricedError
from unpriced.paths import QUERIES

# A mother of 40 with her husband of 42 and two children of 4 and 16; a man of 80 alone. Weights of one person-day.
ROSTER = [
    {"tucaseid": 1, "sex": "F", "age": 40, "atus": 1},
    {"tucaseid": 1, "sex": "M", "age": 42, "atus": 0},
    {"tucaseid": 1, "sex": "M", "age": 4, "atus": 0},
    {"tucaseid": 1, "sex": "F", "age": 16, "atus": 0},
    {"tucaseid": 2, "sex": "M", "age": 80, "atus": 1},
]
# She cooks, cares for children and helps another household; he cooks, and cares for a child who is not in the roster.
DAYS = [("1", "020201", 120), ("1", "030101", 60), ("1", "040101", 30), ("2", "020201", 60), ("2", "030101", 30)]


@pytest.fixture
def family(built: Path, tmp_path: Path) -> Iterator[tuple[DiaryWorld, Path]]:
    world = DiaryWorld(built)
    people = [{"person_id": "1", "sex": "women", "age": 40}, {"person_id": "2", "sex": "men", "age": 80}]
    world.insert("persons", people)
    world.insert("diaries", [{"person_id": one} for one in ("1", "2")], year=2020, weight=1e6)
    for person, code, minutes in DAYS:
        world.insert("minutes", [{"person_id": person}], source_code=code, minutes=minutes)
    world.make_core()
    roster = tmp_path / "roster.parquet"
    pq.write_table(pa.Table.from_pylist(ROSTER), roster)
    for name, value in {"survey_id": "s", "roster": str(roster), "child_below": 18}.items():
        world.connection.execute(f"set variable {name} = $value", {"value": value})
    yield world, roster
    world.connection.close()


def asked(world: DiaryWorld, query: str) -> list[dict[str, object]]:
    return world.rows((QUERIES / "aggregates" / f"{query}.sql").read_text(encoding="utf-8"))


def test_each_hour_is_received_by_those_it_is_for(family: tuple[DiaryWorld, Path]) -> None:
    """Her two hours of cooking are half an hour for each of four; the child care is half an hour for each child."""
    rows = asked(family[0], "transfers")
    sums = {(row["side"], row["activity_code"], row["sex"], row["account_age"]): row["hours_m"] for row in rows}
    cooked = {key[2:]: hours for key, hours in sums.items() if key[:2] == ("received", "food_prep")}
    assert cooked == {
        ("women", "35-44"): 0.5, ("men", "35-44"): 0.5, ("men", "0-4"): 0.5, ("women", "15-24"): 0.5,
        ("men", "75+"): 1.0,
    }  # fmt: skip
    assert {key[2:]: hours for key, hours in sums.items() if key[:2] == ("own", "food_prep")} == {
        ("women", "35-44"): 0.5, ("men", "75+"): 1.0,
    }  # fmt: skip
    cared = {key[2:]: hours for key, hours in sums.items() if key[:2] == ("received", "childcare_physical")}
    assert cared == {("men", "0-4"): 0.5, ("women", "15-24"): 0.5, ("none", "not_in_roster"): 0.5}
    assert sums["received", "help_other_hh", "none", "other_households"] == 0.5
    for side in ("produced", "received"):
        assert sum(hours for key, hours in sums.items() if key[0] == side) == pytest.approx(5.0)  # type: ignore[misc]


def test_a_household_counts_once_however_many_could_have_been_asked(family: tuple[DiaryWorld, Path]) -> None:
    """Three of four could have been asked, so each member stands for a third of the weight, by the days of a year."""
    people = {(row["sex"], row["account_age"]): row["persons_m"] for row in asked(family[0], "transfer_people")}
    assert people["men", "0-4"] == people["women", "35-44"] == pytest.approx(1 / 3 / 365, abs=1e-6)
    assert people["men", "75+"] == pytest.approx(1 / 365, abs=1e-6)


def test_the_makers_of_sums_say_what_they_need(tmp_path: Path) -> None:
    with pytest.raises(UnpricedError, match="is not there"):
        transfers.write(tmp_path / "none.parquet")
    with pytest.raises(UnpricedError, match="is not there"):
        volunteering_days.write(tmp_path / "none.parquet")
